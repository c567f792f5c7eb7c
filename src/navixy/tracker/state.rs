//! What is known of a device, as the vendor shows it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{ConnectionStatus, Dates, MovementStatus, Position, ShownMoment, SourceId, SourceState};
use crate::navixy::installation::Location;
use crate::ops::states::TrackerState;
use crate::schema::Shown;

/// A device's state. What the vendor's documents call nullable is there as null: clients index it unguarded.
#[derive(Debug, Serialize, Shown)]
pub struct State {
    source_id: SourceId,
    gps: Gps,
    connection_status: ConnectionStatus,
    movement_status: MovementStatus,
    movement_status_update: Option<ShownMoment>,
    gsm: Option<()>,
    last_update: Option<ShownMoment>,
    battery_level: Option<i32>,
    battery_update: Option<ShownMoment>,
    inputs: [bool; 0],
    inputs_update: Option<ShownMoment>,
    outputs: [bool; 0],
    outputs_update: Option<ShownMoment>,
    additional: BTreeMap<String, ()>,
    actual_track_update: Option<ShownMoment>,
}

/// Where a device is; at 0/0 if nobody knows.
#[derive(Debug, Serialize, Shown)]
struct Gps {
    updated: Option<ShownMoment>,
    signal_level: Option<i32>,
    location: Location,
    heading: i32,
    speed: i32,
    alt: i32,
}

impl Gps {
    fn new(position: Option<Position>, dates: &Dates) -> Self {
        match position {
            None => {
                Self { updated: None, signal_level: None, location: Location::NOWHERE, heading: 0, speed: 0, alt: 0 }
            }
            Some(position) => Self {
                updated: Some(dates.show(position.located)),
                signal_level: position.signal_level,
                location: Location { lat: position.latitude, lng: position.longitude },
                heading: position.heading,
                speed: position.speed,
                alt: position.altitude,
            },
        }
    }
}

impl State {
    /// The state, its moments as the caller wants to be told them.
    pub fn new(found: &TrackerState, dates: &Dates) -> Self {
        let SourceState { connection, movement, movement_updated, updated, position, battery } = found.state;
        Self {
            source_id: found.source,
            gps: Gps::new(position, dates),
            connection_status: connection,
            movement_status: movement,
            movement_status_update: movement_updated.map(|moment| dates.show(moment)),
            gsm: None,
            last_update: updated.map(|moment| dates.show(moment)),
            battery_level: battery.map(|(level, _)| level),
            battery_update: battery.map(|(_, moment)| dates.show(moment)),
            inputs: [],
            inputs_update: None,
            outputs: [],
            outputs_update: None,
            additional: BTreeMap::new(),
            actual_track_update: None,
        }
    }
}
