//! Statements on tracker groups.

use jiff::Timestamp;
use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{Color, Description, GroupId, GroupTitle, UserId};
use crate::error::Result;

/// A tracker group as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackerGroup {
    /// Its id.
    pub id: GroupId,
    /// Its title.
    pub title: GroupTitle,
    /// Its colour.
    pub color: Color,
    /// What it is for.
    pub description: Option<Description>,
    /// When it was made.
    pub created: Timestamp,
    /// When the group itself or its membership last changed.
    pub modified: Timestamp,
}

/// The columns of [`read`], in its order.
macro_rules! select_groups {
    ($rest:literal) => {
        concat!("SELECT id, title, color, description, created_at, modified_at FROM tracker_groups ", $rest)
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<TrackerGroup> {
    let (Seconds(created), Seconds(modified)) = (row.get(4)?, row.get(5)?);
    Ok(TrackerGroup {
        id: row.get(0)?,
        title: row.get(1)?,
        color: row.get(2)?,
        description: row.get(3)?,
        created,
        modified,
    })
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<TrackerGroup>> {
    tx.all(select_groups!("WHERE account_id = ?1 ORDER BY id"), [scope.account()], read)
}

/// The groups that a sub-user has something to see in: its own, and those of the trackers that it sees.
pub(crate) fn seen(tx: &Tx<'_>, scope: Scope, seen_by: UserId) -> Result<Vec<TrackerGroup>> {
    tx.all(
        select_groups!(
            "WHERE account_id = ?1 AND id IN
             (SELECT group_id FROM trackers WHERE account_id = ?1 AND id IN
              (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)
              UNION ALL SELECT group_id FROM user_details WHERE account_id = ?1 AND user_id = ?2)
             ORDER BY id"
        ),
        (scope.account(), seen_by),
        read,
    )
}

pub(crate) fn count(tx: &Tx<'_>, scope: Scope) -> Result<u32> {
    tx.one("SELECT count(*) FROM tracker_groups WHERE account_id = ?1", [scope.account()], |row| row.get(0))
}

pub(crate) fn exists(tx: &Tx<'_>, scope: Scope, id: GroupId) -> Result<bool> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM tracker_groups WHERE account_id = ?1 AND id = ?2)",
        (scope.account(), id),
        |row| row.get(0),
    )
}

pub(crate) fn find(tx: &Tx<'_>, scope: Scope, id: GroupId) -> Result<Option<TrackerGroup>> {
    tx.first(select_groups!("WHERE account_id = ?1 AND id = ?2"), (scope.account(), id), read)
}

/// The oldest group of that title: titles are not unique.
pub(crate) fn titled(tx: &Tx<'_>, scope: Scope, title: &GroupTitle) -> Result<Option<TrackerGroup>> {
    tx.first(select_groups!("WHERE account_id = ?1 AND title = ?2 ORDER BY id LIMIT 1"), (scope.account(), title), read)
}

/// The oldest group of that title, but for one that may have it.
pub(crate) fn titled_otherwise(
    tx: &Tx<'_>,
    scope: Scope,
    title: &GroupTitle,
    but: Option<GroupId>,
) -> Result<Option<GroupId>> {
    tx.first(
        "SELECT id FROM tracker_groups WHERE account_id = ?1 AND title = ?2 AND id IS DISTINCT FROM ?3 ORDER BY id LIMIT 1",
        (scope.account(), title, but),
        |row| row.get(0),
    )
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, group: &TrackerGroup) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO tracker_groups (account_id, id, title, color, description, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            scope.account(),
            group.id,
            &group.title,
            &group.color,
            &group.description,
            Seconds(group.created),
            Seconds(group.modified),
        ),
    )?;
    Ok(())
}

pub(crate) fn update(tx: &mut Tx<'_>, scope: Scope, group: &TrackerGroup) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE tracker_groups SET title = ?3, color = ?4, description = ?5, modified_at = ?6
         WHERE account_id = ?1 AND id = ?2",
        (scope.account(), group.id, &group.title, &group.color, &group.description, Seconds(group.modified)),
    )?;
    Ok(())
}

/// Notes that the membership of those groups has changed.
pub(crate) fn touch(tx: &mut Tx<'_>, scope: Scope, ids: &[GroupId]) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE tracker_groups SET modified_at = ?3
         WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids), Seconds(tx.now())),
    )?;
    Ok(())
}

/// Deletes a group. Its members must have left it before.
pub(crate) fn delete(tx: &mut Tx<'_>, scope: Scope, id: GroupId) -> Result<()> {
    tx.execute(scope, "DELETE FROM tracker_groups WHERE account_id = ?1 AND id = ?2", (scope.account(), id))?;
    Ok(())
}
