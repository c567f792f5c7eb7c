//! Kinds of values that settings have.

use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::str::FromStr;

use jiff::SignedDuration;

use crate::limits;

/// Where a server listens that is told nothing else, and where one is looked for.
pub const LISTEN: &str = "127.0.0.1:8080";

/// Reads an address to listen on.
///
/// # Errors
/// When it is none.
pub fn address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "give an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080".to_owned())
}

/// Reads a time such as `6h`: a number and `s`, `m`, `h` or `d`.
///
/// # Errors
/// When it is none, or no time that backups can be apart.
pub(super) fn interval(text: &str) -> Result<SignedDuration, String> {
    let unit = |unit| text.strip_suffix(unit);
    let units = [('s', 1), ('m', 60), ('h', 3600), ('d', 24 * 3600)];
    let digits = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |name| unit(name).filter(digits)?.parse::<u32>().ok();
    let found = units.into_iter().find_map(|(name, seconds)| Some((number(name)?, seconds)));
    let seconds = found.map(|(number, seconds)| SignedDuration::from_secs(i64::from(number) * seconds));
    let possible = limits::SHORTEST_BACKUP_INTERVAL..=limits::LONGEST_BACKUP_INTERVAL;
    seconds
        .filter(|interval| possible.contains(interval))
        .ok_or_else(|| "give a time from 1s to 366d, such as 30m, 6h or 1d".to_owned())
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
