//! What time zones are called in English.

use std::sync::LazyLock;

use icu_datetime::NoCalendarFormatter;
use icu_datetime::fieldsets::zone::SpecificLong;
use icu_locale::locale;
use icu_time::zone::{UtcOffset, ZoneNameTimestamp};
use jiff::Timestamp;

use super::TimeZone;

/// The moment whose names are shown, 2050-01-01: by then every change of law that is decided today is in force.
const MOMENT: Timestamp = Timestamp::constant(2_524_608_000, 0);

/// Every zone of [`TimeZone::all`], in its order, with the English name of its winter time, such as
/// `Central European Standard Time`, as the Unicode consortium has it (CLDR). Where that has none, the name is the
/// offset: `GMT+03:00`.
pub fn zone_names() -> &'static [(TimeZone, String)] {
    static NAMES: LazyLock<Vec<(TimeZone, String)>> = LazyLock::new(|| {
        let english = NoCalendarFormatter::try_new(locale!("en").into(), SpecificLong).ok();
        let name = |zone: &TimeZone| {
            let (winter, _) = zone.offsets(MOMENT);
            let then = icu_time::TimeZone::from_iana_id(zone.as_str())
                .with_offset(UtcOffset::try_from_seconds(winter).ok())
                .with_zone_name_timestamp(ZoneNameTimestamp::from_epoch_seconds(MOMENT.as_second()));
            english.as_ref().map_or_else(|| zone.as_str().to_owned(), |english| english.format(&then).to_string())
        };
        TimeZone::all().iter().map(|zone| (zone.clone(), name(zone))).collect()
    });
    &NAMES
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_have_the_names_of_their_winter_times() {
        let named = |zone: &str| {
            let found = zone_names().iter().find(|(known, _)| known.as_str() == zone);
            found.map(|(_, name)| name.as_str())
        };
        for (zone, name) in [
            ("America/New_York", "Eastern Standard Time"),
            ("America/Los_Angeles", "Pacific Standard Time"),
            ("America/Bogota", "Colombia Standard Time"),
            ("Australia/Sydney", "Australian Eastern Standard Time"),
            ("Europe/Berlin", "Central European Standard Time"),
            ("Europe/Dublin", "Greenwich Mean Time"),
            ("Europe/London", "Greenwich Mean Time"),
            ("Asia/Amman", "GMT+03:00"),
            ("UTC", "Coordinated Universal Time"),
        ] {
            assert_eq!(named(zone), Some(name), "{zone}");
        }
    }

    #[test]
    fn every_zone_has_a_name() {
        let named: Vec<_> = zone_names().iter().map(|(zone, _)| zone).collect();
        assert_eq!(named, TimeZone::all().iter().collect::<Vec<_>>());
        assert!(zone_names().iter().all(|(zone, name)| !name.is_empty() && name != zone.as_str()));
    }
}
