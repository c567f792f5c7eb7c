//! What several actions take alike.

use deserr::Deserr;

use crate::args::{ArgErrors, Optional};
use crate::domain::{Bool, TrackerId};
use crate::schema::Taken;

/// A tracker.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct OneTracker {
    /// Which.
    pub tracker_id: TrackerId,
    /// Whether moments are wanted in ISO 8601.
    #[deserr(default)]
    pub iso_datetime: Optional<Bool>,
}

/// Nothing but how moments are wanted.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct OnlyMoments {
    /// Whether they are wanted in ISO 8601.
    #[deserr(default)]
    pub iso_datetime: Optional<Bool>,
}
