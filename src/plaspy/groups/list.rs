//! `GET /api/groups`: the groups, the oldest first. The default group is not one of them.

use std::collections::HashMap;

use serde::Serialize;

use super::object::Group;
use crate::access::AnyUser;
use crate::action::{Action, Effect, Method, Route};
use crate::args::NoParams;
use crate::error::Result;
use crate::ops;
use crate::plaspy::{GroupLists, Plaspy};
use crate::schema::Shown;
use crate::store::Tx;

/// The action.
pub struct List;

/// What it answers with.
#[derive(Debug, Serialize, Shown)]
pub struct Output {
    /// The groups.
    pub groups: Vec<Group>,
}

impl Action for List {
    type Dialect = Plaspy<GroupLists>;
    type Access = AnyUser;
    type Params = NoParams;
    type Output = Output;
    const ROUTE: Route = Route::Rest(Method::Get, "/api/groups");
    const SUMMARY: &'static str = "The groups, the oldest first";
    const EFFECT: Effect = Effect::Scan;

    fn run(tx: &mut Tx<'_>, by: &AnyUser, _: &NoParams) -> Result<Output> {
        let mut members: HashMap<_, Vec<_>> = HashMap::new();
        for (group, tracker) in ops::groups::memberships(tx, by)? {
            members.entry(group).or_default().push(tracker);
        }
        let groups = ops::groups::seen(tx, by)?.into_iter().map(|group| {
            let members = members.remove(&group.id).unwrap_or_default();
            Group::new(group, members)
        });
        Ok(Output { groups: groups.collect() })
    }
}
