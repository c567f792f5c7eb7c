//! Statements on trackers and on the sources whose data they show.

use std::fmt::{Display, Write as _};
use std::ops::ControlFlow;

use jiff::Timestamp;
use rusqlite::Row;

use super::columns::Seconds;
use super::{Tx, user_details};
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
    /// When it was added to the account.
    pub created: Timestamp,
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

/// The columns of [`read`], in its order.
macro_rules! select_trackers {
    ($rest:expr) => {
        concat!(
            "SELECT t.id, t.label, t.group_id, t.clone, s.id, s.device_id, s.model, s.phone, s.blocked, s.created_at,
                    t.created_at
             FROM trackers t JOIN sources s ON s.account_id = t.source_account_id AND s.id = t.source_id ",
            $rest
        )
    };
}

fn read(row: &Row<'_>) -> rusqlite::Result<Tracker> {
    let (Seconds(registered), Seconds(created)) = (row.get(9)?, row.get(10)?);
    Ok(Tracker {
        id: row.get(0)?,
        label: row.get(1)?,
        group: row.get(2)?,
        clone: row.get(3)?,
        created,
        source: Source {
            id: row.get(4)?,
            device_id: row.get(5)?,
            model: row.get(6)?,
            phone: row.get(7)?,
            blocked: row.get(8)?,
            created: registered,
        },
    })
}

/// Visits the account's trackers by id, one at a time: all of them, or those that a sub-user sees.
pub(crate) fn each(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    mut visit: impl FnMut(Tracker) -> Result<()>,
) -> Result<()> {
    match seen_by {
        None => tx.each(select_trackers!("WHERE t.account_id = ?1 ORDER BY t.id"), [scope.account()], |row| {
            visit(read(row)?)
        }),
        Some(user) => tx.each(
            select_trackers!(
                "WHERE t.account_id = ?1
                 AND t.id IN (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)
                 ORDER BY t.id"
            ),
            (scope.account(), user),
            |row| visit(read(row)?),
        ),
    }
}

/// In which order trackers are visited one by one, and from where on.
#[derive(Debug, Clone, Copy)]
pub enum Visit {
    /// By id, beginning after this one.
    After(i64),
    /// By the moment they were added, and then by id.
    ByAge,
}

/// Visits the trackers that the caller sees, or those of them that are named, until `visit` has seen enough.
pub(crate) fn visit(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    order: Visit,
    named: Option<&[TrackerId]>,
    mut visit: impl FnMut(Tracker) -> Result<ControlFlow<()>>,
) -> Result<()> {
    macro_rules! seen {
        ($rest:literal) => {
            select_trackers!(concat!(
                "WHERE t.account_id = ?1 AND (?2 IS NULL OR t.id IN
                 (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2))
                 AND (?3 IS NULL OR t.id IN (SELECT value FROM json_each(?3))) ",
                $rest
            ))
        };
    }
    let (account, named, visit) = (scope.account(), named.map(id_list), |row: &Row<'_>| visit(read(row)?));
    match order {
        Visit::After(id) => tx.each_while(seen!("AND t.id > ?4 ORDER BY t.id"), (account, seen_by, named, id), visit),
        Visit::ByAge => tx.each_while(seen!("ORDER BY t.created_at, t.id"), (account, seen_by, named), visit),
    }
}

/// The tracker, if the account has it and the caller sees it.
pub(crate) fn find(tx: &Tx<'_>, scope: Scope, seen_by: Option<UserId>, id: TrackerId) -> Result<Option<Tracker>> {
    tx.first(
        select_trackers!(
            "WHERE t.account_id = ?1 AND t.id = ?3 AND (?2 IS NULL OR EXISTS
             (SELECT 1 FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2 AND tracker_id = ?3))"
        ),
        (scope.account(), seen_by, id),
        read,
    )
}

/// Those of the trackers that the caller sees, by id.
pub(crate) fn among(tx: &Tx<'_>, scope: Scope, seen_by: Option<UserId>, ids: &[TrackerId]) -> Result<Vec<Tracker>> {
    let mut found = Vec::new();
    each_among(tx, scope, seen_by, ids, |tracker| {
        found.push(tracker);
        Ok(())
    })?;
    Ok(found)
}

