//! Reading a request's body within its bounds: so many bytes, so much time.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::Poll;

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::{Bytes, BytesMut};
use actix_web::{HttpRequest, web};
use futures_util::StreamExt as _;

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
    if let Some(body) = second_look(collecting.as_mut()).await {
        return body;
    }
    match tokio::time::timeout(limits.request_deadline, collecting).await {
        Ok(body) => body,
        Err(_) => Err(Failure::caused(Code::RequestTimedOut, "the body did not arrive in time").closing()),
    }
}

/// What the future comes to, if it does so by the second look at it: the library hands a body over that has come with the
/// head between the first and the second. So for most bodies no timer need be set.
async fn second_look<F: Future>(mut future: Pin<&mut F>) -> Option<F::Output> {
    let mut looked = false;
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if looked => Poll::Ready(None),
        Poll::Pending => {
            looked = true;
            context.waker().wake_by_ref();
            Poll::Pending
        }
    })
    .await
}

/// Whether the head says that nothing follows: then no timer is needed.
fn is_absent(request: &HttpRequest) -> bool {
    let headers = request.headers();
    !headers.contains_key(header::TRANSFER_ENCODING)
        && headers.get(header::CONTENT_LENGTH).is_none_or(|length| length == "0")
}

/// Whether the client wants to speak a websocket's protocol from here on, which the HTTP library would take for a body
/// without an end. Other upgrades (browsers and proxies offer some with every request) change nothing.
fn is_websocket(request: &HttpRequest) -> bool {
    let offers = |upgrade: &HeaderValue| {
        upgrade.to_str().is_ok_and(|upgrade| upgrade.to_ascii_lowercase().contains("websocket"))
    };
    request.head().upgrade() && request.headers().get(header::UPGRADE).is_some_and(offers)
}

async fn collect(mut payload: web::Payload, limit: usize) -> Result<Bytes> {
    let mut body = Gathered::Nothing;
    let mut received = 0_usize;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| Failure::caused(Code::WrongRequestFormat, error.to_string()).closing())?;
        received += chunk.len();
        if received > limit.saturating_mul(PATIENCE) {
            return Err(Failure::from(Code::TooLargeRequest).closing());
        }
        if received <= limit {
            body = body.and(chunk);
        }
    }
    if received > limit { Err(Code::TooLargeRequest.into()) } else { Ok(body.into()) }
}

/// What has arrived: most bodies come in one piece, which need not be copied.
enum Gathered {
    Nothing,
    One(Bytes),
    More(BytesMut),
}

impl Gathered {
    fn and(self, chunk: Bytes) -> Self {
        let mut gathered = match self {
            Self::Nothing => return Self::One(chunk),
            Self::One(first) => BytesMut::from(first),
            Self::More(gathered) => gathered,
        };
        gathered.extend_from_slice(&chunk);
        Self::More(gathered)
    }
}

impl From<Gathered> for Bytes {
    fn from(gathered: Gathered) -> Self {
        match gathered {
            Gathered::Nothing => Self::new(),
            Gathered::One(body) => body,
            Gathered::More(body) => body.freeze(),
        }
    }
}
