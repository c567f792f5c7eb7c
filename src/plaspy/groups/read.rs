//! `GET /api/groups/{id}`: one group.

use deserr::Deserr;

use super::object::Group;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::ArgErrors;
use crate::domain::GroupId;
use crate::error::{Code, Result};
use crate::plaspy::{Groups, PathId, Plaspy};
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Read;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group.
    pub id: PathId<GroupId>,
}

impl Action for Read {
    type Dialect = Plaspy<Groups>;
    type Access = AnyUser;
    type Params = Params;
    type Output = Group;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/groups/{id}");
    const SUMMARY: &'static str = "One group";
    const EFFECT: Effect = Effect::Scan;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Group> {
        Group::find(tx, by, params.id)
    }
}
