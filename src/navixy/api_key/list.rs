//! `api/key/list`: the account's API keys, in the clear.

use super::object::ApiKey;
use crate::access::{BySession, Master};
use crate::action::{Action, Effect, Route};
use crate::error::Result;
use crate::navixy::params::OnlyMoments;
use crate::navixy::{Listing, Navixy};
use crate::ops::{api_keys, settings};
use crate::store::Tx;

/// The action.
pub struct List;

impl Action for List {
    type Dialect = Navixy;
    type Access = BySession<Master>;
    type Params = OnlyMoments;
    type Output = Listing<ApiKey>;
    const ROUTE: Route = Route::Rpc("api/key/list");
    const SUMMARY: &'static str = "The account's API keys, in the clear";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &OnlyMoments) -> Result<Listing<ApiKey>> {
        let dates = settings::dates(tx, &**by, params.iso_datetime.is_yes())?;
        let keys = api_keys::list(tx, by)?;
        Ok(Listing { list: keys.into_iter().map(|key| ApiKey::new(key, &dates)).collect() })
    }
}
