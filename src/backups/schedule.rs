//! Backups made by the server itself, on a thread of their own, while it serves.

use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::BackupError;
use super::names::Names;
use super::taking::{Made, take};
use crate::clock::{Clock, SystemClock};
use crate::limits;
use crate::metrics::Metrics;
use crate::store::CopyError;
use crate::store::backup::Stop;

/// The longest time that is slept without a look at the clock, which may have been set.
const LOOK: Duration = Duration::from_secs(60);

/// What is to be done how often.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where backups go.
    pub folder: PathBuf,
    /// The time from one to the next.
    pub every: SignedDuration,
    /// How many are kept.
    pub keep: NonZeroU16,
}

impl Plan {
    /// The time to the next after so many in a row have failed: soon once more, for it may have been a passing trouble, and
    /// then as planned.
    fn wait(&self, failed: u32) -> SignedDuration {
        if failed == 1 { self.every.min(limits::BACKUP_RETRY) } else { self.every }
    }
}

/// A plan that is being carried out, until this is dropped. A backup that is being made then is given up.
pub struct Schedule {
    stop: Stop,
    until: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Schedule {
    /// Starts it. What comes of it is counted in `metrics`; no failure ends it.
    pub fn start(plan: Plan, database: PathBuf, metrics: Arc<Metrics>) -> Self {
        let (until, stopped) = channel();
        let stop = Stop::default();
        let names = Names::new(plan.folder.clone(), &database);
        let work = Work { plan, database, names, metrics, stop: stop.clone() };
        let thread = thread::spawn(move || work.run(&stopped));
        Self { stop, until: Some(until), thread: Some(thread) }
    }
}

impl Drop for Schedule {
    fn drop(&mut self) {
        self.stop.stop();
        self.until = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("the backups' thread panicked");
        }
    }
}

struct Work {
    plan: Plan,
    database: PathBuf,
    names: Names,
    metrics: Arc<Metrics>,
    stop: Stop,
}

impl Work {
    fn run(&self, stopped: &Receiver<()>) {
        let mut due = self.first();
        let mut failed = 0_u32;
        while sleep_until(due, self.plan.every, stopped) {
            let outcome = self.make_one();
            let now = SystemClock.now();
            match outcome {
                Ok(()) => failed = 0,
                Err(BackupError::Copy(CopyError::Stopped)) => return,
                Err(error) => {
                    log::error!("no backup was made: {error}");
                    self.metrics.backups.failed();
                    failed = failed.saturating_add(1);
                }
            }
            due = later(now, self.plan.wait(failed));
        }
    }

    /// When the first is due: a server that is started again and again makes no more than planned.
    fn first(&self) -> Timestamp {
        let now = SystemClock.now();
        let there = self.names.there().unwrap_or_default();
        // One of a moment that is yet to come was made while the clock was wrong.
        let newest = there.into_iter().rev().find(|moment| *moment <= now);
        newest.inspect(|newest| self.metrics.backups.made(*newest)).map_or(now, |newest| later(newest, self.plan.every))
    }

    fn make_one(&self) -> Result<(), BackupError> {
        let now = SystemClock.now();
        let target = self.names.at(now);
        if let Err(error) = self.names.sweep() {
            log::warn!("cannot remove what is left of a backup that was not finished: {error}");
        }
        let Made { bytes, took, .. } = take(&self.database, &target, &self.stop)?;
        let name = target.file_name().unwrap_or_default().display();
        log::info!("made the backup {name}: {bytes} bytes in {:.1} s", took.as_secs_f64());
        self.metrics.backups.made(now);
        // Its name has whole seconds.
        let made = Timestamp::from_second(now.as_second()).unwrap_or(now);
        if let Err(error) = self.names.prune(made, self.plan.keep.get().into()) {
            log::warn!("cannot remove old backups: {error}");
        }
        Ok(())
    }
}

fn later(moment: Timestamp, wait: SignedDuration) -> Timestamp {
    moment.checked_add(wait).unwrap_or(Timestamp::MAX)
}

/// Whether the moment has come, before it was told to stop. It is at most so far away: if it is further, the clock was ahead
/// when it was fixed, and has been set back.
fn sleep_until(mut due: Timestamp, at_most: SignedDuration, stopped: &Receiver<()>) -> bool {
    loop {
        let now = SystemClock.now();
        due = due.min(later(now, at_most));
        let left = due.duration_since(now);
        let left = Duration::try_from(left).unwrap_or(Duration::ZERO);
        match stopped.recv_timeout(left.min(LOOK)) {
            Err(RecvTimeoutError::Timeout) if left <= LOOK => return true,
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_fixed_while_the_clock_was_ahead_does_not_hold_the_next_backup_up() {
        let (_running, stopped) = channel();
        let tomorrow = later(SystemClock.now(), SignedDuration::from_hours(24));
        assert!(sleep_until(tomorrow, SignedDuration::from_millis(20), &stopped));
    }

    // shows: BACKUP_RETRY
    #[test]
    fn a_backup_that_has_failed_is_tried_soon_once_more_and_then_as_planned() {
        let (retry, second) = (limits::BACKUP_RETRY, SignedDuration::from_secs(1));
        for (every, after_one) in [(retry - second, retry - second), (retry, retry), (retry + second, retry)] {
            let plan = Plan { folder: PathBuf::new(), every, keep: NonZeroU16::MIN };
            let waits = [0, 1, 2, u32::MAX].map(|failed| plan.wait(failed));
            assert_eq!(waits, [every, after_one, every, every], "{every}");
        }
    }
}
