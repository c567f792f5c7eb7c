//! An action open to any user cannot make a group: that wants the proof of being the master user.

use deserr::Deserr;
use muster::access::AnyUser;
use muster::action::{Action, Effect, Route};
use muster::args::ArgErrors;
use muster::domain::{Color, GroupId, GroupTitle};
use muster::error::Result;
use muster::navixy::Navixy;
use muster::ops::groups::{self, NewGroup};
use muster::schema::Taken;
use muster::store::Tx;

struct Create;

#[derive(Deserr, Taken)]
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
    const ROUTE: Route = Route::Rpc("tracker/group/create");
    const SUMMARY: &str = "A case that does not compile";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<GroupId> {
        let new = NewGroup { title: params.title.clone(), color: params.color.clone(), description: None };
        groups::create(tx, by, &new).map(|group| group.id)
    }
}

fn main() {}
