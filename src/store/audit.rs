//! Statements on the audit log.

use jiff::Timestamp;
use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use super::generations::Whose;
use crate::access::Scope;
use crate::domain::{AuditRecordId, UserId};
use crate::error::{Code, Result};
use crate::limits;

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRecord {
    /// The record's number.
    pub id: AuditRecordId,
    /// The sub-user who did it; `None` for the owner, an API key or the operator.
    pub sub_user: Option<UserId>,
    /// What it happened to.
    pub category: String,
    /// What happened.
    pub action: String,
    /// The thing's id.
    pub entry: Option<i32>,
    /// What was before and is after, as a JSON object.
    pub payload: Option<String>,
    /// The caller's address; `None` for the command line.
    pub host: Option<String>,
    /// What the caller said of itself.
    pub user_agent: Option<String>,
    /// When.
    pub done: Timestamp,
}

/// Which records are wanted.
#[derive(Debug, Clone)]
pub struct AuditFilter {
    /// From then on.
    pub from: Timestamp,
    /// Until then, itself included.
    pub to: Timestamp,
    /// Of these users only, the owner among them by its own id.
    pub users: Option<Vec<UserId>>,
    /// Of these actions only.
    pub actions: Option<Vec<String>>,
    /// How the answer is sorted: of records that are alike in the first, the second decides, and so on.
    pub sort: Vec<(AuditColumn, Direction)>,
    /// How many at most.
    pub limit: i32,
    /// How many to skip first.
    pub offset: i32,
    /// The zone's offset from UTC in seconds, which decides where days begin.
    pub offset_seconds: i32,
}

/// What records can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AuditColumn {
    /// The action's name.
    Action,
    /// The day.
    Date,
    /// The moment.
    Moment,
    /// The user's name.
    User,
    /// The caller's address.
    Host,
}

/// Which way they are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The smallest first.
    Ascending,
    /// The greatest first.
    Descending,
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, record: &AuditRecord) -> Result<()> {
    tx.execute(
        scope,
        "INSERT INTO audit_records (account_id, number, sub_user_id, category, action, entry_id, payload, host, user_agent,
                                    done_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        (
            scope.account(),
            record.id.0,
            record.sub_user,
            &record.category,
            &record.action,
            record.entry,
            &record.payload,
            &record.host,
            &record.user_agent,
            Seconds(record.done),
        ),
    )?;
    Ok(())
}

/// Forgets some of the oldest records of whatever account, if they are kept no longer. Called with every commit of the
/// server, it keeps pace: it takes away more than so many writes have brought. Commands forget none: they may have been run
/// without the server's settings, and how long records are kept is one of these.
pub(super) fn forget(tx: &mut Tx<'_>, writes: usize) -> Result<()> {
    let lifetime = tx.limits().audit_lifetime;
    let Some(kept_from) = lifetime.and_then(|lifetime| tx.now().checked_sub(lifetime).ok()) else { return Ok(()) };
    let oldest = "SELECT EXISTS (SELECT 1 FROM audit_records WHERE done_at < ?1)";
    if tx.one(oldest, [Seconds(kept_from)], |row| row.get::<_, bool>(0))? {
        tx.execute(
            Whose::Nobodys,
            "DELETE FROM audit_records WHERE (account_id, number) IN
             (SELECT account_id, number FROM audit_records WHERE done_at < ?1 ORDER BY done_at LIMIT ?2)",
            (Seconds(kept_from), FORGOTTEN_A_WRITE * i64::try_from(writes).unwrap_or(i64::MAX / FORGOTTEN_A_WRITE)),
        )?;
    }
    Ok(())
}

/// How many old records each write takes away: none brings so many.
const FORGOTTEN_A_WRITE: i64 = 8;

/// The records that the filter lets through.
///
/// # Errors
/// 212 when several tell more than one answer may.
pub(crate) fn list(tx: &Tx<'_>, scope: Scope, filter: &AuditFilter) -> Result<Vec<AuditRecord>> {
    let json = |ids: Vec<String>| format!("[{}]", ids.join(","));
    let users = filter.users.as_ref().map(|users| json(users.iter().map(ToString::to_string).collect()));
    let actions = filter.actions.as_ref().map(|actions| serde_json::Value::from(actions.clone()).to_string());
    let order: String =
        filter.sort.iter().map(|(column, direction)| order_by(*column, *direction, filter.offset_seconds)).collect();
    // Records of one second stand in the order of their numbers, or with the newest first in the reverse.
    let last = match filter.sort.last() {
        Some((AuditColumn::Moment, direction)) => keyword(*direction),
        _ => "",
    };
    let sql = format!(
        "SELECT a.number, a.sub_user_id, a.category, a.action, a.entry_id, a.payload, a.host, a.user_agent, a.done_at
         FROM audit_records a
         LEFT JOIN users u ON u.account_id = a.account_id AND u.id = coalesce(a.sub_user_id, a.account_id)
         LEFT JOIN profiles p ON p.account_id = u.account_id AND p.user_id = u.id
         WHERE a.account_id = ?1 AND a.done_at BETWEEN ?2 AND ?3
         AND (?4 IS NULL OR coalesce(a.sub_user_id, a.account_id) IN (SELECT value FROM json_each(?4)))
         AND (?5 IS NULL OR a.action IN (SELECT value FROM json_each(?5)))
         ORDER BY {order} a.number{last} LIMIT ?6 OFFSET ?7"
    );
    let (from, to) = (Seconds(filter.from), Seconds(filter.to));
    let (mut records, mut told) = (Vec::new(), 0);
    tx.each_once(&sql, (scope.account(), from, to, users, actions, filter.limit, filter.offset), |row| {
        let record = read(row)?;
        told += record.payload.as_ref().map_or(0, String::len);
        if told > limits::AUDIT_BYTES_PER_ANSWER && !records.is_empty() {
            return Err(Code::LimitTooBig.into());
        }
        records.push(record);
        Ok(())
    })?;
    Ok(records)
}

fn read(row: &Row<'_>) -> rusqlite::Result<AuditRecord> {
    let Seconds(done) = row.get(8)?;
    Ok(AuditRecord {
        id: AuditRecordId(row.get(0)?),
        sub_user: row.get(1)?,
        category: row.get(2)?,
        action: row.get(3)?,
        entry: row.get(4)?,
        payload: row.get(5)?,
        host: row.get(6)?,
        user_agent: row.get(7)?,
        done,
    })
}

/// What a user is called, as [`Profile::title`](crate::domain::Profile::title) has it, or else its login.
const TITLE: &str = "coalesce(CASE WHEN p.legal_type = 'legal_entity' THEN nullif(p.legal_name, '') END,
                              nullif(trim(p.first_name || ' ' || p.last_name), ''), u.login)";

/// A part of the order, with a comma after it. Users of one name are kept apart.
fn order_by(column: AuditColumn, direction: Direction, offset_seconds: i32) -> String {
    let direction = keyword(direction);
    match column {
        AuditColumn::Action => format!("a.action{direction}, "),
        AuditColumn::Date => format!("(a.done_at + {offset_seconds}) / 86400{direction}, "),
        AuditColumn::Moment => format!("a.done_at{direction}, "),
        AuditColumn::User => format!("{TITLE}{direction}, coalesce(a.sub_user_id, a.account_id), "),
        AuditColumn::Host => format!("a.host{direction}, "),
    }
}

fn keyword(direction: Direction) -> &'static str {
    match direction {
        Direction::Ascending => "",
        Direction::Descending => " DESC",
    }
}
