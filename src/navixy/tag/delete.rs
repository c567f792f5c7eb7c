//! `tag/delete`: deletes a tag, or several.

use deserr::{Deserr, ValuePointerRef};

use crate::access::{Holding, TagUpdate};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BadField, BoundedList, Optional};
use crate::domain::TagId;
use crate::error::{Code, Result};
use crate::limits::TAGS_PER_ACCOUNT;
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct Delete;

/// What it takes: exactly one of the two.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, validate = one_of_both -> BadField)]
#[taken(any("tag_id", "tag_ids"))]
pub struct Params {
    /// A tag, which must be there.
    #[deserr(default)]
    pub tag_id: Optional<TagId>,
    /// Several tags; those that are not there are passed over.
    #[deserr(default)]
    pub tag_ids: Optional<BoundedList<TagId, 1, { TAGS_PER_ACCOUNT as usize }>>,
}

fn one_of_both(params: Params, _: ValuePointerRef<'_>) -> std::result::Result<Params, BadField> {
    if params.tag_id.0.is_some() == params.tag_ids.0.is_some() {
        return Err(BadField::new("tag_id", "give either tag_id or tag_ids"));
    }
    Ok(params)
}

impl Action for Delete {
    type Dialect = Navixy;
    type Access = Holding<TagUpdate>;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tag/delete");
    const SUMMARY: &'static str = "Deletes a tag, or several";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Done> {
        if let Some(id) = params.tag_id.0 {
            ops::tags::delete(tx, by, id)?;
        }
        if let Some(BoundedList(ids)) = &params.tag_ids.0 {
            ops::tags::delete_any(tx, by, ids)?;
        }
        Ok(Done {})
    }
}
