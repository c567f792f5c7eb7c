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
pub struct Shards<T>(Box<[Shard<T>]>);

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
    pub fn mine(&self) -> &T {
        self.at(Self::place())
    }

    /// Which copy this thread counts in, for who must find it again from another.
    pub fn place() -> usize {
        MINE.with(|mine| *mine)
    }

    /// The copy at a place.
    pub fn at(&self, place: usize) -> &T {
        &self.0[place % SHARDS].0
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        self.0.iter().map(|shard| &shard.0)
    }
}
