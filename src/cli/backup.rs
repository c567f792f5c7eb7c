//! `muster backup`: a copy of the database and its key file, while it is served.

use std::path::PathBuf;

use serde::Serialize;

use super::Desk;
use super::trouble::Outcome;
use crate::backups;
use crate::seal::Keyring;
use crate::store::backup::{Contents, Stop};

#[derive(clap::Args)]
pub(super) struct Backup {
    /// Where to put it; the key file goes beside it as FILE.key
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Serialize)]
struct Made {
    backup: PathBuf,
    key: PathBuf,
    #[serde(flatten)]
    contents: Contents,
    bytes: u64,
    seconds: f64,
}

impl Backup {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let backups::Made { contents, bytes, took } =
            backups::take(&desk.settings.database, &self.file, &Stop::default())?;
        let key = Keyring::path_beside(&self.file);
        let made = Made { backup: self.file, key, contents, bytes, seconds: took.as_secs_f64() };
        desk.print.either(&made, || {
            format!(
                "made {} ({bytes} bytes) and its key file {}\n{}",
                made.backup.display(),
                made.key.display(),
                counted(contents)
            )
        })
    }
}

/// What is in a database, in words.
pub(super) fn counted(Contents { users, groups, trackers, sessions }: Contents) -> String {
    format!("users {users}, groups {groups}, trackers {trackers}, sessions {sessions}")
}
