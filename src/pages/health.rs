//! `GET /livez` and `GET /readyz`: for what starts the server, and for what sends it requests.

use serde_json::json;

use super::{Answering, Audience, Demand, Page, PageDef, Place, Visit};

/// Whether the process answers at all. It does not look at the database: to start a server anew mends no disk.
pub(super) const LIVE: PageDef = watched("/livez", |_| Page::text(200, "ok\n").at_once());

/// Whether to send requests here, and if not, why.
pub(super) const READY: PageDef = watched("/readyz", |visit| Box::pin(ready(visit)));

const fn watched(path: &'static str, answer: for<'v> fn(Visit<'v>) -> Answering<'v>) -> PageDef {
    PageDef { place: Place::Page(path), audience: Audience::Everybody, demand: Demand::Vital, answer }
}

async fn ready(visit: Visit<'_>) -> Page {
    let app = visit.app;
    match app.readiness.look(&app.draining, &app.store).await {
        Ok(()) => Page::json(json!({"ready": true}).to_string().into_bytes()),
        Err(why) => {
            let page = Page::json(json!({"ready": false, "reason": why.to_string()}).to_string().into_bytes());
            page.with_status(503)
        }
    }
}
