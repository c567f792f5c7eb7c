//! Requests for pages, which are no actions: which page, and what came of it.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::exposition::Exposition;

/// The requests for all pages. They are few, so one lock will do.
#[derive(Default)]
pub struct Pages(Mutex<BTreeMap<(&'static str, u16), u64>>);

impl Pages {
    /// Counts a request for the page at that place that was answered with a status.
    pub fn note(&self, page: &'static str, status: u16) {
        *self.lock().entry((page, status)).or_default() += 1;
    }

    pub(super) fn expose(&self, told: &mut Exposition) {
        let counted = self.lock().clone();
        let samples = counted.into_iter().map(|((page, status), requests)| {
            (vec![("page", page.into()), ("status", status.to_string().into())], requests)
        });
        told.counter("muster_page_requests_total", "Requests for pages, by HTTP status.", samples);
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<(&'static str, u16), u64>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
