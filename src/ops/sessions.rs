//! Sessions: somebody logged in, for a while.

use crate::access::{Operator, Scope};
use crate::domain::SecretHash;
use crate::error::{Code, Result};
use crate::store::users::User;
use crate::store::{Tx, sessions};

/// Opens a session of the user under that hash. It lives for the configured lifetime from now; use does not extend it.
///
/// # Errors
/// 275 when the user is disabled.
pub fn open(tx: &mut Tx<'_>, by: Operator, user: &User, hash: &SecretHash) -> Result<()> {
    if user.disabled {
        return Err(Code::UserBlocked.into());
    }
    let scope = Scope::as_operator(by, user.account);
    let expires = tx.now().checked_add(tx.limits().session_lifetime).unwrap_or(jiff::Timestamp::MAX);
    sessions::forget_expired(tx, scope, user.id)?;
    sessions::insert(tx, scope, user.id, &hash.digest(), expires)
}
