//! Reading a request's body within its bounds: so many bytes, so much time.

use std::pin::pin;

use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpRequest, web};
use futures_util::{FutureExt as _, StreamExt as _};

use crate::error::{Code, Failure, Result};
use crate::limits::Limits;

/// How much of a body that is too large is read and thrown away, so that its sender is done sending and reads the
/// answer: so many times the limit. Of a larger one the connection is closed.
const PATIENCE: usize = 4;

/// The whole body.
///
/// # Errors
/// 9 when it is over the limit; 5 when it breaks off or does not arrive in time.
pub(super) async fn read(request: &HttpRequest, payload: web::Payload, limits: &Limits) -> Result<Bytes> {
    if is_absent(request) || is_websocket(request) {
        return Ok(Bytes::new());
    }
    let mut collecting = pin!(collect(payload, limits.body_bytes));
    // Most bodies have come with the head: a timer would be set for nothing.
    if let Some(body) = collecting.as_mut().now_or_never() {
        return body;
    }
    match tokio::time::timeout(limits.request_deadline, collecting).await {
        Ok(body) => body,
        Err(_) => Err(Failure::caused(Code::RequestTimedOut, "the body did not arrive in time").closing()),
    }
}

/// Whether the head says that nothing follows: then no timer is needed.
fn is_absent(request: &HttpRequest) -> bool {
    let headers = request.headers();
    !headers.contains_key("transfer-encoding") && headers.get("content-length").is_none_or(|length| length == "0")
}

/// Whether the client wants to speak a websocket's protocol from here on, which the HTTP library would take for a body
/// without an end. Other upgrades (browsers and proxies offer some with every request) change nothing.
fn is_websocket(request: &HttpRequest) -> bool {
    let upgrade = super::header(request, "upgrade").unwrap_or_default();
    request.head().upgrade() && upgrade.to_ascii_lowercase().contains("websocket")
}

async fn collect(mut payload: web::Payload, limit: usize) -> Result<Bytes> {
    let mut body = BytesMut::new();
    let mut received = 0_usize;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Failure::caused(Code::WrongRequestFormat, error.to_string()).closing())?;
        received += chunk.len();
        if received > limit.saturating_mul(PATIENCE) {
            return Err(Failure::from(Code::TooLargeRequest).closing());
        }
        if received <= limit {
            body.extend_from_slice(&chunk);
        }
    }
    if received > limit { Err(Code::TooLargeRequest.into()) } else { Ok(body.freeze()) }
}
