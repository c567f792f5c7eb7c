//! Security groups: rights that some sub-users of an account share.

use serde_json::{Value, json};

use super::audit::record;
use super::sets::as_set;
use crate::access::{Acts, Master};
use crate::domain::{Event, Right, RightSet, SecurityGroupId, SecurityGroupLabel, StorePeriod, UserId};
use crate::error::{Code, Result};
use crate::limits;
pub use crate::store::security_groups::SecurityGroup;
use crate::store::{Tx, ids, security_groups, users};

/// What a security group consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSecurityGroup {
    /// What it is called.
    pub label: SecurityGroupLabel,
    /// What its members may do.
    pub rights: RightSet,
    /// How far back its members may look.
    pub store_period: Option<StorePeriod>,
}

impl NewSecurityGroup {
    fn with_id(&self, id: SecurityGroupId) -> SecurityGroup {
        let Self { label, rights, store_period } = self.clone();
        SecurityGroup { id, label, rights, store_period }
    }
}

/// All of the account's security groups, the oldest first.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, by: &Master) -> Result<Vec<SecurityGroup>> {
    security_groups::list(tx, by.scope())
}

/// Makes a group without members.
///
/// # Errors
/// 268 when the account has as many as it may.
pub fn create(tx: &mut Tx<'_>, by: &Master, new: &NewSecurityGroup) -> Result<SecurityGroupId> {
    if security_groups::count(tx, by.scope())? >= limits::SECURITY_GROUPS_PER_ACCOUNT {
        return Err(Code::OverQuota.into());
    }
    let group = new.with_id(ids::next(tx)?);
    security_groups::put(tx, by.scope(), &group)?;
    record(tx, by.actor(), Event::SecurityGroupCreate, Some(group.id.get()), &json!({"after": shown(&group)}))?;
    Ok(group.id)
}

/// Changes a group, and with it what its members may do from now on, in sessions under way too.
///
/// # Errors
/// 201 when the account has no such group.
pub fn update(tx: &mut Tx<'_>, by: &Master, id: SecurityGroupId, new: &NewSecurityGroup) -> Result<()> {
    let before = find(tx, by, id)?;
    let after = new.with_id(id);
    security_groups::put(tx, by.scope(), &after)?;
    let change = json!({"before": shown(&before), "after": shown(&after)});
    record(tx, by.actor(), Event::SecurityGroupUpdate, Some(id.get()), &change)
}

/// Deletes a group; its members are in the default one, which has no rights, from then on.
///
/// # Errors
/// 201 when the account has no such group.
pub fn delete(tx: &mut Tx<'_>, by: &Master, id: SecurityGroupId) -> Result<()> {
    let mut before = shown(&find(tx, by, id)?);
    before["subuser_ids"] = json!(security_groups::members(tx, by.scope(), id)?);
    security_groups::delete(tx, by.scope(), id)?;
    record(tx, by.actor(), Event::SecurityGroupDelete, Some(id.get()), &json!({"before": before}))
}

/// Puts sub-users in a group, or with `None` in the default one. All of them or none.
///
/// # Errors
/// 201 when the account has no such group, or lacks one of the sub-users.
pub fn assign(tx: &mut Tx<'_>, by: &Master, group: Option<SecurityGroupId>, ids: &[UserId]) -> Result<()> {
    if let Some(id) = group {
        find(tx, by, id)?;
    }
    let ids = as_set(ids);
    let found = users::sub_users_among(tx, by.scope(), &ids)?;
    if found.len() < ids.len() {
        return Err(Code::NotFoundInDatabase.into());
    }
    users::set_security_group(tx, by.scope(), &ids, group)?;
    let before: Vec<_> = found.iter().map(|(id, group)| json!({"subuser_id": id, "group_id": group})).collect();
    let change = json!({"before": before, "after": {"group_id": group, "subuser_ids": ids}});
    record(tx, by.actor(), Event::SecurityGroupAssign, group.map(SecurityGroupId::get), &change)
}

/// The account's group of that id.
///
/// # Errors
/// 201 when it has none.
pub(super) fn find(tx: &Tx<'_>, by: &Master, id: SecurityGroupId) -> Result<SecurityGroup> {
    security_groups::find(tx, by.scope(), id)?.ok_or_else(|| Code::NotFoundInDatabase.into())
}

/// The account's group of exactly these rights that the command line has made, made if there is none; no group for no
/// rights. Groups that the owner has made are left alone: it may change them, and mean only whom it put there.
///
/// # Errors
/// As [`create`].
pub(super) fn with_rights(tx: &mut Tx<'_>, by: &Master, rights: RightSet) -> Result<Option<SecurityGroupId>> {
    if rights == RightSet::default() {
        return Ok(None);
    }
    let names: Vec<_> = rights.iter().map(Right::name).collect();
    let label = names.join(", ").parse().unwrap_or_else(|_| SecurityGroupLabel::many_rights());
    let wanted = NewSecurityGroup { label, rights, store_period: None };
    let same = |group: &SecurityGroup| *group == wanted.with_id(group.id);
    match security_groups::list(tx, by.scope())?.iter().find(|group| same(group)) {
        Some(group) => Ok(Some(group.id)),
        None => create(tx, by, &wanted).map(Some),
    }
}

fn shown(group: &SecurityGroup) -> Value {
    let rights: Vec<_> = group.rights.iter().collect();
    json!({"label": group.label, "rights": rights, "store_period": group.store_period})
}
