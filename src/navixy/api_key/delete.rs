//! `api/key/delete`: revokes an API key at once.

use deserr::Deserr;

use crate::access::{BySession, Master};
use crate::action::{Action, Effect};
use crate::args::{ArgErrors, Optional};
use crate::domain::SecretHash;
use crate::error::{Code, Failure, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct Delete;

/// What it takes: the key, by either of two names.
#[derive(Debug, Deserr)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The key.
    #[deserr(default)]
    pub key: Optional<SecretHash>,
    /// The key, as one page of the vendor's names it.
    #[deserr(default)]
    pub api_key: Optional<SecretHash>,
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = BySession<Master>;
    type Params = Params;
    type Output = Done;
    const ROUTE: &'static str = "api/key/delete";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Done> {
        let key = params.key.0.or(params.api_key.0);
        let key = key.ok_or_else(|| Failure::invalid_parameter("key", "must not be null"))?;
        ops::api_keys::revoke(tx, by, &key)?;
        Ok(Done {})
    }
}
