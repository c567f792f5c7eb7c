//! The audit log: a record for each change, and old ones forgotten with every new one.

use rusqlite::Transaction;
use serde_json::Value;

use super::ids;
use super::session::Principal;

/// As long as Muster keeps records unless told otherwise.
const KEPT_SECONDS: i64 = 400 * 24 * 60 * 60;

/// Records what was done to which group.
pub fn record(
    tx: &Transaction<'_>,
    by: &Principal,
    action: &str,
    entry: Option<i64>,
    change: &Value,
) -> rusqlite::Result<()> {
    let number = ids::next(tx, "audit_record")?;
    let (host, user_agent) = (&by.host, &by.user_agent);
    tx.prepare_cached(
        "INSERT INTO audit_records (account_id, number, sub_user_id, category, action, entry_id, payload, host, user_agent,
                                    done_at)
         VALUES (?1, ?2, NULL, 'tracker_group', ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute((by.account, number, action, entry, change.to_string(), host, user_agent, by.now))?;
    tx.prepare_cached(
        "DELETE FROM audit_records WHERE (account_id, number) IN
         (SELECT account_id, number FROM audit_records WHERE done_at < ?1 ORDER BY done_at LIMIT 8)",
    )?
    .execute([by.now - KEPT_SECONDS])?;
    Ok(())
}
