//! `tracker/group/create`: makes an empty group.

use deserr::Deserr;
use serde::Serialize;

use crate::access::Master;
use crate::action::{Action, Effect};
use crate::args::ArgErrors;
use crate::domain::{Color, GroupId, GroupTitle};
use crate::error::{Code, Result};
use crate::navixy::Navixy;
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

/// What it answers with.
#[derive(Debug, Serialize)]
pub struct Output {
    /// The new group's id.
    pub id: GroupId,
}

impl Action for Create {
    type Dialect = Navixy;
    type Access = Master;
    type Params = Params;
    type Output = Output;
    const ROUTE: &'static str = "tracker/group/create";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Master, params: &Params) -> Result<Output> {
        let id = ops::groups::create(tx, by, &params.title, &params.color)?;
        Ok(Output { id })
    }
}
