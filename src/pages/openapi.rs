//! The OpenAPI documents.

use super::{Answering, Audience, Page, PageDef};
use crate::openapi::Api;

pub(super) const NAVIXY: PageDef =
    PageDef { path: Api::Navixy.path(), audience: Audience::Operator, answer: |_| show(Api::Navixy) };

pub(super) const PLASPY: PageDef =
    PageDef { path: Api::Plaspy.path(), audience: Audience::Operator, answer: |_| show(Api::Plaspy) };

pub(super) const THINGSPACE: PageDef =
    PageDef { path: Api::Thingspace.path(), audience: Audience::Operator, answer: |_| show(Api::Thingspace) };

fn show<'v>(api: Api) -> Answering<'v> {
    Page::json(api.text().as_bytes()).at_once()
}
