//! Passwords: those that a user has had, and another one.

use serde_json::Value;

use super::audit::record;
use super::sub_users;
use crate::access::{Acts, AnyUser, BySession, Master};
use crate::domain::{Event, Login, UserId};
use crate::error::{Code, Result};
use crate::store::{Tx, passwords, sessions, users};

/// What is known of the caller's passwords. No `Debug`: it holds hashes.
pub struct Passwords {
    /// What the caller logs in with.
    pub login: Login,
    /// The hash of the password in force.
    pub current: String,
    /// The hashes of those before it.
    pub former: Vec<String>,
}

/// What is known of the caller's passwords.
///
/// # Errors
/// Only the database's.
pub fn of_caller(tx: &mut Tx<'_>, by: &AnyUser) -> Result<Passwords> {
    let user = users::find(tx, by.scope(), by.user())?.ok_or(Code::SessionEnded)?;
    Ok(Passwords {
        login: user.login,
        current: passwords::current(tx, by.scope(), by.user())?.ok_or(Code::SessionEnded)?,
        former: passwords::former(tx, by.scope(), by.user())?,
    })
}

/// Gives the caller another password, which ends all its sessions but this one.
///
/// # Errors
/// 248 when the password that was verified is not in force any more.
pub fn change(tx: &mut Tx<'_>, by: &BySession<AnyUser>, verified: &str, new: &str) -> Result<()> {
    if passwords::current(tx, by.scope(), by.user())?.as_deref() != Some(verified) {
        return Err(Code::WrongPassword.into());
    }
    passwords::set(tx, by.scope(), by.user(), new)?;
    sessions::end_all(tx, by.scope(), by.user(), Some(by.session()))?;
    record(tx, by.actor(), Event::UserPassword, Some(by.user().get()), &Value::Null)
}

/// Gives a sub-user another password, which ends all its sessions.
///
/// # Errors
/// 201 when the account has no such sub-user.
pub fn set_for_sub_user(tx: &mut Tx<'_>, by: &Master, id: UserId, hash: &str) -> Result<()> {
    sub_users::find(tx, by, id)?;
    passwords::set(tx, by.scope(), id, hash)?;
    sessions::end_all(tx, by.scope(), id, None)?;
    record(tx, by.actor(), Event::UserPassword, Some(id.get()), &Value::Null)
}
