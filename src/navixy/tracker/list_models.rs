//! `tracker/list_models`: the models of the trackers that the caller sees.

use std::collections::HashSet;

use deserr::Deserr;

use super::model::Model;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{self, Bool};
use crate::error::Result;
use crate::navixy::{Listing, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct ListModels;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// Whether a shorter form would do; what it leaves out is nowhere documented, so nothing is.
    #[deserr(default)]
    pub compact_view: Optional<Bool>,
    /// Whether a shorter form of numbered inputs would do; there are no inputs.
    #[deserr(default)]
    pub compact_index: Optional<Bool>,
    /// Only these models.
    #[deserr(default)]
    pub codes: Optional<BoundedList<domain::Model, 0, 2_000>>,
}

impl Action for ListModels {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Listing<Model>;
    const ROUTE: Route = Route::Rpc("tracker/list_models");
    const SUMMARY: &'static str = "The models of the trackers that the caller sees";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Listing<Model>> {
        let wanted: Option<HashSet<_>> = params.codes.0.as_ref().map(|BoundedList(codes)| codes.iter().collect());
        let mut models = ops::trackers::models(tx, by)?;
        models.retain(|model| wanted.as_ref().is_none_or(|wanted| wanted.contains(model)));
        Ok(Listing { list: models.into_iter().map(Model::new).collect() })
    }
}
