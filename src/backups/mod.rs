//! Backups: a database with its key file, copied while it is served, and brought back.
//!
//! What SQLite does is in [`store::backup`](crate::store::backup); here is what becomes of the files. None ever has its
//! final name before it is whole, verified and on the disk. A new installation is made of such a [`Draft`] too.

mod draft;
mod names;
mod restoring;
mod schedule;
mod taking;

use std::io;
use std::path::{Path, PathBuf};

use crate::seal::KeyFileError;
use crate::store::CopyError;

pub use draft::Draft;
pub use restoring::{Restored, Restoring, restore};
pub use schedule::{Plan, Schedule};
pub use taking::{Made, take};

/// Why a backup was not made, or not brought back.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database failed, or the copy of it.
    #[error(transparent)]
    Copy(#[from] CopyError),
    /// The key file failed.
    #[error(transparent)]
    Key(#[from] KeyFileError),
    /// There is something where nothing may be overwritten.
    #[error("{} exists already; {advice}", .path.display())]
    Exists {
        /// What is there.
        path: PathBuf,
        /// What to do about it.
        advice: &'static str,
    },
    /// Somebody else is about it.
    #[error("another program is writing {}; wait for it to end", .0.display())]
    UnderWay(PathBuf),
    /// The file that is to be brought back is something else.
    #[error("{} is no backup of Muster's; name the file that muster backup made", .0.display())]
    NoBackup(PathBuf),
    /// The backup was copied from a database that was open.
    #[error(
        "{} is there: this was copied from a database in use, and is none without that file; take the backup with: \
         muster backup FILE", .0.display()
    )]
    NotAlone(PathBuf),
    /// The key file that is there is not the backup's.
    #[error(
        "{} is not the key file of this backup, so this is another installation; move it and its database away, and try \
         again", .0.display()
    )]
    OtherKey(PathBuf),
    /// There is no key file.
    #[error("there is no {}: bring back the key file that was kept of this database", .0.display())]
    NoKey(PathBuf),
    /// Nothing can be put into a folder.
    #[error("cannot write to the folder {}: {source}; name another, or run this as a user who may", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file system refused.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// There is a file where one is to be made.
fn taken(path: &Path) -> BackupError {
    BackupError::Exists { path: path.to_owned(), advice: "name another file, or move this one away" }
}

/// Names the file in an error of the file system.
fn at(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::Io { path, source }
}
