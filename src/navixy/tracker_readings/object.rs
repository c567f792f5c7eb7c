//! Readings as the vendor shows them.

use serde::Serialize;

use crate::args::Optional;
use crate::domain::SensorType;
use crate::schema::Shown;

/// The readings of one tracker.
#[derive(Debug, Serialize, Shown)]
pub struct Readings {
    inputs: [(); 0],
    /// Absent when only one kind of sensor was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    states: Option<[(); 0]>,
    virtual_sensors: [(); 0],
    /// Absent when only one kind of sensor was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    counters: Option<[(); 0]>,
}

impl Readings {
    /// None yet: of all kinds, or of one kind of sensor.
    pub fn none(sensor_type: &Optional<SensorType>) -> Self {
        let all = sensor_type.0.is_none();
        Self { inputs: [], states: all.then_some([]), virtual_sensors: [], counters: all.then_some([]) }
    }
}
