//! Reading a request's body within its bounds: so many bytes, so much time.

use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;

use crate::error::{Code, Failure, Result};
use crate::limits::Limits;

/// How much of a body that is too large is read and thrown away, so that its sender is done sending and reads the answer:
/// so many times the limit. Of a larger one the connection is closed.
const PATIENCE: usize = 4;

/// The whole body.
///
/// # Errors
/// 9 when it is over the limit; 5 when it breaks off, does not arrive in time, or is no body.
pub(super) async fn read(request: &HttpRequest, payload: web::Payload, limits: &Limits) -> Result<Bytes> {
    if request.head().upgrade() {
        // What follows is no body but another protocol, such as a websocket's, and there is none here.
        return Err(Failure::caused(Code::WrongRequestFormat, "an upgrade to another protocol").closing());
    }
    if is_absent(request) {
        return Ok(Bytes::new());
    }
    match tokio::time::timeout(limits.request_deadline, collect(payload, limits.body_bytes)).await {
        Ok(body) => body,
        Err(_) => Err(Failure::caused(Code::WrongRequestFormat, "the body did not arrive in time").closing()),
    }
}

/// Whether the head says that nothing follows: then no timer is needed.
fn is_absent(request: &HttpRequest) -> bool {
    let headers = request.headers();
    !headers.contains_key("transfer-encoding") && headers.get("content-length").is_none_or(|length| length == "0")
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
