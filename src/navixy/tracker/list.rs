//! `tracker/list`: the trackers that the caller sees.

use deserr::Deserr;
use serde::Serialize;

use super::object::Tracker;
use crate::access::AnyUser;
use crate::action::{Action, Effect};
use crate::args::{ArgErrors, DistinctList, Optional};
use crate::domain::{LabelPart, LabelSearch, TrackerLabel};
use crate::error::Result;
use crate::navixy::Navixy;
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

/// What it answers with.
#[derive(Debug, Serialize)]
pub struct Output {
    /// The trackers, the oldest first.
    pub list: Vec<Tracker>,
}

impl Action for List {
    type Dialect = Navixy;
    type Access = AnyUser;
    type Params = Params;
    type Output = Output;
    const ROUTE: &'static str = "tracker/list";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, params: &Params) -> Result<Output> {
        let zone = ops::users::time_zone(tx, by)?;
        let search = params.labels.0.as_ref().map(|DistinctList(parts)| LabelSearch::new(parts));
        let wanted = |label: &TrackerLabel| search.as_ref().is_none_or(|search| search.finds(label));
        let mut list = Vec::new();
        ops::trackers::each(tx, by, |tracker| {
            if wanted(&tracker.label) {
                list.push(Tracker::new(tracker, &zone));
            }
            Ok(())
        })?;
        Ok(Output { list })
    }
}
