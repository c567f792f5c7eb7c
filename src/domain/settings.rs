//! How a user wants things shown, and what a dashboard keeps for itself.

use super::choice::choice_type;
use super::text::{self, text_type};
use super::{Invalid, Locale, TimeZone};
use crate::schema::Shown;

choice_type! {
    /// Which units things are measured in.
    MeasurementSystem {
        Metric = "metric", Imperial = "imperial", Us = "us", MetricGalUs = "metric_gal_us", Nautical = "nautical",
    }
}

choice_type! {
    /// How dates are written.
    DateFormat {
        DayMonthYearDots = "ddMMyyyy_dots",
        DayMonthYearSlashes = "ddMMyyyy_slashes",
        MonthDayYearHyphens = "MMddyyyy_hyphens",
        YearMonthDayHyphens = "yyyyMMdd_hyphens",
        ShortMonth = "dMMMy",
        LongMonth = "dMMMMy",
    }
}

choice_type! {
    /// How many hours a clock's face has.
    HourMode { Twelve = "TWELVE_HOURS", TwentyFour = "TWENTY_FOUR_HOURS", }
}

choice_type! {
    /// Who turns positions into addresses. Muster asks none of them; dashboards do.
    Geocoder {
        Google = "google", Yandex = "yandex", Progorod = "progorod", Osm = "osm", LocationIq = "locationiq",
    }
}

choice_type! {
    /// Who finds routes. Muster asks none of them; dashboards do.
    RouteProvider { Google = "google", Progorod = "progorod", Osrm = "osrm", }
}

/// How a user wants things shown.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize, Shown)]
pub struct UserSettings {
    /// Language and country.
    pub locale: Locale,
    /// The zone that dates are shown in.
    pub time_zone: TimeZone,
    /// How dates are written.
    pub date_format: Option<DateFormat>,
    /// How many hours a clock's face has.
    pub hour_mode: Option<HourMode>,
    /// The units.
    pub measurement_system: MeasurementSystem,
    /// Who turns positions into addresses.
    pub geocoder: Option<Geocoder>,
    /// Who finds routes.
    pub route_provider: Option<RouteProvider>,
    /// Whether texts are written in Latin letters.
    pub translit: bool,
}

text_type! {
    /// Where a dashboard keeps something of its own: 1 to 50 Latin letters, digits, `_` or `-`.
    UiKey, 50, check_ui_key, "^[A-Za-z0-9_-]+$", "map-layers"
}

text_type! {
    /// What a dashboard keeps: up to 8192 characters of any kind, or none.
    UiValue, 8192, text::check_length_or_empty, text::ANY, "osm,satellite"
}

fn check_ui_key(text: &str, max: usize) -> Result<(), Invalid> {
    let good = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-');
    if text.is_empty() || text.len() > max || !text.bytes().all(good) {
        return Err(Invalid::because(format!("must match \"^[A-Za-z0-9_-]{{1,{max}}}$\"")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_short_and_plain_and_values_are_whatever_fits() {
        for good in ["a", "map-view_2", &"k".repeat(50)] {
            assert!(good.parse::<UiKey>().is_ok(), "{good}");
        }
        for bad in ["", "a b", "ä", "a.b", &"k".repeat(51)] {
            assert!(bad.parse::<UiKey>().is_err(), "{bad}");
        }
        for good in ["", "{\"zoom\":\n3}", &"é".repeat(8192)] {
            assert!(good.parse::<UiValue>().is_ok());
        }
        assert!("v".repeat(8193).parse::<UiValue>().is_err());
    }
}
