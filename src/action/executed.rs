//! What becomes of a request.

use std::future;
use std::pin::Pin;

use super::door::Known;
use super::{Dialect as _, Prepared, Reply};
use crate::domain::{AccountId, Usage};
use crate::error::{Failure, Result};

/// A request being carried out.
pub type Executing = Pin<Box<dyn Future<Output = Executed>>>;

/// What became of a request.
pub struct Executed {
    /// Whose it was, if that was found out.
    pub account: Option<AccountId>,
    /// The account's calls, this one included, if they are counted.
    pub usage: Option<Usage>,
    /// The answer to a success, or the failure.
    pub result: Result<Reply>,
}

impl From<Failure> for Executed {
    /// A request that was refused before anybody asked whose it was.
    fn from(failure: Failure) -> Self {
        Self { account: None, usage: None, result: Err(failure) }
    }
}

impl Executed {
    /// A request of somebody known that came to this output.
    pub(super) fn of<A: Prepared>(known: &Known, output: Result<A::Output>) -> Self {
        let Known { account, usage, .. } = *known;
        let reply = |output: A::Output| {
            let body = A::Dialect::success(&output, usage)?;
            Ok(Reply { head: A::head(&output), body: body.into() })
        };
        Self { account, usage, result: output.and_then(reply) }
    }

    /// What has become of it already.
    pub(super) fn at_once(self) -> Executing {
        Box::pin(future::ready(self))
    }
}
