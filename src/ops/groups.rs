//! Tracker groups: make, change, delete, and put trackers in them.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::access::{Acts, Master, Scope};
use crate::domain::{Color, Event, GroupChoice, GroupId, GroupTitle, TrackerId};
use crate::error::{Code, Result};
pub use crate::store::groups::TrackerGroup;
use crate::store::{Tx, groups, ids, trackers};

use super::audit::record;
use super::sets::as_set;

/// All groups of the account, the oldest first. The default group is not one of them.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<TrackerGroup>> {
    groups::list(tx, scope)
}

/// All groups of the account with the number of trackers in each.
///
/// # Errors
/// Only the database's.
pub fn list_with_counts(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<(TrackerGroup, u32)>> {
    let counts: HashMap<_, _> = trackers::count_by_group(tx, scope)?.into_iter().collect();
    let with_count = |group: TrackerGroup| {
        let count = counts.get(&group.id).copied().unwrap_or(0);
        (group, count)
    };
    Ok(groups::list(tx, scope)?.into_iter().map(with_count).collect())
}

/// The oldest group of that title: titles need not be unique.
///
/// # Errors
/// Only the database's.
pub fn titled(tx: &mut Tx<'_>, scope: Scope, title: &GroupTitle) -> Result<Option<TrackerGroup>> {
    groups::titled(tx, scope, title)
}

/// Makes an empty group. Titles need not be unique.
///
/// # Errors
/// 268 when the account has as many groups as it may.
pub fn create(tx: &mut Tx<'_>, by: &Master, title: &GroupTitle, color: &Color) -> Result<GroupId> {
    if groups::count(tx, by.scope())? >= tx.limits().groups_per_account {
        return Err(Code::OverQuota.into());
    }
    let group = TrackerGroup { id: ids::next(tx)?, title: title.clone(), color: color.clone() };
    groups::insert(tx, by.scope(), &group)?;
    record(tx, by.actor(), Event::TrackerGroupCreate, Some(group.id.get()), &json!({"after": shown(&group)}))?;
    Ok(group.id)
}

/// Gives a group a title and a colour, both.
///
/// # Errors
/// 201 when the account has no such group; the default group cannot be changed and counts as absent.
pub fn update(tx: &mut Tx<'_>, by: &Master, id: GroupChoice, title: &GroupTitle, color: &Color) -> Result<()> {
    let before = find(tx, by, id)?;
    let after = TrackerGroup { id: before.id, title: title.clone(), color: color.clone() };
    groups::update(tx, by.scope(), &after)?;
    let change = json!({"before": shown(&before), "after": shown(&after)});
    record(tx, by.actor(), Event::TrackerGroupUpdate, Some(after.id.get()), &change)
}

/// Deletes a group; its trackers go to the default group.
///
/// # Errors
/// 201 when the account has no such group; the default group cannot be deleted and counts as absent.
pub fn delete(tx: &mut Tx<'_>, by: &Master, id: GroupChoice) -> Result<()> {
    let group = find(tx, by, id)?;
    let mut shown = shown(&group);
    shown["trackers"] = json!(trackers::members(tx, by.scope(), group.id)?);
    trackers::leave_group(tx, by.scope(), group.id)?;
    groups::delete(tx, by.scope(), group.id)?;
    record(tx, by.actor(), Event::TrackerGroupDelete, Some(group.id.get()), &json!({"before": shown}))
}

/// Puts trackers in a group, or with the default one out of any. All of them or none; repeated ids count once. What changes
/// nothing leaves no record either.
///
/// # Errors
/// 201 when the account has no such group; then 217 when it lacks one of the trackers; then 208 when one is blocked.
pub fn assign(tx: &mut Tx<'_>, by: &Master, to: GroupChoice, ids: &[TrackerId]) -> Result<()> {
    let group = to.group();
    if let Some(id) = group
        && !groups::exists(tx, by.scope(), id)?
    {
        return Err(Code::NotFoundInDatabase.into());
    }
    let ids = as_set(ids);
    let survey = trackers::survey(tx, by.scope(), &ids)?;
    if (survey.found as usize) < ids.len() {
        return Err(Code::ListContainsNonexistent.into());
    }
    if survey.blocked > 0 {
        return Err(Code::DeviceBlocked.into());
    }
    let movers = trackers::elsewhere(tx, by.scope(), &ids, group)?;
    if movers.is_empty() {
        return Ok(());
    }
    let moved = as_set(&movers.iter().map(|(_, id)| *id).collect::<Vec<_>>());
    trackers::assign(tx, by.scope(), &moved, group)?;
    let place = |group: Option<GroupId>, trackers: &[TrackerId]| json!({"group_id": group.map_or(0, GroupId::get), "trackers": trackers});
    let before = movers.chunk_by(|(one, _), (other, _)| one == other).map(|members| {
        let ids: Vec<_> = members.iter().map(|(_, id)| *id).collect();
        place(members.first().and_then(|(group, _)| *group), &ids)
    });
    let change = json!({"before": before.collect::<Vec<_>>(), "after": {"group_id": group.map_or(0, GroupId::get)}});
    record(tx, by.actor(), Event::TrackerGroupAssign, group.map(GroupId::get), &change)
}

/// The account's group of that id; the default group counts as absent.
fn find(tx: &Tx<'_>, by: &Master, id: GroupChoice) -> Result<TrackerGroup> {
    let id = id.group().ok_or(Code::NotFoundInDatabase)?;
    groups::find(tx, by.scope(), id)?.ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// A group as the audit log shows it.
fn shown(group: &TrackerGroup) -> Value {
    json!({"title": group.title, "color": group.color})
}
