//! Statements on API keys. Callers give and get keys in the clear; what is stored is a digest and a sealed copy.

use jiff::Timestamp;
use rand::rngs::SysRng;

use super::Tx;
use super::columns::Seconds;
use super::sessions::Bearer;
use super::users::in_force;
use crate::access::Scope;
use crate::domain::{AccountId, ApiKeyId, Digest, KeyTitle, Login, SecretHash, UserId};
use crate::error::Result;

/// An API key that was just made.
#[derive(Debug, Clone)]
pub struct ApiKey {
    /// The key itself.
    pub hash: SecretHash,
    /// What it is for.
    pub title: KeyTitle,
    /// When it was made.
    pub created: Timestamp,
}

/// An API key as it is kept.
#[derive(Debug, Clone)]
pub struct KeptKey {
    /// The key itself; `None` if it was sealed under another key file than the one that is there.
    pub hash: Option<SecretHash>,
    /// What it is for.
    pub title: KeyTitle,
    /// When it was made.
    pub created: Timestamp,
}

/// The bearer of an owner's key. Keys never expire. A sub-user's key is good for nothing but tokens.
pub(crate) fn bearer(tx: &Tx<'_>, digest: &Digest) -> Result<Option<Bearer>> {
    tx.first(
        "SELECT k.account_id, k.user_id, o.disabled
         FROM api_keys k JOIN users o ON o.account_id = k.account_id AND o.id = k.account_id
         WHERE k.digest = ?1 AND k.user_id = k.account_id",
        [digest],
        |row| {
            let (account, user, owner_disabled) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Bearer { account, user, security_group: None, owner_disabled, until: Timestamp::MAX })
        },
    )
}

/// Whose key it is, if that is the user's login and the user is in force.
pub(crate) fn user_of(tx: &Tx<'_>, digest: &Digest, login: &Login) -> Result<Option<(AccountId, UserId)>> {
    tx.first(
        concat!(
            "SELECT k.account_id, k.user_id FROM api_keys k
             JOIN users u ON u.account_id = k.account_id AND u.id = k.user_id
             JOIN users o ON o.account_id = k.account_id AND o.id = k.account_id
             WHERE k.digest = ?1 AND u.login = ?3 AND NOT o.disabled AND ",
            in_force!()
        ),
        (digest, Seconds(tx.now()), login),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, user: UserId, id: ApiKeyId, key: &ApiKey) -> Result<()> {
    let sealed = tx.keyring()?.seal(&key.hash, &owner(scope.account()), &mut SysRng)?;
    tx.execute(
        scope,
        "INSERT INTO api_keys (digest, account_id, user_id, id, title, sealed, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (&key.hash.digest(), scope.account(), user, id, &key.title, sealed, Seconds(key.created)),
    )?;
    Ok(())
}

/// What a key is sealed for.
pub(super) fn owner(account: AccountId) -> [u8; 4] {
    account.get().to_be_bytes()
}

pub(crate) fn count(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<u32> {
    tx.one("SELECT count(*) FROM api_keys WHERE account_id = ?1 AND user_id = ?2", (scope.account(), user), |row| {
        row.get(0)
    })
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<Vec<KeptKey>> {
    let keyring = tx.keyring()?;
    tx.all(
        "SELECT title, sealed, created_at FROM api_keys WHERE account_id = ?1 AND user_id = ?2 ORDER BY id",
        (scope.account(), user),
        |row| {
            let (title, sealed, Seconds(created)) = (row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?);
            Ok(KeptKey { hash: keyring.unseal(&sealed, &owner(scope.account())), title, created })
        },
    )
}

/// The account's key that was deleted, by id and title, if there was such a one.
pub(crate) fn delete(tx: &mut Tx<'_>, scope: Scope, digest: &Digest) -> Result<Option<(ApiKeyId, KeyTitle)>> {
    let deleted = tx.execute_returning(
        scope,
        "DELETE FROM api_keys WHERE account_id = ?1 AND digest = ?2 RETURNING id, title",
        (scope.account(), digest),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(deleted.into_iter().next())
}

/// The user's keys of that title that were deleted, by id.
pub(crate) fn delete_titled(tx: &mut Tx<'_>, scope: Scope, user: UserId, title: &KeyTitle) -> Result<Vec<ApiKeyId>> {
    tx.execute_returning(
        scope,
        "DELETE FROM api_keys WHERE account_id = ?1 AND user_id = ?2 AND title = ?3 RETURNING id",
        (scope.account(), user, title),
        |row| row.get(0),
    )
}

/// Whose key it is; for the operator, who names it by itself.
pub(crate) fn account_of(tx: &Tx<'_>, digest: &Digest) -> Result<Option<AccountId>> {
    tx.first("SELECT account_id FROM api_keys WHERE digest = ?1", [digest], |row| row.get(0))
}
