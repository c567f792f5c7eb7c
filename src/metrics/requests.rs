//! Requests: by action and by what came of them, and how long they took.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::exposition::{Exposition, Labels};
use super::kinds::{Counter, Histogram, Scale};
use crate::error::Code;
use crate::shards::Shards;

/// Microseconds: reads take less than the first bound, durable writes and hashed passwords lie in the middle.
const DURATIONS: Scale<7> =
    Scale { bounds: [1_000, 5_000, 25_000, 100_000, 500_000, 2_500_000, 10_000_000], per_unit: 1e6 };

/// How many names of failures there are.
const CODES: usize = Code::ALL.len();

/// The requests of all actions.
#[derive(Default)]
pub struct Requests {
    meters: Mutex<Vec<Arc<Meter>>>,
    /// Changes that were made by GET.
    pub get_mutations: Counter,
}

impl Requests {
    /// The counters of an action of a vendor. Whoever answers requests asks for them once, at the start.
    pub fn meter(&self, vendor: &'static str, action: String) -> Arc<Meter> {
        let meter = Arc::new(Meter { vendor, action, counts: OnceLock::new() });
        self.meters.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&meter));
        meter
    }
}

/// The counters of one action.
pub struct Meter {
    /// Its label is `dialect`, as dashboards have it.
    vendor: &'static str,
    action: String,
    /// Nobody calls all actions: those that are not called take no room and no line.
    counts: OnceLock<Shards<Counts>>,
}

struct Counts {
    successes: Counter,
    failures: [Counter; CODES],
    durations: Histogram<7>,
}

impl Default for Counts {
    fn default() -> Self {
        let failures = std::array::from_fn(|_| Counter::default());
        Self { successes: Counter::default(), failures, durations: Histogram::default() }
    }
}

impl Meter {
    /// Counts a request that was answered after so long: with a failure, or else a success.
    pub fn note(&self, failure: Option<Code>, took: Duration) {
        let counts = self.counts.get_or_init(Shards::default).mine();
        failure.map_or(&counts.successes, |code| &counts.failures[code as usize]).add_one();
        counts.durations.record(&DURATIONS, u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
    }

    fn labels(&self) -> Labels<'_> {
        vec![("dialect", self.vendor.into()), ("action", self.action.as_str().into())]
    }

    /// How many failures there were of each name, in the order of the table.
    fn failures(&self) -> [u64; CODES] {
        let mut failures = [0; CODES];
        for shard in self.counts.get().iter().flat_map(|counts| counts.all()) {
            for (total, counter) in failures.iter_mut().zip(&shard.failures) {
                *total += counter.get();
            }
        }
        failures
    }
}

impl Requests {
    pub(super) fn expose(&self, page: &mut Exposition) {
        let meters = self.meters.lock().unwrap_or_else(PoisonError::into_inner);
        let called = || meters.iter().filter_map(|meter| Some((meter, meter.counts.get()?)));
        let answered = called().flat_map(|(meter, counts)| {
            let successes = counts.all().map(|shard| shard.successes.get()).sum();
            by_number(successes, &meter.failures())
                .into_iter()
                .map(|(number, requests)| (with_code(meter, number), requests))
        });
        page.counter("muster_requests_total", "Requests that were answered; code 0 is success.", answered);
        let durations = called()
            .map(|(meter, counts)| (meter.labels(), DURATIONS.total(counts.all().map(|shard| &shard.durations))));
        page.histogram(
            "muster_request_duration_seconds",
            "How long requests took until they were answered.",
            durations,
        );
        for (name, help, counts) in OF_FAILURES {
            page.counter(name, help, by_vendor(&meters, counts));
        }
        page.counter("muster_get_mutations_total", "Changes made by GET.", [(vec![], self.get_mutations.get())]);
    }
}

/// A metric's name, what it tells, and which failures it counts.
type OfFailures = (&'static str, &'static str, fn(Code) -> bool);

/// What is worth watching apart from actions. They are there from the start, so that the first failure is a rise.
const OF_FAILURES: [OfFailures; 3] = [
    ("muster_server_errors_total", "Requests that failed and not by the caller's fault.", |code| code.status() >= 500),
    ("muster_rate_limited_total", "Requests of callers with too many of them.", |code| code == Code::TooManyRequests),
    ("muster_database_busy_total", "Requests that found the database busy.", |code| code == Code::DatabaseUnavailable),
];

fn with_code(meter: &Meter, number: u16) -> Labels<'_> {
    let mut labels = meter.labels();
    labels.push(("code", number.to_string().into()));
    labels
}

/// How many answers there were of each number; of failures those that there were. Names of one number stand side by side.
fn by_number(successes: u64, failures: &[u64; CODES]) -> Vec<(u16, u64)> {
    let mut numbers = vec![(0, successes)];
    for (code, count) in Code::ALL.iter().zip(failures).filter(|(_, count)| **count > 0) {
        match numbers.last_mut() {
            Some((number, total)) if *number == code.number() => *total += count,
            _ => numbers.push((code.number(), *count)),
        }
    }
    numbers
}

fn by_vendor(meters: &[Arc<Meter>], counts: fn(Code) -> bool) -> impl Iterator<Item = (Labels<'static>, u64)> {
    let mut vendors = BTreeMap::new();
    for meter in meters {
        let failures = Code::ALL.iter().zip(meter.failures()).filter(|(code, _)| counts(**code));
        *vendors.entry(meter.vendor).or_default() += failures.map(|(_, count)| count).sum::<u64>();
    }
    vendors.into_iter().map(|(vendor, total)| (vec![("dialect", vendor.into())], total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_number_are_one_line_and_those_that_never_came_are_none() {
        let meter = Requests::default().meter("navixy", "tracker/list".to_owned());
        for failure in [Code::InvalidPatch, Code::TooManyRequests, Code::InvalidParameters] {
            meter.note(Some(failure), Duration::ZERO);
        }
        assert_eq!(by_number(5, &meter.failures()), [(0, 5), (7, 2), (15, 1)]);
    }

    #[test]
    fn threads_count_apart_and_are_told_together() {
        let requests = Requests::default();
        let meter = requests.meter("navixy", "tracker/list".to_owned());
        std::thread::scope(|scope| {
            for _ in 0..40 {
                scope.spawn(|| meter.note(None, Duration::from_millis(2)));
            }
        });
        let mut page = Exposition::default();
        requests.expose(&mut page);
        let text = page.text().expect("a page");
        for line in [
            r#"muster_requests_total{dialect="navixy",action="tracker/list",code="0"} 40"#,
            r#"muster_request_duration_seconds_bucket{dialect="navixy",action="tracker/list",le="0.001"} 0"#,
            r#"muster_request_duration_seconds_bucket{dialect="navixy",action="tracker/list",le="0.005"} 40"#,
            r#"muster_request_duration_seconds_sum{dialect="navixy",action="tracker/list"} 0.08"#,
            r#"muster_server_errors_total{dialect="navixy"} 0"#,
        ] {
            assert!(text.lines().any(|found| found == line), "{line}\nis not in\n{text}");
        }
    }
}
