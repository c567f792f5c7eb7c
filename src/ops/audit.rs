//! The audit log: every change leaves a record of who made it, from where, and what it changed.

use serde_json::Value;

use crate::access::{Actor, Acts, AnyUser, BySession, Master};
use crate::domain::Event;
use crate::error::Result;
pub use crate::store::audit::{AuditColumn, AuditFilter, AuditRecord, Direction};
use crate::store::{Tx, audit, ids};

/// Records that something was done, in the transaction that does it. `change` is an object such as
/// `{"before": {...}, "after": {...}}`, or null if there is nothing to tell; never a secret.
///
/// # Errors
/// Only the database's.
pub(super) fn record(tx: &mut Tx<'_>, by: &Actor, event: Event, entry: Option<i32>, change: &Value) -> Result<()> {
    let record = AuditRecord {
        id: ids::next_audit_record(tx)?,
        sub_user: by.sub_user(),
        category: event.category().to_owned(),
        action: event.action().to_owned(),
        entry,
        payload: (!change.is_null()).then(|| change.to_string()),
        host: by.origin().address.map(|address| address.to_string()),
        user_agent: by.origin().user_agent.clone(),
        done: tx.now(),
    };
    audit::insert(tx, by.scope(), &record)
}

/// The account's records that the filter lets through.
///
/// # Errors
/// 212 when they are several and have more to tell than one answer may: fewer must be asked for.
pub fn list(tx: &mut Tx<'_>, by: &Master, filter: &AuditFilter) -> Result<Vec<AuditRecord>> {
    audit::list(tx, by.scope(), filter)
}

/// Records that somebody has opened a dashboard.
///
/// # Errors
/// Only the database's.
pub fn check_in(tx: &mut Tx<'_>, by: &BySession<AnyUser>) -> Result<()> {
    record(tx, by.actor(), Event::UserCheckin, Some(by.user().get()), &Value::Null)
}
