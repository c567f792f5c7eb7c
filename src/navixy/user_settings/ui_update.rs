//! `user/settings/ui/update`: keeps something for the caller's dashboards.

use deserr::Deserr;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::{UiKey, UiValue};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct UpdateUi;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// Where it is kept.
    pub key: UiKey,
    /// What is kept.
    pub value: UiValue,
}

impl Action for UpdateUi {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("user/settings/ui/update");
    const SUMMARY: &'static str = "Keeps something for the caller's dashboards";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Done> {
        ops::settings::update_ui(tx, by, &params.key, &params.value)?;
        Ok(Done {})
    }
}
