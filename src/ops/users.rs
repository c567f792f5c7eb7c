//! Users: owners, each with an account, and their sub-users.

use crate::access::{Access as _, AnyUser, Operator, Scope};
use crate::domain::{AccountId, Locale, Login, RightSet, SecurityGroupId, TimeZone, UserId};
use crate::error::{Code, Result};
pub use crate::store::users::User;
use crate::store::{Tx, ids, security_groups, sessions, users};

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
pub fn add_owner(tx: &mut Tx<'_>, _by: Operator, new: &NewUser) -> Result<User> {
    let id = ids::next(tx)?;
    add(tx, AccountId::of_owner(id), id, new, None)
}

/// Adds a sub-user to the owner's account, with those rights. Sub-users with equal rights share a security group.
///
/// # Errors
/// 206 when the login is in use.
pub fn add_sub_user(tx: &mut Tx<'_>, by: Operator, owner: &User, new: &NewUser, rights: RightSet) -> Result<User> {
    let scope = Scope::as_operator(by, owner.account);
    let group = security_group_with(tx, scope, rights)?;
    let id = ids::next(tx)?;
    add(tx, owner.account, id, new, group)
}

fn add(
    tx: &mut Tx<'_>,
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
        disabled: false,
        security_group,
        created: tx.now(),
    };
    users::insert(tx, &user, &new.password_hash)?;
    Ok(user)
}

/// The account's group of exactly these rights, made if there is none; no group for no rights.
fn security_group_with(tx: &mut Tx<'_>, scope: Scope, rights: RightSet) -> Result<Option<SecurityGroupId>> {
    if rights == RightSet::default() {
        return Ok(None);
    }
    for id in security_groups::list(tx, scope)? {
        if security_groups::rights(tx, scope, id)? == rights {
            return Ok(Some(id));
        }
    }
    let id = ids::next(tx)?;
    let names: Vec<_> = rights.iter().map(|right| right.name()).collect();
    security_groups::insert(tx, scope, id, &names.join(", "), rights)?;
    Ok(Some(id))
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

/// The zone that dates are shown to the caller in.
///
/// # Errors
/// Only the database's.
pub fn time_zone(tx: &mut Tx<'_>, by: &AnyUser) -> Result<TimeZone> {
    users::time_zone(tx, by.scope(), by.user())
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
            Some(group) => security_groups::rights(tx, scope, group)?,
            None => RightSet::default(),
        };
        Ok((user, rights))
    };
    users::sub_users(tx, scope)?.into_iter().map(with_rights).collect()
}

/// Disables or enables a user. Disabling ends the user's sessions for good.
///
/// # Errors
/// Only the database's.
pub fn set_disabled(tx: &mut Tx<'_>, by: Operator, user: &User, disabled: bool) -> Result<()> {
    let scope = Scope::as_operator(by, user.account);
    users::set_disabled(tx, scope, user.id, disabled)?;
    if disabled { sessions::end_all(tx, scope, user.id) } else { Ok(()) }
}

/// Gives a user another password, which ends the user's sessions.
///
/// # Errors
/// Only the database's.
pub fn set_password(tx: &mut Tx<'_>, by: Operator, user: &User, password_hash: &str) -> Result<()> {
    let scope = Scope::as_operator(by, user.account);
    users::set_password(tx, scope, user.id, password_hash)?;
    sessions::end_all(tx, scope, user.id)
}
