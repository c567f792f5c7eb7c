//! What is known of a device's whereabouts.

use jiff::Timestamp;

use super::choice::choice_type;
use super::text::{self, text_type};

text_type! {
    /// A kind of sensor, such as `fuel`: 1 to 64 printable characters.
    SensorType, 64, text::check, text::PRINTABLE, "fuel"
}

choice_type! {
    /// Whether a device is heard of.
    ConnectionStatus {
        JustRegistered = "just_registered",
        JustReplaced = "just_replaced",
        SignalLost = "signal_lost",
        Offline = "offline",
        Idle = "idle",
        Active = "active",
    }
}

choice_type! {
    /// Whether a device moves.
    MovementStatus { Parked = "parked", Stopped = "stopped", Moving = "moving", }
}

/// Where a device was when it last knew.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// When.
    pub located: Timestamp,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Degrees from north, clockwise, 0 to 360.
    pub heading: i32,
    /// Kilometres an hour.
    pub speed: i32,
    /// Metres above the sea.
    pub altitude: i32,
    /// Satellites in view.
    pub satellites: i32,
    /// How well they are heard, in per cent.
    pub signal_level: Option<i32>,
}

/// What is known of a device. Of one that has just been registered, nothing.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct SourceState {
    /// Whether it is heard of.
    pub connection: ConnectionStatus,
    /// Whether it moves.
    pub movement: MovementStatus,
    /// Since when it does or does not.
    pub movement_updated: Option<Timestamp>,
    /// When it was last heard of.
    pub updated: Option<Timestamp>,
    /// Where it was then.
    pub position: Option<Position>,
    /// How full its battery is, in per cent, and when it said so.
    pub battery: Option<(i32, Timestamp)>,
}

impl SourceState {
    /// Whether the device has ever been heard of.
    pub fn is_known(&self) -> bool {
        self.updated.is_some()
    }
}
