//! The OpenAPI documents.

use super::{Answering, Audience, Demand, Page, PageDef, Place, Visit};
use crate::openapi::Api;

pub(super) const NAVIXY: PageDef = document(Api::Navixy, |_| show(Api::Navixy));
pub(super) const PLASPY: PageDef = document(Api::Plaspy, |_| show(Api::Plaspy));
pub(super) const THINGSPACE: PageDef = document(Api::Thingspace, |_| show(Api::Thingspace));

const fn document(api: Api, answer: for<'v> fn(Visit<'v>) -> Answering<'v>) -> PageDef {
    PageDef { place: Place::Page(api.path()), audience: Audience::Operator, demand: Demand::Occasional, answer }
}

fn show<'v>(api: Api) -> Answering<'v> {
    Page::json(api.text().as_bytes()).at_once()
}
