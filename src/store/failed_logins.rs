//! Statements on failed logins in a row.

use jiff::Timestamp;

use super::Tx;
use super::columns::Seconds;
use super::generations::Whose;
use crate::access::Scope;
use crate::domain::UserId;
use crate::error::Result;

/// How many there were, and until when the user is locked out because of them.
pub(crate) fn find(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<(u32, Option<Timestamp>)> {
    let found = tx.first(
        "SELECT failures, locked_until FROM failed_logins WHERE account_id = ?1 AND user_id = ?2",
        (scope.account(), user),
        |row| Ok((row.get(0)?, row.get::<_, Option<Seconds>>(1)?.map(|Seconds(until)| until))),
    )?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, user: UserId, failures: u32, until: Option<Timestamp>) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO failed_logins (account_id, user_id, failures, locked_until) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account_id, user_id) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until",
        (scope.account(), user, failures, until.map(Seconds)),
    )?;
    Ok(())
}

/// Forgets them; whether there were any.
pub(crate) fn forget(tx: &mut Tx<'_>, scope: Scope, user: UserId) -> Result<bool> {
    let forgotten =
        tx.execute(scope, "DELETE FROM failed_logins WHERE account_id = ?1 AND user_id = ?2", (scope.account(), user))?;
    Ok(forgotten > 0)
}

/// Costs what [`put`] costs, and changes nothing: for a login that nobody has.
pub(crate) fn count_nobodys(tx: &mut Tx<'_>) -> Result<()> {
    tx.execute(Whose::Nobodys, "UPDATE id_counters SET next_id = next_id WHERE entity = 'user'", ())?;
    Ok(())
}
