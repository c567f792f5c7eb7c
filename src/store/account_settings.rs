//! Statements on what an owner has settled for the whole account.

use super::Tx;
use crate::access::Scope;
use crate::domain::Login;
use crate::error::{Code, Failure, Result};

/// What an owner has settled for the whole account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AccountSettings {
    /// Whether new files replace old ones once the storage is full. Muster stores no files; dashboards ask all the same.
    pub auto_overwrite: bool,
    /// Whom to write to when the balance runs out. Muster knows no balance, and writes to nobody.
    pub balance_alert_mails: Vec<Login>,
}

pub(crate) fn find(tx: &Tx<'_>, scope: Scope) -> Result<AccountSettings> {
    let stored = tx.first(
        "SELECT auto_overwrite, balance_alert_mails FROM account_settings WHERE account_id = ?1",
        [scope.account()],
        |row| Ok((row.get(0)?, row.get::<_, String>(1)?)),
    )?;
    let Some((auto_overwrite, mails)) = stored else { return Ok(AccountSettings::default()) };
    let mails: Vec<String> = serde_json::from_str(&mails).map_err(malformed)?;
    let balance_alert_mails = mails.iter().map(|mail| mail.parse()).collect::<std::result::Result<_, _>>();
    Ok(AccountSettings { auto_overwrite, balance_alert_mails: balance_alert_mails.map_err(malformed)? })
}

pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, settings: &AccountSettings) -> Result<()> {
    let mails = serde_json::to_string(&settings.balance_alert_mails).map_err(malformed)?;
    tx.execute(
        scope,
        "INSERT INTO account_settings (account_id, auto_overwrite, balance_alert_mails) VALUES (?1, ?2, ?3)
         ON CONFLICT (account_id) DO UPDATE SET auto_overwrite = ?2, balance_alert_mails = ?3",
        (scope.account(), settings.auto_overwrite, mails),
    )?;
    Ok(())
}

fn malformed(error: impl std::error::Error + Send + Sync + 'static) -> Failure {
    Failure::caused(Code::DatabaseError, error)
}
