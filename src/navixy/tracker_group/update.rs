//! `tracker/group/update`: gives a group a title and a colour.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect};
use crate::args::ArgErrors;
use crate::domain::{Color, GroupChoice, GroupTitle};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Update;

/// What it takes; always all of it.
#[derive(Debug, Deserr)]
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
    const ROUTE: &'static str = "tracker/group/update";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Done> {
        ops::groups::update(tx, by, params.id, &params.title, &params.color)?;
        Ok(Done {})
    }
}
