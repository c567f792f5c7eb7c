//! `GET /groups/{aname}`: the groups, the default one first and then the oldest first.

use deserr::Deserr;
use serde::Serialize;

use super::named::Named;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::ArgErrors;
use crate::error::{Code, Result};
use crate::ops;
use crate::schema::{Shown, Taken};
use crate::store::Tx;
use crate::thingspace::ThingSpace;

/// The action.
pub struct List;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The account's name.
    #[taken(example = "0000000001-00001")]
    pub aname: String,
}

/// A group.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its name.
    #[shown(example = "Employees")]
    pub name: String,
    /// What it is for.
    #[shown(example = "All who work here")]
    pub description: String,
    /// Whether it is the default one.
    pub is_default_group: bool,
    /// Always empty: null would break a client.
    pub extended_attributes: [(); 0],
}

impl From<&Named> for Group {
    fn from(named: &Named) -> Self {
        Self {
            name: named.name(),
            description: named.description(),
            is_default_group: matches!(named, Named::Default),
            extended_attributes: [],
        }
    }
}

impl Action for List {
    type Dialect = ThingSpace;
    type Access = AnyUser;
    type Params = Params;
    type Output = Vec<Group>;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/m2m/v1/groups/{aname}");
    const SUMMARY: &'static str = "The groups, the default one first and then the oldest first";
    const EFFECT: Effect = Effect::Read;
    const FAILS: &'static [Code] = &[Code::AccountNotFound];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Vec<Group>> {
        ops::accounts::check_name(tx, by, &params.aname)?;
        let groups = ops::groups::seen(tx, by)?.into_iter().map(Named::Group);
        Ok(std::iter::once(Named::Default).chain(groups).map(|named| Group::from(&named)).collect())
    }
}
