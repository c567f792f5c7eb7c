//! A row of a dialect's table.

use std::sync::Arc;

use super::execute::{execute, execute_prepared};
use super::kept::execute_kept;
use super::listed::execute_listed;
use super::{Action, Dialect as _, Effect, Executing, Head, HeadDef, Kept, Listed, Prepared, Reply, Route};
use crate::access::{Access, Requirement};
use crate::app::App;
use crate::args::RawArgs;
use crate::domain::Usage;
use crate::error::{Code, Failure};
use crate::schema::{Parts, Schema, Taken as _};

/// One row of a dialect's table.
#[derive(Debug, Clone, Copy)]
pub struct ActionDef {
    /// Where it is found.
    pub route: Route,
    /// What it does to the store.
    pub effect: Effect,
    /// What it takes to be let in.
    pub requires: Requirement,
    /// Whether it takes a session, so that an API key will not do.
    pub by_session: bool,
    /// The failures it has of its own.
    pub fails: &'static [Code],
    /// What it does, in a few words.
    pub summary: &'static str,
    /// The HTTP status of a success.
    pub status: u16,
    /// What may stand above a success beside the status.
    pub heads: &'static [HeadDef],
    /// The schema of what it takes.
    pub params: Describe,
    /// The schema of a success's body.
    pub success: Describe,
    /// The schema of a failure's body.
    pub failure: Describe,
    execute: Execute,
    refuse: fn(&Failure, Option<Usage>) -> Reply,
}

/// Tells a schema, and keeps the parts of it that have a name.
pub type Describe = fn(&mut Parts) -> Schema;

type Execute = fn(&Arc<App>, &Head<'_>, RawArgs) -> Executing;

impl ActionDef {
    /// The row of an action.
    pub const fn of<A: Action>() -> Self {
        Self { effect: A::EFFECT, execute: execute::<A>, ..Self::prepared::<A>() }
    }

    /// The row of a read whose answers are kept. Of anything else there is none: it does not compile.
    pub const fn kept<A: Kept>() -> Self {
        const { assert!(matches!(A::EFFECT, Effect::Read), "only a short read's answers can be kept") };
        Self { execute: execute_kept::<A>, ..Self::of::<A>() }
    }

    /// The row of an action that has something to prepare.
    pub const fn prepared<A: Prepared>() -> Self {
        Self {
            route: A::ROUTE,
            effect: Effect::Write,
            requires: A::Access::REQUIRES,
            by_session: A::Access::BY_SESSION,
            fails: A::FAILS,
            summary: A::SUMMARY,
            status: A::STATUS,
            heads: A::HEADS,
            params: A::Params::taken,
            success: A::Dialect::describe_success::<A::Output>,
            failure: A::Dialect::describe_failure,
            execute: execute_prepared::<A>,
            refuse: A::Dialect::failure,
        }
    }

    /// The row of an action that answers with a list of any length.
    pub const fn listed<A: Listed>() -> Self {
        Self {
            route: A::ROUTE,
            effect: Effect::Scan,
            requires: A::Access::REQUIRES,
            by_session: A::Access::BY_SESSION,
            fails: A::FAILS,
            summary: A::SUMMARY,
            status: 200,
            heads: &[],
            params: A::Params::taken,
            success: A::Dialect::describe_success::<A::Output>,
            failure: A::Dialect::describe_failure,
            execute: execute_listed::<A>,
            refuse: A::Dialect::failure,
        }
    }

    /// The same action, found elsewhere as well.
    pub const fn also_at(self, route: Route) -> Self {
        Self { route, ..self }
    }

    /// Carries the action out.
    pub fn execute(&self, app: &Arc<App>, head: &Head<'_>, args: RawArgs) -> Executing {
        (self.execute)(app, head, args)
    }

    /// The answer to a failure of the action.
    pub fn refuse(&self, failure: &Failure, usage: Option<Usage>) -> Reply {
        (self.refuse)(failure, usage)
    }
}
