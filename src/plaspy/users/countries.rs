//! `GET /api/users/countries`: the countries that a user can be in.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::NoParams;
use crate::domain::Country;
use crate::error::Result;
use crate::plaspy::{Plaspy, Users};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct ListCountries;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// English names by two-letter codes.
    #[shown(example = serde_json::json!({ "DE": "Germany" }))]
    pub countries: BTreeMap<&'static str, &'static str>,
}

impl Action for ListCountries {
    type Dialect = Plaspy<Users>;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/users/countries");
    const SUMMARY: &'static str = "The countries that a user can be in";
    const EFFECT: Effect = Effect::Read;

    fn run(_: &mut Tx<'_>, _: &AnyUser, _: &NoParams) -> Result<Output> {
        let countries = Country::all().iter().map(|country| (country.code(), country.name()));
        Ok(Output { countries: countries.collect() })
    }
}
