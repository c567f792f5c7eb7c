//! Large fleets by plain SQL: moved, listed, inserted.

use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde::Serialize;

use crate::trouble::Result;

/// Puts trackers in a group: one UPDATE over a bound list, in one durable transaction.
pub fn assign(conn: &mut Connection, account: i64, group: i64, trackers: &str) -> Result<()> {
    let tx = conn.transaction()?;
    tx.execute(
        "UPDATE trackers SET group_id = ?2 WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?3))",
        (account, group, trackers),
    )?;
    Ok(tx.commit()?)
}

#[derive(Serialize)]
struct Listing {
    success: bool,
    list: Vec<Tracker>,
}

#[derive(Serialize)]
struct Tracker {
    id: i64,
    label: String,
    clone: bool,
    group_id: i64,
    source: Source,
    tag_bindings: [(); 0],
}

#[derive(Serialize)]
struct Source {
    id: i64,
    device_id: String,
    model: String,
    blocked: bool,
    tariff_id: i64,
    status_listing_id: (),
    creation_date: Date,
    tariff_end_date: (),
    phone: Option<String>,
}

/// Reads the trackers of an account and serialises them: the same bytes as Muster answers with.
pub fn list(conn: &Connection, account: i64) -> Result<Vec<u8>> {
    let zone: String = conn.query_row("SELECT time_zone FROM users WHERE id = ?1", [account], |row| row.get(0))?;
    let zone = TimeZone::get(&zone)?;
    let mut statement = conn.prepare_cached(
        "SELECT t.id, t.label, t.clone, t.group_id, s.id, s.device_id, s.model, s.blocked, s.created_at, s.phone
         FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
         WHERE t.account_id = ?1 ORDER BY t.id",
    )?;
    let mut rows = statement.query([account])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        let group: Option<i64> = row.get(3)?;
        let created = jiff::Timestamp::from_second(row.get(8)?)?;
        let source = Source {
            id: row.get(4)?,
            device_id: row.get(5)?,
            model: row.get(6)?,
            blocked: row.get(7)?,
            tariff_id: 1,
            status_listing_id: (),
            creation_date: zone.to_datetime(created).date(),
            tariff_end_date: (),
            phone: row.get(9)?,
        };
        let (id, label, clone) = (row.get(0)?, row.get(1)?, row.get(2)?);
        list.push(Tracker { id, label, clone, group_id: group.unwrap_or(0), source, tag_bindings: [] });
    }
    Ok(serde_json::to_vec(&Listing { success: true, list })?)
}

/// Inserts so many trackers with their devices in one durable transaction.
pub fn insert(path: &Path, account: i64, count: i64) -> Result<()> {
    let now = jiff::Timestamp::now().as_second();
    let mut conn = super::open(path, "FULL")?;
    let tx = conn.transaction()?;
    let next = |entity| tx.query_row("SELECT next_id FROM id_counters WHERE entity = ?1", [entity], |row| row.get(0));
    let (first, first_source): (i64, i64) = (next("tracker")?, next("source")?);
    let mut source = tx.prepare(
        "INSERT INTO sources (account_id, id, device_id, model, phone, blocked, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, FALSE, ?6)",
    )?;
    let mut tracker = tx.prepare(
        "INSERT INTO trackers (account_id, id, label, group_id, source_account_id, source_id, clone, created_at)
         VALUES (?1, ?2, ?3, NULL, ?1, ?4, FALSE, ?5)",
    )?;
    for (index, row) in (0..).zip(crate::fleet_file::rows(count)) {
        source.execute((account, first_source + index, row.device_id, row.model, row.phone, now))?;
        tracker.execute((account, first + index, row.label, first_source + index, now))?;
    }
    drop((source, tracker));
    tx.execute("UPDATE id_counters SET next_id = next_id + ?1 WHERE entity IN ('tracker', 'source')", [count])?;
    Ok(tx.commit()?)
}
