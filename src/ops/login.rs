//! Logging in: from a verified password to a session.

use super::sessions;
use crate::access::{Public, Verified};
use crate::domain::SecretHash;
use crate::error::{Code, Result};
use crate::store::{Tx, users};

/// Opens a session of somebody whose password was right a moment ago.
///
/// # Errors
/// 102 when the password is another one by now, or the user is gone; 275 when the user or the account's owner is disabled;
/// 103 when a sub-user is not activated; 104 when there are too many sessions and new ones are to be refused.
pub fn open(tx: &mut Tx<'_>, by: &Public, verified: &Verified) -> Result<SecretHash> {
    let actor = verified.actor(tx, by.origin())?;
    let user = users::find(tx, actor.scope(), actor.user())?.ok_or(Code::WrongLoginOrPassword)?;
    sessions::open_after_login(tx, &actor, &user)
}
