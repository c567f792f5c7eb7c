//! What the vendor's service is made of and Muster is not: its platform, dealers and tariffs, each as the constant that
//! clients expect to find.

use serde::Serialize;

use crate::domain::{Geocoder, MeasurementSystem, RouteProvider, StrongPassword};
use crate::schema::Shown;

/// The platform's id, which is also its one dealer's.
pub const PAAS_ID: i32 = 1;

/// The tariff that every tracker has.
pub const TARIFF_ID: i32 = 1;

/// The maps that may be shown: those that need no contract.
const MAPS: [&str; 1] = ["osm"];

/// What the installation is called.
const TITLE: &str = "Muster";

/// Which maps a tariff allows.
#[derive(Debug, Serialize, Shown)]
#[shown(example = Self::NONE)]
pub struct TariffRestrictions {
    allowed_maps: [&'static str; 1],
}

impl TariffRestrictions {
    /// Those that are there.
    pub const NONE: Self = Self { allowed_maps: MAPS };
}

/// How the installation presents itself to dashboards.
#[derive(Debug, Default, Serialize, Shown)]
#[shown(example = Self::of("fleet.example"))]
pub struct UiSettings {
    domain: String,
    service_title: &'static str,
    locale: &'static str,
    demo_login: &'static str,
    demo_password: &'static str,
    maps: [&'static str; 1],
    default_map: DefaultMap,
    currency: &'static str,
    payment_link: Option<&'static str>,
    promo_url: &'static str,
    google_client_id: Option<&'static str>,
    favicon: Option<&'static str>,
    logo: Option<&'static str>,
    app_logo: Option<&'static str>,
    login_wallpaper: Option<&'static str>,
    desktop_wallpaper: Option<&'static str>,
    monitoring_logo: Option<&'static str>,
    login_footer: &'static str,
    allow_registration: bool,
    show_mobile_apps: bool,
    show_call_notifications: bool,
    geocoder: Geocoder,
    route_provider: RouteProvider,
    measurement_system: MeasurementSystem,
    default_user_settings: DefaultUserSettings,
    display_model_features_link: bool,
    color_theme: &'static str,
    app_color_theme: &'static str,
    privacy_policy_link: Option<&'static str>,
    tos: Option<&'static str>,
    tracker_model_filter: ModelFilter,
    internal: Internal,
    has_https: bool,
    gis_package: &'static str,
    password_policy: PasswordPolicy,
    no_register_commands: bool,
}

impl UiSettings {
    /// The settings of an installation under that name.
    pub fn of(domain: &str) -> Self {
        Self {
            domain: domain.to_owned(),
            service_title: TITLE,
            locale: "en_US",
            maps: MAPS,
            default_map: DefaultMap { r#type: MAPS[0], location: Location::NOWHERE, zoom: 2 },
            currency: "EUR",
            geocoder: Geocoder::Osm,
            route_provider: RouteProvider::Osrm,
            default_user_settings: DefaultUserSettings {
                geocoder: Geocoder::Osm,
                route_provider: RouteProvider::Osrm,
                ..DefaultUserSettings::default()
            },
            tracker_model_filter: ModelFilter { exclusion: true, values: [] },
            internal: Internal { no_register_commands: true, ..Internal::default() },
            password_policy: PasswordPolicy::OF_CHOSEN_ONES,
            no_register_commands: true,
            ..Self::default()
        }
    }
}

#[derive(Debug, Default, Serialize, Shown)]
struct DefaultMap {
    r#type: &'static str,
    location: Location,
    zoom: u8,
}

/// A place on earth.
#[derive(Debug, Default, Serialize, Shown)]
pub struct Location {
    /// Degrees north.
    #[shown(example = 52.52)]
    pub lat: f64,
    /// Degrees east.
    #[shown(example = 13.405)]
    pub lng: f64,
}

impl Location {
    /// Where something is of which nothing is known.
    pub const NOWHERE: Self = Self { lat: 0.0, lng: 0.0 };
}

#[derive(Debug, Default, Serialize, Shown)]
struct DefaultUserSettings {
    geocoder: Geocoder,
    route_provider: RouteProvider,
    measurement_system: MeasurementSystem,
    translit: bool,
}

#[derive(Debug, Default, Serialize, Shown)]
struct ModelFilter {
    exclusion: bool,
    values: [&'static str; 0],
}

#[derive(Debug, Default, Serialize, Shown)]
struct Internal {
    light_registration: bool,
    demo_tracker_source_id: i32,
    demo_tracker_label: &'static str,
    no_register_commands: bool,
}

#[derive(Debug, Default, Serialize, Shown)]
struct PasswordPolicy {
    min_length: usize,
    max_length: usize,
    special_chars: &'static str,
    min_special_chars_count: u8,
    min_digits_count: u8,
    min_uppercase_count: u8,
    min_lowercase_count: u8,
}

impl PasswordPolicy {
    const OF_CHOSEN_ONES: Self = Self {
        min_length: StrongPassword::MIN_CHARS,
        max_length: StrongPassword::MAX_CHARS,
        special_chars: StrongPassword::SPECIAL,
        min_special_chars_count: 1,
        min_digits_count: 1,
        min_uppercase_count: 1,
        min_lowercase_count: 1,
    };
}
