//! `user/settings/update`: replaces the caller's settings, and for the owner the account's.

use deserr::Deserr;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BoundedList, Object, Optional};
use crate::domain::{
    Bool, DateFormat, Geocoder, HourMode, Locale, Login, MeasurementSystem, RouteProvider, TimeZone, UserSettings,
};
use crate::error::Result;
use crate::limits::BALANCE_ALERT_MAILS;
use crate::navixy::{Done, Navixy};
use crate::ops::settings;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Update;

/// What it takes. What is not given among the caller's own settings is set back; the account's stay as they are.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The zone that dates are shown in.
    pub time_zone: TimeZone,
    /// Language and country.
    #[deserr(default)]
    pub locale: Optional<Locale>,
    /// The units.
    #[deserr(default)]
    pub measurement_system: Optional<MeasurementSystem>,
    /// How dates are written.
    #[deserr(default)]
    pub date_format: Optional<DateFormat>,
    /// How many hours a clock's face has.
    #[deserr(default)]
    pub hour_mode: Optional<HourMode>,
    /// Who turns positions into addresses.
    #[deserr(default)]
    pub geocoder: Optional<Geocoder>,
    /// Who finds routes.
    #[deserr(default)]
    pub route_provider: Optional<RouteProvider>,
    /// Whether texts are written in Latin letters.
    #[deserr(default)]
    pub translit: Optional<Bool>,
    /// The account's; only the owner may give it.
    #[deserr(default)]
    pub file_storage_settings: Optional<Object<FileStorage>>,
    /// The account's; only the owner may give it.
    #[deserr(default)]
    pub balance_alert_settings: Optional<Object<BalanceAlerts>>,
}

/// What becomes of new files once the storage is full.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct FileStorage {
    /// Whether they replace old ones.
    pub auto_overwrite: Bool,
}

/// Whom to write to when the balance runs out.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct BalanceAlerts {
    /// Their addresses.
    pub emails: BoundedList<Login, 0, BALANCE_ALERT_MAILS>,
}

impl Params {
    fn own(&self) -> UserSettings {
        UserSettings {
            locale: self.locale.0.clone().unwrap_or_default(),
            time_zone: self.time_zone.clone(),
            date_format: self.date_format.0,
            hour_mode: self.hour_mode.0,
            measurement_system: self.measurement_system.0.unwrap_or_default(),
            geocoder: self.geocoder.0,
            route_provider: self.route_provider.0,
            translit: self.translit.is_yes(),
        }
    }
}

impl Action for Update {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("user/settings/update");
    const SUMMARY: &'static str = "Replaces the caller's settings, and for the owner the account's";
    const EFFECT: Effect = Effect::Write;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Done> {
        let (storage, alerts) = (&params.file_storage_settings.0, &params.balance_alert_settings.0);
        if storage.is_some() || alerts.is_some() {
            let owner = by.master()?;
            let mut account = settings::of_account(tx, &owner)?;
            if let Some(Object(storage)) = storage {
                account.auto_overwrite = storage.auto_overwrite.0;
            }
            if let Some(Object(alerts)) = alerts {
                account.balance_alert_mails.clone_from(&alerts.emails.0);
            }
            settings::update_account(tx, &owner, &account)?;
        }
        settings::update(tx, by, &params.own())?;
        Ok(Done {})
    }
}
