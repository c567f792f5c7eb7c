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
    /// Before this moment it counts as disabled,
    pub valid_from: Option<Timestamp>,
    /// and from this one on.
    pub valid_until: Option<Timestamp>,
    /// When it was made.
    pub created: Timestamp,
    /// When somebody last changed it.
    pub modified: Timestamp,
    /// When it last logged in.
    pub last_login: Option<Timestamp>,
}

/// What must hold of a user `u` at the moment `?2`, for its credentials to be worth anything.
macro_rules! in_force {
    () => {
        "u.activated AND NOT u.disabled AND (u.valid_from IS NULL OR u.valid_from <= ?2)
         AND (u.valid_until IS NULL OR u.valid_until > ?2)"
    };
}
pub(super) use in_force;

impl User {
    /// Whether it is the account's owner, the master user.
    pub fn is_owner(&self) -> bool {
        self.account.owner() == self.id
    }

    /// Whether its owner lets it log in at that moment.
    pub fn is_let_in_at(&self, now: Timestamp) -> bool {
        let begun = self.valid_from.is_none_or(|from| from <= now);
        let over = self.valid_until.is_some_and(|until| until <= now);
        self.activated && begun && !over
    }
}

/// The columns of [`read`], in its order.
macro_rules! select_users {
    ($rest:literal) => {
        concat!(
            "SELECT account_id, id, login, time_zone, locale, activated, disabled, security_group_id, valid_from, valid_until,
                    created_at, modified_at, last_login_at FROM users ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<User> {
    let (Seconds(created), Seconds(modified)) = (row.get(10)?, row.get(11)?);
    let moment =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Seconds>>(column)?.map(|Seconds(moment)| moment));
    Ok(User {
        account: row.get(0)?,
        id: row.get(1)?,
        login: row.get(2)?,
        time_zone: row.get(3)?,
        locale: row.get(4)?,
        activated: row.get(5)?,
        disabled: row.get(6)?,
        security_group: row.get(7)?,
        valid_from: moment(8)?,
        valid_until: moment(9)?,
        created,
        modified,
        last_login: moment(12)?,
    })
}

pub(crate) fn insert(tx: &mut Tx<'_>, user: &User, password_hash: &str) -> Result<()> {
    tx.execute(
        user.account,
        "INSERT INTO users (account_id, id, login, password_hash, time_zone, locale, activated, disabled,
                            security_group_id, valid_from, valid_until, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
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
            user.valid_from.map(Seconds),
            user.valid_until.map(Seconds),
            Seconds(user.created),
            Seconds(user.modified),
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
    tx.execute(
        scope,
        "UPDATE users SET disabled = ?3, modified_at = ?4 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id, disabled, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Notes that a user has logged in.
pub(crate) fn note_login(tx: &mut Tx<'_>, scope: Scope, id: UserId) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE users SET last_login_at = ?3 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Changes what an owner may change of a sub-user.
pub(crate) fn update_sub_user(tx: &mut Tx<'_>, scope: Scope, user: &User) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE users SET login = ?3, activated = ?4, security_group_id = ?5, time_zone = ?6, valid_from = ?7,
                          valid_until = ?8, modified_at = ?9
         WHERE account_id = ?1 AND id = ?2 AND id <> account_id",
        (
            scope.account(),
            user.id,
            &user.login,
            user.activated,
            user.security_group,
            &user.time_zone,
            user.valid_from.map(Seconds),
            user.valid_until.map(Seconds),
            Seconds(user.modified),
        ),
    )?;
    Ok(())
}

/// Deletes a sub-user with all that hangs on it: sessions, bindings, settings.
pub(crate) fn delete_sub_user(tx: &mut Tx<'_>, scope: Scope, id: UserId) -> Result<()> {
    tx.execute(
        scope,
        "DELETE FROM users WHERE account_id = ?1 AND id = ?2 AND id <> account_id",
        (scope.account(), id),
    )?;
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
        scope,
        "UPDATE users SET security_group_id = ?3, modified_at = ?4
         WHERE account_id = ?1 AND id <> account_id AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids), group, Seconds(tx.now())),
    )?;
    Ok(())
}
