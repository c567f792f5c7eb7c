//! The counters that ids come from.

use rusqlite::Transaction;

/// Takes the next id of that kind of thing.
pub fn next(tx: &Transaction<'_>, entity: &str) -> rusqlite::Result<i64> {
    let mut statement =
        tx.prepare_cached("UPDATE id_counters SET next_id = next_id + 1 WHERE entity = ?1 RETURNING next_id - 1")?;
    // All the way to the end: an UPDATE that returns rows is not over before.
    statement.query_map([entity], |row| row.get(0))?.last().unwrap_or(Err(rusqlite::Error::QueryReturnedNoRows))
}
