//! What is known of devices, as far as the caller sees them.

use std::collections::HashSet;

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
    let found = states::among(tx, by.scope(), by.seen_by(), &[id])?.pop().ok_or(Code::NotFoundInDatabase)?;
    if found.blocked { Err(Code::DeviceBlocked.into()) } else { Ok(found) }
}

/// What is known of the devices of those trackers that the caller sees, blocked or not.
///
/// # Errors
/// Only the database's.
pub fn among(tx: &mut Tx<'_>, by: &impl Sees, ids: &[TrackerId]) -> Result<Vec<TrackerState>> {
    states::among(tx, by.scope(), by.seen_by(), ids)
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

impl States {
    fn add(&mut self, found: TrackerState) {
        if found.blocked { self.blocked.push(found.tracker) } else { self.known.push(found) }
    }
}

/// The states of all trackers that the caller sees. Nobody asked for the blocked ones by name, so they refuse nothing.
///
/// # Errors
/// Only the database's.
pub fn all(tx: &mut Tx<'_>, by: &impl Sees) -> Result<States> {
    let mut states = States::default();
    states::each(tx, by.scope(), by.seen_by(), |found| {
        states.add(found);
        Ok(())
    })?;
    Ok(states)
}

/// The states of these trackers.
///
/// # Errors
/// 201 when one of the ids is of a tracker that was given up for good, and 217 when one is of no tracker, unless missing
/// ones are allowed; then 208 when one is blocked, unless those are listed.
pub fn several(tx: &mut Tx<'_>, by: &impl Sees, ids: &[TrackerId], leniency: Leniency) -> Result<States> {
    let mut states = States { missing: as_set(ids), ..States::default() };
    for found in states::among(tx, by.scope(), by.seen_by(), &states.missing)? {
        states.add(found);
    }
    let there: HashSet<_> =
        states.known.iter().map(|known| known.tracker).chain(states.blocked.iter().copied()).collect();
    states.missing.retain(|id| !there.contains(id));
    if !states.missing.is_empty() && !leniency.allow_missing {
        let gone = by.seen_by().is_none() && !sources::corrupted(tx, by.scope(), &states.missing)?.is_empty();
        return Err(if gone { Code::NotFoundInDatabase.into() } else { Code::ListContainsNonexistent.into() });
    }
    if !states.blocked.is_empty() && !leniency.list_blocked {
        return Err(Code::DeviceBlocked.into());
    }
    Ok(states)
}
