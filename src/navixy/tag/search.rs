//! `tag/search`: what has all of some tags.

use deserr::Deserr;
use serde::Serialize;

use crate::access::AnyUser;
use crate::action::{Listed, Route};
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{TagId, TaggedEntity};
use crate::error::Result;
use crate::navixy::Navixy;
use crate::navixy::tracker::object::Tracker;
use crate::ops;
use crate::schema::{Shown, Taken};
use crate::store::Tx;

/// The action.
pub struct Search;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The tags; what is wanted has all of them.
    pub tag_ids: BoundedList<TagId, 1, 1_000>,
    /// What kinds of things are wanted; all kinds, if nothing is said.
    #[deserr(default)]
    pub entity_types: Optional<BoundedList<TaggedEntity, 1, 100>>,
}

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output<'l, L> {
    /// What was found.
    pub result: Found<'l, L>,
}

/// What was found, by kind; kinds that are not wanted are absent. Of all kinds Muster has only trackers.
#[derive(Debug, Serialize, Shown)]
pub struct Found<'l, L> {
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    task_schedule: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    employee: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    vehicle: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    zone: Option<[(); 0]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tracker: Option<&'l L>,
}

impl Listed for Search {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Item = Tracker;
    type Output = Output<'static, Vec<Tracker>>;
    const ROUTE: Route = Route::Rpc("tag/search");
    const SUMMARY: &'static str = "What has all of some tags";

    fn output<L: Serialize>(params: &Params, list: &L) -> impl Serialize {
        let wanted = |kind| params.entity_types.0.as_ref().is_none_or(|BoundedList(kinds)| kinds.contains(&kind));
        let none = |kind| wanted(kind).then_some([]);
        Output {
            result: Found {
                place: none(TaggedEntity::Place),
                task: none(TaggedEntity::Task),
                task_schedule: none(TaggedEntity::TaskSchedule),
                employee: none(TaggedEntity::Employee),
                vehicle: none(TaggedEntity::Vehicle),
                zone: none(TaggedEntity::Zone),
                tracker: wanted(TaggedEntity::Tracker).then_some(list),
            },
        }
    }

    fn each(
        tx: &mut Tx<'_>,
        by: &AnyUser,
        params: &Params,
        mut visit: impl FnMut(Tracker) -> Result<()>,
    ) -> Result<()> {
        let zone = ops::settings::time_zone(tx, by)?;
        ops::tags::search(tx, by, &params.tag_ids.0, |tracker, tags| visit(Tracker::new(tracker, tags, &zone)))
    }
}
