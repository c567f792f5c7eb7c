//! What the server counts of itself, for whoever watches it.
//!
//! Labels come from the tables of actions, pages and failures alone: nothing that a caller has sent can become one, so no
//! secret gets out this way, and there is a bound to how many series there are.

mod backups;
mod commits;
mod exposition;
mod inventory;
mod kinds;
mod pages;
mod requests;
mod token;

pub use backups::Backups;
pub use commits::Commits;
pub use inventory::{Bytes, Census, Inventory};
pub use kinds::{Counter, Gauge};
pub use pages::Pages;
pub use requests::{Meter, Requests};
pub use token::MetricsToken;

use exposition::Exposition;

/// All that is counted, from the start of the process on.
#[derive(Default)]
pub struct Metrics {
    /// What was asked, and what came of it.
    pub requests: Requests,
    /// What was asked beside the actions.
    pub pages: Pages,
    /// Passwords that were tried and were wrong.
    pub failed_logins: Counter,
    /// Passwords that were not even tried, after too many that failed.
    pub refused_logins: Counter,
    /// What the writer does.
    pub commits: Commits,
    /// What is stored.
    pub inventory: Inventory,
    /// What becomes of scheduled backups.
    pub backups: Backups,
    under_way: Gauge,
    stopping: Gauge,
}

impl Metrics {
    /// Notes how many requests are under way now, and whether the server has been told to stop.
    pub fn seen(&self, under_way: usize, is_stopping: bool) {
        self.under_way.set(i64::try_from(under_way).unwrap_or(i64::MAX));
        self.stopping.set(is_stopping.into());
    }

    /// All of it in Prometheus's text format, version 0.0.4.
    ///
    /// # Errors
    /// When a metric has no name or no sample, which none of ours comes to.
    pub fn expose(&self) -> Result<String, prometheus::Error> {
        let mut page = Exposition::default();
        page.gauge(
            "muster_build_info",
            "Which Muster this is.",
            [(vec![("version", env!("CARGO_PKG_VERSION").into())], 1)],
        );
        self.requests.expose(&mut page);
        self.pages.expose(&mut page);
        let under_way = self.under_way.get();
        page.gauge("muster_requests_in_flight", "Requests that are being answered.", [(vec![], under_way)]);
        page.gauge("muster_stopping", "1 once the server has been told to stop.", [(vec![], self.stopping.get())]);
        page.counter("muster_failed_logins_total", "Passwords that were wrong.", [(vec![], self.failed_logins.get())]);
        page.counter(
            "muster_refused_logins_total",
            "Passwords that were refused untried, after too many that were wrong.",
            [(vec![], self.refused_logins.get())],
        );
        self.commits.expose(&mut page);
        self.inventory.expose(&mut page);
        self.backups.expose(&mut page);
        page.process();
        page.text()
    }
}
