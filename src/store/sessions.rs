//! Statements on sessions.

use jiff::Timestamp;
use rusqlite::Row;

use super::columns::Seconds;
use super::generations::Whose;
use super::users::in_force;
use super::{Tx, idle_sessions};
use crate::access::Scope;
use crate::domain::{AccountId, Digest, SecurityGroupId, UserId};
use crate::error::Result;

/// Whom a credential lets in, and what may speak against it.
pub(crate) struct Bearer {
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    pub(crate) security_group: Option<SecurityGroupId>,
    pub(crate) owner_disabled: bool,
    /// Until when it is let in, if nobody changes anything.
    pub(crate) until: Timestamp,
}

impl Bearer {
    /// Reads account, user, security group, whether the owner is disabled, and until when it is let in.
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let Seconds(until) = row.get(4)?;
        Ok(Self {
            account: row.get(0)?,
            user: row.get(1)?,
            security_group: row.get(2)?,
            owner_disabled: row.get(3)?,
            until,
        })
    }
}

/// The bearer of a session that has not ended: neither expired nor of a user who is not in force.
pub(crate) fn bearer(tx: &Tx<'_>, digest: &Digest) -> Result<Option<Bearer>> {
    let bearer = tx.first(
        concat!(
            "SELECT s.account_id, s.user_id, u.security_group_id, o.disabled,
                    min(s.expires_at, coalesce(u.valid_until, s.expires_at))
             FROM sessions s
             JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
             JOIN users o ON o.account_id = s.account_id AND o.id = s.account_id
             WHERE s.digest = ?1 AND s.expires_at > ?2 AND ",
            in_force!()
        ),
        (digest, Seconds(tx.now())),
        Bearer::read,
    )?;
    if bearer.is_some() {
        tx.note_use(digest);
    }
    Ok(bearer)
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, user: UserId, digest: &Digest, expires: Timestamp) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO sessions (digest, account_id, user_id, created_at, expires_at, last_used_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?4)",
        (digest, scope.account(), user, Seconds(tx.now()), Seconds(expires)),
    )?;
    Ok(())
}

/// Gives a session another end.
pub(crate) fn renew(tx: &mut Tx<'_>, scope: Scope, digest: &Digest, expires: Timestamp) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE sessions SET expires_at = ?3 WHERE account_id = ?1 AND digest = ?2",
        (scope.account(), digest, Seconds(expires)),
    )?;
    Ok(())
}

/// The user's sessions, the least recently used first.
pub(crate) fn by_last_use(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<Vec<Digest>> {
    let mut sessions = tx.all(
        "SELECT digest, last_used_at FROM sessions WHERE account_id = ?1 AND user_id = ?2",
        (scope.account(), user),
        |row| {
            let (digest, Seconds(used)) = (row.get(0)?, row.get(1)?);
            Ok((digest, used))
        },
    )?;
    sessions.sort_by_cached_key(|(digest, written)| tx.noted_use(digest).unwrap_or(*written));
    Ok(sessions.into_iter().map(|(digest, _)| digest).collect())
}

/// Writes when sessions of either kind, of whatever accounts, were last used.
pub(super) fn note_uses(tx: &mut Tx<'_>, uses: &[(Digest, Timestamp)]) -> Result<()> {
    for (digest, used) in uses {
        let noted = tx.execute(
            Whose::Nobodys,
            "UPDATE sessions SET last_used_at = ?2 WHERE digest = ?1 AND last_used_at < ?2",
            (digest, Seconds(*used)),
        )?;
        if noted == 0 {
            idle_sessions::note_use(tx, digest, *used)?;
        }
    }
    Ok(())
}

/// Ends one session.
pub(crate) fn end(tx: &mut Tx<'_>, scope: Scope, digest: &Digest) -> Result<()> {
    tx.execute(scope, "DELETE FROM sessions WHERE account_id = ?1 AND digest = ?2", (scope.account(), digest))?;
    Ok(())
}

/// Ends all sessions of the user, of either kind, but for one that may stay.
pub(crate) fn end_all(tx: &mut Tx<'_>, scope: Scope, user: UserId, but: Option<&Digest>) -> Result<()> {
    idle_sessions::end_all(tx, scope, user)?;
    tx.execute(
        scope,
        "DELETE FROM sessions WHERE account_id = ?1 AND user_id = ?2 AND digest IS DISTINCT FROM ?3",
        (scope.account(), user, but),
    )?;
    Ok(())
}

/// Forgets the user's expired sessions, so that they do not pile up.
pub(crate) fn forget_expired(tx: &mut Tx<'_>, scope: Scope, user: UserId) -> Result<()> {
    tx.execute(
        scope,
        "DELETE FROM sessions WHERE account_id = ?1 AND user_id = ?2 AND expires_at <= ?3",
        (scope.account(), user, Seconds(tx.now())),
    )?;
    Ok(())
}
