//! A tracker as the vendor shows it.

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::{DeviceId, Model, Phone, SourceId, TagBinding, TimeZone, TrackerId, TrackerLabel};
use crate::navixy::installation::TARIFF_ID;
use crate::ops::trackers;
use crate::schema::Shown;

/// A tracker.
#[derive(Debug, Serialize, Shown)]
pub struct Tracker {
    id: TrackerId,
    label: TrackerLabel,
    clone: bool,
    /// 0 for the default group.
    group_id: i32,
    source: Source,
    tag_bindings: Vec<TagBinding>,
}

/// The device that reports. What the vendor's documents call nullable is there as null: clients index it unguarded.
#[derive(Debug, Serialize, Shown)]
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
    /// The tracker with its tags, its dates in the caller's zone.
    pub fn new(tracker: trackers::Tracker, tag_bindings: Vec<TagBinding>, zone: &TimeZone) -> Self {
        let trackers::Tracker { id, label, group, clone, source, created: _ } = tracker;
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
            tag_bindings,
        }
    }
}
