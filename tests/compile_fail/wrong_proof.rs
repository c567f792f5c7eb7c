//! An action open to any user cannot make a group: that wants the proof of being the master user.

use deserr::Deserr;
use muster::access::AnyUser;
use muster::action::{Action, Effect};
use muster::args::ArgErrors;
use muster::domain::{Color, GroupId, GroupTitle};
use muster::error::Result;
use muster::navixy::Navixy;
use muster::ops;
use muster::store::Tx;

struct Create;

#[derive(Deserr)]
#[deserr(error = ArgErrors)]
struct Params {
    title: GroupTitle,
    color: Color,
}

impl Action for Create {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = GroupId;
    const ROUTE: &'static str = "tracker/group/create";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<GroupId> {
        ops::groups::create(tx, by, &params.title, &params.color)
    }
}

fn main() {}
