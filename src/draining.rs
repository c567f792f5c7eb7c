//! What a server needs to stop in peace: whether it has been told to, and whether requests are still under way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::shards::Shards;

/// The requests under way, before and after the server was told to stop.
#[derive(Default)]
pub struct Draining {
    has_begun: AtomicBool,
    earlier: Shards<AtomicUsize>,
    later: AtomicUsize,
}

/// A request under way, until it is dropped.
pub struct UnderWay {
    draining: Arc<Draining>,
    /// The copy of the counter that it is counted in, for it may end on another thread; none if it came late.
    place: Option<usize>,
}

impl Draining {
    /// Counts a request that has come in.
    pub fn enter(self: &Arc<Self>) -> UnderWay {
        let mut request = UnderWay { draining: Arc::clone(self), place: Some(Shards::<AtomicUsize>::place()) };
        // Counted first and looked at then: whoever begins, and sees no request, is seen by all that come.
        request.counter().fetch_add(1, Ordering::SeqCst);
        if self.has_begun() {
            request.counter().fetch_sub(1, Ordering::SeqCst);
            request.place = None;
            request.counter().fetch_add(1, Ordering::SeqCst);
        }
        request
    }

    /// From now on the server is to stop.
    pub fn begin(&self) {
        self.has_begun.store(true, Ordering::SeqCst);
    }

    /// Whether the server has been told to stop: it goes on answering for a while, but should be asked no more.
    pub fn has_begun(&self) -> bool {
        self.has_begun.load(Ordering::SeqCst)
    }

    /// Whether all requests have been answered that had come before the server was told to stop.
    pub fn are_earlier_done(&self) -> bool {
        self.earlier.all().all(|count| count.load(Ordering::SeqCst) == 0)
    }

    /// How many requests are under way, these and those that have come later.
    pub fn under_way(&self) -> usize {
        let count = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        self.earlier.all().map(count).sum::<usize>() + count(&self.later)
    }
}

impl UnderWay {
    fn counter(&self) -> &AtomicUsize {
        self.place.map_or(&self.draining.later, |place| self.draining.earlier.at(place))
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
        assert!(!draining.has_begun());
        draining.begin();
        assert!(draining.has_begun());
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
        let requests: Vec<_> = (0..64).map(|_| draining.enter()).collect();
        assert_eq!(draining.under_way(), 64);
        requests.into_iter().map(|request| thread::spawn(move || drop(request))).for_each(|ended| {
            ended.join().expect("ended");
        });
        assert!(draining.are_earlier_done());
    }
}
