//! Trackers: what the operator may do with them.

use crate::access::{Access, Master, Operator, Scope};
use crate::domain::{DeviceId, GroupId, Model, Phone, TrackerId, TrackerLabel};
use crate::error::{Code, Result};
pub use crate::store::trackers::{Source, Tracker};
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
    let tracker = Tracker {
        id: ids::next(tx)?,
        label: new.label.clone(),
        group,
        source: Source {
            id: ids::next(tx)?,
            device_id: new.device_id.clone(),
            model: new.model.clone(),
            phone: new.phone.clone(),
            blocked: false,
        },
    };
    trackers::insert(tx, by.scope(), &tracker)?;
    Ok(tracker.id)
}

/// Hands every tracker of the account to `visit`, the oldest first, one at a time.
///
/// # Errors
/// Those of `visit`, and the database's.
pub fn each(tx: &mut Tx<'_>, scope: Scope, visit: impl FnMut(Tracker) -> Result<()>) -> Result<()> {
    trackers::each(tx, scope, visit)
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
