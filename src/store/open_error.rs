//! Why there is no open database.

use std::io;
use std::path::PathBuf;

use super::sqlite::SCHEMA_VERSION;
use crate::files::advice;

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no file.
    #[error("there is no database at {path}; make one with: muster init --database {path} --login YOU@EXAMPLE.ORG",
        path = .0.display())]
    Missing(PathBuf),
    /// The file system refused to have it read.
    #[error("cannot read {}: {source}{}", .path.display(), advice(.source, ""))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A new database was asked for where a file stands.
    #[error("{} exists already; name another file, or move this one away", .0.display())]
    Exists(PathBuf),
    /// The file is something else.
    #[error("{} is not a Muster database; name the right file with --database", .0.display())]
    NotOurs(PathBuf),
    /// The file was written by a newer program.
    #[error("{} has schema version {found}, and this program knows versions up to {SCHEMA_VERSION}; use a newer Muster", .path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
    },
    /// The file has to be upgraded, and others have it open.
    #[error("{} has to be upgraded, and another program has it open; stop the server, and try again", .0.display())]
    InUse(PathBuf),
    /// The upgrade failed.
    #[error("cannot upgrade {}, which is as it was: {source}", .path.display())]
    Upgrade {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// The file would not become what this program needs.
    #[error("cannot upgrade {} from schema version {found}, and left it as it was: {problem}", .path.display())]
    Unfit {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
        /// What would have been wrong.
        problem: String,
    },
    /// The file was written by an older program, and whoever wants it only reads.
    #[error("{} has schema version {found}, and this program works with {SCHEMA_VERSION}; upgrade it first with: muster check \
             --database {}", .path.display(), .path.display())]
    TooOld {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i32,
    },
    /// The linked SQLite has known faults.
    #[error("SQLite {0} is too old; build Muster with its bundled SQLite")]
    OldSqlite(&'static str),
    /// The file system refused.
    #[error("cannot create {}: {source}{}", .path.display(), advice(.source, ""))]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// SQLite refused.
    #[error("cannot open {}: {source}", .path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rusqlite::Error,
    },
    /// No connection could be had.
    #[error("cannot open the database for reading: {0}")]
    Pool(#[from] r2d2::Error),
}
