//! An action: one row of a dialect's table, made from one type, and the one way that every action is carried out.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use deserr::Deserr;
use serde::Serialize;

use crate::access::{Access, Credential, Requirement};
use crate::app::App;
use crate::args::{ArgErrors, RawArgs};
use crate::domain::AccountId;
use crate::error::{Code, Failure, Result};
use crate::store::Tx;

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
    type Params: Deserr<ArgErrors> + Send + 'static;
    /// What it answers with.
    type Output: Serialize + Send + 'static;
    /// Where it is found, such as `tracker/group/create`.
    const ROUTE: &'static str;
    /// What it does to the store.
    const EFFECT: Effect;
    /// The failures it has of its own, beyond the general ones.
    const FAILS: &'static [Code] = &[];

    /// Does it. A write may run again, so it must have no effect outside the transaction.
    ///
    /// # Errors
    /// The general ones and [`Action::FAILS`].
    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Self::Params) -> Result<Self::Output>;
}

/// The request's head, as far as a dialect may look at it.
pub struct Head<'r> {
    /// The method.
    pub method: Method,
    /// Looks up a header by its lower-case name; a value that is not text is absent.
    pub header: &'r dyn Fn(&str) -> Option<&'r str>,
}

/// The request's method, as far as anybody cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// HEAD
    Head,
    /// OPTIONS
    Options,
    /// Any other.
    Other,
}

/// One vendor's manner of asking and answering. It never touches the store.
pub trait Dialect: 'static {
    /// Takes the credential out of the request, so that it goes no further.
    ///
    /// # Errors
    /// 3 when there is none, or it is malformed.
    fn credential(head: &Head<'_>, args: &mut RawArgs) -> Result<Credential>;

    /// The body of a success.
    ///
    /// # Errors
    /// 6 when the output cannot be written as JSON.
    fn success<T: Serialize>(output: &T) -> Result<Vec<u8>>;

    /// The body of a failure.
    fn failure(failure: &Failure) -> Vec<u8>;
}

/// One row of a dialect's table.
#[derive(Debug, Clone, Copy)]
pub struct ActionDef {
    /// Where it is found.
    pub route: &'static str,
    /// What it does to the store.
    pub effect: Effect,
    /// What it takes to be let in.
    pub requires: Requirement,
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
            fails: A::FAILS,
            execute: execute::<A>,
        }
    }

    /// Carries the action out.
    pub fn execute(&self, app: &Arc<App>, head: &Head<'_>, args: RawArgs) -> Executing {
        (self.execute)(app, head, args)
    }
}

/// The order is fixed here for all actions: credential, account, rate, right, parameters, and only then the work. Nobody
/// learns whether a parameter is valid before being let in, and a refused or malformed request never takes the write lock.
fn execute<A: Action>(app: &Arc<App>, head: &Head<'_>, mut args: RawArgs) -> Executing {
    let app = Arc::clone(app);
    let credential = A::Dialect::credential(head, &mut args);
    Box::pin(async move {
        let executed = match credential {
            Ok(credential) => match A::EFFECT {
                Effect::Read => app.store.read(|tx| Ok(read::<A>(&app, tx, &credential, args))),
                Effect::Scan => scan::<A>(&app, credential, args).await,
                Effect::Write => Ok(write::<A>(&app, credential, args).await),
            },
            Err(failure) => Err(failure),
        };
        executed.unwrap_or_else(|failure| Executed { account: None, result: Err(failure) })
    })
}

/// The answer is written here too, so that a long one does not hold a worker up.
fn read<A: Action>(app: &App, tx: &mut Tx<'_>, credential: &Credential, args: RawArgs) -> Executed {
    let mut account = None;
    let admitted = admit::<A>(app, tx, credential, args, &mut account);
    let output = admitted.and_then(|(by, params)| A::run(tx, &by, &params));
    Executed { account, result: output.and_then(|output| A::Dialect::success(&output)) }
}

async fn scan<A: Action>(app: &Arc<App>, credential: Credential, args: RawArgs) -> Result<Executed> {
    let there = Arc::clone(app);
    app.store.scan(move |tx| Ok(read::<A>(&there, tx, &credential, args))).await
}

async fn write<A: Action>(app: &App, credential: Credential, args: RawArgs) -> Executed {
    let mut account = None;
    let admitted = app.store.read(|tx| admit::<A>(app, tx, &credential, args, &mut account));
    let output = match admitted {
        Ok((_, params)) => {
            let work = move |tx: &mut Tx<'_>| {
                // The first look may be stale by now: somebody may have been told that this session has ended.
                let by = A::Access::grant(&credential.authenticate(tx)?)?;
                A::run(tx, &by, &params)
            };
            app.store.write(work).await
        }
        Err(failure) => Err(failure),
    };
    Executed { account, result: output.and_then(|output| A::Dialect::success(&output)) }
}

fn admit<A: Action>(
    app: &App,
    tx: &mut Tx<'_>,
    credential: &Credential,
    args: RawArgs,
    account: &mut Option<AccountId>,
) -> Result<(A::Access, A::Params)> {
    let principal = credential.authenticate(tx)?;
    *account = Some(principal.account());
    app.rate_limits.credential(credential)?;
    let by = A::Access::grant(&principal)?;
    Ok((by, args.read()?))
}
