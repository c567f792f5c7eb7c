//! What is known of a user beside rights and password.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Invalid;
use super::text;

/// What a user logs in with: an e-mail address, kept in lower case, unique over the whole server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Login(String);

impl Login {
    /// The longest address that mail can be sent to (RFC 5321, 4.5.3.1.3).
    pub const MAX_CHARS: usize = 254;

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Login {
    type Err = Invalid;

    /// Checks only the form `name@host`: whether mail arrives there, only mail can tell.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        text::check(text, Self::MAX_CHARS)?;
        let spaced = text.chars().any(char::is_whitespace);
        match text.split_once('@') {
            Some((name, host)) if !spaced && !name.is_empty() && !host.is_empty() && !host.contains('@') => {
                Ok(Self(text.to_lowercase()))
            }
            _ => Err(Invalid::because("must be a well-formed email address")),
        }
    }
}

impl std::fmt::Display for Login {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A time zone by its IANA name, such as `Europe/Berlin`: dates are shown to a user in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct TimeZone {
    name: String,
    #[serde(skip)]
    rules: jiff::tz::TimeZone,
}

impl TimeZone {
    /// The zone's name.
    pub fn as_str(&self) -> &str {
        &self.name
    }

    /// The date that a moment falls on in the zone.
    pub fn date_of(&self, moment: Timestamp) -> Date {
        self.rules.to_datetime(moment).date()
    }
}

impl FromStr for TimeZone {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match jiff::tz::TimeZone::get(text) {
            Ok(rules) => Ok(Self { name: rules.iana_name().unwrap_or(text).to_owned(), rules }),
            Err(_) => Err(Invalid::because("must be an IANA time zone, such as Europe/Berlin or UTC")),
        }
    }
}

/// A locale: `language` or `language_COUNTRY`, such as `en_US`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Locale(String);

impl Locale {
    /// The locale's code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Locale {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let (language, country) = text.split_once('_').unwrap_or((text, "XX"));
        let good = matches!(language.len(), 2..=3)
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase());
        if good { Ok(Self(text.to_owned())) } else { Err(Invalid::because("must be a locale, such as en_US or de")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_are_addresses_in_lower_case() {
        assert_eq!("Ada@Fleet.Example".parse::<Login>().expect("good").as_str(), "ada@fleet.example");
        for bad in ["", "ada", "@fleet", "ada@", "a b@c", "a@b@c", "a@b\n"] {
            assert!(bad.parse::<Login>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn zones_and_locales_are_known_ones() {
        assert_eq!("europe/berlin".parse::<TimeZone>().expect("good").as_str(), "Europe/Berlin");
        assert!("Mars/Olympus".parse::<TimeZone>().is_err());
        for good in ["en_US", "de", "fil_PH"] {
            assert!(good.parse::<Locale>().is_ok(), "{good}");
        }
        for bad in ["", "EN_us", "english", "en-US", "en_USA"] {
            assert!(bad.parse::<Locale>().is_err(), "{bad}");
        }
    }
}
