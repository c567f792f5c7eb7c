//! `tracker/list`: the trackers that the caller sees.

use deserr::Deserr;
use serde::Serialize;

use super::object::Tracker;
use crate::access::AnyUser;
use crate::action::{Listed, Route};
use crate::args::{ArgErrors, DistinctList, Optional};
use crate::domain::{LabelPart, PartSearch, TrackerLabel};
use crate::error::{Failure, Result};
use crate::navixy::{LongListing, Navixy};
use crate::ops;
use crate::schema::Taken;
use crate::store::Tx;

/// The action.
pub struct List;

/// What it takes.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// Only trackers whose label contains one of these, in whatever case.
    #[deserr(default)]
    pub labels: Optional<DistinctList<LabelPart, 1, 1024>>,
}

impl Listed for List {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Item = Tracker;
    type Output = LongListing<'static, Vec<Tracker>>;
    const ROUTE: Route = Route::Rpc("tracker/list");
    const SUMMARY: &'static str = "The trackers that the caller sees";

    fn output<L: Serialize>(_: &Params, list: &L) -> impl Serialize {
        LongListing { list }
    }

    fn each(
        tx: &mut Tx<'_>,
        by: &AnyUser,
        params: &Params,
        mut visit: impl FnMut(Tracker) -> Result<()>,
    ) -> Result<()> {
        let zone = ops::settings::time_zone(tx, by)?;
        let search = params.labels.0.as_ref().map(|DistinctList(parts)| search(parts)).transpose()?;
        let wanted = |label: &TrackerLabel| search.as_ref().is_none_or(|search| search.finds(label.as_str()));
        ops::tags::each_tagged(tx, by, |tracker, tags| {
            if wanted(&tracker.label) { visit(Tracker::new(tracker, tags, &zone)) } else { Ok(()) }
        })
    }
}

fn search(parts: &[LabelPart]) -> Result<PartSearch> {
    PartSearch::new(parts.iter().map(LabelPart::as_str)).map_err(|why| Failure::invalid_parameter("labels", why))
}
