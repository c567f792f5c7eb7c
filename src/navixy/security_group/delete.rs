//! `subuser/security_group/delete`: deletes a security group; its members have no rights from then on.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect};
use crate::args::{ArgErrors, Optional};
use crate::domain::SecurityGroupId;
use crate::error::{Code, Failure, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Delete;

/// What it takes: the group, by either of two names.
#[derive(Debug, Deserr)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group, as the vendor's table names it.
    #[deserr(default)]
    pub security_group_id: Optional<SecurityGroupId>,
    /// The group, as the vendor's samples name it.
    #[deserr(default)]
    pub id: Optional<SecurityGroupId>,
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: &'static str = "subuser/security_group/delete";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let id = params.security_group_id.0.or(params.id.0);
        let id = id.ok_or_else(|| Failure::invalid_parameter("security_group_id", "must not be null"))?;
        ops::security_groups::delete(tx, by, id)?;
        Ok(Done {})
    }
}
