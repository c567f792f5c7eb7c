//! Answers as HTTP has them: status, headers, body.

use std::borrow::Cow;
use std::io::Cursor;

use actix_web::body::SizedStream;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use super::gzip;
use super::origins::Origins;
use super::sending::pieces;
use crate::action::{Body, Reply};
use crate::draining::UnderWay;
use crate::error::Failure;
use crate::pages::Page;

/// Every answer carries these: hashes stand in URLs, so nothing may be stored or passed on as a referrer.
static ALWAYS: [(HeaderName, HeaderValue); 3] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

/// Whatever body there is.
static JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// Every success comes compressed to those who take it so.
static VARY: HeaderValue = HeaderValue::from_static("Accept-Encoding");

/// The answer to any OPTIONS: whether the path leads somewhere, the request itself will be told.
pub(super) fn preflight(request: &HttpRequest, origins: &Origins) -> HttpResponse {
    let mut response = with_status(StatusCode::NO_CONTENT).finish();
    Origins::answer_preflight(response.headers_mut());
    origins.allow(request, response.headers_mut());
    response
}

const GZIP: (&str, &str) = ("Content-Encoding", "gzip");

pub(super) async fn success(request: &HttpRequest, reply: Reply, under_way: UnderWay) -> HttpResponse {
    let mut builder = begin(&reply);
    builder.insert_header((header::VARY, VARY.clone()));
    match reply.body {
        Body::Short(body) => match gzip::compress(request, &body).await {
            Some(smaller) => {
                builder.insert_header(GZIP);
                short(builder, smaller.into(), under_way)
            }
            None => short(builder, body, under_way),
        },
        Body::Long(body) if gzip::is_accepted(request) => {
            builder.insert_header(GZIP).streaming(pieces(gzip::compressed(body), under_way))
        }
        body @ Body::Long(_) => uncompressed(builder, body, under_way),
    }
}

/// A page, which any browser may open, and no other page's script may read.
pub(super) async fn page(request: &HttpRequest, page: Page) -> HttpResponse {
    let mut builder = with_status(StatusCode::from_u16(page.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    builder.insert_header((header::CONTENT_TYPE, &*page.media_type)).append_header((header::VARY, VARY.clone()));
    for (name, value) in page.headers {
        builder.append_header((name, value));
    }
    let (body, smaller) = match page.body {
        Cow::Borrowed(file) => (Bytes::from_static(file), gzip::compress_once(request, file).await),
        Cow::Owned(body) => {
            let body = Bytes::from(body);
            let smaller = gzip::compress(request, &body).await.map(Bytes::from);
            (body, smaller)
        }
    };
    match smaller {
        Some(smaller) => builder.insert_header(GZIP).body(smaller),
        None => builder.body(body),
    }
}

/// Up to here an answer fits in what the system takes at once, so it is as good as sent.
const AT_ONCE: usize = 64 * 1024;

/// An answer that stands in memory. One that takes a slow reader a while is under way until it has been taken.
fn short(mut builder: HttpResponseBuilder, body: Bytes, under_way: UnderWay) -> HttpResponse {
    if body.len() <= AT_ONCE {
        return builder.body(body);
    }
    let length = body.len() as u64;
    builder.body(SizedStream::new(length, pieces(Cursor::new(body), under_way)))
}

fn uncompressed(mut builder: HttpResponseBuilder, body: Body, under_way: UnderWay) -> HttpResponse {
    match body {
        Body::Short(body) => short(builder, body, under_way),
        Body::Long(body) => builder.body(SizedStream::new(body.length(), pieces(body, under_way))),
    }
}

pub(super) fn failure(failure: &Failure, reply: Reply, under_way: UnderWay) -> HttpResponse {
    let mut builder = begin(&reply);
    if let Some(wait) = failure.retry_after {
        // Whole seconds, rounded up: a client that waits so long is let in.
        let seconds = wait.as_secs_f64().ceil().max(1.0);
        builder.insert_header(("Retry-After", format!("{seconds:.0}")));
    }
    if failure.closes_connection {
        builder.force_close();
    }
    uncompressed(builder, reply.body, under_way)
}

/// The head of an answer: the reply's own, that its body is JSON if it has one, and what always stands there. Who may read
/// it is added at the end.
fn begin(reply: &Reply) -> HttpResponseBuilder {
    let status = StatusCode::from_u16(reply.head.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = with_status(status);
    if !reply.body.is_empty() {
        builder.insert_header((header::CONTENT_TYPE, JSON.clone()));
    }
    for (name, value) in &reply.head.headers {
        builder.insert_header((*name, value.as_str()));
    }
    builder
}

fn with_status(status: StatusCode) -> HttpResponseBuilder {
    let mut builder = HttpResponse::build(status);
    for header in &ALWAYS {
        builder.insert_header(header.clone());
    }
    builder
}
