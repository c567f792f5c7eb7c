//! Answers as HTTP has them: status, headers, body.

use actix_web::http::StatusCode;
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use super::gzip;
use crate::error::Failure;

/// Every answer carries these. No cookie is ever a credential, so any page may read what it has the hash for; and hashes
/// stand in URLs, so nothing may be stored or passed on as a referrer.
const ALWAYS: [(&str, &str); 4] = [
    ("Access-Control-Allow-Origin", "*"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// What a browser may send from another origin, and for how long (a day) it need not ask again.
const PREFLIGHT: [(&str, &str); 3] = [
    ("Access-Control-Allow-Methods", "GET, POST, OPTIONS"),
    ("Access-Control-Allow-Headers", "Authorization, Content-Type, NVX-ISO-DateTime, X-Requested-With, Accept"),
    ("Access-Control-Max-Age", "86400"),
];

/// The answer to any OPTIONS: whether the path leads somewhere, the request itself will be told.
pub(super) fn preflight() -> HttpResponse {
    let mut builder = begin(StatusCode::NO_CONTENT);
    for header in PREFLIGHT {
        builder.insert_header(header);
    }
    builder.finish()
}

pub(super) async fn success(request: &HttpRequest, body: Vec<u8>) -> HttpResponse {
    let mut builder = begin(StatusCode::OK);
    json(&mut builder);
    builder.insert_header(("Vary", "Accept-Encoding"));
    let body = Bytes::from(body);
    match gzip::compress(request, &body).await {
        Some(smaller) => builder.insert_header(("Content-Encoding", "gzip")).body(smaller),
        None => builder.body(body),
    }
}

pub(super) fn failure(failure: &Failure, body: Vec<u8>) -> HttpResponse {
    let status = StatusCode::from_u16(failure.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut builder = begin(status);
    json(&mut builder);
    if let Some(wait) = failure.retry_after {
        // Whole seconds, rounded up: a client that waits so long is let in.
        let seconds = wait.as_secs_f64().ceil().max(1.0);
        builder.insert_header(("Retry-After", format!("{seconds:.0}")));
        builder.insert_header(("Access-Control-Expose-Headers", "Retry-After"));
    }
    if failure.closes_connection {
        builder.force_close();
    }
    builder.body(body)
}

fn json(builder: &mut HttpResponseBuilder) {
    builder.insert_header(("Content-Type", "application/json; charset=utf-8"));
}

fn begin(status: StatusCode) -> HttpResponseBuilder {
    let mut builder = HttpResponse::build(status);
    for header in ALWAYS {
        builder.insert_header(header);
    }
    builder
}
