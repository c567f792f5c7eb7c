//! `GET /api/devices/{id}/lastLocation`: where a tracker was last, or null if that is not known.

use jiff::Timestamp;
use serde::Serialize;

use super::read::Params;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::{Devices, Plaspy};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct LastLocation;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// Where it was.
    pub last_location: Option<Location>,
}

/// Where and when.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Location {
    /// When.
    pub date_time: Timestamp,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Kilometres an hour.
    pub speed: i32,
    /// Degrees from north.
    pub course: i32,
    /// How full the battery is, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub battery: Option<i32>,
}

impl Action for LastLocation {
    type Dialect = Plaspy<Devices>;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/devices/{id}/lastLocation");
    const SUMMARY: &'static str = "Where a tracker was last, or null if that is not known";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        let known = ops::states::one(tx, by, params.id.0.ok_or(Code::NotFoundInDatabase)?)?.state;
        let location = known.position.map(|position| Location {
            date_time: position.located,
            latitude: position.latitude,
            longitude: position.longitude,
            speed: position.speed,
            course: position.heading,
            battery: known.battery.map(|(level, _)| level),
        });
        Ok(Output { last_location: location })
    }
}
