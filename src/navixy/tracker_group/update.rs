//! `tracker/group/update`: gives a group a title and a colour.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::{Color, GroupChoice, GroupTitle};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::ops::groups::GroupChange;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Update;

/// What it takes; always all of it.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The group; 0, the default one, counts as absent.
    pub id: GroupChoice,
    /// Its title from now on.
    pub title: GroupTitle,
    /// Its colour from now on.
    pub color: Color,
}

impl Action for Update {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/group/update");
    const SUMMARY: &'static str = "Gives a group a title and a colour";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        let Params { title, color, .. } = params.clone();
        let change = GroupChange { title: Some(title), color: Some(color), description: None };
        ops::groups::update(tx, by, params.id, &change)?;
        Ok(Done {})
    }
}
