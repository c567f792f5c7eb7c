//! Moments as the API writes them: in the caller's time zone, or in ISO 8601 with an offset.

use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};

use super::{Invalid, TimeZone};
use crate::schema::{Parts, Schema, Shown, Taken};

/// How a caller wants to be told moments.
#[derive(Debug, Clone)]
pub struct Dates {
    zone: TimeZone,
    iso: bool,
}

impl Dates {
    /// In this zone; as `yyyy-MM-dd HH:mm:ss`, or with `iso` as `yyyy-MM-dd'T'HH:mm:ssZZ`.
    pub fn new(zone: TimeZone, iso: bool) -> Self {
        Self { zone, iso }
    }

    /// The zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// A moment, as the caller wants it.
    pub fn show(&self, moment: Timestamp) -> ShownMoment {
        let zoned = self.zone.at(moment);
        let format = if self.iso { "%Y-%m-%dT%H:%M:%S%:z" } else { "%Y-%m-%d %H:%M:%S" };
        ShownMoment(zoned.strftime(format).to_string())
    }
}

/// A moment as a caller is told it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct ShownMoment(String);

impl ShownMoment {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A moment as a caller names it, in either form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub enum Moment {
    /// What clocks showed in the caller's time zone.
    Local(DateTime),
    /// A moment by itself.
    Absolute(Timestamp),
}

impl Moment {
    /// Which moment it is, for a caller in that zone. Of a time that clocks showed twice the first is meant, and of one
    /// that they skipped the one as long after the change.
    ///
    /// # Errors
    /// When it lies beyond the years that can be counted.
    pub fn in_zone(self, zone: &TimeZone) -> Result<Timestamp, Invalid> {
        match self {
            Self::Absolute(moment) => Ok(moment),
            Self::Local(local) => zone.moment_of(local),
        }
    }
}

impl FromStr for Moment {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let local = DateTime::strptime("%Y-%m-%d %H:%M:%S", text).map(Self::Local);
        let absolute = || match text.as_bytes().get(19)? {
            b'+' | b'-' | b'Z' | b'z' => text.parse().ok().map(Self::Absolute),
            // A plus sign that its sender did not encode arrives in a query as a space.
            b' ' => text.replacen(' ', "+", 1).parse().ok().map(Self::Absolute),
            _ => None,
        };
        local.ok().or_else(absolute).ok_or_else(|| {
            Invalid::because("must be a moment, such as 2026-01-31 23:59:59 or 2026-01-31T23:59:59+01:00")
        })
    }
}

impl TryFrom<String> for Moment {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

/// A moment in ISO 8601. Without an offset it is in UTC, and without a time the day's beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct Instant(pub Timestamp);

impl TryFrom<String> for Instant {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let in_utc = |local: DateTime| local.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
        let local =
            || text.parse::<DateTime>().ok().or_else(|| Some(text.parse::<Date>().ok()?.into())).and_then(in_utc);
        let whole = |moment: Timestamp| Timestamp::from_second(moment.as_second()).ok();
        // The end of the calendar, by which many say never, is past the last moment that can be counted.
        let never = || Some(Timestamp::MAX).filter(|_| text.starts_with("9999-12-3") && is_a_moment(&text));
        text.parse()
            .ok()
            .or_else(local)
            .or_else(never)
            .and_then(whole)
            .map(Self)
            .ok_or_else(|| Invalid::because("must be a moment in ISO 8601, such as 2026-01-31T23:59:59Z"))
    }
}

/// Whether a text begins with a date and a time.
fn is_a_moment(text: &str) -> bool {
    text.get(..19).is_some_and(|local| local.parse::<DateTime>().is_ok())
}

impl Taken for Moment {
    fn taken(parts: &mut Parts) -> Schema {
        let pattern = "^-?[0-9]{4,6}-[0-9]{1,2}-[0-9]{1,2} +[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}$";
        let local = Schema::of_type("string").matching(pattern).example("2026-01-31 23:59:59");
        let pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}:[0-9]{2}([Zz]|[+ -].*)$";
        let absolute = Schema::of_type("string").matching(pattern).example("2026-01-31T23:59:59+01:00");
        parts.name("Moment", Schema::any_of([local, absolute]))
    }
}

impl Shown for ShownMoment {
    fn shown(parts: &mut Parts) -> Schema {
        let pattern = "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}([ ][0-9:]{8}|T[0-9:]{8}[+-][0-9:]{5,8})$";
        parts.name("ShownMoment", Schema::of_type("string").matching(pattern).example("2026-01-31 23:59:59"))
    }
}

impl Taken for Instant {
    fn taken(parts: &mut Parts) -> Schema {
        parts.name(
            "Instant",
            Schema::of_type("string").matching("^[+-]?[0-9]{4,6}-?[0-9]{2}").example("2026-01-31T23:59:59Z"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> TimeZone {
        "Europe/Berlin".parse().expect("a zone")
    }

    #[test]
    fn a_moment_is_shown_in_the_callers_zone_and_form() {
        let moment = Timestamp::from_second(1_790_000_000).expect("a moment");
        assert_eq!(Dates::new(berlin(), false).show(moment).as_str(), "2026-09-21 16:13:20");
        assert_eq!(Dates::new(berlin(), true).show(moment).as_str(), "2026-09-21T16:13:20+02:00");
        assert_eq!(Dates::new("UTC".parse().expect("a zone"), true).show(moment).as_str(), "2026-09-21T14:13:20+00:00");
    }

    #[test]
    fn both_forms_are_read() {
        let expected = Timestamp::from_second(1_790_000_000).expect("a moment");
        for text in [
            "2026-09-21 16:13:20",
            "2026-09-21T16:13:20+02:00",
            "2026-09-21T16:13:20 02:00",
            "2026-09-21T14:13:20Z",
            "2026-09-21T19:13:20+05:00",
        ] {
            let moment: Moment = text.parse().expect(text);
            assert_eq!(moment.in_zone(&berlin()), Ok(expected), "{text}");
        }
        for text in
            ["", "2026-09-21", "2026-09-21 16:13", "2026-13-01 00:00:00", "2026-09-21T16:13:20", "now", "1790000000"]
        {
            assert!(text.parse::<Moment>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_instant_is_in_utc_unless_it_says_otherwise() {
        let read = |text: &str| Instant::try_from(text.to_owned()).ok().map(|Instant(moment)| moment.as_second());
        for text in [
            "2026-09-21T14:13:20Z",
            "2026-09-21T14:13:20.999Z",
            "2026-09-21T16:13:20+02:00",
            "2026-09-21T14:13:20",
            "2026-09-21 14:13:20",
        ] {
            assert_eq!(read(text), Some(1_790_000_000), "{text}");
        }
        assert_eq!(read("1970-01-02"), Some(86_400));
        assert_eq!(read("9999-12-31T23:59:59Z"), Some(Timestamp::MAX.as_second()));
        for text in ["", "now", "1790000000", "2026-13-01", "2026-09-21T25:00:00Z"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
