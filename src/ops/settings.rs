//! Settings: a user's own, the account's, and what dashboards keep.

use serde_json::json;

use super::audit::record;
use crate::access::{Acts, AnyUser, Master};
use crate::domain::{Dates, Event, TimeZone, UiKey, UiValue, UserSettings};
use crate::error::{Code, Result};
use crate::limits;
pub use crate::store::account_settings::AccountSettings;
use crate::store::{Tx, account_settings, ui_settings, user_settings, users};

/// How the caller wants things shown.
///
/// # Errors
/// Only the database's.
pub fn read(tx: &mut Tx<'_>, by: &AnyUser) -> Result<UserSettings> {
    user_settings::find(tx, by.scope(), by.user())
}

/// How the caller wants to be told moments: in its own zone, and with `iso` in the form of ISO 8601.
///
/// # Errors
/// Only the database's.
pub fn dates(tx: &mut Tx<'_>, by: &impl Acts, iso: bool) -> Result<Dates> {
    Ok(Dates::new(time_zone(tx, by)?, iso))
}

/// The zone that dates are shown to the caller in.
///
/// # Errors
/// Only the database's.
pub fn time_zone(tx: &mut Tx<'_>, by: &impl Acts) -> Result<TimeZone> {
    users::time_zone(tx, by.scope(), by.actor().user())
}

/// Replaces all of the caller's settings.
///
/// # Errors
/// Only the database's.
pub fn update(tx: &mut Tx<'_>, by: &AnyUser, settings: &UserSettings) -> Result<()> {
    let before = user_settings::find(tx, by.scope(), by.user())?;
    user_settings::put(tx, by.scope(), by.user(), settings)?;
    let change = json!({"before": before, "after": settings});
    record(tx, by.actor(), Event::UserSettings, Some(by.user().get()), &change)
}

/// What the owner has settled for the whole account.
///
/// # Errors
/// Only the database's.
pub fn of_account(tx: &mut Tx<'_>, by: &Master) -> Result<AccountSettings> {
    account_settings::find(tx, by.scope())
}

/// Settles something for the whole account.
///
/// # Errors
/// Only the database's.
pub fn update_account(tx: &mut Tx<'_>, by: &Master, settings: &AccountSettings) -> Result<()> {
    let shown = |settings: &AccountSettings| json!({"auto_overwrite": settings.auto_overwrite, "balance_alert_emails": settings.balance_alert_mails});
    let before = account_settings::find(tx, by.scope())?;
    account_settings::put(tx, by.scope(), settings)?;
    let change = json!({"before": shown(&before), "after": shown(settings)});
    record(tx, by.actor(), Event::AccountSettings, None, &change)
}

/// What a dashboard has kept for the caller under that key, if anything.
///
/// # Errors
/// Only the database's.
pub fn read_ui(tx: &mut Tx<'_>, by: &AnyUser, key: &UiKey) -> Result<Option<UiValue>> {
    ui_settings::find(tx, by.scope(), by.user(), key)
}

/// Keeps something for the caller's dashboards.
///
/// # Errors
/// 268 when they keep as many things as they may, and this is another one.
pub fn update_ui(tx: &mut Tx<'_>, by: &AnyUser, key: &UiKey, value: &UiValue) -> Result<()> {
    let before = ui_settings::find(tx, by.scope(), by.user(), key)?;
    if before.is_none() && ui_settings::count(tx, by.scope(), by.user())? >= limits::UI_KEYS_PER_USER {
        return Err(Code::OverQuota.into());
    }
    ui_settings::put(tx, by.scope(), by.user(), key, value)?;
    // Not what is kept: it may be much, and a token for a map service among it.
    let length = |value: &UiValue| json!({"characters": value.as_str().chars().count()});
    let change = json!({"key": key, "before": before.as_ref().map(length), "after": length(value)});
    record(tx, by.actor(), Event::UserUiSettings, Some(by.user().get()), &change)
}
