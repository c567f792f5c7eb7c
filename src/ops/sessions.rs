//! Sessions: somebody logged in, for a while.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::audit::record;
use super::sub_users;
use crate::access::{Actor, Acts, AnyUser, BySession, Master, Operator};
use crate::domain::{Event, SecretHash, UserId};
use crate::error::{Code, Result};
use crate::limits::SessionOverflow;
use crate::store::users::User;
use crate::store::{Tx, idle_sessions, sessions};

/// Opens a session of the user, for the operator. It lives for the configured lifetime from now; use does not extend it.
///
/// # Errors
/// 103 when the user's owner has not activated it; 275 when it is disabled; 104 when it has too many sessions and new
/// ones are to be refused.
pub fn open_by_operator(tx: &mut Tx<'_>, by: Operator, user: &User) -> Result<SecretHash> {
    let hash = tx.fresh_secret()?;
    open_as(tx, by, user, &hash)?;
    Ok(hash)
}

/// [`open_by_operator`] under a hash that is known beforehand.
///
/// # Errors
/// As there.
pub fn open_as(tx: &mut Tx<'_>, by: Operator, user: &User, hash: &SecretHash) -> Result<()> {
    let actor = Actor::operator(by, user.account);
    insert(tx, &actor, user, hash)?;
    let event = if user.is_owner() { Event::UserLogin } else { Event::SubUserSession };
    record(tx, &actor, event, Some(user.id.get()), &Value::Null)
}

/// Opens a session of a sub-user, for its owner.
///
/// # Errors
/// 201 when the account has no such sub-user; 103, 275 and 104 as for the sub-user's own login.
pub fn open_for_sub_user(tx: &mut Tx<'_>, by: &Master, id: UserId) -> Result<SecretHash> {
    let user = sub_users::find(tx, by, id)?;
    let hash = tx.fresh_secret()?;
    insert(tx, by.actor(), &user, &hash)?;
    record(tx, by.actor(), Event::SubUserSession, Some(id.get()), &Value::Null)?;
    Ok(hash)
}

/// Opens a session of a user who has just shown the right password.
///
/// # Errors
/// 103, 275 and 104 as [`open_by_operator`].
pub(super) fn open_after_login(tx: &mut Tx<'_>, by: &Actor, user: &User) -> Result<SecretHash> {
    let hash = tx.fresh_secret()?;
    insert(tx, by, user, &hash)?;
    record(tx, by, Event::UserLogin, Some(user.id.get()), &Value::Null)?;
    Ok(hash)
}

/// Whether the user may have a session.
///
/// # Errors
/// 275 when the operator has disabled it; 103 when its owner does not let it in.
pub(super) fn check(tx: &Tx<'_>, user: &User) -> Result<()> {
    if user.disabled {
        return Err(Code::UserBlocked.into());
    }
    if !user.is_let_in_at(tx.now()) {
        return Err(Code::UserNotActivated.into());
    }
    Ok(())
}

fn insert(tx: &mut Tx<'_>, by: &Actor, user: &User, hash: &SecretHash) -> Result<()> {
    let scope = by.scope();
    check(tx, user)?;
    sessions::forget_expired(tx, scope, user.id)?;
    make_room(tx, by, user.id)?;
    let expires = expiry(tx);
    sessions::insert(tx, scope, user.id, &hash.digest(), expires)
}

/// Sees to it that one session more is not one too many. A command ends one at most: it may have been run without the
/// server's settings, and know a smaller number.
fn make_room(tx: &mut Tx<'_>, by: &Actor, user: UserId) -> Result<()> {
    let live = sessions::by_last_use(tx, by.scope(), user)?;
    let surplus = (live.len() + 1).saturating_sub(tx.limits().sessions_per_user as usize);
    if surplus > 0 && tx.limits().session_overflow == SessionOverflow::Refuse {
        return Err(Code::LoginsLimitExceeded.into());
    }
    let is_command = by.origin().address.is_none();
    let ended = if is_command { surplus.min(1) } else { surplus };
    live.iter().take(ended).try_for_each(|session| {
        sessions::end(tx, by.scope(), session)?;
        record(tx, by, Event::UserSessionOverflow, Some(user.get()), &Value::Null)
    })
}

fn expiry(tx: &Tx<'_>) -> Timestamp {
    tx.now().checked_add(tx.limits().session_lifetime).unwrap_or(Timestamp::MAX)
}

/// Lets the caller's session live for a full lifetime from now.
///
/// # Errors
/// Only the database's.
pub fn renew(tx: &mut Tx<'_>, by: &BySession<AnyUser>) -> Result<()> {
    let expires = expiry(tx);
    sessions::renew(tx, by.scope(), by.session(), expires)?;
    record(tx, by.actor(), Event::UserSessionRenew, Some(by.user().get()), &json!({"after": {"expires": expires}}))
}

/// Ends the caller's session.
///
/// # Errors
/// Only the database's.
pub fn end(tx: &mut Tx<'_>, by: &BySession<AnyUser>) -> Result<()> {
    sessions::end(tx, by.scope(), by.session())?;
    record(tx, by.actor(), Event::UserLogout, Some(by.user().get()), &Value::Null)
}

/// Ends the caller's session of the kind that ends when it is idle.
///
/// # Errors
/// Only the database's.
pub fn end_idle(tx: &mut Tx<'_>, by: &BySession<AnyUser>) -> Result<()> {
    idle_sessions::end(tx, by.scope(), by.session())?;
    record(tx, by.actor(), Event::UserLogout, Some(by.user().get()), &Value::Null)
}
