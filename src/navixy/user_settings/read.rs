//! `user/settings/read`: the caller's settings, and to the owner the account's.

use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Kept, Route};
use crate::args::NoParams;
use crate::domain::{Login, UserSettings};
use crate::error::Result;
use crate::navixy::Navixy;
use crate::ops::settings::{self, AccountSettings};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct Read;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    settings: UserSettings,
    #[serde(flatten)]
    account: Option<OfAccount>,
}

/// What only the owner is told.
#[derive(Debug, Serialize, Shown)]
struct OfAccount {
    file_storage_settings: FileStorage,
    balance_alert_settings: BalanceAlerts,
    #[shown(example = "8d")]
    first_user_balance_warning_period: &'static str,
    #[shown(example = "2d")]
    second_user_balance_warning_period: &'static str,
}

#[derive(Debug, Serialize, Shown)]
struct FileStorage {
    auto_overwrite: bool,
}

#[derive(Debug, Serialize, Shown)]
struct BalanceAlerts {
    emails: Vec<Login>,
}

/// When the vendor warns that the money will not last: so many days before.
const WARNING_PERIODS: [&str; 2] = ["8d", "2d"];

impl From<AccountSettings> for OfAccount {
    fn from(AccountSettings { auto_overwrite, balance_alert_mails }: AccountSettings) -> Self {
        let [first_user_balance_warning_period, second_user_balance_warning_period] = WARNING_PERIODS;
        Self {
            file_storage_settings: FileStorage { auto_overwrite },
            balance_alert_settings: BalanceAlerts { emails: balance_alert_mails },
            first_user_balance_warning_period,
            second_user_balance_warning_period,
        }
    }
}

impl Action for Read {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("user/settings/read");
    const SUMMARY: &'static str = "The caller's settings, and to the owner the account's";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, _: &NoParams) -> Result<Output> {
        let account = match by.master() {
            Ok(owner) => Some(settings::of_account(tx, &owner)?.into()),
            Err(_) => None,
        };
        Ok(Output { settings: settings::read(tx, by)?, account })
    }
}

impl Kept for Read {
    fn variant(_: &NoParams) -> Option<u8> {
        Some(0)
    }
}
