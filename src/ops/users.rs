//! Users: owners, each with an account, and their sub-users.

use serde_json::{Value, json};

use super::audit::record;
use super::{security_groups, sub_users};
use crate::access::{Actor, Acts, AnyUser, Master, Operator, Scope};
use crate::domain::{
    AccountId, Event, Locale, Login, Profile, RightSet, SecurityGroupId, TimeZone, UserId, UserSettings,
};
use crate::error::{Code, Result};
pub use crate::store::users::User;
use crate::store::{self, Tx, failed_logins, ids, key_tokens, passwords, profiles, sessions, user_settings, users};

/// What a new user starts with. No `Debug`: it holds a password's hash.
#[derive(Clone)]
pub struct NewUser {
    /// What it logs in with.
    pub login: Login,
    /// Its password's Argon2id hash.
    pub password_hash: String,
    /// The zone that dates are shown to it in.
    pub time_zone: TimeZone,
    /// Its language and country.
    pub locale: Locale,
}

/// Adds an owner, and with it an account.
///
/// # Errors
/// 206 when the login is in use.
pub fn add_owner(tx: &mut Tx<'_>, by: Operator, new: &NewUser) -> Result<User> {
    let id = ids::next(tx)?;
    add(tx, by, AccountId::of_owner(id), id, new, None)
}

/// Adds a sub-user to the owner's account, with those rights. Sub-users with equal rights share a security group.
///
/// # Errors
/// 206 when the login is in use; 268 when the account has as many sub-users as it may, or would need one security group
/// more than it may.
pub fn add_sub_user(tx: &mut Tx<'_>, by: Operator, owner: &User, new: &NewUser, rights: RightSet) -> Result<User> {
    let master = Master::by_operator(by, owner.account);
    sub_users::check_room(tx, &master)?;
    let group = security_groups::with_rights(tx, &master, rights)?;
    let id = ids::next(tx)?;
    add(tx, by, owner.account, id, new, group)
}

fn add(
    tx: &mut Tx<'_>,
    by: Operator,
    account: AccountId,
    id: UserId,
    new: &NewUser,
    security_group: Option<SecurityGroupId>,
) -> Result<User> {
    if users::with_login(tx, &new.login)?.is_some() {
        return Err(Code::LoginAlreadyInUse.into());
    }
    let user = User {
        account,
        id,
        login: new.login.clone(),
        time_zone: new.time_zone.clone(),
        locale: new.locale.clone(),
        activated: true,
        disabled: false,
        security_group,
        valid_from: None,
        valid_until: None,
        created: tx.now(),
        modified: tx.now(),
        last_login: None,
    };
    users::insert(tx, &user, &new.password_hash)?;
    let event = if user.is_owner() { Event::UserAdd } else { Event::SubUserRegister };
    let change = json!({"after": {"login": user.login, "security_group_id": security_group}});
    record(tx, &Actor::operator(by, account), event, Some(id.get()), &change)?;
    Ok(user)
}

/// The user with that login.
///
/// # Errors
/// 201 when there is none.
pub fn find(tx: &mut Tx<'_>, _by: Operator, login: &Login) -> Result<User> {
    users::with_login(tx, login)?.ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// The owner with that login.
///
/// # Errors
/// 201 when there is none; 13 when the user is a sub-user.
pub fn find_owner(tx: &mut Tx<'_>, by: Operator, login: &Login) -> Result<User> {
    let user = find(tx, by, login)?;
    if user.is_owner() { Ok(user) } else { Err(Code::OperationNotPermitted.into()) }
}

/// All that is known of a user.
pub struct Account {
    /// The user.
    pub user: User,
    /// Who it is.
    pub profile: Profile,
    /// How it wants things shown.
    pub settings: UserSettings,
}

/// All that is known of the caller.
///
/// # Errors
/// Only the database's.
pub fn caller(tx: &mut Tx<'_>, by: &AnyUser) -> Result<Account> {
    about(tx, by.scope(), by.user())
}

/// All that is known of the owner of the caller's account.
///
/// # Errors
/// Only the database's.
pub fn owner_of(tx: &mut Tx<'_>, by: &AnyUser) -> Result<Account> {
    about(tx, by.scope(), by.scope().account().owner())
}

fn about(tx: &mut Tx<'_>, scope: Scope, id: UserId) -> Result<Account> {
    Ok(Account {
        user: users::find(tx, scope, id)?.ok_or(Code::SessionEnded)?,
        profile: profiles::find(tx, scope, id)?,
        settings: user_settings::find(tx, scope, id)?,
    })
}

/// All owners, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn owners(tx: &mut Tx<'_>, _by: Operator) -> Result<Vec<User>> {
    users::owners(tx)
}

/// The owner's sub-users, the oldest first, each with its rights.
///
/// # Errors
/// Only the database's.
pub fn sub_users(tx: &mut Tx<'_>, by: Operator, owner: &User) -> Result<Vec<(User, RightSet)>> {
    let scope = Scope::as_operator(by, owner.account);
    let with_rights = |user: User| {
        let rights = match user.security_group {
            Some(group) => store::security_groups::rights(tx, scope, group)?,
            None => RightSet::default(),
        };
        Ok((user, rights))
    };
    users::sub_users(tx, scope)?.into_iter().map(with_rights).collect()
}

/// Disables or enables a user. Disabling ends the user's sessions for good. What changes nothing leaves no record.
///
/// # Errors
/// 201 when the user is gone.
pub fn set_disabled(tx: &mut Tx<'_>, by: Operator, user: &User, disabled: bool) -> Result<()> {
    let actor = Actor::operator(by, user.account);
    let before = users::find(tx, actor.scope(), user.id)?.ok_or(Code::NotFoundInDatabase)?.disabled;
    if before == disabled {
        return Ok(());
    }
    users::set_disabled(tx, actor.scope(), user.id, disabled)?;
    if disabled {
        sessions::end_all(tx, actor.scope(), user.id, None)?;
        key_tokens::end_all(tx, actor.scope(), user.id)?;
    }
    let event = if disabled { Event::UserDisable } else { Event::UserEnable };
    let change = json!({"before": {"disabled": before}, "after": {"disabled": disabled}});
    record(tx, &actor, event, Some(user.id.get()), &change)
}

/// Gives a user another password, which ends the user's sessions.
///
/// # Errors
/// Only the database's.
pub fn set_password(tx: &mut Tx<'_>, by: Operator, user: &User, password_hash: &str) -> Result<()> {
    let actor = Actor::operator(by, user.account);
    passwords::set(tx, actor.scope(), user.id, password_hash)?;
    sessions::end_all(tx, actor.scope(), user.id, None)?;
    record(tx, &actor, Event::UserPassword, Some(user.id.get()), &Value::Null)
}

/// Lets a user log in again whom too many failed logins have locked out. What changes nothing leaves no record.
///
/// # Errors
/// Only the database's.
pub fn unlock(tx: &mut Tx<'_>, by: Operator, user: &User) -> Result<()> {
    let actor = Actor::operator(by, user.account);
    if !failed_logins::forget(tx, actor.scope(), user.id)? {
        return Ok(());
    }
    record(tx, &actor, Event::UserUnlock, Some(user.id.get()), &Value::Null)
}
