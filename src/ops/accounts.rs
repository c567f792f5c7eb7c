//! Accounts, and what they are called where they have names.

use serde_json::json;

use super::audit::record;
use crate::access::{Actor, Acts, Operator};
use crate::domain::{AccountName, Event};
use crate::error::{Code, Result};
use crate::store::users::User;
use crate::store::{Tx, account_names};

/// What the caller's account is called.
///
/// # Errors
/// Only the database's.
pub fn name(tx: &mut Tx<'_>, by: &impl Acts) -> Result<AccountName> {
    Ok(account_names::find(tx, by.scope())?.unwrap_or_else(|| AccountName::of(by.scope().account())))
}

/// Sees to it that a name is that of the caller's account.
///
/// # Errors
/// `AccountNotFound` when it is another one's, or nobody's.
pub fn check_name(tx: &mut Tx<'_>, by: &impl Acts, name: &str) -> Result<AccountName> {
    let own = self::name(tx, by)?;
    if own.as_str() == name { Ok(own) } else { Err(Code::AccountNotFound.into()) }
}

/// Calls an owner's account by another name.
///
/// # Errors
/// 247 when another account is called so, or would be if nobody had named it.
pub fn set_name(tx: &mut Tx<'_>, by: Operator, owner: &User, name: &AccountName) -> Result<()> {
    let actor = Actor::operator(by, owner.account);
    let before = self::name(tx, &actor)?;
    if before == *name {
        return Ok(());
    }
    let is_own_default = AccountName::of(owner.account) == *name;
    if (name.is_a_default() && !is_own_default) || account_names::is_taken(tx, actor.scope(), name)? {
        return Err(Code::EntityAlreadyExists.into());
    }
    account_names::put(tx, actor.scope(), name)?;
    let change = json!({"before": {"name": before}, "after": {"name": name}});
    record(tx, &actor, Event::AccountName, None, &change)
}
