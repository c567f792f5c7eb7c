//! What is known of devices, as far as the caller sees them.

use super::sets::as_set;
use crate::access::Sees;
use crate::domain::TrackerId;
use crate::error::{Code, Result};
pub use crate::store::states::TrackerState;
use crate::store::{Tx, sources, states};

/// What is known of one tracker's device.
///
/// # Errors
/// 201 when the caller sees no such tracker; 208 when it is blocked.
pub fn one(tx: &mut Tx<'_>, by: &impl Sees, id: TrackerId) -> Result<TrackerState> {
    let found = states::among(tx, by.scope(), by.bound_to(), &[id])?.pop().ok_or(Code::NotFoundInDatabase)?;
    if found.blocked { Err(Code::DeviceBlocked.into()) } else { Ok(found) }
}

/// What is to become of trackers without a state that can be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Leniency {
    /// List blocked trackers apart, instead of refusing all.
    pub list_blocked: bool,
    /// List missing trackers apart, instead of refusing all.
    pub allow_missing: bool,
}

/// The states of several trackers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct States {
    /// Those that can be told, the oldest tracker first.
    pub known: Vec<TrackerState>,
    /// Trackers that are blocked.
    pub blocked: Vec<TrackerId>,
    /// Ids that are no tracker's, as far as the caller sees.
    pub missing: Vec<TrackerId>,
}

/// The states of these trackers, or of all that the caller sees.
///
/// # Errors
/// 201 when one of the ids is of a tracker that was given up for good, and 217 when one is of no tracker, unless missing
/// ones are allowed; then 208 when one is blocked, unless those are listed.
pub fn several(tx: &mut Tx<'_>, by: &impl Sees, ids: Option<&[TrackerId]>, leniency: Leniency) -> Result<States> {
    let mut states = States::default();
    let mut sort = |found: TrackerState| {
        if found.blocked { states.blocked.push(found.tracker) } else { states.known.push(found) }
    };
    if let Some(ids) = ids {
        let ids = as_set(ids);
        let found = states::among(tx, by.scope(), by.bound_to(), &ids)?;
        // Both are in the order of ids.
        let mut there = found.iter().map(|state| state.tracker).peekable();
        let missing: Vec<_> = ids.into_iter().filter(|id| there.next_if_eq(id).is_none()).collect();
        found.into_iter().for_each(&mut sort);
        states.missing = missing;
    } else {
        states::each(tx, by.scope(), by.bound_to(), |found| {
            sort(found);
            Ok(())
        })?;
        // Nobody asked for the blocked ones by name.
        return Ok(states);
    }
    if !states.missing.is_empty() && !leniency.allow_missing {
        let gone = by.bound_to().is_none() && !sources::corrupted(tx, by.scope(), &states.missing)?.is_empty();
        return Err(if gone { Code::NotFoundInDatabase.into() } else { Code::ListContainsNonexistent.into() });
    }
    if !states.blocked.is_empty() && !leniency.list_blocked {
        return Err(Code::DeviceBlocked.into());
    }
    Ok(states)
}
