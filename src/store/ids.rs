//! The counters that ids come from, one for each kind of thing, over all accounts.

use super::Tx;
use super::generations::Whose;
use crate::domain::{ApiKeyId, AuditRecordId, GroupId, Int, SecurityGroupId, SourceId, TagId, TrackerId, UserId};
use crate::error::{Code, Failure, Result};

/// A kind of thing that has a counter.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Entity {
    User,
    ApiKey,
    SecurityGroup,
    TrackerGroup,
    Tracker,
    Source,
    Tag,
    AuditRecord,
    /// A command: by its number a server notices that there has been one.
    Command,
}

impl Entity {
    const ALL: [Self; 9] = [
        Self::User,
        Self::ApiKey,
        Self::SecurityGroup,
        Self::TrackerGroup,
        Self::Tracker,
        Self::Source,
        Self::Tag,
        Self::AuditRecord,
        Self::Command,
    ];

    /// Its row in `id_counters`.
    fn name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::ApiKey => "api_key",
            Self::SecurityGroup => "security_group",
            Self::TrackerGroup => "tracker_group",
            Self::Tracker => "tracker",
            Self::Source => "source",
            Self::Tag => "tag",
            Self::AuditRecord => "audit_record",
            Self::Command => "command",
        }
    }
}

/// Writes a counter and leaves it as it was: what shows that the file can be written. It is changed on the way, because
/// SQLite writes nothing where a row is given the bytes that it has.
pub(super) fn rewrite(tx: &Tx<'_>) -> Result<()> {
    for step in [1, -1] {
        let update = "UPDATE id_counters SET next_id = next_id + ?1 WHERE entity = 'command'";
        tx.execute(Whose::Nobodys, update, [step])?;
    }
    Ok(())
}

/// An id that comes from a counter.
pub(crate) trait Counted: TryFrom<Int> {
    /// What it is the id of.
    const ENTITY: Entity;
}

macro_rules! counted {
    ($($id:ident = $entity:ident,)*) => {$(
        impl Counted for $id {
            const ENTITY: Entity = Entity::$entity;
        }
    )*};
}

counted! {
    UserId = User,
    ApiKeyId = ApiKey,
    SecurityGroupId = SecurityGroup,
    GroupId = TrackerGroup,
    TrackerId = Tracker,
    SourceId = Source,
    TagId = Tag,
}

/// The counters that a transaction has used, each with its next id. They are read once and written once, however many
/// ids are taken in between: an import takes millions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counters([Option<i64>; Entity::ALL.len()]);

impl Counters {
    /// Writes those that were used, before the transaction is committed.
    ///
    /// # Errors
    /// Only the database's.
    pub(super) fn write(&self, tx: &Tx<'_>) -> Result<()> {
        for (entity, next) in Entity::ALL.into_iter().zip(self.0) {
            if let Some(next) = next {
                let update = "UPDATE id_counters SET next_id = ?2 WHERE entity = ?1";
                tx.execute(Whose::Nobodys, update, (entity.name(), next))?;
            }
        }
        Ok(())
    }

    fn of(&mut self, entity: Entity) -> &mut Option<i64> {
        &mut self.0[entity as usize]
    }
}

/// Takes the next id. Ids of deleted things are not given out again.
pub(crate) fn next<Id: Counted>(tx: &mut Tx<'_>) -> Result<Id> {
    let id = take(tx, Id::ENTITY, i64::from(i32::MAX))?;
    let id = i32::try_from(id).ok().and_then(|id| Id::try_from(Int::from(id)).ok());
    id.ok_or_else(|| exhausted(Id::ENTITY))
}

/// Takes the next audit record's number.
pub(crate) fn next_audit_record(tx: &mut Tx<'_>) -> Result<AuditRecordId> {
    take(tx, Entity::AuditRecord, AuditRecordId::MAX).map(AuditRecordId)
}

/// Takes a command's number.
pub(super) fn next_command(tx: &mut Tx<'_>) -> Result<()> {
    take(tx, Entity::Command, i64::MAX).map(drop)
}

/// How many commands there have been.
pub(super) fn last_command(tx: &Tx<'_>) -> Result<i64> {
    stored(tx, Entity::Command)
}

/// Makes `next` the next id, unless the counter is past it.
pub(crate) fn skip_to<Id: Counted>(tx: &mut Tx<'_>, next: i32) -> Result<()> {
    let counted = current(tx, Id::ENTITY)?;
    *tx.counters().of(Id::ENTITY) = Some(counted.max(next.into()));
    Ok(())
}

fn take(tx: &mut Tx<'_>, entity: Entity, last: i64) -> Result<i64> {
    let id = current(tx, entity)?;
    if id > last {
        return Err(exhausted(entity));
    }
    *tx.counters().of(entity) = Some(id + 1);
    Ok(id)
}

fn current(tx: &mut Tx<'_>, entity: Entity) -> Result<i64> {
    let used = *tx.counters().of(entity);
    used.map_or_else(|| stored(tx, entity), Ok)
}

fn stored(tx: &Tx<'_>, entity: Entity) -> Result<i64> {
    tx.one("SELECT next_id FROM id_counters WHERE entity = ?1", [entity.name()], |row| row.get(0))
}

fn exhausted(entity: Entity) -> Failure {
    Failure::caused(Code::DatabaseError, format!("no {} ids are left", entity.name()))
}
