//! `api/key/create`: makes an API key.

use deserr::Deserr;
use serde::Serialize;

use crate::access::{BySession, Master};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Optional};
use crate::domain::{Bool, KeyTitle, SecretHash, ShownMoment};
use crate::error::{Code, Result};
use crate::navixy::{Navixy, Valued};
use crate::ops::{api_keys, settings};
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct Create;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// What the key is for.
    pub title: KeyTitle,
    /// Whether moments are wanted in ISO 8601.
    #[deserr(default)]
    pub iso_datetime: Optional<Bool>,
}

/// The key, in the clear: it is shown to its owner.
#[derive(Debug, Serialize, Shown)]
pub struct ApiKey {
    hash: SecretHash,
    create_date: ShownMoment,
    title: KeyTitle,
}

impl Action for Create {
    type Dialect = Navixy;
    type Access = BySession<Master>;
    type Params = Params;
    type Output = Valued<ApiKey>;
    const ROUTE: Route = Route::Rpc("api/key/create");
    const SUMMARY: &'static str = "Makes an API key";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Valued<ApiKey>> {
        let key = api_keys::create(tx, by, &params.title)?;
        let dates = settings::dates(tx, &**by, params.iso_datetime.is_yes())?;
        Ok(Valued { value: ApiKey { hash: key.hash, create_date: dates.show(key.created), title: key.title } })
    }
}
