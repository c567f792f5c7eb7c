//! The OpenAPI documents.

use super::{Answering, Audience, Page, PageDef};
use crate::openapi::Api;

pub(super) const NAVIXY: PageDef =
    PageDef { path: Api::Navixy.path(), audience: Audience::Operator, answer: |_| show(Api::Navixy) };

fn show<'v>(api: Api) -> Answering<'v> {
    Page::json(api.text().as_bytes()).at_once()
}
