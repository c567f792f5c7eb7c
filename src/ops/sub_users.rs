//! Sub-users: those whom an owner lets see some trackers and do some things.

use serde_json::{Value, json};

use super::audit::record;
use super::security_groups;
use super::sets::as_set;
use crate::access::{Acts, Master};
use crate::domain::{Event, Login, Profile, SecurityGroupId, TrackerId, UserId};
use crate::error::{Code, Result};
use crate::limits;
use crate::store::users::User;
use crate::store::{Tx, bindings, ids, profiles, sessions, trackers, users};

/// What an owner may say of a sub-user.
#[derive(Debug, Clone)]
pub struct SubUserForm {
    /// What it logs in with.
    pub login: Login,
    /// Whether it may log in. If nothing is said a new one may, and one that is there stays as it is.
    pub activated: Option<bool>,
    /// Where its rights come from; none without it.
    pub security_group: Option<SecurityGroupId>,
    /// Who it is.
    pub profile: Profile,
}

/// The owner's sub-users, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, by: &Master) -> Result<Vec<(User, Profile)>> {
    let with_profile = |user: User| {
        let profile = profiles::find(tx, by.scope(), user.id)?;
        Ok((user, profile))
    };
    users::sub_users(tx, by.scope())?.into_iter().map(with_profile).collect()
}

/// Adds a sub-user, who sees no trackers yet. It begins with its owner's time zone and locale.
///
/// # Errors
/// 201 when the account has no such security group; 206 when the login is in use; 268 when the account has as many
/// sub-users as it may.
pub fn register(tx: &mut Tx<'_>, by: &Master, form: &SubUserForm, password_hash: &str) -> Result<UserId> {
    check(tx, by, form, None)?;
    check_room(tx, by)?;
    let account = by.scope().account();
    let owner = users::find(tx, by.scope(), account.owner())?.ok_or(Code::NotFoundInDatabase)?;
    let user = User {
        id: ids::next(tx)?,
        login: form.login.clone(),
        activated: form.activated.unwrap_or(true),
        disabled: false,
        security_group: form.security_group,
        created: tx.now(),
        ..owner
    };
    users::insert(tx, &user, password_hash)?;
    profiles::put(tx, by.scope(), user.id, &form.profile)?;
    let change = json!({"after": shown(&user, &form.profile)});
    record(tx, by.actor(), Event::SubUserRegister, Some(user.id.get()), &change)?;
    Ok(user.id)
}

/// Replaces all that its owner may say of a sub-user. One that is no longer activated has no sessions from then on.
///
/// # Errors
/// 201 when the account has no such sub-user or no such security group; 206 when the login is somebody else's.
pub fn update(tx: &mut Tx<'_>, by: &Master, id: UserId, form: &SubUserForm) -> Result<()> {
    let before = find(tx, by, id)?;
    check(tx, by, form, Some(id))?;
    let profile = profiles::find(tx, by.scope(), id)?;
    let after = User {
        login: form.login.clone(),
        activated: form.activated.unwrap_or(before.activated),
        security_group: form.security_group,
        ..before.clone()
    };
    users::update_sub_user(tx, by.scope(), &after)?;
    profiles::put(tx, by.scope(), id, &form.profile)?;
    if !after.activated {
        sessions::end_all(tx, by.scope(), id, None)?;
    }
    let change = json!({"before": shown(&before, &profile), "after": shown(&after, &form.profile)});
    record(tx, by.actor(), Event::SubUserUpdate, Some(id.get()), &change)
}

/// Whether the account may have one more.
///
/// # Errors
/// 268 when it may not.
pub(super) fn check_room(tx: &Tx<'_>, by: &Master) -> Result<()> {
    if users::count_sub_users(tx, by.scope())? < limits::SUB_USERS_PER_ACCOUNT {
        return Ok(());
    }
    Err(Code::OverQuota.into())
}

fn check(tx: &Tx<'_>, by: &Master, form: &SubUserForm, id: Option<UserId>) -> Result<()> {
    if let Some(group) = form.security_group {
        security_groups::find(tx, by, group)?;
    }
    match users::with_login(tx, &form.login)? {
        Some(holder) if Some(holder.id) != id => Err(Code::LoginAlreadyInUse.into()),
        _ => Ok(()),
    }
}

/// Deletes a sub-user with its sessions, settings and bindings. What it made belongs to its owner, and stays.
///
/// # Errors
/// 201 when the account has no such sub-user.
pub fn delete(tx: &mut Tx<'_>, by: &Master, id: UserId) -> Result<()> {
    let before = find(tx, by, id)?;
    let profile = profiles::find(tx, by.scope(), id)?;
    let trackers = bindings::list(tx, by.scope(), id)?;
    users::delete_sub_user(tx, by.scope(), id)?;
    let mut shown = shown(&before, &profile);
    shown["trackers"] = json!(trackers);
    record(tx, by.actor(), Event::SubUserDelete, Some(id.get()), &json!({"before": shown}))
}

/// The trackers that a sub-user sees, the oldest first.
///
/// # Errors
/// 201 when the account has no such sub-user.
pub fn trackers(tx: &mut Tx<'_>, by: &Master, id: UserId) -> Result<Vec<TrackerId>> {
    find(tx, by, id)?;
    bindings::list(tx, by.scope(), id)
}

/// Lets a sub-user see trackers of the account. All of them or none; those it sees already stay as they are.
///
/// # Errors
/// 201 when the account has no such sub-user; then 262 when it lacks one of the trackers.
pub fn bind(tx: &mut Tx<'_>, by: &Master, id: UserId, ids: &[TrackerId]) -> Result<()> {
    let ids = own_trackers(tx, by, id, ids)?;
    match as_set(&bindings::bind(tx, by.scope(), id, &ids)?) {
        bound if bound.is_empty() => Ok(()),
        bound => record(tx, by.actor(), Event::SubUserBind, Some(id.get()), &json!({"after": {"trackers": bound}})),
    }
}

/// Lets a sub-user see trackers of the account no longer. Those it does not see anyway are no error.
///
/// # Errors
/// As [`bind`].
pub fn unbind(tx: &mut Tx<'_>, by: &Master, id: UserId, ids: &[TrackerId]) -> Result<()> {
    let ids = own_trackers(tx, by, id, ids)?;
    match as_set(&bindings::unbind(tx, by.scope(), id, &ids)?) {
        unbound if unbound.is_empty() => Ok(()),
        unbound => {
            record(tx, by.actor(), Event::SubUserUnbind, Some(id.get()), &json!({"before": {"trackers": unbound}}))
        }
    }
}

fn own_trackers(tx: &Tx<'_>, by: &Master, id: UserId, ids: &[TrackerId]) -> Result<Vec<TrackerId>> {
    find(tx, by, id)?;
    let ids = as_set(ids);
    if (trackers::survey(tx, by.scope(), &ids)?.found as usize) < ids.len() {
        return Err(Code::EntriesListMismatch.into());
    }
    Ok(ids)
}

/// The account's sub-user of that id; its owner is none.
///
/// # Errors
/// 201 when it has none.
pub(super) fn find(tx: &Tx<'_>, by: &Master, id: UserId) -> Result<User> {
    users::find(tx, by.scope(), id)?.filter(|user| !user.is_owner()).ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// A sub-user as the audit log shows it.
fn shown(user: &User, profile: &Profile) -> Value {
    json!({
        "login": user.login,
        "activated": user.activated,
        "security_group_id": user.security_group,
        "profile": profile,
    })
}
