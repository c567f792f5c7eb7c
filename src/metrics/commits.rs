//! What the writer does: how long the disk takes, and how many writes share a commit.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::exposition::Exposition;
use super::kinds::{Counter, Histogram, Scale};

/// Microseconds: a good disk is within the second bound, and a checkpoint within the fourth.
const DURATIONS: Scale<9> =
    Scale { bounds: [1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 500_000, 2_500_000], per_unit: 1e6 };

/// The last is as many as a commit carries.
const WRITES: Scale<6> = Scale { bounds: [1, 4, 16, 64, 256, crate::limits::WRITES_PER_COMMIT as u64], per_unit: 1.0 };

/// The commits of a store.
#[derive(Default)]
pub struct Commits {
    durations: Histogram<9>,
    writes: Histogram<6>,
    failures: Counter,
    last_failed: AtomicBool,
}

impl Commits {
    /// Counts a commit that is durable now: of so many writes, for which the disk took so long.
    pub fn done(&self, writes: usize, took: Duration) {
        self.durations.record(&DURATIONS, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        self.writes.record(&WRITES, writes as u64);
        self.last_failed.store(false, Ordering::Relaxed);
    }

    /// Counts one that failed.
    pub fn failed(&self) {
        self.failures.add_one();
        self.last_failed.store(true, Ordering::Relaxed);
    }

    pub(super) fn expose(&self, page: &mut Exposition) {
        page.histogram(
            "muster_commit_duration_seconds",
            "How long commits took to become durable.",
            [(vec![], DURATIONS.total([&self.durations]))],
        );
        page.histogram("muster_commit_writes", "Writes in one commit.", [(vec![], WRITES.total([&self.writes]))]);
        page.counter("muster_failed_commits_total", "Commits that failed.", [(vec![], self.failures.get())]);
        let writable = i64::from(!self.last_failed.load(Ordering::Relaxed));
        page.gauge("muster_writable", "1, or 0 if the last commit failed.", [(vec![], writable)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_writable_until_a_commit_fails_and_again_when_one_holds() {
        let commits = Commits::default();
        let told = || {
            let mut page = Exposition::default();
            commits.expose(&mut page);
            page.text().expect("a page")
        };
        assert!(told().contains("\nmuster_writable 1\n"));
        commits.failed();
        assert!(told().contains("\nmuster_writable 0\n") && told().contains("\nmuster_failed_commits_total 1\n"));
        commits.done(1, Duration::ZERO);
        assert!(told().contains("\nmuster_writable 1\n") && told().contains("\nmuster_failed_commits_total 1\n"));
    }
}
