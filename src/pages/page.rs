//! What pages answer with.

use std::borrow::Cow;
use std::future;

use super::Answering;

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

impl Page {
    /// A page of this type.
    pub fn new(status: u16, media_type: impl Into<Cow<'static, str>>, body: impl Into<Cow<'static, [u8]>>) -> Self {
        Self { status, media_type: media_type.into(), headers: Vec::new(), body: body.into() }
    }

    /// HTML that has nothing but its own text and style: nothing is loaded from anywhere.
    pub fn html(body: String) -> Self {
        Self::new(200, "text/html; charset=utf-8", body.into_bytes()).permitting("style-src 'unsafe-inline'")
    }

    /// With leave to load and run what these directives say and nothing else; it sends no form, and stands in no frame.
    #[must_use]
    pub fn permitting(self, directives: &str) -> Self {
        const REST: &str = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        self.with("Content-Security-Policy", format!("default-src 'none'; {directives}; {REST}"))
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

    /// With one more header.
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
