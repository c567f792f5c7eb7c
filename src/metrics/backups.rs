//! What becomes of scheduled backups.

use jiff::Timestamp;

use super::exposition::Exposition;
use super::kinds::{Counter, Gauge};

/// The backups that a server makes by itself.
#[derive(Default)]
pub struct Backups {
    last: Gauge,
    failures: Counter,
}

impl Backups {
    /// Notes that the newest was made at that moment, by this server or one before it, and found whole.
    pub fn made(&self, at: Timestamp) {
        self.last.set(at.as_second());
    }

    /// Counts one that was due and was not made.
    pub fn failed(&self) {
        self.failures.add_one();
    }

    pub(super) fn expose(&self, page: &mut Exposition) {
        page.gauge(
            "muster_last_backup_timestamp_seconds",
            "When the newest backup was made that the server knows, in seconds since 1970; 0 for none.",
            [(vec![], self.last.get())],
        );
        page.counter("muster_failed_backups_total", "Scheduled backups that failed.", [(vec![], self.failures.get())]);
    }
}
