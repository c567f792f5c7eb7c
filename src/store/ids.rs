//! The counters that ids come from, one for each kind of thing, over all accounts.

use super::Tx;
use super::generations::Whose;
use crate::domain::{ApiKeyId, AuditRecordId, GroupId, Int, SecurityGroupId, SourceId, TagId, TrackerId, UserId};
use crate::error::{Code, Failure, Result};

/// A kind of thing that has a counter.
pub(crate) trait Counted: TryFrom<Int> {
    /// Its row in `id_counters`.
    const ENTITY: &'static str;
}

macro_rules! counted {
    ($($id:ident = $entity:literal,)*) => {$(
        impl Counted for $id {
            const ENTITY: &'static str = $entity;
        }
    )*};
}

counted! {
    UserId = "user",
    ApiKeyId = "api_key",
    SecurityGroupId = "security_group",
    GroupId = "tracker_group",
    TrackerId = "tracker",
    SourceId = "source",
    TagId = "tag",
}

/// Takes the next id. Ids of deleted things are not given out again.
pub(crate) fn next<Id: Counted>(tx: &mut Tx<'_>) -> Result<Id> {
    let taken = take(tx, Id::ENTITY, i64::from(i32::MAX))?;
    let id = taken.and_then(|id| i32::try_from(id).ok()).and_then(|id| Id::try_from(Int::from(id)).ok());
    id.ok_or_else(|| exhausted(Id::ENTITY))
}

/// Takes the next audit record's number.
pub(crate) fn next_audit_record(tx: &mut Tx<'_>) -> Result<AuditRecordId> {
    const ENTITY: &str = "audit_record";
    take(tx, ENTITY, AuditRecordId::MAX)?.map(AuditRecordId).ok_or_else(|| exhausted(ENTITY))
}

/// Takes a number for a command, by which a server notices that there has been one.
pub(super) fn next_command(tx: &mut Tx<'_>) -> Result<()> {
    take(tx, COMMAND, i64::MAX)?.map(drop).ok_or_else(|| exhausted(COMMAND))
}

/// How many commands there have been.
pub(super) fn last_command(tx: &Tx<'_>) -> Result<i64> {
    tx.one("SELECT next_id FROM id_counters WHERE entity = ?1", [COMMAND], |row| row.get(0))
}

const COMMAND: &str = "command";

fn take(tx: &mut Tx<'_>, entity: &str, last: i64) -> Result<Option<i64>> {
    let taken = tx.execute_returning(
        Whose::Nobodys,
        "UPDATE id_counters SET next_id = next_id + 1 WHERE entity = ?1 AND next_id <= ?2 RETURNING next_id - 1",
        (entity, last),
        |row| row.get(0),
    )?;
    Ok(taken.into_iter().next())
}

fn exhausted(entity: &str) -> Failure {
    Failure::caused(Code::DatabaseError, format!("no {entity} ids are left"))
}

/// Makes `next` the next id, unless the counter is past it.
pub(crate) fn skip_to<Id: Counted>(tx: &mut Tx<'_>, next: i32) -> Result<()> {
    tx.execute(
        Whose::Nobodys,
        "UPDATE id_counters SET next_id = ?2 WHERE entity = ?1 AND next_id < ?2",
        (Id::ENTITY, next),
    )?;
    Ok(())
}
