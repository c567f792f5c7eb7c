//! API keys: credentials of a user that never expire. An owner's acts as the owner.

use serde_json::json;

use super::audit::record;
use crate::access::{Actor, Acts, Master, Operator};
use crate::domain::{ApiKeyId, Event, KeyTitle, SecretHash, UserId};
use crate::error::{Code, Result};
use crate::limits;
pub use crate::store::api_keys::{ApiKey, KeptKey};
use crate::store::{Tx, api_keys, ids};

/// Gives the owner a key.
///
/// # Errors
/// 268 when the owner has as many as it may.
pub fn create(tx: &mut Tx<'_>, by: &Master, title: &KeyTitle) -> Result<ApiKey> {
    create_for(tx, by, by.scope().account().owner(), title)
}

/// Gives a user of the account a key. A sub-user's is good for nothing but to be exchanged for a token.
///
/// # Errors
/// 268 when the user has as many as it may.
pub fn create_for(tx: &mut Tx<'_>, by: &Master, user: UserId, title: &KeyTitle) -> Result<ApiKey> {
    if api_keys::count(tx, by.scope(), user)? >= limits::API_KEYS_PER_USER {
        return Err(Code::OverQuota.into());
    }
    let id = ids::next(tx)?;
    let key = ApiKey { hash: tx.fresh_secret()?, title: title.clone(), created: tx.now() };
    api_keys::insert(tx, by.scope(), user, id, &key)?;
    record(tx, by.actor(), Event::ApiKeyCreate, Some(id.get()), &json!({"after": {"title": title}}))?;
    Ok(key)
}

/// The owner's keys, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, by: &Master) -> Result<Vec<KeptKey>> {
    list_of(tx, by, by.scope().account().owner())
}

/// The keys of a user of the account, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn list_of(tx: &mut Tx<'_>, by: &Master, user: UserId) -> Result<Vec<KeptKey>> {
    api_keys::list(tx, by.scope(), user)
}

/// Revokes a key of the account at once.
///
/// # Errors
/// 201 when the account has no such key.
pub fn revoke(tx: &mut Tx<'_>, by: &Master, key: &SecretHash) -> Result<()> {
    revoke_as(tx, by.actor(), key)
}

/// Revokes a key at once, whosever it is.
///
/// # Errors
/// 201 when there is no such key.
pub fn revoke_by_operator(tx: &mut Tx<'_>, by: Operator, key: &SecretHash) -> Result<()> {
    let account = api_keys::account_of(tx, &key.digest())?.ok_or(Code::NotFoundInDatabase)?;
    revoke_as(tx, &Actor::operator(by, account), key)
}

/// Revokes all keys of a user of the account that have that title, and says how many: so a key goes that nobody can name,
/// because it does not open with the key file that is there.
///
/// # Errors
/// 201 when the user has none of that title.
pub fn revoke_titled(tx: &mut Tx<'_>, by: &Master, user: UserId, title: &KeyTitle) -> Result<usize> {
    let revoked = api_keys::delete_titled(tx, by.scope(), user, title)?;
    if revoked.is_empty() {
        return Err(Code::NotFoundInDatabase.into());
    }
    for id in &revoked {
        record_revoked(tx, by.actor(), *id, title)?;
    }
    Ok(revoked.len())
}

fn revoke_as(tx: &mut Tx<'_>, by: &Actor, key: &SecretHash) -> Result<()> {
    let (id, title) = api_keys::delete(tx, by.scope(), &key.digest())?.ok_or(Code::NotFoundInDatabase)?;
    record_revoked(tx, by, id, &title)
}

fn record_revoked(tx: &mut Tx<'_>, by: &Actor, id: ApiKeyId, title: &KeyTitle) -> Result<()> {
    record(tx, by, Event::ApiKeyDelete, Some(id.get()), &json!({"before": {"title": title}}))
}
