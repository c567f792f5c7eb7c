//! `GET /api/users`: the sub-users, the oldest first. To a sub-user itself alone.

use serde::Serialize;

use super::object::User;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::ops;
use crate::plaspy::{Plaspy, Users};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct List;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The users.
    pub users: Vec<User>,
}

impl Action for List {
    type Dialect = Plaspy<Users>;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/users");
    const SUMMARY: &'static str = "The sub-users, the oldest first";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, _: &NoParams) -> Result<Output> {
        let users = ops::sub_users::describe_all(tx, by)?;
        Ok(Output { users: users.into_iter().map(User::from).collect() })
    }
}
