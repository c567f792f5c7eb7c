//! `POST /session/logout`: ends the caller's session.

use super::Session;
use crate::access::{AnyUser, BySession};
use crate::action::{Action, Effect, Method, Route};
use crate::args::NoParams;
use crate::domain::Guid;
use crate::error::Result;
use crate::ops;
use crate::store::Tx;
use crate::thingspace::ThingSpace;

/// Where it is.
pub const PATH: &str = "/api/m2m/v1/session/logout";

/// The action.
pub struct Logout;

impl Action for Logout {
    type Dialect = ThingSpace;
    type Access = BySession<AnyUser>;
    type Params = NoParams;
    type Output = Session;
    const ROUTE: Route = Route::Rest(Method::Post, PATH);
    const SUMMARY: &'static str = "Ends the caller's session";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &BySession<AnyUser>, _: &NoParams) -> Result<Session> {
        ops::sessions::end_idle(tx, by)?;
        Ok(Session { session_token: Guid(by.hash()) })
    }
}
