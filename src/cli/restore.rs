//! `muster restore`: a backup becomes the database.

use std::path::PathBuf;

use serde::Serialize;

use super::Desk;
use super::backup::counted;
use super::trouble::Outcome;
use crate::backups::{self, Restored, Restoring};
use crate::clock::{Clock, SystemClock};
use crate::store::backup::Contents;

#[derive(clap::Args)]
pub(super) struct Restore {
    /// The backup; its key file lies beside it as FILE.key
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Let sessions and tokens be good again that were so then
    #[arg(long)]
    keep_sessions: bool,
    /// Put the database away that is there
    #[arg(long)]
    replace: bool,
}

#[derive(Serialize)]
struct Made {
    database: PathBuf,
    #[serde(flatten)]
    contents: Contents,
    put_away: Option<PathBuf>,
    keys_open: bool,
}

/// What there is to know if the key file is another one.
const SHUT: &str = "its key file does not open the API keys: they go on working, but cannot be shown; make new ones, \
    and revoke these by their titles";

impl Restore {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let Self { file, keep_sessions, replace } = self;
        let database = &desk.settings.database;
        let order = Restoring { backup: &file, database, replace, keep_sessions, now: SystemClock.now() };
        let Restored { contents, put_away, keys_open } = backups::restore(&order)?;
        let made = Made { database: database.clone(), contents, put_away, keys_open };
        desk.print.either(&made, || {
            let restored = format!("restored {}\n{}", made.database.display(), counted(contents));
            let sessions = if keep_sessions { "" } else { "\nall sessions and tokens have ended; API keys go on" };
            let away = made.put_away.as_ref().map(|path| format!("\nwhat was there is now {}", path.display()));
            let shut = if keys_open { String::new() } else { format!("\n{SHUT}") };
            restored + sessions + &away.unwrap_or_default() + &shut
        })
    }
}
