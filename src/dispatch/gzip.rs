//! Compressing long answers for those who can read them so.

use std::io::Write as _;

use actix_web::HttpRequest;
use flate2::Compression;
use flate2::write::GzEncoder;

/// Below this, compressing costs more than sending.
const WORTH_IT: usize = 1_024;

/// The body compressed, if it is long and the client says that it takes gzip.
pub(super) fn compress(request: &HttpRequest, body: &[u8]) -> Option<Vec<u8>> {
    if body.len() < WORTH_IT || !accepts(super::header(request, "accept-encoding")?) {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    encoder.write_all(body).ok()?;
    encoder.finish().ok()
}

/// Whether gzip is among the accepted codings (RFC 9110, 12.5.3), not forbidden by `q=0`.
fn accepts(codings: &str) -> bool {
    codings.split(',').any(|coding| {
        let (name, quality) = coding.split_once(';').unwrap_or((coding, ""));
        let forbidden = quality.trim().strip_prefix("q=").is_some_and(|q| q.trim().parse() == Ok(0.0));
        matches!(name.trim(), "gzip" | "*") && !forbidden
    })
}

#[cfg(test)]
mod tests {
    use super::accepts;

    #[test]
    fn gzip_is_sent_only_to_those_who_ask() {
        for yes in ["gzip", "deflate, gzip;q=1.0", "br, gzip", "*", "gzip;q=0.1"] {
            assert!(accepts(yes), "{yes}");
        }
        for no in ["", "identity", "br", "gzip;q=0", "gzip; q=0.0", "gzipped"] {
            assert!(!accepts(no), "{no}");
        }
    }
}
