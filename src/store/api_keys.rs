//! Statements on API keys.

use jiff::Timestamp;

use super::Tx;
use super::columns::Seconds;
use super::sessions::Bearer;
use crate::access::Scope;
use crate::domain::{ApiKeyId, Digest, KeyTitle};
use crate::error::Result;

/// An API key as it is stored: the key itself is sealed.
#[derive(Debug, Clone)]
pub struct SealedKey {
    /// What it is for.
    pub title: KeyTitle,
    /// The key, sealed under the key file.
    pub sealed: Vec<u8>,
    /// When it was made.
    pub created: Timestamp,
}

/// The bearer of a key. Keys never expire, and act as the account's owner.
pub(crate) fn bearer(tx: &Tx<'_>, digest: &Digest) -> Result<Option<Bearer>> {
    tx.first(
        "SELECT k.account_id, k.user_id, o.disabled
         FROM api_keys k JOIN users o ON o.account_id = k.account_id AND o.id = k.account_id
         WHERE k.digest = ?1",
        [digest],
        |row| Ok(Bearer { account: row.get(0)?, user: row.get(1)?, security_group: None, owner_disabled: row.get(2)? }),
    )
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, id: ApiKeyId, digest: &Digest, key: &SealedKey) -> Result<()> {
    tx.execute(
        "INSERT INTO api_keys (digest, account_id, user_id, id, title, sealed, created_at)
         VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6)",
        (digest, scope.account(), id, &key.title, &key.sealed, Seconds(key.created)),
    )?;
    Ok(())
}

pub(crate) fn count(tx: &Tx<'_>, scope: Scope) -> Result<u32> {
    tx.one("SELECT count(*) FROM api_keys WHERE account_id = ?1", [scope.account()], |row| row.get(0))
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<SealedKey>> {
    tx.all(
        "SELECT title, sealed, created_at FROM api_keys WHERE account_id = ?1 ORDER BY id",
        [scope.account()],
        |row| {
            let Seconds(created) = row.get(2)?;
            Ok(SealedKey { title: row.get(0)?, sealed: row.get(1)?, created })
        },
    )
}

/// Whether there was such a key, in whatever account: for the operator, who names it by itself.
pub(crate) fn delete(tx: &mut Tx<'_>, digest: &Digest) -> Result<bool> {
    Ok(tx.execute("DELETE FROM api_keys WHERE digest = ?1", [digest])? == 1)
}
