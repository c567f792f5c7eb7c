//! Why there is no copy of a database.

use std::io;
use std::path::PathBuf;

use super::open_error::OpenError;

/// Why there is no copy, or none that can be relied on.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The file could not be opened, or is none of ours.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// SQLite could not write the copy.
    #[error("cannot write {}: {source}", .path.display())]
    Write {
        /// The copy.
        path: PathBuf,
        /// Why.
        source: WriteError,
    },
    /// Another program has the database open.
    #[error("{} is open in another program; stop that first", .0.display())]
    InUse(PathBuf),
    /// The copy has faults.
    #[error("{} is not whole: {problem}", .path.display())]
    Broken {
        /// The copy.
        path: PathBuf,
        /// The first fault.
        problem: String,
    },
    /// It was told to stop.
    #[error("it was stopped")]
    Stopped,
}

/// Why a copy could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// SQLite refused.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// The file system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
}
