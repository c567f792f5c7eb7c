//! Copies of a whole database: made by SQLite itself while others write, and looked at before anybody relies on one.
//!
//! A copy is made page by page within one read transaction, so it is the state of one moment, however long it takes. With
//! a write-ahead log nobody waits for that; only the log grows until the copy is made, for it cannot be folded past what
//! somebody still reads. `VACUUM INTO` would be one state as well, but builds every tree anew, takes several times as long,
//! and the log would grow for as long. Without a transaction around it SQLite would begin such a copy anew after each
//! commit of somebody else, and under load never end.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use serde::Serialize;

use super::copy_error::CopyError;
use super::open_error::OpenError;
use super::sqlite::{self, SCHEMA_VERSION, refused};
use super::upgrade::upgrade_copy;
use super::{api_keys, check, put_away};
use crate::domain::AccountId;
use crate::limits;
use crate::seal::Keyring;

/// Stops a copy that is being made or looked at.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Stops it, within some milliseconds.
    pub fn stop(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    fn is_asked_for(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// What statements come to that it stops.
    fn heeded<T>(
        &self,
        conn: &Connection,
        look: impl FnOnce() -> rusqlite::Result<T>,
    ) -> Result<rusqlite::Result<T>, CopyError> {
        let stop = self.clone();
        let look = || {
            conn.progress_handler(limits::BACKUP_STOPS_EVERY, Some(move || stop.is_asked_for()))?;
            let looked = look()?;
            conn.progress_handler(0, None::<fn() -> bool>)?;
            Ok(looked)
        };
        let looked = look();
        if self.is_asked_for() { Err(CopyError::Stopped) } else { Ok(looked) }
    }
}

/// How much a database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// Owners and sub-users.
    pub users: u32,
    /// Tracker groups.
    pub groups: u32,
    /// Trackers.
    pub trackers: u32,
    /// Sessions of either kind, those that have ended and are not forgotten yet included.
    pub sessions: u32,
}

impl Contents {
    /// A column is counted because `count(*)` is one instruction of SQLite's, which could not be stopped.
    const COUNTS: &str = "SELECT (SELECT count(account_id) FROM users), (SELECT count(account_id) FROM tracker_groups),
        (SELECT count(account_id) FROM trackers),
        (SELECT count(account_id) FROM sessions) + (SELECT count(account_id) FROM idle_sessions)";

    fn of(conn: &Connection) -> rusqlite::Result<Self> {
        conn.query_row(Self::COUNTS, (), |row| {
            Ok(Self { users: row.get(0)?, groups: row.get(1)?, trackers: row.get(2)?, sessions: row.get(3)? })
        })
    }
}

/// Copies the database, whoever has it open, into an empty file that nobody else has. The copy is one file that needs no
/// other; the last of it may not have reached the disk yet.
///
/// # Errors
/// When the database cannot be read, the copy cannot be written, or it is stopped.
pub fn copy(database: &Path, target: &Path, stop: &Stop) -> Result<Contents, CopyError> {
    let source = sqlite::reader(database)?;
    let contents = stop.heeded(&source, || {
        source.execute_batch("BEGIN")?;
        // The first read decides which moment it is.
        Contents::of(&source)
    });
    let contents = contents?.map_err(|error| refused(database, error))?;
    let failed = |source| CopyError::Write { path: target.to_owned(), source };
    copy_pages(&source, target, stop)?;
    drop(source);
    put_away::fold(target).map_err(|source| failed(source.into()))?;
    Ok(contents)
}

