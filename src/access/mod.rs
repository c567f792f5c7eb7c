//! Who may what: from a credential to a principal to the proof that an action wants.
//!
//! Every constructor here is private. A handler that holds a [`Master`] was given it by [`Access::grant`], and a query
//! that holds a [`Scope`] can touch that one account; neither can be made elsewhere, so neither can be forgotten.

mod actor;
mod credential;
mod login;
mod principal;
mod proofs;

use crate::domain::{AccountId, Right, UserId};
use crate::error::Result;

pub use actor::{Actor, Origin};
pub use credential::{Application, Credential, Gate, KeyHolder};
pub use login::{Candidate, FailedLogin, Verified};
pub use principal::{Caller, Principal};
pub use proofs::{AnyUser, BySession, Holding, Master, Public, TagUpdate, TrackerRegister, TrackerUpdate};

/// One account's rows, and no others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    account: AccountId,
}

impl Scope {
    /// The account that queries must stay within.
    pub fn account(self) -> AccountId {
        self.account
    }

    /// The scope of any account, for those who run the server.
    pub fn as_operator(_by: Operator, account: AccountId) -> Self {
        Self { account }
    }
}

/// Proof of being at the server's command line, where whoever can write the file may do all.
#[derive(Debug, Clone, Copy)]
pub struct Operator(());

impl Operator {
    pub(crate) fn at_the_command_line() -> Self {
        Self(())
    }
}

/// What an action can ask of its caller; told by each proof, for documents and generated tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// Nothing: not even a credential is looked at.
    Nothing,
    /// Any user of the account.
    AnyUser,
    /// The master user, or a sub-user with the right.
    Right(Right),
    /// The master user: the right `admin`, which cannot be granted.
    Master,
}

/// A proof of being let in. Only this module can implement it.
pub trait Access: sealed::MadeHere + Sized + 'static {
    /// What it takes.
    const REQUIRES: Requirement;

    /// Whether it takes a session: an API key then counts as a session that has ended.
    const BY_SESSION: bool = false;

    /// The proof, for a caller who has what it takes.
    ///
    /// # Errors
    /// 13 for anybody else, and 4 for an API key where a session is wanted.
    fn grant(caller: &Caller) -> Result<Self>;
}

/// A proof of being somebody, in an account.
pub trait Acts: sealed::MadeHere {
    /// Who acts, for the audit log.
    fn actor(&self) -> &Actor;

    /// The account that the caller may touch.
    fn scope(&self) -> Scope {
        self.actor().scope()
    }
}

/// Which of the account's trackers a caller sees.
pub trait Sees: Acts {
    /// The sub-user who sees no more than the trackers bound to it, those of its group, and its own; `None` for the
    /// owner, who sees every one.
    fn seen_by(&self) -> Option<UserId> {
        self.actor().sub_user()
    }
}

impl<P: Acts> Sees for P {}

/// A right as a type, to name it in [`Holding`].
pub trait RightType: sealed::MadeHere + Send + 'static {
    /// The right.
    const RIGHT: Right;
}

mod sealed {
    pub trait MadeHere {}
}
