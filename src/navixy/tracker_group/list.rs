//! `tracker/group/list`: all groups of the account, but for the default one.

use serde::Serialize;

use crate::access::{Acts, AnyUser};
use crate::action::{Action, Effect, Kept, Route};
use crate::args::NoParams;
use crate::domain::{Color, GroupId, GroupTitle};
use crate::error::Result;
use crate::navixy::{Listing, Navixy};
use crate::ops;
use crate::ops::groups::TrackerGroup;
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct List;

/// A group as the vendor shows it.
#[derive(Debug, Serialize, Shown)]
pub struct Item {
    /// The group's id.
    pub id: GroupId,
    /// Its title.
    pub title: GroupTitle,
    /// Its colour.
    pub color: Color,
}

impl Action for List {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Listing<Item>;
    const ROUTE: Route = Route::Rpc("tracker/group/list");
    const SUMMARY: &'static str = "All groups of the account, but for the default one";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, _: &NoParams) -> Result<Listing<Item>> {
        let groups = ops::groups::list(tx, by.scope())?;
        let list = groups.into_iter().map(|TrackerGroup { id, title, color, .. }| Item { id, title, color }).collect();
        Ok(Listing { list })
    }
}

impl Kept for List {
    fn variant(_: &NoParams) -> Option<u8> {
        Some(0)
    }
}
