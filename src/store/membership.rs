//! Statements on which trackers stand in which group.

use super::Tx;
use super::trackers::id_list;
use crate::access::Scope;
use crate::domain::{GroupId, TrackerId, UserId};
use crate::error::Result;

/// Where a tracker stands, and whether it may leave.
pub(crate) struct Place {
    pub(crate) tracker: TrackerId,
    pub(crate) group: Option<GroupId>,
    pub(crate) blocked: bool,
}

/// Where those of the ids stand that are trackers of the account.
pub(crate) fn places(tx: &Tx<'_>, scope: Scope, ids: &[TrackerId]) -> Result<Vec<Place>> {
    tx.all(
        "SELECT t.id, t.group_id, s.blocked
         FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
         WHERE t.account_id = ?1 AND t.id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids)),
        |row| Ok(Place { tracker: row.get(0)?, group: row.get(1)?, blocked: row.get(2)? }),
    )
}

/// How many of the ids are trackers of the account.
pub(crate) fn count_among(tx: &Tx<'_>, scope: Scope, ids: &[TrackerId]) -> Result<u32> {
    tx.one(
        "SELECT count(*) FROM trackers WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids)),
        |row| row.get(0),
    )
}

/// Puts the account's trackers among `ids` in the group.
pub(crate) fn assign(tx: &mut Tx<'_>, scope: Scope, ids: &[TrackerId], group: Option<GroupId>) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE trackers SET group_id = ?3
         WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids), group),
    )?;
    Ok(())
}

/// The members of a group.
pub(crate) fn members(tx: &Tx<'_>, scope: Scope, group: GroupId) -> Result<Vec<TrackerId>> {
    tx.all(
        "SELECT id FROM trackers WHERE account_id = ?1 AND group_id = ?2 ORDER BY id",
        (scope.account(), group),
        |row| row.get(0),
    )
}

/// Who stands in which group, by group and tracker, as far as the caller sees the trackers; those in no group are
/// absent.
pub(crate) fn list(tx: &Tx<'_>, scope: Scope, seen_by: Option<UserId>) -> Result<Vec<(GroupId, TrackerId)>> {
    tx.all(
        "SELECT group_id, id FROM trackers
         WHERE account_id = ?1 AND group_id IS NOT NULL AND (?2 IS NULL OR id IN
         (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY group_id, id",
        (scope.account(), seen_by),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// Those members of a group, or of none, that the caller sees: by id, beginning after `after`, at most so many.
pub(crate) fn page(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    group: Option<GroupId>,
    after: i64,
    most: usize,
) -> Result<Vec<TrackerId>> {
    tx.all(
        "SELECT id FROM trackers
         WHERE account_id = ?1 AND group_id IS NOT DISTINCT FROM ?3 AND id > ?4 AND (?2 IS NULL OR id IN
         (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY id LIMIT ?5",
        (scope.account(), seen_by, group, after, i64::try_from(most).unwrap_or(i64::MAX)),
        |row| row.get(0),
    )
}

/// Sends the members of a group to the default group.
pub(crate) fn leave_group(tx: &mut Tx<'_>, scope: Scope, group: GroupId) -> Result<()> {
    tx.execute(
        scope,
        "UPDATE trackers SET group_id = NULL WHERE account_id = ?1 AND group_id = ?2",
        (scope.account(), group),
    )?;
    Ok(())
}

/// How many trackers stand in each group of the account; groups without any are absent.
pub(crate) fn counts(tx: &Tx<'_>, scope: Scope) -> Result<Vec<(GroupId, u32)>> {
    tx.all(
        "SELECT group_id, count(*) FROM trackers WHERE account_id = ?1 AND group_id IS NOT NULL GROUP BY group_id",
        [scope.account()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
