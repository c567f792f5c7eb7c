//! Statements on passwords: hashes only, that in force and those before it.

use super::Tx;
use super::columns::Seconds;
use crate::access::Scope;
use crate::domain::{AccountId, Login, UserId};
use crate::error::Result;
use crate::limits;

/// Whom a login names, with the hash of its password.
pub(crate) fn of_login(tx: &Tx<'_>, login: &Login) -> Result<Option<(AccountId, UserId, String)>> {
    tx.first("SELECT account_id, id, password_hash FROM users WHERE login = ?1", [login], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?))
    })
}

/// The hash of the user's password, if there is such a user.
pub(crate) fn current(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<Option<String>> {
    tx.first("SELECT password_hash FROM users WHERE account_id = ?1 AND id = ?2", (scope.account(), user), |row| {
        row.get(0)
    })
}

/// The hashes of the passwords before it, the newest first.
pub(crate) fn former(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<Vec<String>> {
    tx.all(
        "SELECT password_hash FROM former_passwords WHERE account_id = ?1 AND user_id = ?2 ORDER BY number DESC",
        (scope.account(), user),
        |row| row.get(0),
    )
}

/// Gives the user another password. The one before it is remembered as a former one, and the oldest of those forgotten.
pub(crate) fn set(tx: &mut Tx<'_>, scope: Scope, user: UserId, hash: &str) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO former_passwords (account_id, user_id, number, password_hash)
         SELECT account_id, id, 1 + coalesce((SELECT max(number) FROM former_passwords
                                              WHERE account_id = ?1 AND user_id = ?2), 0), password_hash
         FROM users WHERE account_id = ?1 AND id = ?2",
        (scope.account(), user),
    )?;
    tx.execute(
        scope,
        "DELETE FROM former_passwords WHERE account_id = ?1 AND user_id = ?2
         AND number <= (SELECT max(number) FROM former_passwords WHERE account_id = ?1 AND user_id = ?2) - ?3",
        (scope.account(), user, limits::FORMER_PASSWORDS as i64),
    )?;
    tx.execute(
        scope,
        "UPDATE users SET password_hash = ?3, modified_at = ?4 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), user, hash, Seconds(tx.now())),
    )?;
    Ok(())
}
