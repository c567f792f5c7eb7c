//! Counting what is stored, seldom, and without holding anybody up.

use std::sync::Arc;
use std::time::Instant;

use tokio::sync::Mutex;
use tokio::time::timeout;

use super::App;
use crate::limits;
use crate::store::census;

/// When the rows were last counted; locked while they are.
pub type LastCensus = Arc<Mutex<Option<Instant>>>;

impl App {
    /// Sees to it that the metrics know how much is stored, as of lately. If the rows are due to be counted, that goes on
    /// by itself, and is waited for only a little: a scrape tells older numbers rather than none.
    pub async fn take_census(self: &Arc<Self>) {
        let Ok(mut last) = Arc::clone(&self.last_census).try_lock_owned() else { return };
        if last.is_some_and(|last| last.elapsed() < self.store.limits().census_interval) {
            return;
        }
        let app = Arc::clone(self);
        let counting = tokio::spawn(async move {
            match app.store.scan(|tx| census::take(tx)).await {
                Ok(census) => app.metrics.inventory.counted(census),
                Err(failure) => log::warn!("cannot count what is stored: {failure:#}"),
            }
            *last = Some(Instant::now());
        });
        // Too long is no failure: the next scrape finds what this one did not wait for.
        let _ = timeout(limits::CENSUS_PATIENCE, counting).await;
    }
}
