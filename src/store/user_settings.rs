//! Statements on how a user wants things shown.

use super::Tx;
use crate::access::Scope;
use crate::domain::{UserId, UserSettings};
use crate::error::Result;

pub(crate) fn find(tx: &Tx<'_>, scope: Scope, user: UserId) -> Result<UserSettings> {
    tx.one(
        "SELECT u.locale, u.time_zone, s.date_format, s.hour_mode, s.measurement_system, s.geocoder, s.route_provider,
                s.translit
         FROM users u LEFT JOIN user_settings s ON s.account_id = u.account_id AND s.user_id = u.id
         WHERE u.account_id = ?1 AND u.id = ?2",
        (scope.account(), user),
        |row| {
            Ok(UserSettings {
                locale: row.get(0)?,
                time_zone: row.get(1)?,
                date_format: row.get(2)?,
                hour_mode: row.get(3)?,
                measurement_system: row.get::<_, Option<_>>(4)?.unwrap_or_default(),
                geocoder: row.get(5)?,
                route_provider: row.get(6)?,
                translit: row.get::<_, Option<_>>(7)?.unwrap_or_default(),
            })
        },
    )
}

pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, user: UserId, settings: &UserSettings) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE users SET locale = ?3, time_zone = ?4 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), user, &settings.locale, &settings.time_zone),
    )?;
    tx.execute(
        scope,
        "INSERT INTO user_settings (account_id, user_id, date_format, hour_mode, measurement_system, geocoder,
                                    route_provider, translit)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (account_id, user_id) DO UPDATE SET date_format = ?3, hour_mode = ?4, measurement_system = ?5,
             geocoder = ?6, route_provider = ?7, translit = ?8",
        (
            scope.account(),
            user,
            settings.date_format,
            settings.hour_mode,
            settings.measurement_system,
            settings.geocoder,
            settings.route_provider,
            settings.translit,
        ),
    )?;
    Ok(())
}
