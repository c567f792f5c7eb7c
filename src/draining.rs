//! What a server needs to stop in peace: whether it has been told to, and whether requests are still under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Counters apart from each other, so that workers do not write to the same memory with every request.
const SHARDS: usize = 16;

/// The requests under way, before and after the server was told to stop.
#[derive(Default)]
pub struct Draining {
    told: AtomicBool,
    earlier: [Shard; SHARDS],
    later: Shard,
}

/// A counter that shares its memory with no other.
#[derive(Default)]
#[repr(align(128))]
struct Shard(AtomicUsize);

/// A request under way, until it is dropped.
pub struct UnderWay {
    draining: Arc<Draining>,
    /// The shard that it is counted in; none if it came late.
    shard: Option<usize>,
}

thread_local! {
    static SHARD: usize = {
        static THREADS: AtomicUsize = AtomicUsize::new(0);
        THREADS.fetch_add(1, Ordering::Relaxed) % SHARDS
    };
}

impl Draining {
    /// Counts a request that has come in.
    pub fn enter(self: &Arc<Self>) -> UnderWay {
        let mut request = UnderWay { draining: Arc::clone(self), shard: Some(SHARD.with(|shard| *shard)) };
        // Counted first and looked at then: whoever tells, and sees no request, is seen by all that come.
        request.counter().fetch_add(1, Ordering::SeqCst);
        if self.is_told() {
            request.counter().fetch_sub(1, Ordering::SeqCst);
            request.shard = None;
            request.counter().fetch_add(1, Ordering::SeqCst);
        }
        request
    }

    /// Tells that the server is to stop; whether nobody had done so before.
    pub fn tell(&self) -> bool {
        !self.told.swap(true, Ordering::SeqCst)
    }

    /// Whether the server has been told to stop: it goes on answering for a while, but should be asked no more.
    pub fn is_told(&self) -> bool {
        self.told.load(Ordering::SeqCst)
    }

    /// Whether all requests have been answered that had come before the server was told to stop.
    pub fn are_earlier_done(&self) -> bool {
        self.earlier.iter().all(|shard| shard.0.load(Ordering::SeqCst) == 0)
    }

    /// How many requests are under way, these and those that have come later.
    pub fn under_way(&self) -> usize {
        let count = |shard: &Shard| shard.0.load(Ordering::Relaxed);
        self.earlier.iter().map(count).sum::<usize>() + count(&self.later)
    }
}

impl UnderWay {
    fn counter(&self) -> &AtomicUsize {
        let shard = self.shard.and_then(|shard| self.draining.earlier.get(shard));
        &shard.unwrap_or(&self.draining.later).0
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.counter().fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn what_came_earlier_is_told_from_what_came_later() {
        let draining = Arc::new(Draining::default());
        let earlier = draining.enter();
        assert!(draining.tell() && !draining.tell() && draining.is_told());
        let later = draining.enter();
        assert!(!draining.are_earlier_done());
        assert_eq!(draining.under_way(), 2);
        drop(earlier);
        assert!(draining.are_earlier_done());
        assert_eq!(draining.under_way(), 1);
        drop(later);
        assert_eq!(draining.under_way(), 0);
    }

    #[test]
    fn a_request_may_end_on_another_thread_than_it_began_on() {
        let draining = Arc::new(Draining::default());
        let requests: Vec<_> = (0..4 * SHARDS).map(|_| draining.enter()).collect();
        assert_eq!(draining.under_way(), 4 * SHARDS);
        requests.into_iter().map(|request| thread::spawn(move || drop(request))).for_each(|ended| {
            ended.join().expect("ended");
        });
        assert!(draining.are_earlier_done());
    }
}
