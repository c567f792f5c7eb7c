//! Statements on which trackers a sub-user sees.

use super::Tx;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{TrackerId, UserId};
use crate::error::Result;

/// Binds trackers of the account to its sub-user, who sees them from now on; those that were not bound before.
pub(crate) fn bind(tx: &mut Tx<'_>, scope: Scope, user: UserId, ids: &[TrackerId]) -> Result<Vec<TrackerId>> {
    tx.execute_returning(
        scope,
        "INSERT INTO bound_trackers (account_id, user_id, tracker_id)
         SELECT ?1, ?2, value FROM json_each(?3) WHERE true
         ON CONFLICT (account_id, user_id, tracker_id) DO NOTHING RETURNING tracker_id",
        (scope.account(), user, id_list(ids)),
        |row| row.get(0),
    )
}

/// Unbinds trackers from a sub-user, who does not see them from now on; those that were bound before.
pub(crate) fn unbind(tx: &mut Tx<'_>, scope: Scope, user: UserId, ids: &[TrackerId]) -> Result<Vec<TrackerId>> {
    tx.execute_returning(
        scope,
        "DELETE FROM bound_trackers
         WHERE account_id = ?1 AND user_id = ?2 AND tracker_id IN (SELECT value FROM json_each(?3)) RETURNING tracker_id",
        (scope.account(), user, id_list(ids)),
        |row| row.get(0),
    )
}

/// The trackers that a sub-user sees.
pub(crate) fn list(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<Vec<TrackerId>> {
    tx.all(
        "SELECT tracker_id FROM bound_trackers WHERE account_id = ?1 AND user_id = ?2 ORDER BY tracker_id",
        (scope.account(), user),
        |row| row.get(0),
    )
}
