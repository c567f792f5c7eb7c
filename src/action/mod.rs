//! An action: one row of a dialect's table, made from one type, and the one way that every action is carried out.

mod body;
mod dialect;
mod door;
mod execute;
mod executed;
mod kept;
mod listed;
mod read;
mod route;
mod row;
mod spool;
mod write;

use std::future::{self, Future};

use deserr::Deserr;
use serde::Serialize;

use crate::access::Access;
use crate::app::App;
use crate::args::ArgErrors;
use crate::error::{Code, Result};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

pub use body::{Body, Long};
pub use dialect::{Dialect, Head, HeadDef, Reply, ReplyHead, credentials};
pub use executed::{Executed, Executing};
pub use kept::Kept;
pub use listed::Listed;
pub use route::{Found, Method, ReadArguments, Route, Sent, Vendor, check_method};
pub use row::{ActionDef, Describe};

/// What an action does to the store, which decides where and how it runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// Reads a little: on the worker itself.
    Read,
    /// Reads much: on the blocking pool, a few at a time.
    Scan,
    /// Writes: on the writer, in the next group commit.
    Write,
}

/// What every row is made from. `Access` has no default: an action that forgets it does not compile.
pub trait Action: 'static {
    /// Whose envelope and credentials.
    type Dialect: Dialect;
    /// What it takes to be let in, and what it gives.
    type Access: Access;
    /// What it takes; valid by construction.
    type Params: Deserr<ArgErrors> + Taken + Send + 'static;
    /// What it answers with.
    type Output: Serialize + Shown + Send + 'static;
    /// Where it is found.
    const ROUTE: Route;
    /// What it does, in a few words and without a full stop, for whoever reads a list of actions.
    const SUMMARY: &'static str;
    /// The HTTP status of a success.
    const STATUS: u16 = 200;
    /// What it does to the store.
    const EFFECT: Effect;
    /// The failures it has of its own, beyond the general ones.
    const FAILS: &'static [Code] = &[];
    /// What [`Action::head`] may say beside the status.
    const HEADS: &'static [HeadDef] = &[];

    /// Does it. A write may run again, so it must have no effect outside the transaction.
    ///
    /// # Errors
    /// The general ones and [`Action::FAILS`].
    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Self::Params) -> Result<Self::Output>;

    /// What stands above the body of a success: the status and nothing else, unless the action says otherwise.
    fn head(_output: &Self::Output) -> ReplyHead {
        ReplyHead::of(Self::STATUS)
    }
}

/// An action that has slow work to do before it touches the database, such as hashing a password: off the workers,
/// outside any transaction, and after the caller has been let in. It writes: a read answers out of one state of the
/// database, so nothing can be prepared for it. Every plain [`Action`] is one, with nothing to prepare.
pub trait Prepared: 'static {
    /// As [`Action::Dialect`].
    type Dialect: Dialect;
    /// As [`Action::Access`].
    type Access: Access;
    /// As [`Action::Params`].
    type Params: Deserr<ArgErrors> + Taken + Send + 'static;
    /// What the slow work comes to.
    type Groundwork: Send + 'static;
    /// As [`Action::Output`].
    type Output: Serialize + Shown + Send + 'static;
    /// As [`Action::ROUTE`].
    const ROUTE: Route;
    /// As [`Action::SUMMARY`].
    const SUMMARY: &'static str;
    /// As [`Action::STATUS`].
    const STATUS: u16 = 200;
    /// As [`Action::FAILS`].
    const FAILS: &'static [Code] = &[];
    /// As [`Action::HEADS`].
    const HEADS: &'static [HeadDef] = &[];

    /// Does the slow work.
    ///
    /// # Errors
    /// As [`Action::run`].
    fn prepare(app: &App, by: &Self::Access, params: &Self::Params) -> impl Future<Output = Result<Self::Groundwork>>;

    /// Does the rest, after looking again at what the slow work relied on.
    ///
    /// # Errors
    /// As [`Action::run`].
    fn run(
        tx: &mut Tx<'_>,
        by: &Self::Access,
        params: &Self::Params,
        groundwork: &Self::Groundwork,
    ) -> Result<Self::Output>;

    /// As [`Action::head`].
    fn head(_output: &Self::Output) -> ReplyHead {
        ReplyHead::of(Self::STATUS)
    }
}

impl<A: Action> Prepared for A {
    type Dialect = A::Dialect;
    type Access = A::Access;
    type Params = A::Params;
    type Groundwork = ();
    type Output = A::Output;
    const ROUTE: Route = A::ROUTE;
    const SUMMARY: &'static str = A::SUMMARY;
    const STATUS: u16 = A::STATUS;
    const FAILS: &'static [Code] = A::FAILS;
    const HEADS: &'static [HeadDef] = A::HEADS;

    fn prepare(_: &App, _: &A::Access, _: &A::Params) -> impl Future<Output = Result<()>> {
        future::ready(Ok(()))
    }

    fn run(tx: &mut Tx<'_>, by: &A::Access, params: &A::Params, (): &()) -> Result<A::Output> {
        A::run(tx, by, params)
    }

    fn head(output: &A::Output) -> ReplyHead {
        A::head(output)
    }
}
