//! What is known of a user beside rights and password.

use std::str::FromStr;
use std::sync::LazyLock;

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZoneDatabase;
use jiff::{SignedDuration, Timestamp, Zoned};

use super::Invalid;
use super::text::{self, text_type};
use crate::schema::{Parts, Schema, Shown, Taken};

/// What a user logs in with: an e-mail address, kept in lower case, unique over the whole server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, deserr::Deserr)]
#[serde(transparent)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
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

text_type! {
    /// What somebody who wants to log in says its login is: any text of 1 to 254 characters, be it a [`Login`] or not.
    LoginAttempt, 254, text::check_length, text::ANY, "user@example.com"
}

/// The zones that this program was built with: the same on every machine, whatever its system knows.
static ZONES: LazyLock<TimeZoneDatabase> = LazyLock::new(TimeZoneDatabase::bundled);

/// A time zone by its IANA name, such as `Europe/Berlin`: dates are shown to a user in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, deserr::Deserr)]
#[serde(transparent)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
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

    /// What clocks in the zone show at a moment.
    pub fn at(&self, moment: Timestamp) -> Zoned {
        moment.to_zoned(self.rules.clone())
    }

    /// Every zone by name; what is no place on earth, but a short name for one, is left out.
    pub fn all() -> &'static [Self] {
        static ALL: LazyLock<Vec<TimeZone>> = LazyLock::new(|| {
            let names = ZONES.available().map(|name| name.to_string());
            let mut zones: Vec<TimeZone> =
                names.filter(|name| name.contains('/') || name == "UTC").filter_map(|name| name.parse().ok()).collect();
            zones.sort_by(|one, other| one.name.cmp(&other.name));
            zones.dedup();
            zones
        });
        &ALL
    }

    /// The offset from UTC of the zone's winter time, and what its summer time adds, both in seconds, by the rules of the year
    /// after that moment.
    pub fn offsets(&self, from: Timestamp) -> (i32, i32) {
        const MONTH: SignedDuration = SignedDuration::from_hours(30 * 24);
        let moments = (0..12).filter_map(|months| from.checked_add(MONTH * months).ok());
        let (mut standard, mut summer) = (None, None);
        for moment in moments {
            let info = self.rules.to_offset_info(moment);
            let season = if info.dst().is_dst() { &mut summer } else { &mut standard };
            season.get_or_insert(info.offset().seconds());
        }
        match (standard, summer) {
            // Ireland's data have it the other way round: its standard time is that of the summer.
            (Some(one), Some(other)) => (one.min(other), one.abs_diff(other).cast_signed()),
            (one, other) => (one.or(other).unwrap_or_default(), 0),
        }
    }

    /// The moment at which clocks in the zone show that.
    ///
    /// # Errors
    /// When it lies beyond the years that can be counted.
    pub fn moment_of(&self, local: DateTime) -> Result<Timestamp, Invalid> {
        self.rules.to_timestamp(local).map_err(|_| Invalid::because("is too far away"))
    }
}

impl Default for TimeZone {
    fn default() -> Self {
        Self { name: "UTC".to_owned(), rules: jiff::tz::TimeZone::UTC }
    }
}

impl FromStr for TimeZone {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        match ZONES.get(text) {
            Ok(rules) => Ok(Self { name: rules.iana_name().unwrap_or(text).to_owned(), rules }),
            Err(_) => Err(Invalid::because("must be an IANA time zone, such as Europe/Berlin or UTC")),
        }
    }
}

/// A locale: `language` or `language_COUNTRY`, such as `en_US`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, deserr::Deserr)]
#[serde(transparent)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct Locale(String);

impl Default for Locale {
    fn default() -> Self {
        Self("en_US".to_owned())
    }
}

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

impl TryFrom<String> for Login {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl TryFrom<String> for TimeZone {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl TryFrom<String> for Locale {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl Taken for Login {
    fn taken(parts: &mut Parts) -> Schema {
        Self::shown(parts)
    }
}

impl Shown for Login {
    fn shown(parts: &mut Parts) -> Schema {
        let address = Schema::text(3..=Self::MAX_CHARS).matching("^[^@\\s]+@[^@\\s]+$");
        parts.name("Login", address.example("user@example.com"))
    }
}

impl Taken for TimeZone {
    fn taken(parts: &mut Parts) -> Schema {
        Self::shown(parts)
    }
}

impl Shown for TimeZone {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("TimeZone", Schema::of_type("string").matching("^[A-Za-z0-9/_+-]+$").example("Europe/Berlin"))
    }
}

impl Taken for Locale {
    fn taken(parts: &mut Parts) -> Schema {
        Self::shown(parts)
    }
}

impl Shown for Locale {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("Locale", Schema::of_type("string").matching("^[a-z]{2,3}(_[A-Z]{2})?$").example("en_US"))
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
    fn a_zones_offsets_are_those_of_its_seasons() {
        let from = Timestamp::from_second(1_790_000_000).expect("a moment");
        for (name, base, summer) in [
            ("Europe/Berlin", 3600, 3600),
            ("Australia/Sydney", 36_000, 3600),
            ("Asia/Kathmandu", 20_700, 0),
            ("America/St_Johns", -12_600, 3600),
            ("Europe/Dublin", 0, 3600),
            ("UTC", 0, 0),
        ] {
            assert_eq!(name.parse::<TimeZone>().expect(name).offsets(from), (base, summer), "{name}");
        }
        assert!(TimeZone::all().len() > 300);
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
