//! Pages: what people open in a browser and what watches the server, beside the vendors' actions.
//!
//! [`PAGES`] is the one list of them. They are no part of any API: a page may be HTML, may redirect, is answered without a
//! session, and neither counts for a rate limit nor for anybody's calls.

mod console;
mod docs;
mod health;
mod home;
mod metrics;
mod openapi;

use std::borrow::Cow;
use std::future::{self, Future};
use std::pin::Pin;
use std::sync::Arc;

use crate::app::App;

/// Every page; the first whose path fits answers.
pub static PAGES: &[PageDef] = &[
    home::PAGE,
    health::LIVE,
    health::READY,
    metrics::PAGE,
    docs::PAGE,
    openapi::NAVIXY,
    openapi::PLASPY,
    openapi::THINGSPACE,
    console::PAGE,
];

/// Who a page is for, which decides where it is served if the operator's pages have a listener of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: on both listeners.
    Everybody,
    /// Those who call the API: beside it, and not on the operator's listener.
    Callers,
    /// Whoever runs the server: on the operator's listener only, if there is one.
    Operator,
}

/// One page, or one folder of pages.
pub struct PageDef {
    /// Its path. One that ends with a slash has everything below it too, and is where the path without the slash leads.
    pub path: &'static str,
    /// Who it is for.
    pub audience: Audience,
    /// What answers.
    pub answer: for<'v> fn(Visit<'v>) -> Answering<'v>,
}

impl PageDef {
    /// Whether it tells of the server's health, which no limit may hide.
    pub fn is_of_health(&self) -> bool {
        [health::LIVE.path, health::READY.path].contains(&self.path)
    }
}

/// A page being made.
pub type Answering<'v> = Pin<Box<dyn Future<Output = Page> + 'v>>;

/// A request for a page: GET, or HEAD for its head alone.
#[derive(Clone, Copy)]
pub struct Visit<'r> {
    /// What the server has.
    pub app: &'r Arc<App>,
    /// What follows the page's path, as it was sent: percent-encoded, without the query.
    pub rest: &'r str,
    /// Whether pages for these are where the request came to.
    pub has: &'r dyn Fn(Audience) -> bool,
    /// Looks up a header by its lower-case name; a value that is not text is absent.
    pub header: &'r dyn Fn(&str) -> Option<&'r str>,
}

impl Visit<'_> {
    /// Whether whoever asks would rather see HTML than JSON: browsers name it first, programs do not name it.
    pub fn is_by_a_person(&self) -> bool {
        (self.header)("accept").is_some_and(|accepted| accepted.contains("text/html"))
    }
}

/// What a page answers with.
#[derive(Debug, Clone)]
pub struct Page {
    /// The HTTP status.
    pub status: u16,
    /// The media type, with the character set of a text.
    pub media_type: Cow<'static, str>,
    /// Headers beside those that every answer has.
    pub headers: Vec<(&'static str, String)>,
    /// What it shows.
    pub body: Cow<'static, [u8]>,
}

/// For pages of HTML that have nothing but their own text and style: nothing is loaded from anywhere.
const PLAIN_CSP: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

impl Page {
    /// A page of this type.
    pub fn new(status: u16, media_type: impl Into<Cow<'static, str>>, body: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { status, media_type: media_type.into(), headers: Vec::new(), body: body.into() }
    }

    /// HTML that loads nothing.
    pub fn html(body: String) -> Self {
        Self::new(200, "text/html; charset=utf-8", body.into_bytes()).with("Content-Security-Policy", PLAIN_CSP)
    }

    /// JSON that has been written already.
    pub fn json(body: impl Into<Cow<'static, [u8]>>) -> Self {
        Self::new(200, "application/json; charset=utf-8", body)
    }

    /// A line of plain text.
    pub fn text(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, "text/plain; charset=utf-8", body.into().into_bytes())
    }

    /// Nothing is there.
    pub fn absent() -> Self {
        Self::text(404, "There is no such page; see /\n")
    }

    /// It is elsewhere on this server.
    pub fn moved(to: impl Into<String>) -> Self {
        Self::text(308, "").with("Location", to)
    }

    /// With another status.
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// The method is none of a page's.
    pub fn read_only() -> Self {
        Self::text(405, "Pages are read: use GET\n").with("Allow", "GET, HEAD")
    }

    /// With a header more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// As what a page answers that has nothing to wait for.
    pub fn at_once<'v>(self) -> Answering<'v> {
        Box::pin(future::ready(self))
    }
}

/// The page at a path, and what follows its own path there.
pub fn find(path: &str) -> Option<(&'static PageDef, &str)> {
    PAGES.iter().find_map(|page| Some((page, rest(page.path, path)?)))
}

fn rest<'p>(page: &str, path: &'p str) -> Option<&'p str> {
    match page.strip_suffix('/') {
        // The root has nothing below it: all the paths there are the vendors'.
        Some("") | None => (path == page).then_some(""),
        Some(folder) => {
            let below = path.strip_prefix(folder)?;
            (below.is_empty() || below.starts_with('/')).then_some(below)
        }
    }
}

/// Makes the page. A folder's own path without its slash leads to the one with it, so that relative links fit; the way
/// there is relative too, for a proxy may have put a prefix before it.
pub async fn answer(page: &'static PageDef, visit: Visit<'_>) -> Page {
    let is_folder = page.path.len() > 1 && page.path.ends_with('/');
    match visit.rest.strip_prefix('/') {
        Some(rest) => (page.answer)(Visit { rest, ..visit }).await,
        None if is_folder => Page::moved(last_part(page.path)),
        None => (page.answer)(visit).await,
    }
}

/// A folder's own name: `console/` of `/console/`.
fn last_part(folder: &str) -> &str {
    let parent = folder.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
    folder.split_at(parent).1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_called_by_the_last_part_of_its_path() {
        assert_eq!(["/console/", "/docs/api/"].map(last_part), ["console/", "api/"]);
    }

    #[test]
    fn a_page_has_its_path_and_a_folder_all_below_it() {
        for (page, path, found) in [
            ("/", "/", Some("")),
            ("/", "/tracker/list", None),
            ("/livez", "/livez", Some("")),
            ("/livez", "/livez/", None),
            ("/console/", "/console", Some("")),
            ("/console/", "/console/", Some("/")),
            ("/console/", "/console/app.js", Some("/app.js")),
            ("/console/", "/consoles", None),
        ] {
            assert_eq!(rest(page, path), found, "{page} {path}");
        }
    }
}
