//! `tracker/tags/set`: gives a tracker some tags and no others.

use std::collections::HashSet;

use deserr::{Deserr, ValuePointerRef};

use crate::access::{Holding, TrackerUpdate};
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, BadField, BoundedList, Object};
use crate::domain::{Ordinal, TagBinding, TagId, TrackerId};
use crate::error::{Code, Result};
use crate::navixy::{Done, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct SetTags;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors, validate = no_repetitions -> BadField)]
pub struct Params {
    /// The tracker.
    pub tracker_id: TrackerId,
    /// All the tags it is to have; no tag twice, and no two in one place.
    pub tag_bindings: BoundedList<Object<Binding>, 0, { Ordinal::MAX as usize }>,
}

/// A tag, and its place.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Binding {
    /// The tag.
    pub tag_id: TagId,
    /// Its place.
    pub ordinal: Ordinal,
}

fn no_repetitions(params: Params, _: ValuePointerRef<'_>) -> std::result::Result<Params, BadField> {
    let bindings = params.bindings();
    let tags: HashSet<_> = bindings.iter().map(|binding| binding.tag_id).collect();
    let places: HashSet<_> = bindings.iter().map(|binding| binding.ordinal).collect();
    if tags.len() < bindings.len() || places.len() < bindings.len() {
        return Err(BadField::new("tag_bindings", "must have each tag_id and each ordinal only once"));
    }
    Ok(params)
}

impl Params {
    fn bindings(&self) -> Vec<TagBinding> {
        let binding = |Object(Binding { tag_id, ordinal }): &_| TagBinding { tag_id: *tag_id, ordinal: *ordinal };
        self.tag_bindings.0.iter().map(binding).collect()
    }
}

impl Action for SetTags {
    type Dialect = Navixy;
    type Access = Holding<TrackerUpdate>;
    type Params = Params;
    type Output = Done;
    const ROUTE: Route = Route::Rpc("tracker/tags/set");
    const SUMMARY: &'static str = "Gives a tracker some tags and no others";
    const EFFECT: Effect = Effect::Write;
    const FAILS: &'static [Code] = &[Code::NotFoundInDatabase, Code::DeviceBlocked, Code::ListContainsNonexistent];

    fn run(tx: &mut Tx<'_>, by: &Self::Access, params: &Params) -> Result<Done> {
        ops::tags::bind(tx, by, params.tracker_id, &params.bindings())?;
        Ok(Done {})
    }
}
