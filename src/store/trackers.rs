//! Statements on trackers and on the sources whose data they show.

use std::fmt::Display;

use jiff::Timestamp;
use rusqlite::Row;

use super::Tx;
use super::columns::Seconds;
use crate::access::Scope;
use crate::domain::{AccountId, DeviceId, GroupId, Model, Phone, SourceId, TrackerId, TrackerLabel, UserId};
use crate::error::Result;

/// A tracker with the source it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tracker {
    /// Its id.
    pub id: TrackerId,
    /// Its label.
    pub label: TrackerLabel,
    /// Its group; `None` for the default one.
    pub group: Option<GroupId>,
    /// Whether its source was registered with another tracker.
    pub clone: bool,
    /// The device that reports.
    pub source: Source,
}

/// A device that reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its id, which all clones share.
    pub id: SourceId,
    /// What it calls itself.
    pub device_id: DeviceId,
    /// Its model code.
    pub model: Model,
    /// Its SIM card's number.
    pub phone: Option<Phone>,
    /// Whether the operator has blocked it.
    pub blocked: bool,
    /// When it was registered.
    pub created: Timestamp,
}

/// How many of some ids are trackers of the account, and how many of those are blocked.
pub(crate) struct Survey {
    pub(crate) found: u32,
    pub(crate) blocked: u32,
}

/// The columns of [`read`], in its order.
macro_rules! select_trackers {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.label, t.group_id, t.clone, s.id, s.device_id, s.model, s.phone, s.blocked, s.created_at
             FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<Tracker> {
    let Seconds(created) = row.get(9)?;
    Ok(Tracker {
        id: row.get(0)?,
        label: row.get(1)?,
        group: row.get(2)?,
        clone: row.get(3)?,
        source: Source {
            id: row.get(4)?,
            device_id: row.get(5)?,
            model: row.get(6)?,
            phone: row.get(7)?,
            blocked: row.get(8)?,
            created,
        },
    })
}

/// Visits the account's trackers by id, one at a time: all of them, or those bound to a sub-user.
pub(crate) fn each(
    tx: &Tx<'_>,
    scope: Scope,
    bound_to: Option<UserId>,
    mut visit: impl FnMut(Tracker) -> Result<()>,
) -> Result<()> {
    match bound_to {
        None => tx.each(select_trackers!("WHERE t.account_id = ?1 ORDER BY t.id"), [scope.account()], |row| {
            visit(read(row)?)
        }),
        Some(user) => tx.each(
            select_trackers!(
                "WHERE t.account_id = ?1
                 AND t.id IN (SELECT tracker_id FROM bound_trackers WHERE account_id = ?1 AND user_id = ?2)
                 ORDER BY t.id"
            ),
            (scope.account(), user),
            |row| visit(read(row)?),
        ),
    }
}

/// The tracker, if the account has it and the caller sees it.
pub(crate) fn find(tx: &Tx<'_>, scope: Scope, bound_to: Option<UserId>, id: TrackerId) -> Result<Option<Tracker>> {
    tx.first(
        select_trackers!(
            "WHERE t.account_id = ?1 AND t.id = ?3 AND (?2 IS NULL OR EXISTS
             (SELECT 1 FROM bound_trackers WHERE account_id = ?1 AND user_id = ?2 AND tracker_id = ?3))"
        ),
        (scope.account(), bound_to, id),
        read,
    )
}

/// Those of the trackers that the caller sees, by id.
pub(crate) fn among(tx: &Tx<'_>, scope: Scope, bound_to: Option<UserId>, ids: &[TrackerId]) -> Result<Vec<Tracker>> {
    tx.all(
        select_trackers!(
            "WHERE t.account_id = ?1 AND t.id IN (SELECT value FROM json_each(?3)) AND (?2 IS NULL OR t.id IN
             (SELECT tracker_id FROM bound_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY t.id"
        ),
        (scope.account(), bound_to, id_list(ids)),
        read,
    )
}

pub(crate) fn survey(tx: &Tx<'_>, scope: Scope, ids: &[TrackerId]) -> Result<Survey> {
    tx.one(
        "SELECT count(*), count(*) FILTER (WHERE s.blocked)
         FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
         WHERE t.account_id = ?1 AND t.id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids)),
        |row| Ok(Survey { found: row.get(0)?, blocked: row.get(1)? }),
    )
}

/// Puts the account's trackers among `ids` in the group.
pub(crate) fn assign(tx: &mut Tx<'_>, scope: Scope, ids: &[TrackerId], group: Option<GroupId>) -> Result<()> {
    tx.execute(
        "UPDATE trackers SET group_id = ?3
         WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2))",
        (scope.account(), id_list(ids), group),
    )?;
    Ok(())
}

