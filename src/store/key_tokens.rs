//! Statements on tokens that API keys were exchanged for.

use jiff::Timestamp;

use super::Tx;
use super::columns::Seconds;
use super::sessions::Bearer;
use super::users::in_force;
use crate::access::Scope;
use crate::domain::{Digest, UserId};
use crate::error::Result;

/// The bearer of a token that has not expired, of a user who is in force.
pub(crate) fn bearer(tx: &Tx<'_>, digest: &Digest) -> Result<Option<Bearer>> {
    tx.first(
        concat!(
            "SELECT u.account_id, u.id, u.security_group_id, o.disabled,
                    min(t.expires_at, coalesce(u.valid_until, t.expires_at))
             FROM key_tokens t
             JOIN api_keys k ON k.digest = t.key_digest
             JOIN users u ON u.account_id = k.account_id AND u.id = k.user_id
             JOIN users o ON o.account_id = k.account_id AND o.id = k.account_id
             WHERE t.digest = ?1 AND t.expires_at > ?2 AND ",
            in_force!()
        ),
        (digest, Seconds(tx.now())),
        Bearer::read,
    )
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, key: &Digest, token: &Digest, expires: Timestamp) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO key_tokens (digest, account_id, key_digest, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (token, scope.account(), key, Seconds(tx.now()), Seconds(expires)),
    )?;
    Ok(())
}

/// Forgets the key's tokens that have expired, and the oldest of the others until so many are left.
pub(crate) fn make_room(tx: &mut Tx<'_>, scope: Scope, key: &Digest, left: usize) -> Result<()> {
    tx.execute(
        scope,
        "DELETE FROM key_tokens WHERE account_id = ?1 AND key_digest = ?2 AND (expires_at <= ?3 OR digest IN
         (SELECT digest FROM key_tokens WHERE account_id = ?1 AND key_digest = ?2
          ORDER BY created_at DESC, digest LIMIT -1 OFFSET ?4))",
        (scope.account(), key, Seconds(tx.now()), i64::try_from(left).unwrap_or(i64::MAX)),
    )?;
    Ok(())
}

/// Ends all tokens of the user's keys.
pub(crate) fn end_all(tx: &mut Tx<'_>, scope: Scope, user: UserId) -> Result<()> {
    tx.execute(
        scope,
        "DELETE FROM key_tokens WHERE account_id = ?1 AND key_digest IN
         (SELECT digest FROM api_keys WHERE account_id = ?1 AND user_id = ?2)",
        (scope.account(), user),
    )?;
    Ok(())
}
