//! Statements on what dashboards keep for a user.

use super::Tx;
use crate::access::Scope;
use crate::domain::{UiKey, UiValue, UserId};
use crate::error::Result;

pub(crate) fn find(tx: &Tx<'_>, scope: Scope, user: UserId, key: &UiKey) -> Result<Option<UiValue>> {
    tx.first(
        "SELECT value FROM ui_settings WHERE account_id = ?1 AND user_id = ?2 AND key = ?3",
        (scope.account(), user, key),
        |row| row.get(0),
    )
}

pub(crate) fn count(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<u32> {
    tx.one("SELECT count(*) FROM ui_settings WHERE account_id = ?1 AND user_id = ?2", (scope.account(), user), |row| {
        row.get(0)
    })
}

pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, user: UserId, key: &UiKey, value: &UiValue) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO ui_settings (account_id, user_id, key, value) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account_id, user_id, key) DO UPDATE SET value = ?4",
        (scope.account(), user, key, value),
    )?;
    Ok(())
}
