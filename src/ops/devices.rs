//! Devices as their networks know them: what they are called by, and what accounts note of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::json;

use super::audit::record;
use super::sets::as_set;
use crate::access::{Actor, Acts, Master, Operator, Sees};
use crate::domain::{CustomFieldNumber, CustomFieldValue, DeviceIdentifier, Event, IdentifierKind, TrackerId};
use crate::error::{Code, Result};
use crate::store::trackers::Tracker;
use crate::store::{Tx, custom_fields, identifiers, membership, trackers};

/// The tracker that the caller sees whose device is called so. Of a tracker and its clones the tracker is meant.
///
/// # Errors
/// 217 when there is none; `AmbiguousDevice` when there are several.
pub fn find(tx: &mut Tx<'_>, by: &impl Sees, called: &DeviceIdentifier) -> Result<TrackerId> {
    let holders = identifiers::holders(tx, by.scope(), by.seen_by(), called)?;
    let originals: Vec<_> = holders.iter().filter(|(_, clone)| !clone).collect();
    match (holders.as_slice(), originals.as_slice()) {
        ([], _) => Err(Code::ListContainsNonexistent.into()),
        ([(only, _)], _) | (_, [(only, _)]) => Ok(*only),
        _ => Err(Code::AmbiguousDevice.into()),
    }
}

/// All that those trackers' devices are called by.
///
/// # Errors
/// Only the database's.
pub fn identifiers(
    tx: &mut Tx<'_>,
    by: &impl Acts,
    trackers: &[Tracker],
) -> Result<HashMap<TrackerId, Vec<DeviceIdentifier>>> {
    let following = |tracker: &Tracker| {
        let phone = tracker.source.phone.as_ref().map(|phone| phone.as_str());
        (tracker.id, DeviceIdentifier::following_from(tracker.source.device_id.as_str(), phone))
    };
    let mut all: HashMap<_, _> = trackers.iter().map(following).collect();
    let ids: Vec<_> = trackers.iter().map(|tracker| tracker.id).collect();
    for (id, kept) in identifiers::among(tx, by.scope(), &ids)? {
        all.entry(id).or_default().push(kept);
    }
    Ok(all)
}

/// The identifiers of one kind that are kept of the account's trackers.
///
/// # Errors
/// Only the database's.
pub fn kept_identifiers(
    tx: &mut Tx<'_>,
    by: &impl Acts,
    kind: IdentifierKind,
) -> Result<HashMap<TrackerId, DeviceIdentifier>> {
    Ok(identifiers::of_kind(tx, by.scope(), kind)?.into_iter().collect())
}

/// What an account notes of a tracker, by number.
pub type CustomFields = Vec<(CustomFieldNumber, CustomFieldValue)>;

/// What the account notes in its own fields: of those trackers, or of all.
///
/// # Errors
/// Only the database's.
pub fn custom_fields(
    tx: &mut Tx<'_>,
    by: &impl Acts,
    ids: Option<&[TrackerId]>,
) -> Result<HashMap<TrackerId, CustomFields>> {
    let fields = match ids {
        Some(ids) => custom_fields::among(tx, by.scope(), ids)?,
        None => custom_fields::list(tx, by.scope())?,
    };
    let mut all: HashMap<_, CustomFields> = HashMap::new();
    for (id, number, value) in fields {
        all.entry(id).or_default().push((number, value));
    }
    Ok(all)
}

/// Notes something of trackers in the account's own fields; an empty text empties a field. What changes nothing leaves
/// no record.
///
/// # Errors
/// 217 when the account lacks one of the trackers.
pub fn set_custom_fields(
    tx: &mut Tx<'_>,
    by: &Master,
    ids: &[TrackerId],
    fields: &BTreeMap<CustomFieldNumber, CustomFieldValue>,
) -> Result<()> {
    let ids = as_set(ids);
    if (membership::count_among(tx, by.scope(), &ids)? as usize) < ids.len() {
        return Err(Code::ListContainsNonexistent.into());
    }
    let known = custom_fields(tx, by, Some(&ids))?;
    let (mut before, mut changed) = (BTreeMap::new(), BTreeSet::new());
    for (number, value) in fields {
        let was = |id: &TrackerId| known.get(id).and_then(|fields| fields.iter().find(|(known, _)| known == number));
        let text = |id: &TrackerId| was(id).map_or("", |(_, text)| text.as_str());
        let others: Vec<_> = ids.iter().copied().filter(|id| text(id) != value.as_str()).collect();
        for id in &others {
            before.entry(*id).or_insert_with(BTreeMap::new).insert(number.to_string(), text(id).to_owned());
        }
        custom_fields::set(tx, by.scope(), &others, *number, value)?;
        changed.extend(others);
    }
    if changed.is_empty() {
        return Ok(());
    }
    let before: Vec<_> = before.iter().map(|(id, fields)| json!({"tracker_id": id, "fields": fields})).collect();
    let fields: BTreeMap<_, _> = fields.iter().map(|(number, value)| (number.to_string(), value)).collect();
    let change = json!({"before": before, "after": {"trackers": changed, "fields": fields}});
    record(tx, by.actor(), Event::TrackerCustomFields, None, &change)
}

/// Tells what a tracker's device is called by, or with `None` that it is not called by anything of that kind. What
/// changes nothing leaves no record.
///
/// # Errors
/// 201 when there is no such tracker; 247 when another tracker is called so.
pub fn set_identifier(
    tx: &mut Tx<'_>,
    by: Operator,
    id: TrackerId,
    kind: IdentifierKind,
    called: Option<&DeviceIdentifier>,
) -> Result<()> {
    let account = trackers::account_of(tx, id)?.ok_or(Code::NotFoundInDatabase)?;
    let actor = Actor::operator(by, account);
    let before = identifiers::remove(tx, actor.scope(), id, kind)?;
    if let Some(called) = called {
        if identifiers::is_taken(tx, called)? {
            return Err(Code::EntityAlreadyExists.into());
        }
        identifiers::insert(tx, actor.scope(), id, called)?;
    }
    if before.as_ref() == called {
        return Ok(());
    }
    record(tx, &actor, Event::TrackerIdentifiers, Some(id.get()), &json!({"before": before, "after": called}))
}
