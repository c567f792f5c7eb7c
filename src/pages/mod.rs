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
mod page;
mod place;

use std::pin::Pin;
use std::sync::Arc;

use crate::app::App;

pub use page::Page;
pub use place::{Place, Spot};

/// Every page; the first whose place fits answers.
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

/// Which listener a request came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listener {
    /// The only one, which has everything.
    Only,
    /// The one that has the API, beside the operator's.
    Callers,
    /// The operator's.
    Operator,
}

impl Listener {
    /// Whether pages for these are there.
    pub fn serves(self, audience: Audience) -> bool {
        match audience {
            Audience::Everybody => true,
            Audience::Callers => self != Self::Operator,
            Audience::Operator => self != Self::Callers,
        }
    }
}

/// How a page is asked for, which decides whether a limit holds for it, and what is logged of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Demand {
    /// Now and then.
    Occasional,
    /// Every few seconds, by what gathers metrics: lines of its successes would hide all others.
    Steady,
    /// As often, by what watches the server's health, which no limit may hide.
    Vital,
}

/// One page, or one folder of pages.
pub struct PageDef {
    /// Where it is.
    pub place: Place,
    /// Who it is for.
    pub audience: Audience,
    /// How it is asked for.
    pub demand: Demand,
    /// What answers.
    pub answer: for<'v> fn(Visit<'v>) -> Answering<'v>,
}

/// A page being made.
pub type Answering<'v> = Pin<Box<dyn Future<Output = Page> + 'v>>;

/// A request for a page: GET, or HEAD for its head alone.
#[derive(Clone, Copy)]
pub struct Visit<'r> {
    /// What the server has.
    pub app: &'r Arc<App>,
    /// Which page of a folder, as it was sent: percent-encoded, without the query. Empty for the folder's own.
    pub name: &'r str,
    /// Where the request came to.
    pub listener: Listener,
    /// Looks up a header by its lower-case name; a value that is not text is absent.
    pub header: &'r dyn Fn(&str) -> Option<&'r str>,
}

impl Visit<'_> {
    /// Whether whoever asks would rather see HTML than JSON: browsers name it first, programs do not name it.
    pub fn is_by_a_person(&self) -> bool {
        (self.header)("accept").is_some_and(|accepted| accepted.contains("text/html"))
    }
}

/// The page at a path, and where in its place that is.
pub fn find(path: &str) -> Option<(&'static PageDef, Spot<'_>)> {
    PAGES.iter().find_map(|page| Some((page, page.place.find(path)?)))
}
