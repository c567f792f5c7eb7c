//! The kinds of metrics. All of them are counted in without a lock.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

/// What only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// One more.
    pub fn add_one(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// How many so far.
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// What goes up and down.
#[derive(Debug, Default)]
pub struct Gauge(AtomicI64);

impl Gauge {
    /// Where it stands from now on.
    pub fn set(&self, value: i64) {
        self.0.store(value, Ordering::Relaxed);
    }

    /// Where it stands.
    pub fn get(&self) -> i64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Where the buckets of a histogram end, the last one included, and what it is told in.
pub(super) struct Scale<const N: usize> {
    /// The greatest number of each bucket, in rising order; beyond the last there is one more bucket.
    pub(super) bounds: [u64; N],
    /// How many of these make one of the unit that is shown.
    pub(super) per_unit: f64,
}

/// How many numbers fell in each bucket of a scale, and their sum.
pub(super) struct Histogram<const N: usize> {
    buckets: [Counter; N],
    beyond: Counter,
    sum: AtomicU64,
}

impl<const N: usize> Default for Histogram<N> {
    fn default() -> Self {
        Self { buckets: [const { Counter(AtomicU64::new(0)) }; N], beyond: Counter::default(), sum: AtomicU64::new(0) }
    }
}

impl<const N: usize> Histogram<N> {
    pub(super) fn record(&self, scale: &Scale<N>, number: u64) {
        let bucket = scale.bounds.iter().position(|bound| number <= *bound);
        bucket.map_or(&self.beyond, |place| &self.buckets[place]).add_one();
        self.sum.fetch_add(number, Ordering::Relaxed);
    }
}

/// What some histograms of one scale come to together.
pub(super) struct Distribution {
    /// The end of each bucket, and how many numbers fell in it or one before it.
    pub(super) up_to: Vec<(f64, u64)>,
    /// How many numbers there were.
    pub(super) count: u64,
    /// What they come to.
    pub(super) sum: f64,
}

impl<const N: usize> Scale<N> {
    pub(super) fn total<'h>(&self, histograms: impl IntoIterator<Item = &'h Histogram<N>>) -> Distribution {
        let (mut in_buckets, mut beyond, mut sum) = ([0; N], 0, 0);
        for histogram in histograms {
            for (total, bucket) in in_buckets.iter_mut().zip(&histogram.buckets) {
                *total += bucket.get();
            }
            beyond += histogram.beyond.get();
            sum += histogram.sum.load(Ordering::Relaxed);
        }
        let mut count = 0;
        let up_to = self.bounds.iter().zip(in_buckets).map(|(bound, in_bucket)| {
            count += in_bucket;
            (*bound as f64 / self.per_unit, count)
        });
        let up_to = up_to.collect();
        Distribution { up_to, count: count + beyond, sum: sum as f64 / self.per_unit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_falls_in_the_first_bucket_that_does_not_end_before_it() {
        const MILLIS: Scale<2> = Scale { bounds: [10, 100], per_unit: 1e3 };
        let halves: [Histogram<2>; 2] = Default::default();
        for (place, number) in [0, 10, 11, 100, 101, 5_000].into_iter().enumerate() {
            halves[place % 2].record(&MILLIS, number);
        }
        let total = MILLIS.total(&halves);
        assert_eq!((total.up_to, total.count, total.sum), (vec![(0.01, 2), (0.1, 4)], 6, 5.222));
    }
}
