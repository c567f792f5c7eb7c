//! `GET /`: where people find what the server has, and programs what it is.

use serde_json::json;

use super::{Answering, Audience, Page, PageDef, Visit};

pub(super) const PAGE: PageDef = PageDef { path: "/", audience: Audience::Everybody, answer };

fn answer(visit: Visit<'_>) -> Answering<'_> {
    let page = if visit.is_by_a_person() {
        Page::html(include_str!("home.html").replace("{version}", env!("CARGO_PKG_VERSION")))
    } else {
        let about = json!({
            "name": "Muster",
            "version": env!("CARGO_PKG_VERSION"),
            "dialects": ["navixy", "plaspy", "thingspace"],
        });
        Page::json(about.to_string().into_bytes())
    };
    page.with("Vary", "Accept").at_once()
}
