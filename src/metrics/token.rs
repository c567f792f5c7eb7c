//! What whoever watches the server shows to be let in to its metrics.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::domain::Invalid;

/// A token of the operator's choice: 16 to 256 printable ASCII characters, no blanks. Only its digest is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct MetricsToken([u8; 32]);

impl MetricsToken {
    /// Fewer characters could be guessed.
    pub const MIN_CHARS: usize = 16;
    /// More fit in no sensible header.
    pub const MAX_CHARS: usize = 256;

    /// Whether this was shown. Digests are compared, so the time it takes tells nothing of the token.
    pub fn is(&self, shown: &str) -> bool {
        Self::of(shown) == *self
    }

    fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }
}

impl FromStr for MetricsToken {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let is_long_enough = (Self::MIN_CHARS..=Self::MAX_CHARS).contains(&text.len());
        if is_long_enough && text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Ok(Self::of(text));
        }
        Err(Invalid::because(format!(
            "must be {} to {} printable ASCII characters without blanks",
            Self::MIN_CHARS,
            Self::MAX_CHARS
        )))
    }
}

impl fmt::Debug for MetricsToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_long_enough_and_of_printable_characters() {
        for good in ["0123456789abcdef", "!\"#$%&'()*+,-./~", &"x".repeat(256)] {
            let token: MetricsToken = good.parse().expect(good);
            assert!(token.is(good) && !token.is(&good[1..]) && !token.is(""));
            assert_eq!(format!("{token:?}"), "<redacted>");
        }
        for bad in
            ["", "0123456789abcde", &"x".repeat(257), "0123456789 abcdef", "0123456789abcdef\n", "0123456789äbcdef"]
        {
            assert!(bad.parse::<MetricsToken>().is_err(), "{bad:?}");
        }
    }
}
