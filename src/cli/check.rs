//! `muster check`: is the database whole?

use super::Desk;
use super::trouble::{Outcome, Trouble};
use crate::error::Code;
use crate::ops::health;

#[derive(clap::Args)]
pub(super) struct Check {}

impl Check {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let problems = match store.read(|tx| health::problems(tx, desk.operator)) {
            // So broken that it cannot even be looked at.
            Err(failure) if failure.code == Code::DatabaseError => {
                vec![failure.cause().map_or_else(|| failure.to_string(), ToString::to_string)]
            }
            problems => problems?,
        };
        let ok = problems.is_empty();
        desk.print.either(&serde_json::json!({ "ok": ok, "problems": problems }), || {
            if ok { "ok".to_owned() } else { problems.join("\n") }
        })?;
        if ok {
            return Ok(());
        }
        let count = problems.len();
        Err(Trouble::database(format!("{count} problems found; restore the database from your backup")))
    }
}
