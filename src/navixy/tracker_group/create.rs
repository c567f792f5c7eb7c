//! `tracker/group/create`: makes an empty group.

use deserr::Deserr;

use crate::access::Master;
use crate::action::{Action, Effect};
use crate::args::ArgErrors;
use crate::domain::{Color, GroupId, GroupTitle};
use crate::error::{Code, Result};
use crate::navixy::{Navixy, NewId};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Create;

/// What it takes.
#[derive(Debug, Deserr)]
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
    const ROUTE: &'static str = "tracker/group/create";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<NewId<GroupId>> {
        let id = ops::groups::create(tx, by, &params.title, &params.color)?;
        Ok(NewId { id })
    }
}
