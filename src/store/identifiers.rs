//! Statements on what devices are called by in their networks.

use super::Tx;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{DeviceIdentifier, IdentifierKind, TrackerId, UserId};
use crate::error::Result;

/// The kept identifiers of those trackers, by tracker and kind.
pub(crate) fn among(tx: &Tx<'_>, scope: Scope, ids: &[TrackerId]) -> Result<Vec<(TrackerId, DeviceIdentifier)>> {
    tx.all(
        "SELECT tracker_id, kind, value FROM tracker_identifiers
         WHERE account_id = ?1 AND tracker_id IN (SELECT value FROM json_each(?2)) ORDER BY tracker_id, kind",
        (scope.account(), id_list(ids)),
        |row| Ok((row.get(0)?, super::columns::identifier(row, 1)?)),
    )
}

/// The kept identifiers of one kind in the account.
pub(crate) fn of_kind(tx: &Tx<'_>, scope: Scope, kind: IdentifierKind) -> Result<Vec<(TrackerId, DeviceIdentifier)>> {
    tx.all(
        "SELECT tracker_id, kind, value FROM tracker_identifiers WHERE account_id = ?1 AND kind = ?2 ORDER BY tracker_id",
        (scope.account(), kind),
        |row| Ok((row.get(0)?, super::columns::identifier(row, 1)?)),
    )
}

/// The trackers of the account that the caller sees and that are called so: by an identifier that is kept, by the
/// device's own id, or by its phone number. Each with whether it is a clone.
pub(crate) fn holders(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    called: &DeviceIdentifier,
) -> Result<Vec<(TrackerId, bool)>> {
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    match called.kind() {
        IdentifierKind::Imei => tx.all(
            "SELECT t.id, t.clone FROM sources s
             JOIN trackers t ON t.source_account_id = s.account_id AND t.source_id = s.id AND t.account_id = ?1
             WHERE s.device_id = ?3 AND (?2 IS NULL OR t.id IN
             (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY t.id",
            (scope.account(), seen_by, called.id()),
            read,
        ),
        IdentifierKind::Mdn | IdentifierKind::Msisdn => {
            let phones = called.phones();
            tx.all(
                "SELECT t.id, t.clone FROM sources s
                 JOIN trackers t ON t.source_account_id = s.account_id AND t.source_id = s.id AND t.account_id = ?1
                 WHERE s.phone IN (?3, ?4) AND (?2 IS NULL OR t.id IN
                 (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY t.id",
                (scope.account(), seen_by, phones.first(), phones.get(1)),
                read,
            )
        }
        kind => tx.all(
            "SELECT t.id, t.clone FROM tracker_identifiers i
             JOIN trackers t ON t.account_id = i.account_id AND t.id = i.tracker_id
             WHERE i.account_id = ?1 AND i.kind = ?3 AND i.value = ?4 AND (?2 IS NULL OR t.id IN
             (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY t.id",
            (scope.account(), seen_by, kind, called.id()),
            read,
        ),
    }
}

/// Whether some tracker, of whatever account, is called so.
pub(crate) fn is_taken(tx: &Tx<'_>, called: &DeviceIdentifier) -> Result<bool> {
    tx.one(
        "SELECT EXISTS (SELECT 1 FROM tracker_identifiers WHERE kind = ?1 AND value = ?2)",
        (called.kind(), called.id()),
        |row| row.get(0),
    )
}

/// Takes the tracker's identifier of that kind away; the one that it had.
pub(crate) fn remove(
    tx: &mut Tx<'_>,
    scope: Scope,
    tracker: TrackerId,
    kind: IdentifierKind,
) -> Result<Option<DeviceIdentifier>> {
    let removed = tx.execute_returning(
        scope,
        "DELETE FROM tracker_identifiers WHERE account_id = ?1 AND tracker_id = ?2 AND kind = ?3 RETURNING kind, value",
        (scope.account(), tracker, kind),
        |row| super::columns::identifier(row, 0),
    )?;
    Ok(removed.into_iter().next())
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, tracker: TrackerId, called: &DeviceIdentifier) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO tracker_identifiers (account_id, tracker_id, kind, value) VALUES (?1, ?2, ?3, ?4)",
        (scope.account(), tracker, called.kind(), called.id()),
    )?;
    Ok(())
}
