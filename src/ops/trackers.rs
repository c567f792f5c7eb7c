//! Trackers: add them, show them, rename and move them, and give them up.

use std::ops::ControlFlow;

use serde_json::{Value, json};

use super::audit::record;
use super::sets::as_set;
use crate::access::{Actor, Acts, Holding, Master, Operator, Scope, Sees, TrackerRegister, TrackerUpdate};
use crate::domain::{DeviceId, Event, GroupChoice, GroupId, Model, Phone, TrackerId, TrackerLabel};
use crate::error::{Code, Result};
pub use crate::store::trackers::{Source, Tracker, Visit};
use crate::store::{Tx, groups, ids, sources, states, trackers};

/// What a new tracker starts with.
#[derive(Debug, Clone)]
pub struct NewTracker {
    /// Its label.
    pub label: TrackerLabel,
    /// The device that reports.
    pub device_id: DeviceId,
    /// The device's model code.
    pub model: Model,
    /// The device's number.
    pub phone: Option<Phone>,
}

/// Adds a tracker and its device to the account.
///
/// # Errors
/// 224 when the device id is in use, in whatever account; 268 when the account has as many trackers as it may.
pub fn register(tx: &mut Tx<'_>, by: &Master, new: &NewTracker, group: Option<GroupId>) -> Result<TrackerId> {
    if trackers::count(tx, by.scope())? >= tx.limits().trackers_per_account {
        return Err(Code::OverQuota.into());
    }
    let tracker = add(tx, by, new.clone(), group)?;
    groups::touch(tx, by.scope(), group.as_slice())?;
    record(tx, by.actor(), Event::TrackerRegister, Some(tracker.id.get()), &json!({"after": shown(&tracker)}))?;
    Ok(tracker.id)
}

/// [`register`] without its record and its bound, for whoever adds many and makes one record of all.
pub(super) fn add(tx: &mut Tx<'_>, by: &Master, new: NewTracker, group: Option<GroupId>) -> Result<Tracker> {
    let (id, source_id) = (ids::next(tx)?, ids::next(tx)?);
    let NewTracker { label, device_id, model, phone } = new;
    let source = Source { id: source_id, device_id, model, phone, blocked: false, created: tx.now() };
    let tracker = Tracker { id, label, group, clone: false, created: tx.now(), source };
    if trackers::insert(tx, by.scope(), &tracker)? { Ok(tracker) } else { Err(Code::DeviceIdAlreadyInUse.into()) }
}

/// Hands every tracker that the caller sees to `visit`, the oldest first, one at a time.
///
/// # Errors
/// Those of `visit`, and the database's.
pub fn each(tx: &mut Tx<'_>, by: &impl Sees, visit: impl FnMut(Tracker) -> Result<()>) -> Result<()> {
    trackers::each(tx, by.scope(), by.seen_by(), visit)
}

/// Hands the trackers that the caller sees, or those of them that are named, to `visit` until it has seen enough.
///
/// # Errors
/// Those of `visit`, and the database's.
pub fn visit(
    tx: &mut Tx<'_>,
    by: &impl Sees,
    order: Visit,
    named: Option<&[TrackerId]>,
    visit: impl FnMut(Tracker) -> Result<ControlFlow<()>>,
) -> Result<()> {
    trackers::visit(tx, by.scope(), by.seen_by(), order, named, visit)
}

/// A tracker that the caller sees.
///
/// # Errors
/// 201 when there is none of that id.
pub fn find(tx: &mut Tx<'_>, by: &impl Sees, id: TrackerId) -> Result<Tracker> {
    trackers::find(tx, by.scope(), by.seen_by(), id)?.ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// A tracker that the caller sees and that is not blocked.
///
/// # Errors
/// 201 when there is none of that id; 208 when it is blocked.
pub fn find_unblocked(tx: &mut Tx<'_>, by: &impl Sees, id: TrackerId) -> Result<Tracker> {
    let tracker = find(tx, by, id)?;
    if tracker.source.blocked { Err(Code::DeviceBlocked.into()) } else { Ok(tracker) }
}

/// Those of the trackers that the caller sees, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn among(tx: &mut Tx<'_>, by: &impl Sees, ids: &[TrackerId]) -> Result<Vec<Tracker>> {
    trackers::among(tx, by.scope(), by.seen_by(), ids)
}

/// These trackers, the oldest first; repeated ids count once.
///
/// # Errors
/// 217 when the caller does not see one of them.
pub fn among_all(tx: &mut Tx<'_>, by: &impl Sees, ids: &[TrackerId]) -> Result<Vec<Tracker>> {
    let ids = as_set(ids);
    let found = among(tx, by, &ids)?;
    if found.len() < ids.len() { Err(Code::ListContainsNonexistent.into()) } else { Ok(found) }
}

/// The model codes of the trackers that the caller sees, each once.
///
/// # Errors
/// Only the database's.
pub fn models(tx: &mut Tx<'_>, by: &impl Sees) -> Result<Vec<Model>> {
    trackers::models(tx, by.scope(), by.seen_by())
}

