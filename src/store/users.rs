//! Statements on users: owners and their sub-users.

use jiff::Timestamp;
use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use super::trackers::id_list;
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
    /// Whether its owner lets it log in; true of every owner.
    pub activated: bool,
    /// Whether the operator bars it from logging in.
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
            "SELECT account_id, id, login, time_zone, locale, activated, disabled, security_group_id, created_at FROM users ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    let Seconds(created) = row.get(8)?;
    Ok(User {
        account: row.get(0)?,
        id: row.get(1)?,
        login: row.get(2)?,
        time_zone: row.get(3)?,
        locale: row.get(4)?,
        activated: row.get(5)?,
        disabled: row.get(6)?,
        security_group: row.get(7)?,
        created,
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, user: &User, password_hash: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO users (account_id, id, login, password_hash, time_zone, locale, activated, disabled,
                            security_group_id, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            user.account,
            user.id,
            &user.login,
            password_hash,
            &user.time_zone,
            &user.locale,
            user.activated,
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

/// A user of the account, the owner or a sub-user.
pub(crate) fn find(tx: &Tx<'_>, scope: Scope, id: UserId) -> Result<Option<User>> {
    tx.first(select_users!("WHERE account_id = ?1 AND id = ?2"), (scope.account(), id), read)
}

pub(crate) fn time_zone(tx: &Tx<'_>, scope: Scope, id: UserId) -> Result<TimeZone> {
    tx.one("SELECT time_zone FROM users WHERE account_id = ?1 AND id = ?2", (scope.account(), id), |row| row.get(0))
}

pub(crate) fn set_disabled(tx: &mut Tx<'_>, scope: Scope, id: UserId, disabled: bool) -> Result<()> {
    tx.execute("UPDATE users SET disabled = ?3 WHERE account_id = ?1 AND id = ?2", (scope.account(), id, disabled))?;
    Ok(())
}

/// Changes what an owner may change of a sub-user.
pub(crate) fn update_sub_user(tx: &mut Tx<'_>, scope: Scope, user: &User) -> Result<()> {
    tx.execute(
        "UPDATE users SET login = ?3, activated = ?4, security_group_id = ?5
         WHERE account_id = ?1 AND id = ?2 AND id <> account_id",
        (scope.account(), user.id, &user.login, user.activated, user.security_group),
    )?;
    Ok(())
}

/// Deletes a sub-user with all that hangs on it: sessions, bindings, settings.
pub(crate) fn delete_sub_user(tx: &mut Tx<'_>, scope: Scope, id: UserId) -> Result<()> {
    tx.execute("DELETE FROM users WHERE account_id = ?1 AND id = ?2 AND id <> account_id", (scope.account(), id))?;
    Ok(())
}

/// How many sub-users the account has.
pub(crate) fn count_sub_users(tx: &Tx<'_>, scope: Scope) -> Result<u32> {
    tx.one("SELECT count(*) FROM users WHERE account_id = ?1 AND id <> account_id", [scope.account()], |row| row.get(0))
}

/// Which of those are sub-users of the account, and the security group that each is in.
pub(crate) fn sub_users_among(
    tx: &Tx<'_>,
    scope: Scope,
    ids: &[UserId],
) -> Result<Vec<(UserId, Option<SecurityGroupId>)>> {
    tx.all(
        "SELECT id, security_group_id FROM users
         WHERE account_id = ?1 AND id <> account_id AND id IN (SELECT value FROM json_each(?2)) ORDER BY id",
        (scope.account(), id_list(ids)),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Puts sub-users in a security group, or with `None` in the default one.
pub(crate) fn set_security_group(
    tx: &mut Tx<'_>,
    scope: Scope,
    ids: &[UserId],
    group: Option<SecurityGroupId>,
) -> Result<()> {
    tx.execute(
        "UPDATE users SET security_group_id = ?3
         WHERE account_id = ?1 AND id <> account_id AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids), group),
    )?;
    Ok(())
}
