//! Statements that count the whole store, for whoever watches the server.

use super::Tx;
use super::columns::Seconds;
use crate::error::Result;
use crate::limits;
use crate::metrics::Census;

/// Counts what is there, over all accounts. It goes through whole indexes and the sessions, so it is a scan: of a million
/// trackers some hundredths of a second.
pub(crate) fn take(tx: &Tx<'_>) -> Result<Census> {
    let idle_since = tx.now() - limits::IDLE_SESSION;
    tx.one(
        "SELECT (SELECT count(*) FROM sessions WHERE expires_at > ?1)
              + (SELECT count(*) FROM idle_sessions WHERE ended_at IS NULL AND last_used_at > ?2),
                (SELECT count(*) FROM tracker_groups), (SELECT count(*) FROM trackers)",
        (Seconds(tx.now()), Seconds(idle_since)),
        |row| Ok(Census { sessions: row.get(0)?, groups: row.get(1)?, trackers: row.get(2)? }),
    )
}
