//! `tag/list`: the account's tags.

use deserr::Deserr;
use serde::Serialize;

use super::object::Tag;
use crate::access::{Acts, AnyUser};
use crate::action::{Action, Effect, Kept, Route};
use crate::args::{ArgErrors, Optional};
use crate::domain::{PartSearch, TagFilter};
use crate::error::{Failure, Result};
use crate::navixy::Navixy;
use crate::ops;
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct List;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// Only tags whose name contains it, in whatever case.
    #[deserr(default)]
    pub filter: Optional<TagFilter>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The tags, the oldest first.
    pub list: Vec<Tag>,
    /// How many they are.
    pub count: usize,
}

impl Action for List {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: Route = Route::Rpc("tag/list");
    const SUMMARY: &'static str = "The account's tags";
    const EFFECT: Effect = Effect::Read;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        let search = params.filter.0.as_ref().map(|filter| PartSearch::new([filter.as_str()])).transpose();
        let search = search.map_err(|why| Failure::invalid_parameter("filter", why))?;
        let tags = ops::tags::list(tx, by.scope(), search.as_ref())?;
        let list: Vec<_> = tags.into_iter().map(Tag::from).collect();
        Ok(Output { count: list.len(), list })
    }
}

impl Kept for List {
    fn variant(params: &Params) -> Option<u8> {
        params.filter.0.is_none().then_some(0)
    }
}
