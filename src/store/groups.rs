//! Statements on tracker groups.

use super::Tx;
use super::columns::Seconds;
use crate::access::Scope;
use crate::domain::{Color, GroupId, GroupTitle};
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
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<TrackerGroup>> {
    tx.all("SELECT id, title, color FROM tracker_groups WHERE account_id = ?1 ORDER BY id", [scope.account()], |row| {
        Ok(TrackerGroup { id: row.get(0)?, title: row.get(1)?, color: row.get(2)? })
    })
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
    tx.first(
        "SELECT id, title, color FROM tracker_groups WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id),
        |row| Ok(TrackerGroup { id: row.get(0)?, title: row.get(1)?, color: row.get(2)? }),
    )
}

/// The oldest group of that title: titles are not unique.
pub(crate) fn titled(tx: &Tx<'_>, scope: Scope, title: &GroupTitle) -> Result<Option<TrackerGroup>> {
    tx.first(
        "SELECT id, title, color FROM tracker_groups WHERE account_id = ?1 AND title = ?2 ORDER BY id LIMIT 1",
        (scope.account(), title),
        |row| Ok(TrackerGroup { id: row.get(0)?, title: row.get(1)?, color: row.get(2)? }),
    )
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, group: &TrackerGroup) -> Result<()> {
    tx.execute(
        "INSERT INTO tracker_groups (account_id, id, title, color, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (scope.account(), group.id, &group.title, &group.color, Seconds(tx.now())),
    )?;
    Ok(())
}

pub(crate) fn update(tx: &mut Tx<'_>, scope: Scope, group: &TrackerGroup) -> Result<()> {
    tx.execute(
        "UPDATE tracker_groups SET title = ?3, color = ?4 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), group.id, &group.title, &group.color),
    )?;
    Ok(())
}

/// Deletes a group. Its members must have left it before.
pub(crate) fn delete(tx: &mut Tx<'_>, scope: Scope, id: GroupId) -> Result<()> {
    tx.execute("DELETE FROM tracker_groups WHERE account_id = ?1 AND id = ?2", (scope.account(), id))?;
    Ok(())
}
