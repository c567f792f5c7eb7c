//! `muster group`: tracker groups.

use clap::Subcommand;
use serde::Serialize;

use super::Desk;
use super::print::table;
use super::trouble::Outcome;
use crate::access::Scope;
use crate::domain::{Color, GroupId, GroupTitle, Login};
use crate::ops::groups;

#[derive(Subcommand)]
pub(super) enum GroupCommand {
    /// List an owner's groups with the number of trackers in each
    List {
        /// The owner's e-mail address
        #[arg(long, value_name = "EMAIL")]
        owner: Login,
    },
}

#[derive(Serialize)]
struct Listed {
    id: GroupId,
    title: GroupTitle,
    color: Color,
    trackers: u32,
}

impl GroupCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let Self::List { owner } = self;
        let store = desk.open()?;
        let owner = desk.owner(&store, &owner)?;
        let scope = Scope::as_operator(desk.operator, owner.account);
        let listed: Vec<_> = store
            .read(|tx| groups::list_with_counts(tx, scope))?
            .into_iter()
            .map(|(group, trackers)| Listed { id: group.id, title: group.title, color: group.color, trackers })
            .collect();
        desk.print.either(&serde_json::json!({ "groups": listed }), || {
            let row = |group: &Listed| {
                let color = group.color.as_str().to_owned();
                vec![group.id.to_string(), group.title.to_string(), color, group.trackers.to_string()]
            };
            table(&["id", "title", "color", "trackers"], listed.iter().map(row))
        })
    }
}
