//! `tracker/list`: the trackers that the caller sees.

use deserr::Deserr;
use serde::Serialize;

use super::object::Tracker;
use crate::access::AnyUser;
use crate::action::{Action, Effect};
use crate::args::{ArgErrors, DistinctList};
use crate::domain::TrackerLabel;
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
    pub labels: Option<DistinctList<TrackerLabel, 1, 1024>>,
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
        let parts: Option<Vec<String>> =
            params.labels.as_ref().map(|labels| labels.0.iter().map(|part| part.as_str().to_lowercase()).collect());
        let wanted = |label: &TrackerLabel| {
            let label = label.as_str().to_lowercase();
            parts.as_ref().is_none_or(|parts| parts.iter().any(|part| label.contains(part)))
        };
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
