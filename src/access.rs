//! Who may what: from a credential to a principal to the proof that an action wants.
//!
//! Every constructor here is private. A handler that holds a [`Master`] was given it by [`Access::grant`], and a query
//! that holds a [`Scope`] can touch that one account; neither can be made elsewhere, so neither can be forgotten.

use std::marker::PhantomData;

use crate::domain::{AccountId, Digest, Right, RightSet, SecretHash, UserId};
use crate::error::{Code, Failure, Result};
use crate::store::sessions::Bearer;
use crate::store::{Tx, api_keys, security_groups, sessions};

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

/// What a caller shows: the digest of a session hash or API key. The secret itself goes no further than its parsing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Credential(Digest);

impl Credential {
    /// Reads 32 hex digits.
    ///
    /// # Errors
    /// 3 when the text is anything else.
    pub fn parse(text: &str) -> Result<Self> {
        let hash: SecretHash = text.parse().map_err(|_| Code::WrongHash)?;
        Ok(Self(hash.digest()))
    }

    /// Who shows it.
    ///
    /// # Errors
    /// 4 when it is unknown or has ended, 275 when the account's owner is disabled.
    pub fn authenticate(&self, tx: &Tx<'_>) -> Result<Principal> {
        let bearer = match sessions::bearer(tx, &self.0)? {
            Some(bearer) => bearer,
            None => api_keys::bearer(tx, &self.0)?.ok_or(Code::SessionEnded)?,
        };
        if bearer.owner_disabled {
            return Err(Code::UserBlocked.into());
        }
        Principal::of(tx, &bearer)
    }
}

/// An authenticated caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Principal {
    scope: Scope,
    user: UserId,
    standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Master,
    SubUser(RightSet),
}

impl Principal {
    /// The account it acts in.
    pub fn account(&self) -> AccountId {
        self.scope.account
    }

    fn of(tx: &Tx<'_>, bearer: &Bearer) -> Result<Self> {
        let scope = Scope { account: bearer.account };
        let standing = if bearer.account.owner() == bearer.user {
            Standing::Master
        } else {
            Standing::SubUser(match bearer.security_group {
                Some(group) => security_groups::rights(tx, scope, group)?,
                None => RightSet::default(),
            })
        };
        Ok(Self { scope, user: bearer.user, standing })
    }

    fn holds(&self, right: Right) -> bool {
        match self.standing {
            Standing::Master => true,
            Standing::SubUser(rights) => rights.contains(right),
        }
    }
}

/// What an action can ask of its caller; told by each proof, for documents and generated tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
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

    /// The proof, for a caller who has what it takes.
    ///
    /// # Errors
    /// 13 for anybody else.
    fn grant(principal: &Principal) -> Result<Self>;

    /// The account that the caller may touch.
    fn scope(&self) -> Scope;
}

/// Which of the account's trackers a caller sees.
pub trait Sees: Access {
    /// The sub-user whose bound trackers are all that is seen; `None` for the owner, who sees every one.
    fn bound_to(&self) -> Option<UserId>;
}

/// Proof of being some user of an account.
#[derive(Debug)]
pub struct AnyUser {
    principal: Principal,
}

impl AnyUser {
    /// Which user.
    pub fn user(&self) -> UserId {
        self.principal.user
    }
}

impl Sees for AnyUser {
    fn bound_to(&self) -> Option<UserId> {
        match self.principal.standing {
            Standing::Master => None,
            Standing::SubUser(_) => Some(self.principal.user),
        }
    }
}

impl Sees for Master {
    fn bound_to(&self) -> Option<UserId> {
        None
    }
}

impl Access for AnyUser {
    const REQUIRES: Requirement = Requirement::AnyUser;

    fn grant(principal: &Principal) -> Result<Self> {
        Ok(Self { principal: *principal })
    }

    fn scope(&self) -> Scope {
        self.principal.scope
    }
}

/// Proof of being the master user, or an API key, which acts as one.
#[derive(Debug)]
pub struct Master {
    scope: Scope,
}

impl Master {
    /// The operator acting for an account's owner.
    pub fn by_operator(by: Operator, account: AccountId) -> Self {
        Self { scope: Scope::as_operator(by, account) }
    }
}

impl Access for Master {
    const REQUIRES: Requirement = Requirement::Master;

    fn grant(principal: &Principal) -> Result<Self> {
        match principal.standing {
            Standing::Master => Ok(Self { scope: principal.scope }),
            Standing::SubUser(_) => Err(Failure::from(Code::OperationNotPermitted)),
        }
    }

    fn scope(&self) -> Scope {
        self.scope
    }
}

/// A right as a type, to name it in [`Holding`].
pub trait RightType: sealed::MadeHere + 'static {
    /// The right.
    const RIGHT: Right;
}

/// Proof of holding a right: as the master user, or through a security group.
#[derive(Debug)]
pub struct Holding<R> {
    scope: Scope,
    right: PhantomData<R>,
}

impl<R: RightType> Access for Holding<R> {
    const REQUIRES: Requirement = Requirement::Right(R::RIGHT);

    fn grant(principal: &Principal) -> Result<Self> {
        if !principal.holds(R::RIGHT) {
            return Err(Code::OperationNotPermitted.into());
        }
        Ok(Self { scope: principal.scope, right: PhantomData })
    }

    fn scope(&self) -> Scope {
        self.scope
    }
}

/// The right `tracker_update`: rename trackers, and move them by their settings.
#[derive(Debug)]
pub struct TrackerUpdate;

impl RightType for TrackerUpdate {
    const RIGHT: Right = Right::TrackerUpdate;
}

mod sealed {
    pub trait MadeHere {}
    impl MadeHere for super::AnyUser {}
    impl MadeHere for super::Master {}
    impl<R> MadeHere for super::Holding<R> {}
    impl MadeHere for super::TrackerUpdate {}
}
