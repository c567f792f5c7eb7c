//! What is stored, as of the last time that somebody looked.

use super::exposition::Exposition;
use super::kinds::Gauge;

/// What was found when the rows were last counted, and the files measured.
#[derive(Default)]
pub struct Inventory {
    sessions: Gauge,
    groups: Gauge,
    trackers: Gauge,
    database: Gauge,
    log: Gauge,
}

/// Rows, over all accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Census {
    /// Sessions that have not ended.
    pub sessions: i64,
    /// Tracker groups.
    pub groups: i64,
    /// Trackers.
    pub trackers: i64,
}

/// How large the files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bytes {
    /// The database.
    pub database: u64,
    /// Its write-ahead log.
    pub log: u64,
}

impl Inventory {
    /// Notes what was counted.
    pub fn counted(&self, census: Census) {
        self.sessions.set(census.sessions);
        self.groups.set(census.groups);
        self.trackers.set(census.trackers);
    }

    /// Notes what was measured.
    pub fn measured(&self, bytes: Bytes) {
        self.database.set(i64::try_from(bytes.database).unwrap_or(i64::MAX));
        self.log.set(i64::try_from(bytes.log).unwrap_or(i64::MAX));
    }

    pub(super) fn expose(&self, page: &mut Exposition) {
        for (name, help, gauge) in [
            ("muster_sessions", "Sessions that have not ended.", &self.sessions),
            ("muster_groups", "Tracker groups.", &self.groups),
            ("muster_trackers", "Trackers.", &self.trackers),
            ("muster_database_bytes", "Size of the database file.", &self.database),
            ("muster_wal_bytes", "Size of the write-ahead log; it does not shrink while the server runs.", &self.log),
        ] {
            page.gauge(name, help, [(vec![], gauge.get())]);
        }
    }
}