/// Gives a tracker a label and a group, both.
///
/// # Errors
/// 201 when the caller sees no such tracker; then 208 when it is blocked; then 204 when the account has no such group.
pub fn update(
    tx: &mut Tx<'_>,
    by: &Holding<TrackerUpdate>,
    id: TrackerId,
    label: &TrackerLabel,
    to: GroupChoice,
) -> Result<()> {
    let before = find_unblocked(tx, by, id)?;
    let group = to.group();
    if let Some(group) = group
        && !groups::exists(tx, by.scope(), group)?
    {
        return Err(Code::EntityNotFound.into());
    }
    trackers::update(tx, by.scope(), id, label, group)?;
    if before.group != group {
        let changed: Vec<_> = before.group.into_iter().chain(group).collect();
        groups::touch(tx, by.scope(), &changed)?;
    }
    let settings = |label: &TrackerLabel, group: Option<GroupId>| json!({"label": label, "group_id": group.map_or(0, GroupId::get)});
    let change = json!({"before": settings(&before.label, before.group), "after": settings(label, group)});
    record(tx, by.actor(), Event::TrackerUpdate, Some(id.get()), &change)
}

/// Deletes a clone; the tracker whose device it shows stays.
///
/// # Errors
/// 201 when the account has no such tracker; 249 when it is not a clone.
pub fn delete_clone(tx: &mut Tx<'_>, by: &Master, id: TrackerId) -> Result<()> {
    let tracker = find(tx, by, id)?;
    if !tracker.clone {
        return Err(Code::ClonesOnly.into());
    }
    remove_from_group(tx, by.scope(), &tracker)?;
    record(tx, by.actor(), Event::TrackerDelete, Some(id.get()), &json!({"before": shown(&tracker)}))
}

/// Gives a tracker up for good: it vanishes, and its device id and phone are free again.
///
/// # Errors
/// 252 when that has been done already; 201 when the caller sees no such tracker; 219 when it is a clone; 208 when it is
/// blocked; 243 when its device has been heard of; 253 when clones show the same device.
pub fn corrupt(tx: &mut Tx<'_>, by: &Holding<TrackerRegister>, id: TrackerId) -> Result<()> {
    if by.seen_by().is_none() && !sources::corrupted(tx, by.scope(), &[id])?.is_empty() {
        return Err(Code::DeviceAlreadyCorrupted.into());
    }
    let tracker = find(tx, by, id)?;
    if tracker.clone {
        return Err(Code::NotAllowedForClones.into());
    }
    if tracker.source.blocked {
        return Err(Code::DeviceBlocked.into());
    }
    let known = states::among(tx, by.scope(), by.seen_by(), &[id])?;
    if known.iter().any(|known| known.state.is_known()) {
        return Err(Code::DeviceAlreadyConnected.into());
    }
    if sources::is_shared(tx, by.scope(), id)? {
        return Err(Code::DeviceHasClones.into());
    }
    remove_from_group(tx, by.scope(), &tracker)?;
    sources::mark_corrupted(tx, by.scope(), id)?;
    record(tx, by.actor(), Event::TrackerCorrupt, Some(id.get()), &json!({"before": shown(&tracker)}))
}

/// Removes a tracker and, unless a clone still shows it, its device.
///
/// # Errors
/// 201 when there is none.
pub fn remove(tx: &mut Tx<'_>, by: Operator, id: TrackerId) -> Result<()> {
    let actor = holder_of(tx, by, id)?;
    let before = trackers::find(tx, actor.scope(), None, id)?.ok_or(Code::NotFoundInDatabase)?;
    remove_from_group(tx, actor.scope(), &before)?;
    record(tx, &actor, Event::TrackerDelete, Some(id.get()), &json!({"before": shown(&before)}))
}

/// Removes a tracker, which its group then lacks.
fn remove_from_group(tx: &mut Tx<'_>, scope: Scope, tracker: &Tracker) -> Result<()> {
    groups::touch(tx, scope, tracker.group.as_slice())?;
    trackers::remove(tx, scope, tracker.id)
}

/// Blocks or unblocks a tracker's device, and so all its clones. What changes nothing leaves no record.
///
/// # Errors
/// 201 when there is none.
pub fn set_blocked(tx: &mut Tx<'_>, by: Operator, id: TrackerId, blocked: bool) -> Result<()> {
    let actor = holder_of(tx, by, id)?;
    let before = trackers::find(tx, actor.scope(), None, id)?.ok_or(Code::NotFoundInDatabase)?.source.blocked;
    if before == blocked {
        return Ok(());
    }
    sources::set_blocked(tx, actor.scope(), id, blocked)?;
    let event = if blocked { Event::TrackerBlock } else { Event::TrackerUnblock };
    let change = json!({"before": {"blocked": before}, "after": {"blocked": blocked}});
    record(tx, &actor, event, Some(id.get()), &change)
}

/// The operator in the place of the tracker's owner.
fn holder_of(tx: &mut Tx<'_>, by: Operator, id: TrackerId) -> Result<Actor> {
    let account = trackers::account_of(tx, id)?.ok_or(Code::NotFoundInDatabase)?;
    Ok(Actor::operator(by, account))
}

/// A tracker as the audit log shows it.
fn shown(tracker: &Tracker) -> Value {
    json!({
        "label": tracker.label,
        "group_id": tracker.group.map_or(0, GroupId::get),
        "device_id": tracker.source.device_id,
        "model": tracker.source.model,
        "phone": tracker.source.phone,
    })
}
