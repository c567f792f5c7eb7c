//! Plain SQLite in this process, one thread: what the database itself needs for the same rows.

pub mod creates;
pub mod fleet;

use std::path::Path;

use rusqlite::Connection;

use crate::trouble::Result;

/// Opens a database as Muster's writer does.
pub fn open(path: &Path, synchronous: &str) -> Result<Connection> {
    let conn = Connection::open(path)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", synchronous)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "cache_size", -64 * 1024)?;
    Ok(conn)
}
