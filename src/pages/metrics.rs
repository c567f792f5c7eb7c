//! `GET /metrics`: what the server counts, for Prometheus.

use std::error::Error;
use std::sync::Arc;

use tokio::task::spawn_blocking;

use super::{Answering, Audience, Demand, Page, PageDef, Place, Visit};
use crate::action::credentials;

pub(super) const PAGE: PageDef =
    PageDef { place: Place::Page("/metrics"), audience: Audience::Operator, demand: Demand::Steady, answer };

const FORMAT: &str = "text/plain; version=0.0.4; charset=utf-8";

fn answer(visit: Visit<'_>) -> Answering<'_> {
    Box::pin(async move { if is_let_in(&visit) { show(&visit).await } else { refuse() } })
}

/// Everybody is, if no token is set.
fn is_let_in(visit: &Visit<'_>) -> bool {
    let shown = || (visit.header)("authorization").and_then(|shown| credentials(shown, "bearer"));
    visit.app.metrics_token.is_none_or(|token| shown().is_some_and(|shown| token.is(shown)))
}

fn refuse() -> Page {
    Page::text(401, "This page wants a token; see --metrics-token\n").with("WWW-Authenticate", "Bearer")
}

async fn show(visit: &Visit<'_>) -> Page {
    visit.app.take_census().await;
    let app = Arc::clone(visit.app);
    // Some milliseconds if every action has been called, and files and the process are looked at: not on a worker.
    let telling = spawn_blocking(move || {
        app.metrics.seen(app.draining.under_way(), app.draining.has_begun());
        app.metrics.inventory.measured(app.store.bytes());
        app.metrics.expose()
    });
    match telling.await {
        Ok(Ok(text)) => Page::new(200, FORMAT, text.into_bytes()),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn failed(error: &dyn Error) -> Page {
    log::error!("cannot tell the metrics: {error}");
    Page::text(500, "The log says what went wrong\n")
}
