//! `tracker/group/create`: makes an empty group.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::{Color, GroupId, GroupTitle};
use crate::error::{Code, Result};
use crate::navixy::{Navixy, NewId};
use crate::ops;
use crate::ops::groups::NewGroup;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Create;

/// What it takes.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group's title.
    pub title: GroupTitle,
    /// The group's colour.
    pub color: Color,
}

impl Action for Create {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = NewId<GroupId>;
    const ROUTE: Route = Route::Rpc("tracker/group/create");
    const SUMMARY: &'static str = "Makes an empty group";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<NewId<GroupId>> {
        let Params { title, color } = params.clone();
        let group = ops::groups::create(tx, by, &NewGroup { title, color, description: None })?;
        Ok(NewId { id: group.id })
    }
}
