//! Statements on what is known of devices.

use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{Position, SourceId, SourceState, TrackerId, UserId};
use crate::error::Result;

/// A tracker with what is known of its device.
#[derive(Debug, Clone, PartialEq)]
pub struct TrackerState {
    /// The tracker.
    pub tracker: TrackerId,
    /// The device.
    pub source: SourceId,
    /// Whether the operator has blocked it.
    pub blocked: bool,
    /// What is known of it.
    pub state: SourceState,
}

/// The columns of [`read`], in its order.
macro_rules! select_states {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, s.id, s.blocked, r.connection, r.movement, r.movement_updated_at, r.updated_at, r.battery_level,
                    r.battery_updated_at, r.located_at, r.latitude, r.longitude, r.heading, r.speed, r.altitude,
                    r.satellites, r.signal_level
             FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
             LEFT JOIN source_states r ON r.account_id = s.account_id AND r.source_id = s.id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<TrackerState> {
    let moment =
        |column| Ok::<_, rusqlite::Error>(row.get::<_, Option<Seconds>>(column)?.map(|Seconds(moment)| moment));
    let battery = match (row.get(7)?, moment(8)?) {
        (Some(level), Some(updated)) => Some((level, updated)),
        _ => None,
    };
    let position = match moment(9)? {
        None => None,
        Some(located) => Some(Position {
            located,
            latitude: row.get(10)?,
            longitude: row.get(11)?,
            heading: row.get(12)?,
            speed: row.get(13)?,
            altitude: row.get(14)?,
            satellites: row.get(15)?,
            signal_level: row.get(16)?,
        }),
    };
    Ok(TrackerState {
        tracker: row.get(0)?,
        source: row.get(1)?,
        blocked: row.get(2)?,
        state: SourceState {
            connection: row.get::<_, Option<_>>(3)?.unwrap_or_default(),
            movement: row.get::<_, Option<_>>(4)?.unwrap_or_default(),
            movement_updated: moment(5)?,
            updated: moment(6)?,
            position,
            battery,
        },
    })
}

/// Visits the states of all trackers that the caller sees, by the tracker's id, one at a time.
pub(crate) fn each(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    mut visit: impl FnMut(TrackerState) -> Result<()>,
) -> Result<()> {
    match seen_by {
        None => {
            tx.each(select_states!("WHERE t.account_id = ?1 ORDER BY t.id"), [scope.account()], |row| visit(read(row)?))
        }
        Some(user) => tx.each(
            select_states!(
                "WHERE t.account_id = ?1
                 AND t.id IN (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)
                 ORDER BY t.id"
            ),
            (scope.account(), user),
            |row| visit(read(row)?),
        ),
    }
}

/// The states of those trackers that the caller sees among these, by id.
pub(crate) fn among(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    ids: &[TrackerId],
) -> Result<Vec<TrackerState>> {
    tx.all(
        select_states!(
            "WHERE t.account_id = ?1 AND t.id IN (SELECT value FROM json_each(?3)) AND (?2 IS NULL OR t.id IN
             (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY t.id"
        ),
        (scope.account(), seen_by, id_list(ids)),
        read,
    )
}
