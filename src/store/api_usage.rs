//! Statements on how much accounts call.

use super::Tx;
use super::calls::{Counted, Unwritten};
use super::generations::Whose;
use crate::domain::AccountId;
use crate::error::Result;

/// What is written of an account's calls.
pub(super) fn find(tx: &Tx<'_>, account: AccountId) -> Result<Counted> {
    let found = tx.first("SELECT calls, day, day_calls FROM api_usage WHERE account_id = ?1", [account], |row| {
        Ok(Counted { calls: row.get(0)?, day: row.get(1)?, day_calls: row.get(2)? })
    })?;
    Ok(found.unwrap_or_default())
}

/// Adds calls that have been counted since. Another process may count as well, so they are added and not set.
pub(super) fn add(tx: &mut Tx<'_>, account: AccountId, unwritten: &Unwritten) -> Result<()> {
    tx.execute(
        Whose::Nobodys,
        "INSERT INTO api_usage (account_id, calls, day, day_calls) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (account_id) DO UPDATE SET
             calls = calls + excluded.calls,
             day_calls = CASE WHEN day = excluded.day THEN day_calls ELSE 0 END + excluded.day_calls,
             day = excluded.day",
        (account, unwritten.calls, unwritten.day, unwritten.day_calls),
    )?;
    Ok(())
}
