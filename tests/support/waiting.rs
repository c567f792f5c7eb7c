//! Waiting for what somebody else does.

use std::thread;
use std::time::{Duration, Instant};

/// How long a test waits for an answer, a line or an end before it fails. Far longer than any of them takes.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// The time between two looks, in which whoever is waited for has the processor.
const LOOK: Duration = Duration::from_millis(5);

/// Looks until it is so.
#[track_caller]
pub fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let began = Instant::now();
    while !is_so() {
        assert!(began.elapsed() < DEADLINE, "in vain: {what}");
        thread::sleep(LOOK);
    }
}
