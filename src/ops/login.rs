//! Logging in: from a verified password, or an API key, to a session or a token.

use jiff::Timestamp;
use serde_json::Value;

use super::audit::record;
use super::sessions;
use crate::access::{Acts, KeyHolder, Public, Verified};
use crate::domain::{Event, SecretHash};
use crate::error::{Code, Result};
use crate::limits;
use crate::store::{Tx, idle_sessions, key_tokens, users};

/// Opens a session of somebody whose password was right a moment ago.
///
/// # Errors
/// 102 when the password is another one by now, or the user is gone; 275 when the user or the account's owner is
/// disabled; 103 when its owner does not let a sub-user in; 104 when there are too many sessions and new ones are to be
/// refused.
pub fn open(tx: &mut Tx<'_>, by: &Public, verified: &Verified) -> Result<SecretHash> {
    let actor = verified.actor(tx, by.origin())?;
    let user = users::find(tx, actor.scope(), actor.user())?.ok_or(Code::WrongLoginOrPassword)?;
    users::note_login(tx, actor.scope(), actor.user())?;
    sessions::open_after_login(tx, &actor, &user)
}

/// Opens a session that ends when it is idle, of somebody whose password was right a moment ago.
///
/// # Errors
/// 102, 275 and 103 as [`open`]; 102 also while too many failed logins lock the user out.
pub fn open_idle(tx: &mut Tx<'_>, by: &Public, verified: &Verified) -> Result<SecretHash> {
    let actor = verified.actor_unless_locked(tx, by.origin())?;
    let user = users::find(tx, actor.scope(), actor.user())?.ok_or(Code::WrongLoginOrPassword)?;
    sessions::check(tx, &user)?;
    users::note_login(tx, actor.scope(), actor.user())?;
    let token = tx.fresh_secret()?;
    for _ in 0..idle_sessions::make_room(tx, actor.scope(), user.id, limits::IDLE_SESSIONS_PER_USER - 1)? {
        record(tx, &actor, Event::UserSessionOverflow, Some(user.id.get()), &Value::Null)?;
    }
    idle_sessions::insert(tx, actor.scope(), user.id, &token.digest())?;
    record(tx, &actor, Event::UserLogin, Some(user.id.get()), &Value::Null)?;
    Ok(token)
}

/// Exchanges an API key for a token, which dies with the key; and when it will in any case.
///
/// # Errors
/// Only the database's.
pub fn exchange(tx: &mut Tx<'_>, by: &KeyHolder) -> Result<(SecretHash, Timestamp)> {
    let token = tx.fresh_secret()?;
    let expires = tx.now().checked_add(tx.limits().token_lifetime).unwrap_or(Timestamp::MAX);
    // The store keeps whole seconds.
    let expires = Timestamp::from_second(expires.as_second()).unwrap_or(expires);
    key_tokens::make_room(tx, by.scope(), by.key(), limits::TOKENS_PER_KEY - 1)?;
    key_tokens::insert(tx, by.scope(), by.key(), &token.digest(), expires)?;
    let user = by.actor().user();
    users::note_login(tx, by.scope(), user)?;
    record(tx, by.actor(), Event::UserToken, Some(user.get()), &Value::Null)?;
    Ok((token, expires))
}
