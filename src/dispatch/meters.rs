//! The counters of a vendor's actions. A request's are found by its row's place in the table, without a look-up.

use std::sync::Arc;
use std::time::Instant;

use crate::action::{ActionDef, Effect, Executed, Method, Vendor};
use crate::metrics::{Meter, Metrics};

/// The counters of every action of one vendor.
pub(super) struct Meters {
    metrics: Arc<Metrics>,
    rows: &'static [ActionDef],
    /// One for each row.
    meters: Box<[Arc<Meter>]>,
    /// That of requests which led to no row.
    nowhere: Arc<Meter>,
}

impl Meters {
    pub(super) fn new(metrics: &Arc<Metrics>, vendor: &dyn Vendor) -> Self {
        let rows = vendor.rows();
        let meter = |action: String| metrics.requests.meter(vendor.name(), action);
        let meters = rows.iter().map(|row| meter(row.route.to_string())).collect();
        Self { metrics: Arc::clone(metrics), rows, meters, nowhere: meter("-".to_owned()) }
    }

    /// Counts a request that has been answered.
    pub(super) fn note(&self, row: Option<&ActionDef>, method: Method, executed: &Executed, began: Instant) {
        let place = row.and_then(|row| self.rows.element_offset(row));
        let meter = place.map_or(&self.nowhere, |place| &self.meters[place]);
        let failure = executed.result.as_ref().err().map(|failure| failure.code);
        meter.note(failure, began.elapsed());
        let changes = row.is_some_and(|row| row.effect == Effect::Write);
        if changes && method == Method::Get && failure.is_none() {
            self.metrics.requests.get_mutations.add_one();
        }
    }
}
