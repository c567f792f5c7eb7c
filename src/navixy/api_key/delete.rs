//! `api/key/delete`: revokes an API key at once.

use deserr::{Deserr, ValuePointerRef};

use crate::access::{BySession, Master};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BadField, Optional};
use crate::domain::NamedKey;
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Delete;

/// What it takes: the key, by either of two names.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, validate = one_given -> BadField)]
#[taken(any("key", "api_key"))]
pub struct Params {
    /// The key.
    #[deserr(default)]
    pub key: Optional<NamedKey>,
    /// The key, as one page of the vendor's names it.
    #[deserr(default)]
    pub api_key: Optional<NamedKey>,
}

impl Params {
    fn named(&self) -> Option<NamedKey> {
        self.key.0.or(self.api_key.0)
    }
}

fn one_given(params: Params, _: ValuePointerRef<'_>) -> std::result::Result<Params, BadField> {
    if params.named().is_some() { Ok(params) } else { Err(BadField::missing("key")) }
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = BySession<Master>;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("api/key/delete");
    const SUMMARY: &'static str = "Revokes an API key at once";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Done> {
        let key = params.named().and_then(|NamedKey(key)| key).ok_or(Code::NotFoundInDatabase)?;
        ops::api_keys::revoke(tx, by, &key)?;
        Ok(Done {})
    }
}
