//! Kinds of values that settings have.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::str::FromStr;

/// Reads an address to listen on.
///
/// # Errors
/// When it is none.
pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "give an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned())
}

/// Requests a second, or no limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit(pub Option<NonZeroU32>);

impl FromStr for RateLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "off" | "0" => Ok(Self(None)),
            number => number
                .parse()
                .map(|rate| Self(Some(rate)))
                .map_err(|_| "give a number of requests a second, or off".to_owned()),
        }
    }
}

/// A number, or no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtMost(pub Option<NonZeroU32>);

impl FromStr for AtMost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "off" | "0" => Ok(Self(None)),
            number => number.parse().map(|most| Self(Some(most))).map_err(|_| "give a number, or off".to_owned()),
        }
    }
}

impl fmt::Display for AtMost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(most) => write!(f, "{most}"),
            None => f.write_str("off"),
        }
    }
}
