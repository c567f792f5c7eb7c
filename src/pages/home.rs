//! `GET /`: where people find what the server has, and programs what it is.

use serde_json::json;

use super::{Answering, Audience, Demand, Page, PageDef, Place, Visit};
use crate::openapi::Api;

pub(super) const PAGE: PageDef =
    PageDef { place: Place::Page("/"), audience: Audience::Everybody, demand: Demand::Occasional, answer };

/// What is beside it, for whom. The links are relative, so that they fit behind a proxy that puts a path before them.
const LINKS: [(Audience, &str); 2] = [
    (
        Audience::Callers,
        r#"<li><a href="console/">The console</a>: groups, trackers, sub-users and keys in this browser</li>
"#,
    ),
    (
        Audience::Operator,
        r#"<li><a href="docs/">What it can be asked</a>, and the same as OpenAPI:
<a href="openapi.json">Navixy</a>, <a href="plaspy/openapi.json">Plaspy</a>,
<a href="thingspace/openapi.json">ThingSpace</a></li>
<li><a href="metrics">Metrics</a>, for Prometheus</li>
"#,
    ),
];

fn answer(visit: Visit<'_>) -> Answering<'_> {
    let page = if visit.is_by_a_person() {
        let links = LINKS.iter().filter(|(audience, _)| visit.listener.serves(*audience)).map(|(_, link)| *link);
        let page = include_str!("home.html").replace("{version}", env!("CARGO_PKG_VERSION"));
        Page::html(page.replace("{links}", &links.collect::<String>()))
    } else {
        let about = json!({
            "name": "Muster",
            "version": env!("CARGO_PKG_VERSION"),
            "dialects": Api::ALL.iter().map(|api| api.name()).collect::<Vec<_>>(),
        });
        Page::json(about.to_string().into_bytes())
    };
    page.with("Vary", "Accept").at_once()
}
