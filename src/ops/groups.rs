//! Tracker groups: make, change, delete, and put trackers in them.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::access::{Acts, Master, Scope, Sees};
use crate::domain::{Color, Description, Event, GroupChoice, GroupId, GroupTitle, TrackerId};
use crate::error::{Code, Result};
pub use crate::store::groups::TrackerGroup;
use crate::store::membership::Place;
use crate::store::{Tx, groups, ids, membership, user_details};

use super::audit::record;
use super::sets::as_set;

/// What a new group starts with.
#[derive(Debug, Clone)]
pub struct NewGroup {
    /// Its title.
    pub title: GroupTitle,
    /// Its colour.
    pub color: Color,
    /// What it is for.
    pub description: Option<Description>,
}

/// What is to become of a group; what is not said stays as it is.
#[derive(Debug, Clone, Default)]
pub struct GroupChange {
    /// Another title.
    pub title: Option<GroupTitle>,
    /// Another colour.
    pub color: Option<Color>,
    /// Another description, or none.
    pub description: Option<Option<Description>>,
}

/// All groups of the account, the oldest first. The default group is not one of them.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<TrackerGroup>> {
    groups::list(tx, scope)
}

/// The groups that the caller has something to see in, the oldest first: an owner all; a sub-user its own, and those of
/// the trackers that it sees.
///
/// # Errors
/// Only the database's.
pub fn seen(tx: &mut Tx<'_>, by: &impl Sees) -> Result<Vec<TrackerGroup>> {
    match by.seen_by() {
        None => groups::list(tx, by.scope()),
        Some(sub_user) => groups::seen(tx, by.scope(), sub_user),
    }
}

