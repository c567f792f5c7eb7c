//! `subuser/security_group/list`: the account's security groups.

use super::form::Item;
use crate::access::Master;
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::{Listing, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct List;

impl Action for List {
    type Dialect = Navixy;
    type Access = Master;
    type Params = NoParams;
    type Output = Listing<Item>;
    const ROUTE: Route = Route::Rpc("subuser/security_group/list");
    const SUMMARY: &'static str = "The account's security groups";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &Master, _: &NoParams) -> Result<Listing<Item>> {
        let groups = ops::security_groups::list(tx, by)?;
        Ok(Listing { list: groups.into_iter().map(Item::from).collect() })
    }
}
