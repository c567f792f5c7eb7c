//! From what a request shows to whom it is from.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Actor, Credential, Origin, Scope};
use crate::domain::{AccountId, Right, RightSet, UserId};
use crate::error::{Code, Result};
use crate::store::sessions::Bearer;
use crate::store::{Tx, security_groups};

/// An authenticated caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Principal {
    pub(super) scope: Scope,
    pub(super) user: UserId,
    pub(super) session: Option<Credential>,
    pub(super) standing: Standing,
    until: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Master,
    SubUser(RightSet),
}

impl Principal {
    /// The account it acts in.
    pub fn account(&self) -> AccountId {
        self.scope.account
    }

    /// Until when it is who it is, if nobody changes anything.
    pub fn until(&self) -> Timestamp {
        self.until
    }

    /// Whether it has shown a session, and not an API key.
    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    pub(super) fn of(tx: &Tx<'_>, bearer: &Bearer, session: Option<Credential>) -> Result<Self> {
        let scope = Scope { account: bearer.account };
        let standing = if bearer.account.owner() == bearer.user {
            Standing::Master
        } else {
            Standing::SubUser(match bearer.security_group {
                Some(group) => security_groups::rights(tx, scope, group)?,
                None => RightSet::default(),
            })
        };
        Ok(Self { scope, user: bearer.user, session, standing, until: bearer.until })
    }

    pub(super) fn holds(&self, right: Right) -> bool {
        match self.standing {
            Standing::Master => true,
            Standing::SubUser(rights) => rights.contains(right),
        }
    }
}

/// Whoever sends a request, from wherever: a principal, or, where no credential is asked for, anybody.
#[derive(Debug, Clone)]
pub struct Caller {
    pub(super) principal: Option<Principal>,
    pub(super) origin: Arc<Origin>,
}

impl Caller {
    /// Who shows that credential, if one is asked for.
    ///
    /// # Errors
    /// As [`Credential::authenticate`].
    pub fn authenticate(tx: &Tx<'_>, credential: Option<&Credential>, origin: &Arc<Origin>) -> Result<Self> {
        let principal = credential.map(|credential| credential.authenticate(tx)).transpose()?;
        Ok(Self { principal, origin: Arc::clone(origin) })
    }

    /// Who it is, if it is somebody.
    pub fn known(&self) -> Option<Principal> {
        self.principal
    }

    pub(super) fn principal(&self) -> Result<&Principal> {
        self.principal.as_ref().ok_or_else(|| Code::WrongHash.into())
    }

    pub(super) fn actor(&self) -> Result<Actor> {
        let principal = self.principal()?;
        Ok(Actor::new(principal.scope, principal.user, Arc::clone(&self.origin)))
    }
}
