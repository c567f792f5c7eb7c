//! Statements on what accounts note of trackers in their own fields.

use super::Tx;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{CustomFieldNumber, CustomFieldValue, TrackerId};
use crate::error::Result;

/// The fields of those trackers that hold something, by tracker and number.
pub(crate) fn among(
    tx: &Tx<'_>,
    scope: Scope,
    ids: &[TrackerId],
) -> Result<Vec<(TrackerId, CustomFieldNumber, CustomFieldValue)>> {
    tx.all(
        "SELECT tracker_id, number, value FROM custom_fields
         WHERE account_id = ?1 AND tracker_id IN (SELECT value FROM json_each(?2)) ORDER BY tracker_id, number",
        (scope.account(), id_list(ids)),
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// All fields of the account that hold something.
pub(crate) fn list(tx: &Tx<'_>, scope: Scope) -> Result<Vec<(TrackerId, CustomFieldNumber, CustomFieldValue)>> {
    tx.all(
        "SELECT tracker_id, number, value FROM custom_fields WHERE account_id = ?1 ORDER BY tracker_id, number",
        [scope.account()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )
}

/// Writes a value in that field of those trackers; nothing empties it.
pub(crate) fn set(
    tx: &mut Tx<'_>,
    scope: Scope,
    ids: &[TrackerId],
    number: CustomFieldNumber,
    value: &CustomFieldValue,
) -> Result<()> {
    let ids = id_list(ids);
    tx.execute(
        scope,
        "DELETE FROM custom_fields
         WHERE account_id = ?1 AND tracker_id IN (SELECT value FROM json_each(?2)) AND number = ?3",
        (scope.account(), &ids, number),
    )?;
    if value.as_str().is_empty() {
        return Ok(());
    }
    tx.execute(
        scope,
        "INSERT INTO custom_fields (account_id, tracker_id, number, value)
         SELECT ?1, value, ?3, ?4 FROM json_each(?2)",
        (scope.account(), &ids, number, value),
    )?;
    Ok(())
}
