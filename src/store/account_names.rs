//! Statements on what accounts are called.

use super::Tx;
use crate::access::Scope;
use crate::domain::AccountName;
use crate::error::Result;

pub(crate) fn find(tx: &Tx<'_>, scope: Scope) -> Result<Option<AccountName>> {
    tx.first("SELECT name FROM account_names WHERE account_id = ?1", [scope.account()], |row| row.get(0))
}

/// Whether another account has that name.
pub(crate) fn is_taken(tx: &Tx<'_>, scope: Scope, name: &AccountName) -> Result<bool> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM account_names WHERE name = ?2 AND account_id <> ?1)",
        (scope.account(), name),
        |row| row.get(0),
    )
}

pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, name: &AccountName) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO account_names (account_id, name) VALUES (?1, ?2)
         ON CONFLICT (account_id) DO UPDATE SET name = excluded.name",
        (scope.account(), name),
    )?;
    Ok(())
}
