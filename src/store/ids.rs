//! The counters that ids come from, one for each kind of thing, over all accounts.

use super::Tx;
use crate::domain::{ApiKeyId, GroupId, Int, SecurityGroupId, SourceId, TrackerId, UserId};
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
}

/// Takes the next id. Ids of deleted things are not given out again.
pub(crate) fn next<Id: Counted>(tx: &mut Tx<'_>) -> Result<Id> {
    let taken: Option<i32> = tx.first(
        "UPDATE id_counters SET next_id = next_id + 1 WHERE entity = ?1 AND next_id <= 2147483647 RETURNING next_id - 1",
        [Id::ENTITY],
        |row| row.get(0),
    )?;
    taken
        .and_then(|id| Id::try_from(Int::from(id)).ok())
        .ok_or_else(|| Failure::caused(Code::DatabaseError, format!("no {} ids are left", Id::ENTITY)))
}

/// Makes `next` the next id, unless the counter is past it.
pub(crate) fn skip_to<Id: Counted>(tx: &mut Tx<'_>, next: i32) -> Result<()> {
    tx.execute("UPDATE id_counters SET next_id = ?2 WHERE entity = ?1 AND next_id < ?2", (Id::ENTITY, next))?;
    Ok(())
}
