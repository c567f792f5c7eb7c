//! Statements on security groups, which sub-users have their rights from.

use super::Tx;
use crate::access::Scope;
use crate::domain::{Right, RightSet, SecurityGroupId, SecurityGroupLabel, StorePeriod, UserId};
use crate::error::Result;

/// A security group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityGroup {
    /// Its id.
    pub id: SecurityGroupId,
    /// What it is called.
    pub label: SecurityGroupLabel,
    /// What its members may do.
    pub rights: RightSet,
    /// How far back its members may look.
    pub store_period: Option<StorePeriod>,
}

/// The rights of a group. An unknown name is skipped: it grants nothing.
pub(crate) fn rights(tx: &Tx<'_>, scope: Scope, id: SecurityGroupId) -> Result<RightSet> {
    let names = tx.all(
        "SELECT name FROM security_group_rights WHERE account_id = ?1 AND security_group_id = ?2",
        (scope.account(), id),
        |row| row.get::<_, String>(0),
    )?;
    Ok(names.iter().filter_map(|name| name.parse::<Right>().ok()).collect())
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<SecurityGroup>> {
    let groups = tx.all(
        "SELECT id, label, store_period FROM security_groups WHERE account_id = ?1 ORDER BY id",
        [scope.account()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let with_rights = |(id, label, store_period)| {
        let rights = rights(tx, scope, id)?;
        Ok(SecurityGroup { id, label, rights, store_period })
    };
    groups.into_iter().map(with_rights).collect()
}

pub(crate) fn find(tx: &Tx<'_>, scope: Scope, id: SecurityGroupId) -> Result<Option<SecurityGroup>> {
    let found = tx.first(
        "SELECT label, store_period FROM security_groups WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let Some((label, store_period)) = found else { return Ok(None) };
    Ok(Some(SecurityGroup { id, label, rights: rights(tx, scope, id)?, store_period }))
}

pub(crate) fn count(tx: &Tx<'_>, scope: Scope) -> Result<u32> {
    tx.one("SELECT count(*) FROM security_groups WHERE account_id = ?1", [scope.account()], |row| row.get(0))
}

/// Writes a group as it is to be, a new one or one that is there.
pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, group: &SecurityGroup) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO security_groups (account_id, id, label, store_period) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account_id, id) DO UPDATE SET label = ?3, store_period = ?4",
        (scope.account(), group.id, &group.label, &group.store_period),
    )?;
    tx.execute(
        scope,
        "DELETE FROM security_group_rights WHERE account_id = ?1 AND security_group_id = ?2",
        (scope.account(), group.id),
    )?;
    for right in group.rights.iter() {
        tx.execute(
            scope,
            "INSERT INTO security_group_rights (account_id, security_group_id, name) VALUES (?1, ?2, ?3)",
            (scope.account(), group.id, right.name()),
        )?;
    }
    Ok(())
}

/// The sub-users who are in a group.
pub(crate) fn members(tx: &Tx<'_>, scope: Scope, id: SecurityGroupId) -> Result<Vec<UserId>> {
    tx.all(
        "SELECT id FROM users WHERE account_id = ?1 AND security_group_id = ?2 ORDER BY id",
        (scope.account(), id),
        |row| row.get(0),
    )
}

/// Deletes a group; its members are in the default one from then on.
pub(crate) fn delete(tx: &mut Tx<'_>, scope: Scope, id: SecurityGroupId) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE users SET security_group_id = NULL WHERE account_id = ?1 AND security_group_id = ?2",
        (scope.account(), id),
    )?;
    tx.execute(scope, "DELETE FROM security_groups WHERE account_id = ?1 AND id = ?2", (scope.account(), id))?;
    Ok(())
}