fn copy_pages(source: &Connection, target: &Path, stop: &Stop) -> Result<(), CopyError> {
    let failed = |source| CopyError::Write { path: target.to_owned(), source };
    let sqlite_failed = |error: rusqlite::Error| failed(error.into());
    let mut copy = Connection::open_with_flags(target, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(sqlite_failed)?;
    let file = File::open(target).map_err(|error| failed(error.into()))?;
    // A copy that was not finished is thrown away.
    copy.pragma_update(None, "journal_mode", "OFF").map_err(sqlite_failed)?;
    copy.pragma_update(None, "synchronous", "OFF").map_err(sqlite_failed)?;
    let backup = Backup::new(source, &mut copy).map_err(sqlite_failed)?;
    while !stop.is_asked_for() {
        match backup.step(limits::BACKUP_PAGES_PER_STEP).map_err(sqlite_failed)? {
            StepResult::Done => return Ok(()),
            // What piles up in the system's memory would hold up the next commit, which waits for the disk as well.
            StepResult::More => file.sync_data().map_err(|error| failed(error.into()))?,
            _ => return Err(CopyError::InUse(target.to_owned())),
        }
    }
    Err(CopyError::Stopped)
}

/// Looks at a file that nobody writes to, without changing a byte of it or leaving anything beside it: whether it is a
/// database of ours and whole, and how much it holds.
///
/// # Errors
/// When it is not, or it is stopped.
pub fn inspect(path: &Path, stop: &Stop) -> Result<Contents, CopyError> {
    let conn = open_at_rest(path)?;
    let looked = stop.heeded(&conn, || Ok((check::problems(&conn)?, Contents::of(&conn)?)))?;
    let broken = |problem| CopyError::Broken { path: path.to_owned(), problem };
    match looked {
        Ok((problems, contents)) => problems.into_iter().next().map_or(Ok(contents), |problem| Err(broken(problem))),
        // So broken that it cannot even be looked at.
        Err(error @ rusqlite::Error::SqliteFailure(..)) if is_damage(&error) => Err(broken(error.to_string())),
        Err(error) => Err(refused(path, error).into()),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    // What is asked for is in the schema: if it is not there, the schema is not.
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown))
}

/// Makes sure that such a file is a database of ours, of a version that this program knows: a look at its first page.
///
/// # Errors
/// When it is not.
pub fn recognise(path: &Path) -> Result<(), OpenError> {
    open_at_rest(path).map(drop)
}

fn open_at_rest(path: &Path) -> Result<Connection, OpenError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let name = percent_encode(path.as_os_str().as_encoded_bytes(), NON_ALPHANUMERIC);
    let conn = Connection::open_with_flags(format!("file:{name}?immutable=1"), flags);
    let conn = conn.map_err(|source| refused(path, source))?;
    conn.pragma_update(None, "trusted_schema", false).map_err(|source| refused(path, source))?;
    sqlite::identify_open(&conn, path)?;
    Ok(conn)
}

/// Brings a backup that an older program made to the present version. It must be a copy of the backup, which stays as it is.
///
/// # Errors
/// When it cannot be upgraded.
pub fn upgrade(path: &Path) -> Result<(), OpenError> {
    let found = sqlite::identify_open(&open_at_rest(path)?, path)?;
    if found < SCHEMA_VERSION { upgrade_copy(path) } else { Ok(()) }
}

/// The API keys of such a file under a key file.
#[derive(Debug, Clone, Copy, Default)]
pub struct Sealed {
    /// Those that it opens.
    pub open: u64,
    /// Those that it does not, because they were sealed under another.
    pub shut: u64,
}

/// How many of the API keys in such a file are sealed under this key.
///
/// # Errors
/// Only the database's.
pub fn sealed(path: &Path, keyring: &Keyring) -> Result<Sealed, CopyError> {
    let conn = open_at_rest(path)?;
    let count = || {
        let mut counted = Sealed::default();
        let mut keys = conn.prepare("SELECT account_id, sealed FROM api_keys")?;
        let mut rows = keys.query(())?;
        while let Some(row) = rows.next()? {
            let (account, sealed): (AccountId, Vec<u8>) = (row.get(0)?, row.get(1)?);
            match keyring.unseal(&sealed, &api_keys::owner(account)) {
                Some(_) => counted.open += 1,
                None => counted.shut += 1,
            }
        }
        Ok(counted)
    };
    count().map_err(|source| refused(path, source).into())
}
