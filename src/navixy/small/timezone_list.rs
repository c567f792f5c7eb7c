//! `timezone/list`: the time zones that a user can choose.

use deserr::Deserr;
use jiff::Timestamp;
use serde::Serialize;

use crate::access::Public;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Optional};
use crate::domain::{Locale, TimeZone};
use crate::error::Result;
use crate::navixy::{Listing, Navixy};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct ListZones;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The language of the descriptions; there are only English ones.
    #[deserr(default)]
    pub locale: Optional<Locale>,
}

/// A zone as the vendor shows it.
#[derive(Debug, Serialize, Shown)]
pub struct Zone {
    /// Its IANA name.
    #[shown(example = "Europe/Berlin")]
    zone_id: String,
    /// The last part of its name, in words.
    #[shown(example = "Berlin")]
    description: String,
    /// Its winter time's offset from UTC, in hours.
    base_offset: f64,
    /// How many whole hours its summer time adds; 0 if it has none.
    dst_offset: i32,
    /// Empty: the zone data do not tell.
    #[shown(always = "")]
    country_code: &'static str,
}

impl Zone {
    fn new(zone: &TimeZone, now: Timestamp) -> Self {
        let (base, summer) = zone.offsets(now);
        let name = zone.as_str();
        let description = name.rsplit_once('/').map_or(name, |(_, place)| place).replace('_', " ");
        Self {
            description,
            base_offset: f64::from(base) / 3600.0,
            dst_offset: summer / 3600,
            country_code: "",
            zone_id: name.to_owned(),
        }
    }
}

impl Action for ListZones {
    type Dialect = Navixy;
    type Access = Public;
    type Params = Params;
    type Output = Listing<Zone>;
    const ROUTE: Route = Route::Rpc("timezone/list");
    const SUMMARY: &'static str = "The time zones that a user can choose";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, _: &Public, _: &Params) -> Result<Listing<Zone>> {
        Ok(Listing { list: TimeZone::all().iter().map(|zone| Zone::new(zone, tx.now())).collect() })
    }
}
