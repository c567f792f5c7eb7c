//! What is done to a database that nobody else may have open: to an old one before it is put away, and to a copy before it
//! takes the place of the old one.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, ErrorCode, OpenFlags, Result};

use super::columns::Seconds;
use super::copy_error::CopyError;
use super::open_error::OpenError;
use crate::limits::ALONE_PATIENCE;

/// Folds the write-ahead log into its database, which from then on is one file that needs no other, until it is served.
pub(super) fn fold(path: &Path) -> Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(ALONE_PATIENCE)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    // SQLite does this only when nobody else has the database open.
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0))?;
    Ok(conn)
}

/// What ends every token, and every session, but for those whose end is remembered for a while.
const ENDED: &str = "DELETE FROM sessions; DELETE FROM key_tokens;
    UPDATE applications SET token_digest = NULL, token_sealed = NULL, token_expires_at = NULL";

/// Ends all sessions and tokens, whoever's they are. They may come back to life with a power cut until the file is synced.
///
/// # Errors
/// Only the database's.
pub fn end_sessions(path: &Path, now: Timestamp) -> std::result::Result<(), CopyError> {
    let end = || {
        let mut conn = fold(path)?;
        let tx = conn.transaction()?;
        tx.execute_batch(ENDED)?;
        tx.execute("UPDATE idle_sessions SET ended_at = ?1 WHERE ended_at IS NULL", [Seconds(now)])?;
        tx.commit()
    };
    end().map_err(|source| CopyError::Write { path: path.to_owned(), source: source.into() })
}

/// A database that nobody else can open, in one file, until this is dropped.
pub struct Alone {
    _conn: Connection,
}

/// Takes a database that is to be put away; `None` if it is so broken that SQLite cannot open it.
///
/// # Errors
/// When another program has it open, or the file system refuses.
pub fn take(path: &Path) -> std::result::Result<Option<Alone>, CopyError> {
    let take = || -> Result<_> {
        let conn = fold(path)?;
        conn.execute_batch("BEGIN EXCLUSIVE")?;
        Ok(Alone { _conn: conn })
    };
    take().map(Some).or_else(|source| match source.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Err(CopyError::InUse(path.to_owned())),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(None),
        _ => Err(OpenError::Sqlite { path: path.to_owned(), source }.into()),
    })
}
