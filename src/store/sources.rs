//! Statements on sources: the devices that trackers show.

use super::Tx;
use super::columns::Seconds;
use super::generations::Whose;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::TrackerId;
use crate::error::Result;

/// Blocks or unblocks the tracker's source, and so all its clones.
pub(crate) fn set_blocked(tx: &mut Tx<'_>, scope: Scope, id: TrackerId, blocked: bool) -> Result<()> {
    tx.execute(
        // A clone may stand in another account, and so may what it was cloned from.
        Whose::Everybodys,
        "UPDATE sources SET blocked = ?3 WHERE (account_id, id) IN
         (SELECT source_account_id, source_id FROM trackers WHERE account_id = ?1 AND id = ?2)",
        (scope.account(), id, blocked),
    )?;
    Ok(())
}

/// Whether another tracker, of whatever account, shows the source of this one.
pub(crate) fn is_shared(tx: &Tx<'_>, scope: Scope, id: TrackerId) -> Result<bool> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM trackers own JOIN trackers other
             ON other.source_account_id = own.source_account_id AND other.source_id = own.source_id AND other.id <> own.id
         WHERE own.account_id = ?1 AND own.id = ?2)",
        (scope.account(), id),
        |row| row.get(0),
    )
}

/// Remembers that a tracker was given up for good.
pub(crate) fn mark_corrupted(tx: &mut Tx<'_>, scope: Scope, id: TrackerId) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO corrupted_trackers (account_id, id, corrupted_at) VALUES (?1, ?2, ?3)",
        (scope.account(), id, Seconds(tx.now())),
    )?;
    Ok(())
}

/// Which of those were trackers of the account and have been given up for good.
pub(crate) fn corrupted(tx: &Tx<'_>, scope: Scope, ids: &[TrackerId]) -> Result<Vec<TrackerId>> {
    tx.all(
        "SELECT id FROM corrupted_trackers WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2)) ORDER BY id",
        (scope.account(), id_list(ids)),
        |row| row.get(0),
    )
}
