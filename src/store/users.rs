//! Statements on users: owners and their sub-users.

use jiff::Timestamp;
use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use crate::access::Scope;
use crate::domain::{AccountId, Locale, Login, SecurityGroupId, TimeZone, UserId};
use crate::error::Result;

/// A user as it is stored, but for the password's hash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The account it belongs to: its own, if it is the owner.
    pub account: AccountId,
    /// Its id.
    pub id: UserId,
    /// What it logs in with.
    pub login: Login,
    /// The zone that dates are shown to it in.
    pub time_zone: TimeZone,
    /// Its language and country.
    pub locale: Locale,
    /// Whether it is barred from logging in.
    pub disabled: bool,
    /// Where a sub-user's rights come from; none without it.
    pub security_group: Option<SecurityGroupId>,
    /// When it was made.
    pub created: Timestamp,
}

impl User {
    /// Whether it is the account's owner, the master user.
    pub fn is_owner(&self) -> bool {
        self.account.owner() == self.id
    }
}

/// The columns of [`read`], in its order.
macro_rules! select_users {
    ($rest:literal) => {
        concat!(
            "SELECT account_id, id, login, time_zone, locale, disabled, security_group_id, created_at FROM users ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    let Seconds(created) = row.get(7)?;
    Ok(User {
        account: row.get(0)?,
        id: row.get(1)?,
        login: row.get(2)?,
        time_zone: row.get(3)?,
        locale: row.get(4)?,
        disabled: row.get(5)?,
        security_group: row.get(6)?,
        created,
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, user: &User, password_hash: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO users (account_id, id, login, password_hash, time_zone, locale, disabled, security_group_id,
                            created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        (
            user.account,
            user.id,
            &user.login,
            password_hash,
            &user.time_zone,
            &user.locale,
            user.disabled,
            user.security_group,
            Seconds(user.created),
        ),
    )?;
    Ok(())
}

/// The user with that login, in whatever account: logins are unique over the whole server.
pub(crate) fn with_login(tx: &Tx<'_>, login: &Login) -> Result<Option<User>> {
    tx.first(select_users!("WHERE login = ?1"), [login], read)
}

/// All owners, for the operator.
pub(crate) fn owners(tx: &Tx<'_>) -> Result<Vec<User>> {
    tx.all(select_users!("WHERE id = account_id ORDER BY id"), (), read)
}

/// The sub-users of the account.
pub(crate) fn sub_users(tx: &Tx<'_>, scope: Scope) -> Result<Vec<User>> {
    tx.all(select_users!("WHERE account_id = ?1 AND id <> account_id ORDER BY id"), [scope.account()], read)
}

pub(crate) fn time_zone(tx: &Tx<'_>, scope: Scope, id: UserId) -> Result<TimeZone> {
    tx.one("SELECT time_zone FROM users WHERE account_id = ?1 AND id = ?2", (scope.account(), id), |row| row.get(0))
}

pub(crate) fn set_disabled(tx: &mut Tx<'_>, scope: Scope, id: UserId, disabled: bool) -> Result<()> {
    tx.execute("UPDATE users SET disabled = ?3 WHERE account_id = ?1 AND id = ?2", (scope.account(), id, disabled))?;
    Ok(())
}

pub(crate) fn set_password(tx: &mut Tx<'_>, scope: Scope, id: UserId, password_hash: &str) -> Result<()> {
    tx.execute(
        "UPDATE users SET password_hash = ?3 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id, password_hash),
    )?;
    Ok(())
}
