//! Sub-users: those whom an owner lets see some trackers and do some things.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::audit::record;
use super::security_groups;
use super::sets::as_set;
use crate::access::{Acts, AnyUser, Master, Scope};
use crate::domain::{Event, GroupTitle, Login, Profile, SecurityGroupId, TimeZone, TrackerId, UserDetails, UserId};
use crate::error::{Code, Result};
use crate::limits;
use crate::store::users::User;
use crate::store::{Tx, bindings, groups, ids, key_tokens, membership, profiles, sessions, user_details, users};

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
    /// The zone that dates are shown to it in. If nothing is said a new one has its owner's.
    pub time_zone: Option<TimeZone>,
    /// From when on and until when it may log in. If nothing is said a new one always may.
    pub validity: Option<Validity>,
    /// What else is noted of it. If nothing is said nothing is noted of a new one.
    pub details: Option<UserDetails>,
}

/// A span of time, open at the ends where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// When it begins.
    pub from: Option<Timestamp>,
    /// When it ends.
    pub until: Option<Timestamp>,
}

/// All that is known of a sub-user.
#[derive(Debug, Clone)]
pub struct Described {
    /// The user.
    pub user: User,
    /// Who it is.
    pub profile: Profile,
    /// What else is noted of it.
    pub details: UserDetails,
    /// The title of the group whose members it sees.
    pub group: Option<GroupTitle>,
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

/// All that is known of the sub-users: to the owner of all, the oldest first; to a sub-user of itself.
///
/// # Errors
/// Only the database's.
pub fn describe_all(tx: &mut Tx<'_>, by: &AnyUser) -> Result<Vec<Described>> {
    let shown = |user: &User| by.actor().sub_user().is_none_or(|caller| caller == user.id);
    let users = users::sub_users(tx, by.scope())?;
    users.into_iter().filter(shown).map(|user| describe_user(tx, by.scope(), user)).collect()
}

/// All that is known of one of them.
///
/// # Errors
/// 201 when there is none of that id whom the caller may know.
pub fn describe(tx: &mut Tx<'_>, by: &impl Acts, id: UserId) -> Result<Described> {
    let shown = |user: &User| !user.is_owner() && by.actor().sub_user().is_none_or(|caller| caller == user.id);
    let user = users::find(tx, by.scope(), id)?.filter(shown).ok_or(Code::NotFoundInDatabase)?;
    describe_user(tx, by.scope(), user)
}

fn describe_user(tx: &Tx<'_>, scope: Scope, user: User) -> Result<Described> {
    let details = user_details::find(tx, scope, user.id)?;
    let group = details.group.map(|id| groups::find(tx, scope, id)).transpose()?.flatten();
    Ok(Described { profile: profiles::find(tx, scope, user.id)?, group: group.map(|group| group.title), details, user })
}

/// Adds a sub-user, to whom no trackers are bound yet. It begins with its owner's locale.
///
/// # Errors
/// 201 when the account has no such security group; 206 when the login is in use; 204 when it lacks the tracker group
/// or the tracker that the user is to see; 268 when the account has as many sub-users as it may.
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
        time_zone: form.time_zone.clone().unwrap_or(owner.time_zone),
        valid_from: form.validity.and_then(|validity| validity.from),
        valid_until: form.validity.and_then(|validity| validity.until),
        created: tx.now(),
        modified: tx.now(),
        last_login: None,
        account: owner.account,
        locale: owner.locale,
    };
    users::insert(tx, &user, password_hash)?;
    profiles::put(tx, by.scope(), user.id, &form.profile)?;
    if let Some(details) = &form.details {
        user_details::put(tx, by.scope(), user.id, details)?;
    }
    let change = json!({"after": shown(&user, &form.profile, form.details.as_ref())});
    record(tx, by.actor(), Event::SubUserRegister, Some(user.id.get()), &change)?;
    Ok(user.id)
}

