//! `GET /console/`: the console's files.

use super::{Answering, Audience, Demand, Page, PageDef, Place, Visit};
use crate::console;

pub(super) const PAGE: PageDef =
    PageDef { place: Place::Folder("/console"), audience: Audience::Callers, demand: Demand::Occasional, answer };

/// Only the console's own files run, and they speak with this server alone: text that came from a device or from another
/// user does no harm, and a session's hash gets nowhere else.
const PERMITTED: &str = "script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:";

fn answer(visit: Visit<'_>) -> Answering<'_> {
    let page = match console::asset(visit.name) {
        Some(asset) => Page::new(200, asset.media_type, asset.bytes).permitting(PERMITTED),
        None => Page::absent(),
    };
    page.at_once()
}