/// [`among`], one at a time.
pub(crate) fn each_among(
    tx: &Tx<'_>,
    scope: Scope,
    seen_by: Option<UserId>,
    ids: &[TrackerId],
    mut visit: impl FnMut(Tracker) -> Result<()>,
) -> Result<()> {
    tx.each(
        select_trackers!(
            "WHERE t.account_id = ?1 AND t.id IN (SELECT value FROM json_each(?3)) AND (?2 IS NULL OR t.id IN
             (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2)) ORDER BY t.id"
        ),
        (scope.account(), seen_by, id_list(ids)),
        |row| visit(read(row)?),
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
        scope,
        "UPDATE trackers SET label = ?3, group_id = ?4 WHERE account_id = ?1 AND id = ?2",
        (scope.account(), id, label, group),
    )?;
    Ok(())
}

/// The model codes of the trackers that the caller sees, each once.
pub(crate) fn models(tx: &Tx<'_>, scope: Scope, seen_by: Option<UserId>) -> Result<Vec<Model>> {
    let of_sources = |row: &Row<'_>| row.get(0);
    match seen_by {
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
             AND t.id IN (SELECT tracker_id FROM seen_trackers WHERE account_id = ?1 AND user_id = ?2) ORDER BY s.model",
            (scope.account(), user),
            of_sources,
        ),
    }
}

/// The ids as one bound value, so that one statement serves a list of any length. To be used as `IN (SELECT value FROM
/// json_each(?))`, which SQLite turns into a look-up table once; joined, the list would be read again for every row.
pub(super) fn id_list<Id: Display>(ids: &[Id]) -> String {
    let mut json = String::with_capacity(ids.len() * 8 + 2);
    json.push('[');
    for (index, id) in ids.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        // Only memory could fail, and that would not be told.
        let _ = write!(json, "{comma}{id}");
    }
    json.push(']');
    json
}

/// Writes a new tracker and its source; whether nobody had the device id before, for else nothing is written.
pub(crate) fn insert(tx: &mut Tx<'_>, scope: Scope, tracker: &Tracker) -> Result<bool> {
    let source = &tracker.source;
    let written = tx.execute(
        scope,
        "INSERT INTO sources (account_id, id, device_id, model, phone, blocked, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (device_id) DO NOTHING",
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
    if written == 0 {
        return Ok(false);
    }
    tx.execute(
        scope,
        "INSERT INTO trackers (account_id, id, label, group_id, source_account_id, source_id, clone, created_at)
         VALUES (?1, ?2, ?3, ?4, ?1, ?5, ?6, ?7)",
        (
            scope.account(),
            tracker.id,
            &tracker.label,
            tracker.group,
            source.id,
            tracker.clone,
            Seconds(tracker.created),
        ),
    )?;
    Ok(true)
}

/// How many there are in the account.
pub(crate) fn count(tx: &Tx<'_>, scope: Scope) -> Result<u32> {
    tx.one("SELECT count(*) FROM trackers WHERE account_id = ?1", [scope.account()], |row| row.get(0))
}

/// The account that a tracker is in; for the operator, who names trackers by id alone.
pub(crate) fn account_of(tx: &Tx<'_>, id: TrackerId) -> Result<Option<AccountId>> {
    tx.first("SELECT account_id FROM trackers WHERE id = ?1", [id], |row| row.get(0))
}

/// Removes a tracker, and its source unless a clone still shows it.
pub(crate) fn remove(tx: &mut Tx<'_>, scope: Scope, id: TrackerId) -> Result<()> {
    user_details::leave_tracker(tx, scope, id)?;
    let removed = tx.execute_returning(
        scope,
        "DELETE FROM trackers WHERE account_id = ?1 AND id = ?2 RETURNING source_account_id, source_id",
        (scope.account(), id),
        |row| Ok((row.get::<_, AccountId>(0)?, row.get::<_, SourceId>(1)?)),
    )?;
    let Some(source) = removed.into_iter().next() else { return Ok(()) };
    tx.execute(
        source.0,
        "DELETE FROM sources WHERE account_id = ?1 AND id = ?2
         AND NOT EXISTS (SELECT 1 FROM trackers WHERE source_account_id = ?1 AND source_id = ?2)",
        source,
    )?;
    Ok(())
}
