//! A tracker as the vendor shows it.

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::{DeviceId, Model, Phone, SourceId, TimeZone, TrackerId, TrackerLabel};
use crate::ops::trackers;

/// The tariff that every tracker has: Muster knows none, but clients expect a number.
const TARIFF_ID: i32 = 1;

/// A tracker.
#[derive(Debug, Serialize)]
pub struct Tracker {
    id: TrackerId,
    label: TrackerLabel,
    clone: bool,
    /// 0 for the default group.
    group_id: i32,
    source: Source,
    /// Always empty: Muster has no tags.
    tag_bindings: [(); 0],
}

/// The device that reports. What the vendor's documents call nullable is there as null: clients index it unguarded.
#[derive(Debug, Serialize)]
struct Source {
    id: SourceId,
    device_id: DeviceId,
    model: Model,
    blocked: bool,
    tariff_id: i32,
    status_listing_id: Option<i32>,
    creation_date: Date,
    tariff_end_date: Option<Date>,
    phone: Option<Phone>,
}

impl Tracker {
    /// The tracker, its dates in the caller's zone.
    pub fn new(tracker: trackers::Tracker, zone: &TimeZone) -> Self {
        let trackers::Tracker { id, label, group, clone, source } = tracker;
        let trackers::Source { id: source_id, device_id, model, phone, blocked, created } = source;
        Self {
            id,
            label,
            clone,
            group_id: group.map_or(0, |group| group.get()),
            source: Source {
                id: source_id,
                device_id,
                model,
                blocked,
                tariff_id: TARIFF_ID,
                status_listing_id: None,
                creation_date: zone.date_of(created),
                tariff_end_date: None,
                phone,
            },
            tag_bindings: [],
        }
    }
}
