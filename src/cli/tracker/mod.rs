//! `muster tracker`: trackers.

mod add;
mod columns;
mod export;
mod fleet;
mod identify;
mod import;
mod lines;
mod list;

use clap::Subcommand;

use super::Desk;
use super::trouble::{Outcome, Trouble};
use crate::domain::{Int, TrackerId};
use crate::error::{Code, Failure};
use crate::ops::trackers;

#[derive(Subcommand)]
pub(super) enum TrackerCommand {
    /// Add the trackers of a CSV file: all of them, or none if a row is faulty
    Import(import::Import),
    /// Write an owner's trackers to a CSV file that import reads
    Export(export::Export),
    /// Add a tracker
    Add(add::Add),
    /// List an owner's trackers
    List(list::List),
    /// Remove a tracker
    Remove(ById),
    /// Block a tracker's device
    Block(ById),
    /// Unblock a tracker's device
    Unblock(ById),
    /// Tell what a tracker's device is called by in its network
    Identify(identify::Identify),
}

#[derive(clap::Args)]
pub(super) struct ById {
    /// The tracker's id
    #[arg(value_parser = tracker_id)]
    id: TrackerId,
}

/// Reads an id from the command line.
pub(super) fn tracker_id(text: &str) -> Result<TrackerId, String> {
    let number: i32 = text.parse().map_err(|_| "give the tracker's id, a number".to_owned())?;
    TrackerId::try_from(Int::from(number)).map_err(|why| why.to_string())
}

impl TrackerCommand {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        match self {
            Self::Import(import) => import.run(desk),
            Self::Export(export) => export.run(desk),
            Self::Add(add) => add.run(desk),
            Self::List(list) => list.run(desk),
            Self::Remove(ById { id }) => remove(desk, id),
            Self::Block(ById { id }) => set_blocked(desk, id, true),
            Self::Unblock(ById { id }) => set_blocked(desk, id, false),
            Self::Identify(identify) => identify.run(desk),
        }
    }
}

fn remove(desk: &Desk, id: TrackerId) -> Outcome {
    let operator = desk.operator;
    desk.open()?.write_blocking(move |tx| trackers::remove(tx, operator, id)).map_err(|f| no_such_tracker(id, f))?;
    desk.print.either(&serde_json::json!({ "tracker_id": id }), || format!("removed {id}"))
}

fn set_blocked(desk: &Desk, id: TrackerId, blocked: bool) -> Outcome {
    let operator = desk.operator;
    desk.open()?
        .write_blocking(move |tx| trackers::set_blocked(tx, operator, id, blocked))
        .map_err(|f| no_such_tracker(id, f))?;
    desk.print.either(&serde_json::json!({ "tracker_id": id, "blocked": blocked }), || {
        format!("{} {id}", if blocked { "blocked" } else { "unblocked" })
    })
}

fn no_such_tracker(id: TrackerId, failure: Failure) -> Trouble {
    match failure.code {
        Code::NotFoundInDatabase => {
            Trouble::refused(format!("there is no tracker {id}; see: muster tracker list --owner EMAIL"))
        }
        _ => failure.into(),
    }
}
