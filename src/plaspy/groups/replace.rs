//! `PUT /api/groups/{id}`: says anew what a group is. What is left out stays as it is; null empties.

use super::form::GroupForm;
use super::object::Group;
use crate::access::Master;
use crate::action::{Action, Effect, Method, Route};
use crate::args::Identified;
use crate::domain::GroupId;
use crate::error::{Code, Result};
use crate::ops;
use crate::plaspy::form::Complete;
use crate::plaspy::{Groups, PathId, Plaspy};
use crate::store::Tx;

/// The action.
pub struct Replace;

impl Action for Replace {
    type Dialect = Plaspy<Groups>;
    type Access = Master;
    type Params = Identified<PathId<GroupId>, Complete<GroupForm>>;
    type Output = Group;
    const ROUTE: Route = Route::Rest(Method::Put, "/api/groups/{id}");
    const SUMMARY: &'static str = "Says anew what a group is";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] =
        &[Code::NotFoundInDatabase, Code::EntityAlreadyExists, Code::ListContainsNonexistent, Code::DeviceBlocked];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Self::Params) -> Result<Group> {
        let group = ops::groups::find_seen(tx, by, params.id.0)?;
        params.form.0.write(tx, by, &group)?;
        Group::find(tx, by, params.id)
    }
}
