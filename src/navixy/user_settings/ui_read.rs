//! `user/settings/ui/read`: what a dashboard has kept under a key; null if nothing ever was.

use deserr::Deserr;

use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::ArgErrors;
use crate::domain::{UiKey, UiValue};
use crate::error::Result;
use crate::navixy::{Navixy, Valued};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct ReadUi;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The key.
    pub key: UiKey,
}

impl Action for ReadUi {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Valued<Option<UiValue>>;
    const ROUTE: Route = Route::Rpc("user/settings/ui/read");
    const SUMMARY: &'static str = "What a dashboard has kept under a key; null if nothing ever was";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Valued<Option<UiValue>>> {
        Ok(Valued { value: ops::settings::read_ui(tx, by, &params.key)? })
    }
}
