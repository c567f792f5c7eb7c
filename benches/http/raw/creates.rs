//! Groups made by plain SQL: the same rows as a create writes, the record in the audit log included.

use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction};

use crate::seed::Shape;
use crate::trouble::Result;

/// Groups made in one transaction: as many as connections wait for Muster's commit.
pub const ROWS_A_TRANSACTION: i64 = 64;

/// Makes groups for so long, and tells how many a second.
pub fn rate(path: &Path, synchronous: &str, shape: &Shape, seconds: u32) -> Result<f64> {
    let mut conn = super::open(path, synchronous)?;
    let (began, enough) = (Instant::now(), Duration::from_secs(seconds.into()));
    let mut made = 0;
    while began.elapsed() < enough {
        batch(&mut conn, shape, made)?;
        made += ROWS_A_TRANSACTION;
    }
    Ok(made as f64 / began.elapsed().as_secs_f64())
}

fn batch(conn: &mut Connection, shape: &Shape, made: i64) -> Result<()> {
    let now = jiff::Timestamp::now().as_second();
    let tx = conn.transaction()?;
    for turn in made..made + ROWS_A_TRANSACTION {
        // As scattered over the accounts as the load on the servers.
        create(&tx, shape.first_account + turn * 617 % shape.accounts, now)?;
    }
    Ok(tx.commit()?)
}

fn create(tx: &Transaction<'_>, account: i64, now: i64) -> rusqlite::Result<()> {
    let id = next(tx, "tracker_group")?;
    tx.prepare_cached(
        "INSERT INTO tracker_groups (account_id, id, title, color, created_at, modified_at)
         VALUES (?1, ?2, 'Night shift', 'FF6DDC', ?3, ?3)",
    )?
    .execute((account, id, now))?;
    let number = next(tx, "audit_record")?;
    tx.prepare_cached(
        "INSERT INTO audit_records (account_id, number, category, action, entry_id, payload, host, done_at)
         VALUES (?1, ?2, 'tracker_group', 'create', ?3, '{\"after\":{\"color\":\"FF6DDC\",\"title\":\"Night shift\"}}',
                 '127.0.0.1', ?4)",
    )?
    .execute((account, number, id, now))?;
    Ok(())
}

fn next(tx: &Transaction<'_>, entity: &str) -> rusqlite::Result<i64> {
    tx.prepare_cached("UPDATE id_counters SET next_id = next_id + 1 WHERE entity = ?1")?.execute([entity])?;
    tx.prepare_cached("SELECT next_id - 1 FROM id_counters WHERE entity = ?1")?.query_row([entity], |row| row.get(0))
}
