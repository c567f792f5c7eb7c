//! A user as the vendor shows it.

use serde::Serialize;

use crate::domain::{
    DateFormat, Dates, Geocoder, HourMode, LegalType, Locale, Login, MeasurementSystem, ProfileText, RouteProvider,
    SecurityGroupId, ShownMoment, TimeZone, UserId,
};
use crate::ops::users::Account;
use crate::schema::Shown;

/// The caller.
#[derive(Debug, Serialize, Shown)]
pub struct UserInfo {
    id: UserId,
    login: Login,
    #[shown(example = "Charles Peterson")]
    title: String,
    first_name: ProfileText,
    middle_name: ProfileText,
    last_name: ProfileText,
    legal_name: ProfileText,
    #[shown(example = "491761234567")]
    phone: String,
    creation_date: ShownMoment,
    balance: f64,
    bonus: f64,
    locale: Locale,
    demo: bool,
    verified: bool,
    phone_verified: bool,
    legal_type: LegalType,
    default_geocoder: Option<Geocoder>,
    route_provider: Option<RouteProvider>,
    time_zone: TimeZone,
    measurement_system: MeasurementSystem,
    date_format: Option<DateFormat>,
    hour_mode: Option<HourMode>,
    default_security_group_id: Option<SecurityGroupId>,
    tin: ProfileText,
    iec: ProfileText,
    post_country: ProfileText,
    post_region: ProfileText,
    post_index: ProfileText,
    post_city: ProfileText,
    post_street_address: ProfileText,
    registered_country: ProfileText,
    registered_region: ProfileText,
    registered_index: ProfileText,
    registered_city: ProfileText,
    registered_street_address: ProfileText,
}

impl UserInfo {
    /// The caller, its moments as it wants to be told them.
    pub fn new(account: Account, dates: &Dates) -> Self {
        let title = title(&account);
        let Account { user, profile, settings } = account;
        Self {
            id: user.id,
            login: user.login,
            title,
            first_name: profile.first_name,
            middle_name: profile.middle_name,
            last_name: profile.last_name,
            legal_name: profile.legal_name,
            phone: profile.phone.map(|phone| phone.to_string()).unwrap_or_default(),
            creation_date: dates.show(user.created),
            balance: 0.0,
            bonus: 0.0,
            locale: settings.locale,
            demo: false,
            verified: true,
            phone_verified: false,
            legal_type: profile.legal_type,
            default_geocoder: settings.geocoder,
            route_provider: settings.route_provider,
            time_zone: settings.time_zone,
            measurement_system: settings.measurement_system,
            date_format: settings.date_format,
            hour_mode: settings.hour_mode,
            default_security_group_id: None,
            tin: profile.tin,
            iec: profile.iec,
            post_country: profile.post.country,
            post_region: profile.post.region,
            post_index: profile.post.index,
            post_city: profile.post.city,
            post_street_address: profile.post.street_address,
            registered_country: profile.registered.country,
            registered_region: profile.registered.region,
            registered_index: profile.registered.index,
            registered_city: profile.registered.city,
            registered_street_address: profile.registered.street_address,
        }
    }
}

/// The owner of the caller's account, as its sub-users are shown it.
#[derive(Debug, Serialize, Shown)]
pub struct MasterInfo {
    id: UserId,
    demo: bool,
    legal_type: LegalType,
    first_name: ProfileText,
    middle_name: ProfileText,
    last_name: ProfileText,
    legal_name: ProfileText,
    #[shown(example = "Charles Peterson")]
    title: String,
    balance: f64,
    bonus: f64,
}

impl From<Account> for MasterInfo {
    fn from(account: Account) -> Self {
        let title = title(&account);
        let Account { user, profile, .. } = account;
        Self {
            id: user.id,
            demo: false,
            legal_type: profile.legal_type,
            first_name: profile.first_name,
            middle_name: profile.middle_name,
            last_name: profile.last_name,
            legal_name: profile.legal_name,
            title,
            balance: 0.0,
            bonus: 0.0,
        }
    }
}

/// What a user is called; one without a name by its login, for dashboards show nothing else.
fn title(account: &Account) -> String {
    match account.profile.title() {
        unnamed if unnamed.is_empty() => account.user.login.to_string(),
        title => title,
    }
}
