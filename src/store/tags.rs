//! Statements on tags, and on which trackers have them.

use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{Color, TagBinding, TagId, TagName, TrackerId};
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
        scope,
        "INSERT INTO tags (account_id, id, name, color, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (account_id, id) DO UPDATE SET name = ?3, color = ?4",
        (scope.account(), tag.id, &tag.name, &tag.color, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Deletes a tag, and takes it off all trackers.
pub(crate) fn delete(tx: &mut Tx<'_>, scope: Scope, id: TagId) -> Result<()> {
    tx.execute(scope, "DELETE FROM tags WHERE account_id = ?1 AND id = ?2", (scope.account(), id))?;
    Ok(())
}

/// Lends `work` something that tells the tags of one tracker after another, by place: of each it can be asked once, and
/// in the order of their ids, for it goes through the account's bindings but once, in step with the questions.
pub(crate) fn in_step<T>(
    tx: &Tx<'_>,
    scope: Scope,
    work: impl FnOnce(&mut dyn FnMut(TrackerId) -> Result<Vec<TagBinding>>) -> Result<T>,
) -> Result<T> {
    let read =
        |row: &Row<'_>| Ok((row.get::<_, TrackerId>(0)?, TagBinding { tag_id: row.get(1)?, ordinal: row.get(2)? }));
    tx.stepping(
        "SELECT tracker_id, tag_id, ordinal FROM tag_bindings WHERE account_id = ?1 ORDER BY tracker_id, ordinal",
        [scope.account()],
        read,
        |step| {
            let mut next = step()?;
            work(&mut |tracker| {
                let mut tags = Vec::new();
                while let Some((id, binding)) = next.take_if(|(id, _)| *id <= tracker) {
                    if id == tracker {
                        tags.push(binding);
                    }
                    next = step()?;
                }
                Ok(tags)
            })
        },
    )
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
    tx.execute(
        scope,
        "DELETE FROM tag_bindings WHERE account_id = ?1 AND tracker_id = ?2",
        (scope.account(), tracker),
    )?;
    for TagBinding { tag_id, ordinal } in bindings {
        tx.execute(
            scope,
            "INSERT INTO tag_bindings (account_id, tracker_id, ordinal, tag_id) VALUES (?1, ?2, ?3, ?4)",
            (scope.account(), tracker, ordinal, tag_id),
        )?;
    }
    Ok(())
}
