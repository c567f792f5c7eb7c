//! `subuser/security_group/create`: makes a security group.

use deserr::Deserr;

use super::form::GroupForm;
use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Object};
use crate::domain::SecurityGroupId;
use crate::error::{Code, Result};
use crate::navixy::{Navixy, NewId};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Create;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group.
    pub group: Object<GroupForm>,
}

impl Action for Create {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = NewId<SecurityGroupId>;
    const ROUTE: Route = Route::Rpc("subuser/security_group/create");
    const SUMMARY: &'static str = "Makes a security group";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<NewId<SecurityGroupId>> {
        Ok(NewId { id: ops::security_groups::create(tx, by, &(&params.group.0).into())? })
    }
}
