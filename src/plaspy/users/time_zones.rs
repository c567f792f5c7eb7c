//! `GET /api/users/timeZones`: the time zones that a user can be in.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::NoParams;
use crate::domain::zone_names;
use crate::error::Result;
use crate::plaspy::{Plaspy, Users};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct ListTimeZones;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Output {
    /// English names by IANA names.
    #[shown(example = serde_json::json!({ "Europe/Berlin": "Berlin" }))]
    pub time_zones: BTreeMap<&'static str, &'static str>,
}

impl Action for ListTimeZones {
    type Dialect = Plaspy<Users>;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/users/timeZones");
    const SUMMARY: &'static str = "The time zones that a user can be in";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &AnyUser, _: &NoParams) -> Result<Output> {
        Ok(Output { time_zones: zone_names().iter().map(|(zone, name)| (zone.as_str(), name.as_str())).collect() })
    }
}