/// Replaces all that its owner may say of a sub-user. One that may no longer log in has no sessions and no tokens from
/// then on. What changes nothing leaves no record.
///
/// # Errors
/// 201 when the account has no such sub-user or no such security group; 206 when the login is somebody else's; 204 when
/// it lacks the tracker group or the tracker that the user is to see.
pub fn update(tx: &mut Tx<'_>, by: &Master, id: UserId, form: &SubUserForm) -> Result<()> {
    let before = find(tx, by, id)?;
    check(tx, by, form, Some(id))?;
    let (profile, details) = (profiles::find(tx, by.scope(), id)?, user_details::find(tx, by.scope(), id)?);
    let validity = form.validity.unwrap_or(Validity { from: before.valid_from, until: before.valid_until });
    let after = User {
        login: form.login.clone(),
        activated: form.activated.unwrap_or(before.activated),
        security_group: form.security_group,
        time_zone: form.time_zone.clone().unwrap_or(before.time_zone.clone()),
        valid_from: validity.from,
        valid_until: validity.until,
        ..before.clone()
    };
    let same_details = form.details.as_ref().is_none_or(|wanted| *wanted == details);
    if after == before && form.profile == profile && same_details {
        return Ok(());
    }
    users::update_sub_user(tx, by.scope(), &User { modified: tx.now(), ..after.clone() })?;
    profiles::put(tx, by.scope(), id, &form.profile)?;
    if let Some(details) = &form.details {
        user_details::put(tx, by.scope(), id, details)?;
    }
    if !after.is_let_in_at(tx.now()) {
        sessions::end_all(tx, by.scope(), id, None)?;
        key_tokens::end_all(tx, by.scope(), id)?;
    }
    let before = shown(&before, &profile, form.details.as_ref().map(|_| &details));
    let change = json!({"before": before, "after": shown(&after, &form.profile, form.details.as_ref())});
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
    check_sight(tx, by, form.details.as_ref())?;
    match users::with_login(tx, &form.login)? {
        Some(holder) if Some(holder.id) != id => Err(Code::LoginAlreadyInUse.into()),
        _ => Ok(()),
    }
}

/// Whether the account has what its sub-user is to see.
fn check_sight(tx: &Tx<'_>, by: &Master, details: Option<&UserDetails>) -> Result<()> {
    let (group, tracker) = details.map_or((None, None), |details| (details.group, details.tracker));
    let no_group = group.map(|id| groups::exists(tx, by.scope(), id)).transpose()? == Some(false);
    let found = membership::count_among(tx, by.scope(), tracker.as_slice())?;
    if no_group || (found as usize) < tracker.as_slice().len() {
        return Err(Code::EntityNotFound.into());
    }
    Ok(())
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
    let details = user_details::find(tx, by.scope(), id)?;
    let is_plain = details == UserDetails::default() && before.valid_from.is_none() && before.valid_until.is_none();
    let mut shown = shown(&before, &profile, (!is_plain).then_some(&details));
    shown["trackers"] = json!(trackers);
    record(tx, by.actor(), Event::SubUserDelete, Some(id.get()), &json!({"before": shown}))
}

/// The trackers that are bound to a sub-user, the oldest first.
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
    if (membership::count_among(tx, by.scope(), &ids)? as usize) < ids.len() {
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

/// A sub-user as the audit log shows it; with what else is noted of it, where that is spoken of.
fn shown(user: &User, profile: &Profile, details: Option<&UserDetails>) -> Value {
    let mut shown = json!({
        "login": user.login,
        "activated": user.activated,
        "security_group_id": user.security_group,
        "profile": profile,
    });
    if let Some(details) = details {
        let told = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
        shown["time_zone"] = json!(user.time_zone);
        shown["valid_from"] = json!(told(user.valid_from));
        shown["valid_until"] = json!(told(user.valid_until));
        shown["details"] = json!(details);
    }
    shown
}
