//! Statements on sessions.

use jiff::Timestamp;

use super::Tx;
use super::columns::Seconds;
use crate::access::Scope;
use crate::domain::{AccountId, Digest, SecurityGroupId, UserId};
use crate::error::Result;

/// Whom a credential lets in, and what may speak against it.
pub(crate) struct Bearer {
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    pub(crate) security_group: Option<SecurityGroupId>,
    pub(crate) owner_disabled: bool,
}

/// The bearer of a session that has not ended: neither expired nor of a disabled user.
pub(crate) fn bearer(tx: &Tx<'_>, digest: &Digest) -> Result<Option<Bearer>> {
    tx.first(
        "SELECT s.account_id, s.user_id, u.security_group_id, o.disabled
         FROM sessions s
         JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
         JOIN users o ON o.account_id = s.account_id AND o.id = s.account_id
         WHERE s.digest = ?1 AND s.expires_at > ?2 AND NOT u.disabled",
        (digest, Seconds(tx.now())),
        |row| {
            Ok(Bearer {
                account: row.get(0)?,
                user: row.get(1)?,
                security_group: row.get(2)?,
                owner_disabled: row.get(3)?,
            })
        },
    )
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, user: UserId, digest: &Digest, expires: Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO sessions (digest, account_id, user_id, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        (digest, scope.account(), user, Seconds(tx.now()), Seconds(expires)),
    )?;
    Ok(())
}

/// Ends all sessions of the user.
pub(crate) fn end_all(tx: &mut Tx<'_>, scope: Scope, user: UserId) -> Result<()> {
    tx.execute("DELETE FROM sessions WHERE account_id = ?1 AND user_id = ?2", (scope.account(), user))?;
    Ok(())
}

/// Forgets the user's expired sessions, so that they do not pile up.
pub(crate) fn forget_expired(tx: &mut Tx<'_>, scope: Scope, user: UserId) -> Result<()> {
    tx.execute(
        "DELETE FROM sessions WHERE account_id = ?1 AND user_id = ?2 AND expires_at <= ?3",
        (scope.account(), user, Seconds(tx.now())),
    )?;
    Ok(())
}
