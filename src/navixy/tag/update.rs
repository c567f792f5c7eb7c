//! `tag/update`: gives a tag a name and a colour, both.

use deserr::Deserr;

use super::object::TagForm;
use crate::access::{Holding, TagUpdate};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, Identified, Object};
use crate::domain::TagId;
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops::tags::{self, Tag};
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Update;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The tag.
    pub tag: Object<Identified<TagId, TagForm>>,
}

impl Action for Update {
    type Dialect = Navixy;
    type Access = Holding<TagUpdate>;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tag/update");
    const SUMMARY: &'static str = "Gives a tag a name and a colour, both";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Done> {
        let Object(Identified { id, form: TagForm { name, color } }) = params.tag.clone();
        tags::update(tx, by, &Tag { id, name, color })?;
        Ok(Done {})
    }
}
