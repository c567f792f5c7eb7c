//! `subuser/security_group/update`: changes a security group, for sessions under way too.

use deserr::Deserr;

use super::form::GroupForm;
use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Identified, Object};
use crate::domain::SecurityGroupId;
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Update;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group.
    pub group: Object<Identified<SecurityGroupId, GroupForm>>,
}

impl Action for Update {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("subuser/security_group/update");
    const SUMMARY: &'static str = "Changes a security group, for sessions under way too";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let Object(Identified { id, form }) = &params.group;
        ops::security_groups::update(tx, by, *id, &form.into())?;
        Ok(Done {})
    }
}
