//! Who asks: the session's digest is looked up, as Muster does it.

use rusqlite::{OptionalExtension as _, Row, Transaction};
use sha2::{Digest as _, Sha256};

use super::answer::{NOT_PERMITTED, Refusal, SESSION_ENDED, USER_BLOCKED, WRONG_HASH};
use super::request::Asked;

/// Somebody who was let in.
pub struct Principal {
    /// The account.
    pub account: i64,
    /// The user.
    pub user: i64,
    /// The moment of the request.
    pub now: i64,
    /// For the audit log.
    pub host: Option<String>,
    /// For the audit log.
    pub user_agent: Option<String>,
}

/// Account, user, and whether the owner is disabled.
type Bearer = (i64, i64, bool);

impl Principal {
    /// Lets the caller in.
    pub fn of<T>(tx: &Transaction<'_>, asked: &Asked<T>) -> Result<Self, Refusal> {
        let now = jiff::Timestamp::now().as_second();
        let hash = asked.hash.as_bytes();
        if hash.len() != 32 || !hash.iter().all(u8::is_ascii_hexdigit) {
            return Err(WRONG_HASH);
        }
        let secret = u128::from_str_radix(&asked.hash, 16).map_err(|_| WRONG_HASH)?;
        let digest: [u8; 32] = Sha256::digest(secret.to_be_bytes()).into();
        let bearer = match of_session(tx, &digest, now)? {
            Some(bearer) => Some(bearer),
            None => of_key(tx, &digest)?,
        };
        let (account, user, disabled) = bearer.ok_or(SESSION_ENDED)?;
        if disabled {
            return Err(USER_BLOCKED);
        }
        Ok(Self { account, user, now, host: asked.host.clone(), user_agent: asked.user_agent.clone() })
    }

    /// Only the owner may go on.
    pub fn check_master(&self) -> Result<(), Refusal> {
        if self.user == self.account { Ok(()) } else { Err(NOT_PERMITTED) }
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Bearer> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

fn of_session(tx: &Transaction<'_>, digest: &[u8; 32], now: i64) -> rusqlite::Result<Option<Bearer>> {
    let mut statement = tx.prepare_cached(
        "SELECT s.account_id, s.user_id, o.disabled
         FROM sessions s
         JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
         JOIN users o ON o.account_id = s.account_id AND o.id = s.account_id
         WHERE s.digest = ?1 AND s.expires_at > ?2 AND u.activated AND NOT u.disabled
         AND (u.valid_from IS NULL OR u.valid_from <= ?2) AND (u.valid_until IS NULL OR u.valid_until > ?2)",
    )?;
    statement.query_row((digest, now), read).optional()
}

fn of_key(tx: &Transaction<'_>, digest: &[u8; 32]) -> rusqlite::Result<Option<Bearer>> {
    let mut statement = tx.prepare_cached(
        "SELECT k.account_id, k.user_id, o.disabled
         FROM api_keys k JOIN users o ON o.account_id = k.account_id AND o.id = k.account_id
         WHERE k.digest = ?1 AND k.user_id = k.account_id",
    )?;
    statement.query_row([digest], read).optional()
}
