//! From a login and a password to somebody who may act: the other way in, beside a credential.

use std::sync::Arc;

use super::{Actor, Origin, Scope};
use crate::domain::{AccountId, Login, Password, UserId};
use crate::error::{Code, Result};
use crate::phc;
use crate::store::{Tx, passwords, users};

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

    /// Which user it would be.
    pub fn user(&self) -> UserId {
        self.user
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
}
