//! API keys: credentials of an account that never expire and act as its owner.

use crate::access::{Operator, Scope};
use crate::domain::{KeyTitle, SecretHash};
use crate::error::{Code, Result};
use crate::limits;
pub use crate::store::api_keys::SealedKey;
use crate::store::users::User;
use crate::store::{Tx, api_keys, ids};

/// Gives the owner a key, of which `sealed` is the copy to list it from.
///
/// # Errors
/// 13 when the user is a sub-user, who cannot have keys; 268 when the account has as many as it may.
pub fn create(
    tx: &mut Tx<'_>,
    by: Operator,
    owner: &User,
    key: &SecretHash,
    title: &KeyTitle,
    sealed: &[u8],
) -> Result<()> {
    if !owner.is_owner() {
        return Err(Code::OperationNotPermitted.into());
    }
    let scope = Scope::as_operator(by, owner.account);
    if api_keys::count(tx, scope)? >= limits::API_KEYS_PER_ACCOUNT {
        return Err(Code::OverQuota.into());
    }
    let id = ids::next(tx)?;
    let sealed = SealedKey { title: title.clone(), sealed: sealed.to_vec(), created: tx.now() };
    api_keys::insert(tx, scope, id, &key.digest(), &sealed)
}

/// The account's keys, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<SealedKey>> {
    api_keys::list(tx, scope)
}

/// Revokes a key at once, whosever it is.
///
/// # Errors
/// 201 when there is no such key.
pub fn revoke(tx: &mut Tx<'_>, _by: Operator, key: &SecretHash) -> Result<()> {
    if api_keys::delete(tx, &key.digest())? { Ok(()) } else { Err(Code::NotFoundInDatabase.into()) }
}