/// One of those groups.
///
/// # Errors
/// 201 when there is none of that id; no id is nobody's.
pub fn find_seen(tx: &mut Tx<'_>, by: &impl Sees, id: Option<GroupId>) -> Result<TrackerGroup> {
    let id = id.ok_or(Code::NotFoundInDatabase)?;
    let found = match by.seen_by() {
        None => groups::find(tx, by.scope(), id)?,
        Some(sub_user) => groups::seen(tx, by.scope(), sub_user)?.into_iter().find(|group| group.id == id),
    };
    found.ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// All groups of the account with the number of trackers in each.
///
/// # Errors
/// Only the database's.
pub fn list_with_counts(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<(TrackerGroup, u32)>> {
    let counts: HashMap<_, _> = membership::counts(tx, scope)?.into_iter().collect();
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
pub fn titled(tx: &mut Tx<'_>, by: &impl Acts, title: &GroupTitle) -> Result<Option<TrackerGroup>> {
    groups::titled(tx, by.scope(), title)
}

/// The oldest group of that title that the caller has something to see in.
///
/// # Errors
/// Only the database's.
pub fn titled_seen(tx: &mut Tx<'_>, by: &impl Sees, title: &GroupTitle) -> Result<Option<TrackerGroup>> {
    match by.seen_by() {
        None => groups::titled(tx, by.scope(), title),
        Some(sub_user) => {
            let seen = groups::seen(tx, by.scope(), sub_user)?;
            Ok(seen.into_iter().find(|group| group.title == *title))
        }
    }
}

/// Sees to it that no group of the account, but perhaps this one, has that title: for dialects in which titles are
/// unique.
///
/// # Errors
/// 247 when another group has it, or it is what those call the default group.
pub fn check_title(tx: &mut Tx<'_>, by: &Master, title: &GroupTitle, but: Option<GroupId>) -> Result<()> {
    let holder = groups::titled_otherwise(tx, by.scope(), title, but)?;
    if holder.is_some() || title.is_the_default_groups() { Err(Code::EntityAlreadyExists.into()) } else { Ok(()) }
}

/// Makes an empty group. Titles need not be unique.
///
/// # Errors
/// 268 when the account has as many groups as it may.
pub fn create(tx: &mut Tx<'_>, by: &Master, new: &NewGroup) -> Result<TrackerGroup> {
    if groups::count(tx, by.scope())? >= tx.limits().groups_per_account {
        return Err(Code::OverQuota.into());
    }
    let NewGroup { title, color, description } = new.clone();
    let group = TrackerGroup { id: ids::next(tx)?, title, color, description, created: tx.now(), modified: tx.now() };
    groups::insert(tx, by.scope(), &group)?;
    record(tx, by.actor(), Event::TrackerGroupCreate, Some(group.id.get()), &json!({"after": shown(&group)}))?;
    Ok(group)
}

/// Changes a group. What changes nothing leaves no record.
///
/// # Errors
/// 201 when the account has no such group; the default group cannot be changed and counts as absent.
pub fn update(tx: &mut Tx<'_>, by: &Master, id: GroupChoice, change: &GroupChange) -> Result<()> {
    let before = find(tx, by, id)?;
    let GroupChange { title, color, description } = change.clone();
    let after = TrackerGroup {
        title: title.unwrap_or(before.title.clone()),
        color: color.unwrap_or(before.color.clone()),
        description: description.unwrap_or(before.description.clone()),
        ..before.clone()
    };
    if after == before {
        return Ok(());
    }
    groups::update(tx, by.scope(), &TrackerGroup { modified: tx.now(), ..after.clone() })?;
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
    shown["trackers"] = json!(membership::members(tx, by.scope(), group.id)?);
    membership::leave_group(tx, by.scope(), group.id)?;
    user_details::leave_group(tx, by.scope(), group.id)?;
    groups::delete(tx, by.scope(), group.id)?;
    record(tx, by.actor(), Event::TrackerGroupDelete, Some(group.id.get()), &json!({"before": shown}))
}

/// Puts trackers in a group, or with the default one out of any. All of them or none; repeated ids count once. What
/// changes nothing leaves no record either.
///
/// # Errors
/// 201 when the account has no such group; then 217 when it lacks one of the trackers; then 208 when one is blocked.
pub fn assign(tx: &mut Tx<'_>, by: &Master, to: GroupChoice, ids: &[TrackerId]) -> Result<()> {
    check_group(tx, by, to)?;
    let places = places(tx, by, ids)?;
    if places.iter().any(|place| place.blocked) {
        return Err(Code::DeviceBlocked.into());
    }
    put(tx, by, to.group(), places)
}

/// As [`assign`], but that a blocked tracker may be named where it stands already: it would not move.
///
/// # Errors
/// As [`assign`].
pub fn place(tx: &mut Tx<'_>, by: &Master, to: GroupChoice, ids: &[TrackerId]) -> Result<()> {
    check_group(tx, by, to)?;
    let places = places(tx, by, ids)?;
    if places.iter().any(|place| place.blocked && place.group != to.group()) {
        return Err(Code::DeviceBlocked.into());
    }
    put(tx, by, to.group(), places)
}

/// Sees to it that these trackers stand in a group, and no others.
///
/// # Errors
/// As [`place`].
pub fn set_members(tx: &mut Tx<'_>, by: &Master, id: GroupId, ids: &[TrackerId]) -> Result<()> {
    place(tx, by, id.into(), ids)?;
    let ids = as_set(ids);
    let members = membership::members(tx, by.scope(), id)?;
    let leaving: Vec<_> = members.into_iter().filter(|member| ids.binary_search(member).is_err()).collect();
    assign(tx, by, GroupChoice::Default, &leaving)
}

/// Takes trackers out of a group; of those that stand elsewhere nothing is changed.
///
/// # Errors
/// As [`assign`].
pub fn take_out(tx: &mut Tx<'_>, by: &Master, id: GroupId, ids: &[TrackerId]) -> Result<()> {
    let members = membership::members(tx, by.scope(), id)?;
    let leaving: Vec<_> = ids.iter().copied().filter(|id| members.binary_search(id).is_ok()).collect();
    assign(tx, by, GroupChoice::Default, &leaving)
}

fn check_group(tx: &Tx<'_>, by: &Master, to: GroupChoice) -> Result<()> {
    match to.group() {
        Some(id) if !groups::exists(tx, by.scope(), id)? => Err(Code::NotFoundInDatabase.into()),
        _ => Ok(()),
    }
}

/// Where these trackers stand, all of which the account must have.
fn places(tx: &Tx<'_>, by: &Master, ids: &[TrackerId]) -> Result<Vec<Place>> {
    let ids = as_set(ids);
    let places = membership::places(tx, by.scope(), &ids)?;
    if places.len() < ids.len() { Err(Code::ListContainsNonexistent.into()) } else { Ok(places) }
}

/// Moves trackers that may be moved; those that stand there already stay out of it.
fn put(tx: &mut Tx<'_>, by: &Master, group: Option<GroupId>, mut places: Vec<Place>) -> Result<()> {
    places.retain(|place| place.group != group);
    if places.is_empty() {
        return Ok(());
    }
    places.sort_unstable_by_key(|place| (place.group, place.tracker));
    membership::assign(tx, by.scope(), &trackers(&places), group)?;
    let changed: Vec<_> = places.iter().filter_map(|place| place.group).chain(group).collect();
    groups::touch(tx, by.scope(), &as_set(&changed))?;
    let number = |group: Option<GroupId>| group.map_or(0, GroupId::get);
    let left = places.chunk_by(|one, other| one.group == other.group).map(|members| {
        let from = members.first().and_then(|place| place.group);
        json!({"group_id": number(from), "trackers": trackers(members)})
    });
    let change = json!({"before": left.collect::<Vec<_>>(), "after": {"group_id": number(group)}});
    record(tx, by.actor(), Event::TrackerGroupAssign, group.map(GroupId::get), &change)
}

fn trackers(places: &[Place]) -> Vec<TrackerId> {
    places.iter().map(|place| place.tracker).collect()
}

/// Who stands in which group, by group and tracker, as far as the caller sees the trackers.
///
/// # Errors
/// Only the database's.
pub fn memberships(tx: &mut Tx<'_>, by: &impl Sees) -> Result<Vec<(GroupId, TrackerId)>> {
    membership::list(tx, by.scope(), by.seen_by())
}

/// Those members of a group, or of none, that the caller sees: by id, beginning after `after`, at most so many.
///
/// # Errors
/// Only the database's.
pub fn members(
    tx: &mut Tx<'_>,
    by: &impl Sees,
    group: Option<GroupId>,
    after: i64,
    most: usize,
) -> Result<Vec<TrackerId>> {
    membership::page(tx, by.scope(), by.seen_by(), group, after, most)
}

/// The account's group of that id; the default group counts as absent.
fn find(tx: &Tx<'_>, by: &Master, id: GroupChoice) -> Result<TrackerGroup> {
    let id = id.group().ok_or(Code::NotFoundInDatabase)?;
    groups::find(tx, by.scope(), id)?.ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// A group as the audit log shows it.
fn shown(group: &TrackerGroup) -> Value {
    let mut shown = json!({"title": group.title, "color": group.color});
    if let Some(description) = &group.description {
        shown["description"] = json!(description);
    }
    shown
}
