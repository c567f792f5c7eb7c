//! `tag/create`: makes a tag.

use deserr::Deserr;

use super::object::TagForm;
use crate::access::{Holding, TagUpdate};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Object};
use crate::domain::TagId;
use crate::error::{Code, Result};
use crate::navixy::{Navixy, NewId};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Create;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The tag.
    pub tag: Object<TagForm>,
}

impl Action for Create {
    type Dialect = Navixy;
    type Access = Holding<TagUpdate>;
    type Params = Params;
    type Output = NewId<TagId>;
    const ROUTE: Route = Route::Rpc("tag/create");
    const SUMMARY: &'static str = "Makes a tag";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::OverQuota];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<NewId<TagId>> {
        let Object(tag) = &params.tag;
        Ok(NewId { id: ops::tags::create(tx, by, &tag.name, &tag.color)? })
    }
}
