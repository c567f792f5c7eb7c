//! `subuser/security_group/assign`: puts sub-users in a security group, or out of any.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{SecurityGroupId, UserId};
use crate::error::{Code, Result};
use crate::limits::SUB_USERS_PER_ACCOUNT;
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Assign;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group; null, or nothing, for the default one, which has no rights.
    #[deserr(default)]
    pub group_id: Optional<SecurityGroupId>,
    /// The sub-users.
    pub subuser_ids: BoundedList<UserId, 1, { SUB_USERS_PER_ACCOUNT as usize }>,
}

impl Action for Assign {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("subuser/security_group/assign");
    const SUMMARY: &'static str = "Puts sub-users in a security group, or out of any";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::security_groups::assign(tx, by, params.group_id.0, &params.subuser_ids.0)?;
        Ok(Done {})
    }
}
