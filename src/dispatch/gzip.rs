//! Compressing long answers for those who can read them so.

use std::collections::HashMap;
use std::io::{Read, Write as _};
use std::sync::{LazyLock, Mutex, PoisonError};

use actix_web::HttpRequest;
use actix_web::web::Bytes;
use flate2::Compression;
use flate2::{read, write};
use tokio::task::spawn_blocking;

/// Below this, compressing costs more than sending.
const WORTH_IT: usize = 1_024;

/// From here on it takes so long that a worker should not do it.
const LONG: usize = 256 * 1_024;

/// The body compressed, if it is long and the client says that it takes gzip.
pub(super) async fn compress(request: &HttpRequest, body: &Bytes) -> Option<Vec<u8>> {
    if body.len() < WORTH_IT || !is_accepted(request) {
        return None;
    }
    if body.len() < LONG {
        return gzip(body);
    }
    let body = body.clone();
    spawn_blocking(move || gzip(&body)).await.ok().flatten()
}

/// [`compress`] for what is part of the program. Anybody can ask for such a file, as often as they like, so each is
/// compressed once and kept, by the place where it stands.
pub(super) async fn compress_once(request: &HttpRequest, file: &'static [u8]) -> Option<Bytes> {
    static COMPRESSED: LazyLock<Mutex<HashMap<usize, Bytes>>> = LazyLock::new(Mutex::default);
    let compressed = || COMPRESSED.lock().unwrap_or_else(PoisonError::into_inner);
    let place = file.as_ptr().addr();
    if is_accepted(request)
        && let Some(kept) = compressed().get(&place)
    {
        return Some(kept.clone());
    }
    let made: Bytes = compress(request, &Bytes::from_static(file)).await?.into();
    compressed().insert(place, made.clone());
    Some(made)
}

/// Whether the client says that it takes gzip.
pub(super) fn is_accepted(request: &HttpRequest) -> bool {
    super::header(request, "accept-encoding").is_some_and(accepts)
}

/// What is read, compressed while it is read.
pub(super) fn compressed<R: Read>(body: R) -> read::GzEncoder<R> {
    read::GzEncoder::new(body, Compression::fast())
}

fn gzip(body: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = write::GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

/// Whether gzip is among the accepted codings (RFC 9110, 12.5.3), not forbidden by `q=0`.
fn accepts(codings: &str) -> bool {
    let allowed = |wanted: &str| {
        codings.split(',').find_map(|coding| {
            let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
            let forbidden = quality.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0));
            name.trim().eq_ignore_ascii_case(wanted).then_some(!forbidden)
        })
    };
    allowed("gzip").or_else(|| allowed("*")).unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn gzip_is_sent_only_to_those_who_ask() {
        for yes in ["gzip", "deflate, gzip;q=1.0", "br, gzip", "*", "GZIP;q=0.1", "*;q=0, gzip"] {
            assert!(accepts(yes), "{yes}");
        }
        for no in ["", "identity", "br", "gzip;q=0", "gzip; q=0.0", "gzip;q=0, *", "gzipped"] {
            assert!(!accepts(no), "{no}");
        }
    }
}
