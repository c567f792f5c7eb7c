//! `user/session/renew`: lets the caller's session live for a full lifetime from now.

use crate::access::{AnyUser, BySession};
use crate::action::{Action, Effect, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::navixy::{Navixy, NewHash};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Renew;

impl Action for Renew {
    type Dialect = Navixy;
    type Access = BySession<AnyUser>;
    type Params = NoParams;
    type Output = NewHash;
    const ROUTE: Route = Route::Rpc("user/session/renew");
    const SUMMARY: &'static str = "Lets the caller's session live for a full lifetime from now";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &Self::Access, _: &NoParams) -> Result<NewHash> {
        ops::sessions::renew(tx, by)?;
        // The same as before: a client is known that wants to be told.
        Ok(NewHash { hash: by.hash() })
    }
}
