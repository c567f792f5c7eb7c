//! `api/key/list`: the account's API keys, in the clear.

use serde::Serialize;

use crate::access::{BySession, Master};
use crate::action::{Action, Effect, Route};
use crate::domain::{KeyTitle, SecretHash, ShownMoment};
use crate::error::Result;
use crate::navixy::params::OnlyMoments;
use crate::navixy::{Listing, Navixy};
use crate::ops::{api_keys, settings};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct List;

/// A key that the account has.
#[derive(Debug, Serialize, Shown)]
pub struct ListedKey {
    /// The key; null if it does not open with the server's key file: then it works, but nobody can be shown it.
    hash: Option<SecretHash>,
    create_date: ShownMoment,
    title: KeyTitle,
}

impl Action for List {
    type Dialect = Navixy;
    type Access = BySession<Master>;
    type Params = OnlyMoments;
    type Output = Listing<ListedKey>;
    const ROUTE: Route = Route::Rpc("api/key/list");
    const SUMMARY: &'static str = "The account's API keys, in the clear";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &OnlyMoments) -> Result<Listing<ListedKey>> {
        let dates = settings::dates(tx, &**by, params.iso_datetime.is_yes())?;
        let shown =
            |api_keys::KeptKey { hash, title, created }| ListedKey { hash, create_date: dates.show(created), title };
        Ok(Listing { list: api_keys::list(tx, by)?.into_iter().map(shown).collect() })
    }
}
