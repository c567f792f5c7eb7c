//! Statements on security groups, which sub-users have their rights from.

use super::Tx;
use crate::access::Scope;
use crate::domain::{Right, RightSet, SecurityGroupId};
use crate::error::Result;

/// The rights of a group. An unknown name is skipped: it grants nothing.
pub(crate) fn rights(tx: &Tx<'_>, scope: Scope, id: SecurityGroupId) -> Result<RightSet> {
    let names = tx.all(
        "SELECT name FROM security_group_rights WHERE account_id = ?1 AND security_group_id = ?2",
        (scope.account(), id),
        |row| row.get::<_, String>(0),
    )?;
    Ok(names.iter().filter_map(|name| name.parse::<Right>().ok()).collect())
}

pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<SecurityGroupId>> {
    tx.all("SELECT id FROM security_groups WHERE account_id = ?1 ORDER BY id", [scope.account()], |row| row.get(0))
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, id: SecurityGroupId, label: &str, rights: RightSet) -> Result<()> {
    tx.execute(
        "INSERT INTO security_groups (account_id, id, label) VALUES (?1, ?2, ?3)",
        (scope.account(), id, label),
    )?;
    for right in rights.iter() {
        tx.execute(
            "INSERT INTO security_group_rights (account_id, security_group_id, name) VALUES (?1, ?2, ?3)",
            (scope.account(), id, right.name()),
        )?;
    }
    Ok(())
}
