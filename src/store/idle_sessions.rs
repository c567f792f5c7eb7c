//! Statements on sessions that end when they have not been used for a while.

use std::cmp::Reverse;

use jiff::{SignedDuration, Timestamp};

use super::Tx;
use super::columns::Seconds;
use super::generations::Whose;
use super::sessions::Bearer;
use super::users::in_force;
use crate::access::Scope;
use crate::domain::{Digest, UserId};
use crate::error::{Code, Result};
use crate::limits;

/// How long a session that has ended is remembered, to tell who shows it that it has.
const REMEMBERED: SignedDuration = SignedDuration::from_hours(24);

/// The bearer of a session that has not ended.
///
/// # Errors
/// 4 when it has, or its user is not in force; `UnknownSessionToken` when nobody had it, or it ended long ago.
pub(crate) fn bearer(tx: &Tx<'_>, digest: &Digest) -> Result<Bearer> {
    let found = tx.first(
        concat!(
            "SELECT u.account_id, u.id, u.security_group_id, o.disabled, ?2, s.last_used_at, s.ended_at IS NULL AND ",
            in_force!(),
            " FROM idle_sessions s
             JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
             JOIN users o ON o.account_id = s.account_id AND o.id = s.account_id
             WHERE s.digest = ?1"
        ),
        (digest, Seconds(tx.now())),
        |row| {
            let Seconds(written) = row.get(5)?;
            Ok((Bearer::read(row)?, written, row.get::<_, bool>(6)?))
        },
    )?;
    let (bearer, written, is_open) = found.ok_or(Code::UnknownSessionToken)?;
    let used = tx.noted_use(digest).unwrap_or(written);
    if !is_open || tx.now().duration_since(used) >= limits::IDLE_SESSION {
        return Err(Code::SessionEnded.into());
    }
    tx.note_use(digest);
    Ok(bearer)
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, user: UserId, digest: &Digest) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO idle_sessions (digest, account_id, user_id, created_at, last_used_at) VALUES (?1, ?2, ?3, ?4, ?4)",
        (digest, scope.account(), user, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Ends one session.
pub(crate) fn end(tx: &mut Tx<'_>, scope: Scope, digest: &Digest) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE idle_sessions SET ended_at = ?3 WHERE account_id = ?1 AND digest = ?2 AND ended_at IS NULL",
        (scope.account(), digest, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Ends all sessions of the user.
pub(super) fn end_all(tx: &mut Tx<'_>, scope: Scope, user: UserId) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE idle_sessions SET ended_at = ?3 WHERE account_id = ?1 AND user_id = ?2 AND ended_at IS NULL",
        (scope.account(), user, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Forgets the user's sessions that ended long ago, and of the others all but so many: first those that have ended,
/// then the least recently used. How many of those that it forgot had not ended.
pub(crate) fn make_room(tx: &mut Tx<'_>, scope: Scope, user: UserId, left: usize) -> Result<usize> {
    let mut sessions = tx.all(
        "SELECT digest, last_used_at, ended_at IS NULL FROM idle_sessions WHERE account_id = ?1 AND user_id = ?2",
        (scope.account(), user),
        |row| {
            let (digest, Seconds(written)) = (row.get::<_, Digest>(0)?, row.get(1)?);
            let used = tx.noted_use(&digest).unwrap_or(written);
            let idle = tx.now().duration_since(used);
            let is_open = row.get::<_, bool>(2)? && idle < limits::IDLE_SESSION;
            Ok((is_open, used, digest, idle))
        },
    )?;
    sessions.sort_by_key(|(is_open, used, ..)| Reverse((*is_open, *used)));
    let mut open = 0;
    for (index, (is_open, _, digest, idle)) in sessions.iter().enumerate() {
        if index >= left || *idle > limits::IDLE_SESSION + REMEMBERED {
            tx.execute(
                scope,
                "DELETE FROM idle_sessions WHERE account_id = ?1 AND digest = ?2",
                (scope.account(), digest),
            )?;
            open += usize::from(*is_open);
        }
    }
    Ok(open)
}

/// Writes when a session, of whatever account, was last used.
pub(super) fn note_use(tx: &mut Tx<'_>, digest: &Digest, used: Timestamp) -> Result<()> {
    tx.execute(
        Whose::Nobodys,
        "UPDATE idle_sessions SET last_used_at = ?2 WHERE digest = ?1 AND last_used_at < ?2",
        (digest, Seconds(used)),
    )?;
    Ok(())
}
