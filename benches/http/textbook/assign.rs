//! Putting trackers in a group.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Transaction;
use serde::Deserialize;
use serde_json::json;

use super::answer::{DEVICE_BLOCKED, LIST_CONTAINS_NONEXISTENT, NOT_FOUND, Refusal};
use super::audit;
use super::session::Principal;

/// Which trackers go where.
#[derive(Deserialize)]
pub struct Assignment {
    id: i64,
    trackers: BTreeSet<i64>,
}

/// Puts trackers in a group, or with 0 out of any: all of them or none.
pub fn assign(tx: &Transaction<'_>, by: &Principal, to: &Assignment) -> Result<Vec<u8>, Refusal> {
    by.check_master()?;
    let group = (to.id != 0).then_some(to.id);
    if let Some(id) = group {
        check_group(tx, by, id)?;
    }
    let ids = serde_json::to_string(&to.trackers)?;
    check_trackers(tx, by, &ids, to.trackers.len())?;
    let movers = movers(tx, by, &ids, group)?;
    if !movers.is_empty() {
        put(tx, by, group, &movers)?;
    }
    Ok(serde_json::to_vec(&json!({"success": true}))?)
}

/// Trackers that are to move, by the group that they leave; those in none are in 0.
type Movers = BTreeMap<i64, Vec<i64>>;

fn check_group(tx: &Transaction<'_>, by: &Principal, id: i64) -> Result<(), Refusal> {
    let there = tx
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM tracker_groups WHERE account_id = ?1 AND id = ?2)")?
        .query_row((by.account, id), |row| row.get(0))?;
    if there { Ok(()) } else { Err(NOT_FOUND) }
}

fn check_trackers(tx: &Transaction<'_>, by: &Principal, ids: &str, wanted: usize) -> Result<(), Refusal> {
    let (found, blocked): (i64, i64) = tx
        .prepare_cached(
            "SELECT count(*), count(*) FILTER (WHERE s.blocked)
             FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
             WHERE t.account_id = ?1 AND t.id IN (SELECT value FROM json_each(?2))",
        )?
        .query_row((by.account, ids), |row| Ok((row.get(0)?, row.get(1)?)))?;
    if (found as usize) < wanted {
        return Err(LIST_CONTAINS_NONEXISTENT);
    }
    if blocked > 0 { Err(DEVICE_BLOCKED) } else { Ok(()) }
}

fn movers(tx: &Transaction<'_>, by: &Principal, ids: &str, group: Option<i64>) -> Result<Movers, Refusal> {
    let mut statement = tx.prepare_cached(
        "SELECT group_id, id FROM trackers
         WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2)) AND group_id IS DISTINCT FROM ?3
         ORDER BY group_id, id",
    )?;
    let mut rows = statement.query((by.account, ids, group))?;
    let mut movers = Movers::new();
    while let Some(row) = rows.next()? {
        let from: Option<i64> = row.get(0)?;
        movers.entry(from.unwrap_or(0)).or_default().push(row.get(1)?);
    }
    Ok(movers)
}

fn put(tx: &Transaction<'_>, by: &Principal, group: Option<i64>, movers: &Movers) -> Result<(), Refusal> {
    let moved: Vec<_> = movers.values().flatten().collect();
    tx.prepare_cached(
        "UPDATE trackers SET group_id = ?3 WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
    )?
    .execute((by.account, serde_json::to_string(&moved)?, group))?;
    let changed: BTreeSet<_> = movers.keys().copied().filter(|from| *from != 0).chain(group).collect();
    tx.prepare_cached(
        "UPDATE tracker_groups SET modified_at = ?3
         WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
    )?
    .execute((by.account, serde_json::to_string(&changed)?, by.now))?;
    let left: Vec<_> = movers.iter().map(|(from, ids)| json!({"group_id": from, "trackers": ids})).collect();
    let change = json!({"before": left, "after": {"group_id": group.unwrap_or(0)}});
    Ok(audit::record(tx, by, "assign", group, &change)?)
}
