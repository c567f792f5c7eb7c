//! A row of a dialect's table.

use std::pin::Pin;
use std::sync::Arc;

use super::execute::{execute, execute_prepared};
use super::{Action, Effect, Head, Prepared};
use crate::access::{Access, Requirement};
use crate::app::App;
use crate::args::RawArgs;
use crate::domain::AccountId;
use crate::error::{Code, Result};

/// One row of a dialect's table.
#[derive(Debug, Clone, Copy)]
pub struct ActionDef {
    /// Where it is found.
    pub route: &'static str,
    /// What it does to the store.
    pub effect: Effect,
    /// What it takes to be let in.
    pub requires: Requirement,
    /// Whether it takes a session, so that an API key will not do.
    pub by_session: bool,
    /// The failures it has of its own.
    pub fails: &'static [Code],
    execute: Execute,
}

type Execute = fn(&Arc<App>, &Head<'_>, RawArgs) -> Executing;

/// A request being carried out.
pub type Executing = Pin<Box<dyn Future<Output = Executed>>>;

/// What became of a request.
pub struct Executed {
    /// Whose it was, if that was found out.
    pub account: Option<AccountId>,
    /// The success's body, or the failure.
    pub result: Result<Vec<u8>>,
}

impl ActionDef {
    /// The row of an action.
    pub const fn of<A: Action>() -> Self {
        Self {
            route: A::ROUTE,
            effect: A::EFFECT,
            requires: A::Access::REQUIRES,
            by_session: A::Access::BY_SESSION,
            fails: A::FAILS,
            execute: execute::<A>,
        }
    }

    /// The row of an action that has something to prepare.
    pub const fn prepared<A: Prepared>() -> Self {
        Self {
            route: A::ROUTE,
            effect: Effect::Write,
            requires: A::Access::REQUIRES,
            by_session: A::Access::BY_SESSION,
            fails: A::FAILS,
            execute: execute_prepared::<A>,
        }
    }

    /// The same action, found elsewhere as well.
    pub const fn also_at(self, route: &'static str) -> Self {
        Self { route, ..self }
    }

    /// Carries the action out.
    pub fn execute(&self, app: &Arc<App>, head: &Head<'_>, args: RawArgs) -> Executing {
        (self.execute)(app, head, args)
    }
}
