//! The text that Prometheus reads.

use std::borrow::Cow;

use prometheus::TextEncoder;
use prometheus::proto::{Bucket, Counter, Gauge, Histogram, LabelPair, Metric, MetricFamily, MetricType};

use super::kinds::Distribution;

/// Names and values.
pub(super) type Labels<'l> = Vec<(&'static str, Cow<'l, str>)>;

/// What is told so far.
#[derive(Default)]
pub(super) struct Exposition(Vec<MetricFamily>);

impl Exposition {
    pub(super) fn counter<'l>(&mut self, name: &str, help: &str, samples: impl IntoIterator<Item = (Labels<'l>, u64)>) {
        self.family(name, help, MetricType::COUNTER, samples, |metric, count| {
            let mut counter = Counter::default();
            counter.set_value(count as f64);
            metric.set_counter(counter);
        });
    }

    pub(super) fn gauge<'l>(&mut self, name: &str, help: &str, samples: impl IntoIterator<Item = (Labels<'l>, i64)>) {
        self.family(name, help, MetricType::GAUGE, samples, |metric, value| {
            let mut gauge = Gauge::default();
            gauge.set_value(value as f64);
            metric.set_gauge(gauge);
        });
    }

    pub(super) fn histogram<'l>(
        &mut self,
        name: &str,
        help: &str,
        samples: impl IntoIterator<Item = (Labels<'l>, Distribution)>,
    ) {
        self.family(name, help, MetricType::HISTOGRAM, samples, |metric, distribution| {
            let bucket = |(bound, count)| {
                let mut bucket = Bucket::default();
                bucket.set_upper_bound(bound);
                bucket.set_cumulative_count(count);
                bucket
            };
            let mut histogram = Histogram::default();
            histogram.set_sample_count(distribution.count);
            histogram.set_sample_sum(distribution.sum);
            histogram.set_bucket(distribution.up_to.into_iter().map(bucket).collect());
            metric.set_histogram(histogram);
        });
    }

    /// One that has no sample yet is left out.
    fn family<'l, T>(
        &mut self,
        name: &str,
        help: &str,
        kind: MetricType,
        samples: impl IntoIterator<Item = (Labels<'l>, T)>,
        put: fn(&mut Metric, T),
    ) {
        let metrics = samples.into_iter().map(|(labels, value)| {
            let mut metric = Metric::from_label(labels.into_iter().map(pair).collect());
            put(&mut metric, value);
            metric
        });
        let mut family = MetricFamily::default();
        family.set_name(name.to_owned());
        family.set_help(help.to_owned());
        family.set_field_type(kind);
        family.set_metric(metrics.collect());
        if !family.get_metric().is_empty() {
            self.0.push(family);
        }
    }

    /// What the system tells of the process, where it does.
    pub(super) fn process(&mut self) {
        #[cfg(target_os = "linux")]
        {
            use prometheus::core::Collector as _;
            use prometheus::process_collector::ProcessCollector;
            self.0.extend(ProcessCollector::for_self().collect());
        }
    }

    pub(super) fn text(&self) -> Result<String, prometheus::Error> {
        TextEncoder::new().encode_to_string(&self.0)
    }
}

fn pair((name, value): (&'static str, Cow<'_, str>)) -> LabelPair {
    let mut pair = LabelPair::default();
    pair.set_name(name.to_owned());
    pair.set_value(value.into_owned());
    pair
}
