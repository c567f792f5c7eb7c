//! `tracker/get_last_gps_point`: where a tracker's device was when it last knew; null if it never did.

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::domain::{Dates, Position, ShownMoment};
use crate::error::{Code, Result};
use crate::navixy::params::OneTracker;
use crate::navixy::{Navixy, Valued};
use crate::ops::{settings, states};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct GetLastGpsPoint;

/// A point as the vendor shows it.
#[derive(Debug, Serialize, Shown)]
pub struct Point {
    get_time: ShownMoment,
    #[shown(example = 270)]
    heading: i32,
    #[shown(example = 52.52)]
    lat: f64,
    #[shown(example = 13.405)]
    lng: f64,
    #[shown(example = 9)]
    satellites: i32,
    #[shown(example = 54)]
    speed: i32,
    alt: i32,
}

impl Point {
    fn new(position: Position, dates: &Dates) -> Self {
        Self {
            get_time: dates.show(position.located),
            heading: position.heading,
            lat: position.latitude,
            lng: position.longitude,
            satellites: position.satellites,
            speed: position.speed,
            alt: position.altitude,
        }
    }
}

impl Action for GetLastGpsPoint {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = OneTracker;
    type Output = Valued<Option<Point>>;
    const ROUTE: Route = Route::Rpc("tracker/get_last_gps_point");
    const SUMMARY: &'static str = "Where a tracker's device was when it last knew; null if it never did";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &OneTracker) -> Result<Valued<Option<Point>>> {
        let dates = settings::dates(tx, by, params.iso_datetime.is_yes())?;
        let position = states::one(tx, by, params.tracker_id)?.state.position;
        Ok(Valued { value: position.map(|position| Point::new(position, &dates)) })
    }
}