/// Those of the account's trackers that stand elsewhere than in `group`: by the group that they are in, and by id.
pub(crate) fn elsewhere(
    tx: &Tx<'_>,
    scope: Scope,
    ids: &[TrackerId],
    group: Option<GroupId>,
) -> Result<Vec<(Option<GroupId>, TrackerId)>> {
    tx.all(
        "SELECT group_id, id FROM trackers
         WHERE account_id = ?1 AND id IN (SELECT value FROM json_each(?2)) AND group_id IS DISTINCT FROM ?3
         ORDER BY group_id, id",
        (scope.account(), id_list(ids), group),
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The members of a group.
pub(crate) fn members(tx: &Tx<'_>, scope: Scope, group: GroupId) -> Result<Vec<TrackerId>> {
    tx.all(
        "SELECT id FROM trackers WHERE account_id = ?1 AND group_id = ?2 ORDER BY id",
        (scope.account(), group),
        |row| row.get(0),
    )
}

/// Gives a tracker a label and a group.
pub(crate) fn update(
    tx: &mut Tx<'_>,
    scope: Scope,
    id: TrackerId,
    label: &TrackerLabel,
    group: Option<GroupId>,
) -> Result<()> {
    tx.execute(
        "UPDATE trackers SET label = ?3, group_id = ?4 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id, label, group),
    )?;
    Ok(())
}

/// The model codes of the trackers that the caller sees, each once.
pub(crate) fn models(tx: &Tx<'_>, scope: Scope, bound_to: Option<UserId>) -> Result<Vec<Model>> {
    let of_sources = |row: &Row<'_>| row.get(0);
    match bound_to {
        None => tx.all(
            "SELECT DISTINCT s.model
             FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
             WHERE t.account_id = ?1 ORDER BY s.model",
            [scope.account()],
            of_sources,
        ),
        Some(user) => tx.all(
            "SELECT DISTINCT s.model
             FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id
             WHERE t.account_id = ?1
             AND t.id IN (SELECT tracker_id FROM bound_trackers WHERE account_id = ?1 AND user_id = ?2) ORDER BY s.model",
            (scope.account(), user),
            of_sources,
        ),
    }
}

/// Sends the members of a group to the default group.
pub(crate) fn leave_group(tx: &mut Tx<'_>, scope: Scope, group: GroupId) -> Result<()> {
    tx.execute(
        "UPDATE trackers SET group_id = NULL WHERE account_id = ?1 AND group_id = ?2",
        (scope.account(), group),
    )?;
    Ok(())
}

/// How many trackers stand in each group of the account; groups without any are absent.
pub(crate) fn count_by_group(tx: &Tx<'_>, scope: Scope) -> Result<Vec<(GroupId, u32)>> {
    tx.all(
        "SELECT group_id, count(*) FROM trackers WHERE account_id = ?1 AND group_id IS NOT NULL GROUP BY group_id",
        [scope.account()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}

/// The ids as one bound value, so that one statement serves a list of any length. To be used as
/// `IN (SELECT value FROM json_each(?))`, which SQLite turns into a look-up table once; joined, the list would be read again
/// for every row.
pub(super) fn id_list<Id: Display>(ids: &[Id]) -> String {
    let mut json = String::with_capacity(ids.len() * 8 + 2);
    json.push('[');
    for (index, id) in ids.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        json.push_str(&id.to_string());
    }
    json.push(']');
    json
}

pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, tracker: &Tracker) -> Result<()> {
    let source = &tracker.source;
    tx.execute(
        "INSERT INTO sources (account_id, id, device_id, model, phone, blocked, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        (
            scope.account(),
            source.id,
            &source.device_id,
            &source.model,
            &source.phone,
            source.blocked,
            Seconds(source.created),
        ),
    )?;
    tx.execute(
        "INSERT INTO trackers (account_id, id, label, group_id, source_account_id, source_id, clone, created_at)
         VALUES (?1, ?2, ?3, ?4, ?1, ?5, ?6, ?7)",
        (scope.account(), tracker.id, &tracker.label, tracker.group, source.id, tracker.clone, Seconds(tx.now())),
    )?;
    Ok(())
}

/// The account that a tracker is in; for the operator, who names trackers by id alone.
pub(crate) fn account_of(tx: &Tx<'_>, id: TrackerId) -> Result<Option<AccountId>> {
    tx.first("SELECT account_id FROM trackers WHERE id = ?1", [id], |row| row.get(0))
}

/// Removes a tracker, and its source unless a clone still shows it.
pub(crate) fn remove(tx: &mut Tx<'_>, scope: Scope, id: TrackerId) -> Result<()> {
    let removed = tx.first(
        "DELETE FROM trackers WHERE account_id = ?1 AND id = ?2 RETURNING source_account_id, source_id",
        (scope.account(), id),
        |row| Ok((row.get::<_, AccountId>(0)?, row.get::<_, SourceId>(1)?)),
    )?;
    let Some(source) = removed else { return Ok(()) };
    tx.execute(
        "DELETE FROM sources WHERE account_id = ?1 AND id = ?2
         AND NOT EXISTS (SELECT 1 FROM trackers WHERE source_account_id = ?1 AND source_id = ?2)",
        source,
    )?;
    Ok(())
}
