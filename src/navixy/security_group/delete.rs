//! `subuser/security_group/delete`: deletes a security group; its members have no rights from then on.

use deserr::{Deserr, ValuePointerRef};

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BadField, Optional};
use crate::domain::SecurityGroupId;
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Delete;

/// What it takes, as the vendor's table and its samples name it.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, validate = one_given -> BadField)]
#[taken(any("security_group_id", "id"))]
pub struct Params {
    /// The group, as the table names it.
    #[deserr(default)]
    pub security_group_id: Optional<SecurityGroupId>,
    /// The group, as the samples name it.
    #[deserr(default)]
    pub id: Optional<SecurityGroupId>,
}

impl Params {
    fn group(&self) -> Option<SecurityGroupId> {
        self.security_group_id.0.or(self.id.0)
    }
}

fn one_given(params: Params, _: ValuePointerRef<'_>) -> std::result::Result<Params, BadField> {
    if params.group().is_some() { Ok(params) } else { Err(BadField::missing("security_group_id")) }
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("subuser/security_group/delete");
    const SUMMARY: &'static str = "Deletes a security group; its members have no rights from then on";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let id = params.group().ok_or(Code::NotFoundInDatabase)?;
        ops::security_groups::delete(tx, by, id)?;
        Ok(Done {})
    }
}
