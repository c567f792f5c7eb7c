//! From a login and a password to somebody who may act: the other way in, beside a credential.

use std::sync::Arc;

use jiff::Timestamp;

use super::{Actor, Acts as _, Origin, Scope};
use crate::domain::{AccountId, Login, Password, UserId};
use crate::error::{Code, Result};
use crate::limits;
use crate::phc;
use crate::store::{Tx, failed_logins, passwords, users};

/// Somebody whom a login names, before the password is looked at. No `Debug`: it holds a password's hash.
pub struct Candidate {
    account: AccountId,
    user: UserId,
    password_hash: String,
}

impl Candidate {
    /// Whom the login names.
    ///
    /// # Errors
    /// Only the database's.
    pub fn find(tx: &Tx<'_>, login: &Login) -> Result<Option<Self>> {
        let found = passwords::of_login(tx, login)?;
        Ok(found.map(|(account, user, password_hash)| Self { account, user, password_hash }))
    }

    /// What a failed try of this candidate's is counted as.
    pub fn failure(&self) -> FailedLogin {
        FailedLogin { scope: Scope { account: self.account }, user: self.user }
    }

    /// The proof that the password is the candidate's. Slow, as [`phc::verify`] is.
    pub fn verify(self, password: &Password) -> Option<Verified> {
        phc::verify(password, &self.password_hash).then_some(Verified(self))
    }
}

/// Somebody who knew the right password a moment ago. Only [`Candidate::verify`] makes one.
pub struct Verified(Candidate);

impl Verified {
    /// Who acts from here on.
    ///
    /// # Errors
    /// 102 when the password is another one by now, or the user is gone; 275 when the account's owner is disabled.
    pub fn actor(&self, tx: &Tx<'_>, origin: &Arc<Origin>) -> Result<Actor> {
        let Self(Candidate { account, user, password_hash }) = self;
        let scope = Scope { account: *account };
        if passwords::current(tx, scope, *user)?.as_ref() != Some(password_hash) {
            return Err(Code::WrongLoginOrPassword.into());
        }
        if users::find(tx, scope, account.owner())?.is_none_or(|owner| owner.disabled) {
            return Err(Code::UserBlocked.into());
        }
        Ok(Actor::new(scope, *user, Arc::clone(origin)))
    }

    /// As [`Verified::actor`], where too many failed logins in a row lock a user out; they are forgotten now.
    ///
    /// # Errors
    /// As there; 102 also while the user is locked out.
    pub fn actor_unless_locked(&self, tx: &mut Tx<'_>, origin: &Arc<Origin>) -> Result<Actor> {
        let actor = self.actor(tx, origin)?;
        if is_locked(tx, actor.scope(), actor.user())? {
            return Err(Code::WrongLoginOrPassword.into());
        }
        failed_logins::forget(tx, actor.scope(), actor.user())?;
        Ok(actor)
    }

    /// Whether the password would open anything now: its user and the account's owner are neither disabled nor locked
    /// out.
    ///
    /// # Errors
    /// Only the database's.
    pub fn is_let_in(&self, tx: &Tx<'_>) -> Result<bool> {
        let Self(Candidate { account, user, .. }) = self;
        let scope = Scope { account: *account };
        let user_is = users::find(tx, scope, *user)?.is_some_and(|user| user.is_let_in_at(tx.now()) && !user.disabled);
        let owner_is = users::find(tx, scope, account.owner())?.is_some_and(|owner| !owner.disabled);
        Ok(user_is && owner_is && !is_locked(tx, scope, *user)?)
    }
}

fn is_locked(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<bool> {
    let (_, locked_until) = failed_logins::find(tx, scope, user)?;
    Ok(locked_until.is_some_and(|until| tx.now() < until))
}

/// A bad password for a login that somebody has.
#[derive(Debug, Clone, Copy)]
pub struct FailedLogin {
    scope: Scope,
    user: UserId,
}

impl FailedLogin {
    /// Whose login it was.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Counts one. The last of too many in a row locks the user out for a while; those that come meanwhile do not
    /// count, so that the lock ends. A try for nobody's login changes nothing, but takes as long.
    ///
    /// # Errors
    /// Only the database's.
    pub fn count(failed: Option<Self>, tx: &mut Tx<'_>) -> Result<()> {
        let Some(Self { scope, user }) = failed else { return failed_logins::count_nobodys(tx) };
        let (failures, locked_until) = failed_logins::find(tx, scope, user)?;
        if locked_until.is_some_and(|until| tx.now() < until) {
            return failed_logins::count_nobodys(tx);
        }
        // A lock that is over was the end of its row.
        let failures = if locked_until.is_some() { 1 } else { failures + 1 };
        let lock = tx.now().checked_add(tx.limits().login_lock).unwrap_or(Timestamp::MAX);
        let until = (failures >= limits::FAILED_LOGINS).then_some(lock);
        failed_logins::put(tx, scope, user, failures, until)
    }
}
