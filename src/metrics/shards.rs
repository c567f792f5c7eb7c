//! Counters that many threads count in at once.
//!
//! Processors that count in the same place wait for each other: measured, two of them take five times as long as one. So
//! each thread has a copy of its own, and whoever looks adds them up.

use std::sync::atomic::{AtomicUsize, Ordering};

/// How many copies there are. Threads beyond so many share one.
const SHARDS: usize = 16;

thread_local! {
    /// Which copy is this thread's.
    static MINE: usize = {
        static THREADS: AtomicUsize = AtomicUsize::new(0);
        THREADS.fetch_add(1, Ordering::Relaxed) % SHARDS
    };
}

/// The copies of some counters.
pub(super) struct Shards<T>(Box<[Shard<T>]>);

/// A copy, far enough from the next that no processor fetches both at once.
#[derive(Default)]
#[repr(align(128))]
struct Shard<T>(T);

impl<T: Default> Default for Shards<T> {
    fn default() -> Self {
        Self((0..SHARDS).map(|_| Shard::default()).collect())
    }
}

impl<T> Shards<T> {
    /// The copy that this thread counts in.
    pub(super) fn mine(&self) -> &T {
        &self.0[MINE.with(|mine| *mine)].0
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|shard| &shard.0)
    }
}
