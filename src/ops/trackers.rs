//! Trackers: what the operator may do with them.

use crate::access::{Access, Master, Operator, Scope, Sees};
use crate::domain::{DeviceId, GroupId, Model, Phone, TrackerId, TrackerLabel};
use crate::error::{Code, Result};
pub use crate::store::trackers::{Source, Tracker};
use crate::store::users::User;
use crate::store::{Tx, ids, trackers};

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
/// 224 when the device id is in use, in whatever account.
pub fn register(tx: &mut Tx<'_>, by: &Master, new: &NewTracker, group: Option<GroupId>) -> Result<TrackerId> {
    if trackers::source_of_device(tx, &new.device_id)?.is_some() {
        return Err(Code::DeviceIdAlreadyInUse.into());
    }
    let (id, source_id) = (ids::next(tx)?, ids::next(tx)?);
    let tracker = Tracker {
        id,
        label: new.label.clone(),
        group,
        clone: false,
        source: Source {
            id: source_id,
            device_id: new.device_id.clone(),
            model: new.model.clone(),
            phone: new.phone.clone(),
            blocked: false,
            created: tx.now(),
        },
    };
    trackers::insert(tx, by.scope(), &tracker)?;
    Ok(tracker.id)
}

/// Hands every tracker that the caller sees to `visit`, the oldest first, one at a time.
///
/// # Errors
/// Those of `visit`, and the database's.
pub fn each(tx: &mut Tx<'_>, by: &impl Sees, visit: impl FnMut(Tracker) -> Result<()>) -> Result<()> {
    trackers::each(tx, by.scope(), by.bound_to(), visit)
}

/// Lets a sub-user see trackers of the account. All of them or none; those it sees already stay as they are.
///
/// # Errors
/// 262 when the account lacks one of the trackers.
pub fn bind(tx: &mut Tx<'_>, by: &Master, sub_user: &User, ids: &[TrackerId]) -> Result<()> {
    let ids = as_set(ids);
    if (trackers::survey(tx, by.scope(), &ids)?.found as usize) < ids.len() {
        return Err(Code::EntriesListMismatch.into());
    }
    trackers::bind(tx, by.scope(), sub_user.id, &ids)
}

/// The ids without repetitions.
pub(super) fn as_set(ids: &[TrackerId]) -> Vec<TrackerId> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Removes a tracker and, unless a clone still shows it, its device.
///
/// # Errors
/// 201 when there is none.
pub fn remove(tx: &mut Tx<'_>, by: Operator, id: TrackerId) -> Result<()> {
    let scope = scope_of(tx, by, id)?;
    trackers::remove(tx, scope, id)
}

/// Blocks or unblocks a tracker's device, and so all its clones.
///
/// # Errors
/// 201 when there is none.
pub fn set_blocked(tx: &mut Tx<'_>, by: Operator, id: TrackerId, blocked: bool) -> Result<()> {
    let scope = scope_of(tx, by, id)?;
    trackers::set_blocked(tx, scope, id, blocked)
}

fn scope_of(tx: &mut Tx<'_>, by: Operator, id: TrackerId) -> Result<Scope> {
    let account = trackers::account_of(tx, id)?.ok_or(Code::NotFoundInDatabase)?;
    Ok(Scope::as_operator(by, account))
}
