//! `tracker/list`: the trackers that the caller sees.

use deserr::Deserr;

use super::object::Tracker;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Route};
use crate::args::{ArgErrors, DistinctList, Optional};
use crate::domain::{LabelPart, PartSearch, TrackerLabel};
use crate::error::{Failure, Result};
use crate::navixy::{Listing, Navixy};
use crate::ops;
use crate::store::Tx;

/// The action.
pub struct List;

/// What it takes.
#[derive(Debug, Deserr)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// Only trackers whose label contains one of these, in whatever case.
    #[deserr(default)]
    pub labels: Optional<DistinctList<LabelPart, 1, 1024>>,
}

impl Action for List {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Listing<Tracker>;
    const ROUTE: Route = Route::Rpc("tracker/list");
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Listing<Tracker>> {
        let zone = ops::settings::time_zone(tx, by)?;
        let search = params.labels.0.as_ref().map(|DistinctList(parts)| search(parts)).transpose()?;
        let wanted = |label: &TrackerLabel| search.as_ref().is_none_or(|search| search.finds(label.as_str()));
        let mut bindings = ops::tags::bindings(tx, by)?;
        let mut list = Vec::new();
        ops::trackers::each(tx, by, |tracker| {
            if wanted(&tracker.label) {
                let tags = bindings.remove(&tracker.id).unwrap_or_default();
                list.push(Tracker::new(tracker, tags, &zone));
            }
            Ok(())
        })?;
        Ok(Listing { list })
    }
}

fn search(parts: &[LabelPart]) -> Result<PartSearch> {
    PartSearch::new(parts.iter().map(LabelPart::as_str)).map_err(|why| Failure::invalid_parameter("labels", why))
}
