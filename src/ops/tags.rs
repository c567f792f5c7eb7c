//! Tags: words to find trackers by, up to five on each.

use serde_json::{Value, json};

use super::audit::record;
use super::sets::as_set;
use super::trackers::{self, Tracker};
use crate::access::{Acts, Holding, Scope, Sees, TagUpdate, TrackerUpdate};
use crate::domain::{Color, Event, PartSearch, TagBinding, TagId, TagName, TrackerId};
use crate::error::{Code, Result};
use crate::limits;
pub use crate::store::tags::Tag;
use crate::store::{self, Tx, ids, tags};

/// The account's tags, the oldest first; only those whose name the search finds, if there is one.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, scope: Scope, search: Option<&PartSearch>) -> Result<Vec<Tag>> {
    let mut list = tags::list(tx, scope)?;
    list.retain(|tag| search.is_none_or(|search| search.finds(tag.name.as_str())));
    Ok(list)
}

/// Makes a tag. Names need not be unique.
///
/// # Errors
/// 268 when the account has as many tags as it may.
pub fn create(tx: &mut Tx<'_>, by: &Holding<TagUpdate>, name: &TagName, color: &Color) -> Result<TagId> {
    if tags::count(tx, by.scope())? >= limits::TAGS_PER_ACCOUNT {
        return Err(Code::OverQuota.into());
    }
    let tag = Tag { id: ids::next(tx)?, name: name.clone(), color: color.clone() };
    tags::put(tx, by.scope(), &tag)?;
    record(tx, by.actor(), Event::TagCreate, Some(tag.id.get()), &json!({"after": shown(&tag)}))?;
    Ok(tag.id)
}

/// Gives a tag a name and a colour, both.
///
/// # Errors
/// 201 when the account has no such tag.
pub fn update(tx: &mut Tx<'_>, by: &Holding<TagUpdate>, tag: &Tag) -> Result<()> {
    let before = tags::find(tx, by.scope(), tag.id)?.ok_or(Code::NotFoundInDatabase)?;
    tags::put(tx, by.scope(), tag)?;
    let change = json!({"before": shown(&before), "after": shown(tag)});
    record(tx, by.actor(), Event::TagUpdate, Some(tag.id.get()), &change)
}

/// Deletes a tag, and takes it off all trackers.
///
/// # Errors
/// 201 when the account has no such tag.
pub fn delete(tx: &mut Tx<'_>, by: &Holding<TagUpdate>, id: TagId) -> Result<()> {
    let before = tags::find(tx, by.scope(), id)?.ok_or(Code::NotFoundInDatabase)?;
    let mut shown = shown(&before);
    shown["trackers"] = json!(tags::trackers(tx, by.scope(), id)?);
    tags::delete(tx, by.scope(), id)?;
    record(tx, by.actor(), Event::TagDelete, Some(id.get()), &json!({"before": shown}))
}

/// Deletes those of the tags that the account has.
///
/// # Errors
/// Only the database's.
pub fn delete_any(tx: &mut Tx<'_>, by: &Holding<TagUpdate>, ids: &[TagId]) -> Result<()> {
    for id in ids {
        match delete(tx, by, *id) {
            Err(failure) if failure.code == Code::NotFoundInDatabase => {}
            deleted => deleted?,
        }
    }
    Ok(())
}

/// Hands every tracker that the caller sees to `visit`, the oldest first, one at a time, each with its tags.
///
/// # Errors
/// Those of `visit`, and the database's.
pub fn each_tagged(
    tx: &mut Tx<'_>,
    by: &impl Sees,
    mut visit: impl FnMut(Tracker, Vec<TagBinding>) -> Result<()>,
) -> Result<()> {
    tags::in_step(tx, by.scope(), |tags_of| {
        store::trackers::each(tx, by.scope(), by.seen_by(), |tracker| {
            let tags = tags_of(tracker.id)?;
            visit(tracker, tags)
        })
    })
}

/// The tags of one tracker.
///
/// # Errors
/// Only the database's.
pub fn bindings_of(tx: &mut Tx<'_>, scope: Scope, tracker: TrackerId) -> Result<Vec<TagBinding>> {
    tags::bindings_of(tx, scope, tracker)
}

/// Hands the trackers that have all of those tags and that the caller sees to `visit`, as [`each_tagged`] does.
///
/// # Errors
/// Those of `visit`, and the database's.
pub fn search(
    tx: &mut Tx<'_>,
    by: &impl Sees,
    wanted: &[TagId],
    mut visit: impl FnMut(Tracker, Vec<TagBinding>) -> Result<()>,
) -> Result<()> {
    let ids = tags::trackers_with_all(tx, by.scope(), &as_set(wanted))?;
    tags::in_step(tx, by.scope(), |tags_of| {
        store::trackers::each_among(tx, by.scope(), by.seen_by(), &ids, |tracker| {
            let tags = tags_of(tracker.id)?;
            visit(tracker, tags)
        })
    })
}

/// Gives a tracker these tags and no others.
///
/// # Errors
/// 201 when the caller sees no such tracker; then 208 when it is blocked; then 217 when the account lacks one of the
/// tags.
pub fn bind(tx: &mut Tx<'_>, by: &Holding<TrackerUpdate>, id: TrackerId, bindings: &[TagBinding]) -> Result<()> {
    trackers::find_unblocked(tx, by, id)?;
    let wanted: Vec<_> = bindings.iter().map(|binding| binding.tag_id).collect();
    if (tags::count_among(tx, by.scope(), &wanted)? as usize) < wanted.len() {
        return Err(Code::ListContainsNonexistent.into());
    }
    let before = tags::bindings_of(tx, by.scope(), id)?;
    tags::bind(tx, by.scope(), id, bindings)?;
    let change = json!({"before": {"tag_bindings": before}, "after": {"tag_bindings": bindings}});
    record(tx, by.actor(), Event::TrackerTags, Some(id.get()), &change)
}

fn shown(tag: &Tag) -> Value {
    json!({"name": tag.name, "color": tag.color})
}
