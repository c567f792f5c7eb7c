//! Statements on tags, and on which trackers have them.

use std::collections::HashMap;

use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{Color, TagBinding, TagId, TagName, TrackerId, UserId};
use crate::error::Result;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its id.
    pub id: TagId,
    /// Its name.
    pub name: TagName,
    /// Its colour.
    pub color: Color,
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<Tag>> {
    tx.all("SELECT id, name, color FROM tags WHERE account_id = ?1 ORDER BY id", [scope.account()], |row| {
        Ok(Tag { id: row.get(0)?, name: row.get(1)?, color: row.get(2)? })
    })
}

pub(crate) fn find(tx: &Tx<'_>, scope: Scope, id: TagId) -> Result<Option<Tag>> {
    tx.first("SELECT id, name, color FROM tags WHERE account_id = ?1 AND id = ?2", (scope.account(), id), |row| {
        Ok(Tag { id: row.get(0)?, name: row.get(1)?, color: row.get(2)? })
    })
}

pub(crate) fn count(tx: &Tx<'_>, scope: Scope) -> Result<u32> {
    tx.one("SELECT count(*) FROM tags WHERE account_id = ?1", [scope.account()], |row| row.get(0))
}

/// How many of those are tags of the account.
pub(crate) fn count_among(tx: &Tx<'_>, scope: Scope, ids: &[TagId]) -> Result<u32> {
    tx.one(
        "SELECT count(*) FROM tags WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids)),
        |row| row.get(0),
    )
}

/// Writes a tag as it is to be, a new one or one that is there.
pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, tag: &Tag) -> Result<()> {
    tx.execute(
        "INSERT INTO tags (account_id, id, name, color, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (account_id, id) DO UPDATE SET name = ?3, color = ?4",
        (scope.account(), tag.id, &tag.name, &tag.color, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Deletes a tag, and takes it off all trackers.
pub(crate) fn delete(tx: &mut Tx<'_>, scope: Scope, id: TagId) -> Result<()> {
    tx.execute("DELETE FROM tags WHERE account_id = ?1 AND id = ?2", (scope.account(), id))?;
    Ok(())
}

/// The tags of each tracker that the caller sees and that has any, by place.
pub(crate) fn bindings(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
) -> Result<HashMap<TrackerId, Vec<TagBinding>>> {
    let mut bindings = HashMap::<_, Vec<_>>::new();
    let visit = |row: &Row<'_>| {
        let binding = TagBinding { tag_id: row.get(1)?, ordinal: row.get(2)? };
        bindings.entry(row.get(0)?).or_default().push(binding);
        Ok(())
    };
    match seen_by {
        None => tx.each(
            "SELECT tracker_id, tag_id, ordinal FROM tag_bindings WHERE account_id = ?1 ORDER BY tracker_id, ordinal",
            [scope.account()],
            visit,
        ),
        Some(user) => tx.each(
            "SELECT tracker_id, tag_id, ordinal FROM tag_bindings
             WHERE account_id = ?1
             AND tracker_id IN (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)
             ORDER BY tracker_id, ordinal",
            (scope.account(), user),
            visit,
        ),
    }?;
    Ok(bindings)
}

/// The tags of one tracker, by place.
pub(crate) fn bindings_of(tx: &Tx<'_>, scope: Scope, tracker: TrackerId) -> Result<Vec<TagBinding>> {
    tx.all(
        "SELECT tag_id, ordinal FROM tag_bindings WHERE account_id = ?1 AND tracker_id = ?2 ORDER BY ordinal",
        (scope.account(), tracker),
        |row| Ok(TagBinding { tag_id: row.get(0)?, ordinal: row.get(1)? }),
    )
}

/// The trackers that have a tag.
pub(crate) fn trackers(tx: &Tx<'_>, scope: Scope, tag: TagId) -> Result<Vec<TrackerId>> {
    trackers_with_all(tx, scope, &[tag])
}

/// The trackers that have all of those tags, none of which is named twice.
pub(crate) fn trackers_with_all(tx: &Tx<'_>, scope: Scope, tags: &[TagId]) -> Result<Vec<TrackerId>> {
    tx.all(
        "SELECT tracker_id FROM tag_bindings WHERE account_id = ?1 AND tag_id IN (SELECT value FROM json_each(?2))
         GROUP BY tracker_id HAVING count(*) = ?3 ORDER BY tracker_id",
        (scope.account(), id_list(tags), tags.len() as i64),
        |row| row.get(0),
    )
}

/// Gives a tracker these tags and no others.
pub(crate) fn bind(tx: &mut Tx<'_>, scope: Scope, tracker: TrackerId, bindings: &[TagBinding]) -> Result<()> {
    tx.execute("DELETE FROM tag_bindings WHERE account_id = ?1 AND tracker_id = ?2", (scope.account(), tracker))?;
    for TagBinding { tag_id, ordinal } in bindings {
        tx.execute(
            "INSERT INTO tag_bindings (account_id, tracker_id, ordinal, tag_id) VALUES (?1, ?2, ?3, ?4)",
            (scope.account(), tracker, ordinal, tag_id),
        )?;
    }
    Ok(())
}
