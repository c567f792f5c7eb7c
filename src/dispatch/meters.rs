//! Which counters a request belongs to. They are found by a row's place in its table, without a look-up.

use std::sync::Arc;
use std::time::Instant;

use crate::action::{ActionDef, Effect, Executed, Method, Vendor};
use crate::metrics::{Meter, Metrics};

/// The counters of every action.
pub(super) struct Meters {
    metrics: Arc<Metrics>,
    tables: Vec<Table>,
}

struct Table {
    dialect: &'static str,
    rows: &'static [ActionDef],
    /// One for each row.
    meters: Box<[Arc<Meter>]>,
    /// That of requests which led to no row.
    nowhere: Arc<Meter>,
}

impl Table {
    fn new(metrics: &Metrics, vendor: &dyn Vendor) -> Self {
        let (dialect, rows) = (vendor.name(), vendor.rows());
        let meter = |action: String| metrics.requests.meter(dialect, action);
        let meters = rows.iter().map(|row| meter(row.route.to_string())).collect();
        Self { dialect, rows, meters, nowhere: meter("-".to_owned()) }
    }
}

impl Meters {
    /// Those of the vendors' tables.
    pub(super) fn new<'v>(metrics: Arc<Metrics>, vendors: impl IntoIterator<Item = &'v dyn Vendor>) -> Self {
        let tables = vendors.into_iter().map(|vendor| Table::new(&metrics, vendor)).collect();
        Self { metrics, tables }
    }

    fn find(&self, dialect: &str, row: Option<&ActionDef>) -> Option<&Meter> {
        let table = self.tables.iter().find(|table| table.dialect == dialect)?;
        let place = row.and_then(|row| table.rows.element_offset(row));
        Some(place.map_or(&table.nowhere, |place| &table.meters[place]))
    }

    /// Counts a request that has been answered.
    pub(super) fn note(
        &self,
        dialect: &str,
        row: Option<&ActionDef>,
        method: Method,
        executed: &Executed,
        began: Instant,
    ) {
        let failure = executed.result.as_ref().err().map(|failure| failure.code);
        if let Some(meter) = self.find(dialect, row) {
            meter.note(failure, began.elapsed());
        }
        let changes = row.is_some_and(|row| row.effect == Effect::Write);
        if changes && method == Method::Get && failure.is_none() {
            self.metrics.requests.get_mutations.add_one();
        }
    }
}
