//! Devices as requests name them.

use deserr::{
    DeserializeError as _, Deserr, ErrorKind, IntoValue, Map as _, Value, ValueKind, ValuePointerRef, take_cf_content,
};

use crate::access::Sees;
use crate::args::{ArgErrors, List};
use crate::domain::{DeviceIdentifier, IdentifierKind, Invalid, TrackerId};
use crate::error::{Code, Result};
use crate::limits;
use crate::ops;
use crate::schema::Presence::{Optional, Required};
use crate::schema::{Parts, Schema, Taken};
use crate::store::Tx;

/// `{kind, id}`. `identifier` is taken for `id`: it is what the field was called before, and in some documents is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceId(pub DeviceIdentifier);

impl Deserr<ArgErrors> for DeviceId {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> std::result::Result<Self, ArgErrors> {
        let Value::Map(mut map) = value else { return Err(not_an_object(value, location)) };
        let mut text = |name: &str| match map.remove(name).map(V::into_value) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => String::deserialize_from_value(value, location.push_key(name)).map(Some),
        };
        let (kind, id, alias) = (text("kind")?, text("id")?, text("identifier")?);
        let refuse = |name: &str, why: Invalid| why.at(location.push_key(name));
        let kind = kind.ok_or(Invalid::Missing).and_then(|kind| kind.parse::<IdentifierKind>());
        let kind = kind.map_err(|why| refuse("kind", why))?;
        if id.is_some() && alias.is_some() && id != alias {
            return Err(refuse("id", Invalid::because("is not what identifier is: give one of them")));
        }
        let id = id.or(alias).ok_or_else(|| refuse("id", Invalid::Missing))?;
        DeviceIdentifier::new(kind, &id).map(Self).map_err(|why| refuse("id", why))
    }
}

fn not_an_object<V: IntoValue>(actual: Value<V>, location: ValuePointerRef<'_>) -> ArgErrors {
    let kind = ErrorKind::IncorrectValueKind { actual, accepted: &[ValueKind::Map] };
    take_cf_content(ArgErrors::error(None, kind, location))
}

/// A device by one identifier or several: `{kind, id}` or `{deviceIds: [{kind, id}, ...]}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceReference(Vec<DeviceId>);

impl Deserr<ArgErrors> for DeviceReference {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> std::result::Result<Self, ArgErrors> {
        const SEVERAL: &str = "deviceIds";
        let Value::Map(mut map) = value else { return Err(not_an_object(value, location)) };
        match map.remove(SEVERAL).map(V::into_value) {
            Some(several) => {
                let List(ids) = List::deserialize_from_value(several, location.push_key(SEVERAL))?;
                Ok(Self(ids))
            }
            None => DeviceId::deserialize_from_value(Value::<V>::Map(map), location).map(|id| Self(vec![id])),
        }
    }
}

/// The id of a device that a page begins after, as a number or its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceIdSeen(pub i64);

impl Deserr<ArgErrors> for DeviceIdSeen {
    fn deserialize_from_value<V: IntoValue>(
        value: Value<V>,
        location: ValuePointerRef<'_>,
    ) -> std::result::Result<Self, ArgErrors> {
        let number = match &value {
            Value::Integer(number) => Some(i64::try_from(*number).unwrap_or(i64::MAX)),
            Value::NegativeInteger(number) => Some(*number),
            Value::String(text) => text.parse().ok(),
            _ => None,
        };
        number.map(Self).ok_or_else(|| Invalid::because("must be the number of a device").at(location))
    }
}

/// The trackers that the caller sees whose devices are called so.
///
/// # Errors
/// 212 when they are too many; 217 when one is not there; `AmbiguousDevice` when a name is that of several devices.
pub(super) fn find_all(tx: &mut Tx<'_>, by: &impl Sees, ids: &[DeviceId]) -> Result<Vec<TrackerId>> {
    check_number(ids.len())?;
    ids.iter().map(|DeviceId(called)| ops::devices::find(tx, by, called)).collect()
}

/// The trackers that the caller sees who are meant.
///
/// # Errors
/// As [`find_all`]; `AmbiguousDevice` also when the identifiers of one device are those of several, or there are none.
pub(super) fn find_referenced(
    tx: &mut Tx<'_>,
    by: &impl Sees,
    references: &[DeviceReference],
) -> Result<Vec<TrackerId>> {
    check_number(references.iter().map(|DeviceReference(ids)| ids.len()).sum())?;
    let meant = |DeviceReference(ids): &DeviceReference| {
        let found = find_all(tx, by, ids)?;
        match found.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other == first) => Ok(*first),
            _ => Err(Code::AmbiguousDevice.into()),
        }
    };
    references.iter().map(meant).collect()
}

fn check_number(identifiers: usize) -> Result<()> {
    if identifiers > limits::DEVICES_PER_CHANGE { Err(Code::LimitTooBig.into()) } else { Ok(()) }
}

impl Taken for DeviceId {
    fn taken(parts: &mut Parts) -> Schema {
        let id = Schema::text(1..=IdentifierKind::MAX_CHARS).example("990013907835573");
        let id = || Schema::any_of([id.clone(), Schema::of_type("null")]);
        Schema::object()
            .with("kind", IdentifierKind::taken(parts).about("The kind, in any case."), Required)
            .with("id", id().about("The id."), Optional)
            .with("identifier", id().about("The id, as the field was called before."), Optional)
            .with_any(&["id", "identifier"])
    }
}

impl Taken for DeviceReference {
    fn taken(parts: &mut Parts) -> Schema {
        let ids = List::<DeviceId>::taken(parts);
        let several = Schema::object().with("deviceIds", ids.about("Identifiers of one device."), Required);
        Schema::any_of([several, DeviceId::taken(parts)])
    }
}

impl Taken for DeviceIdSeen {
    fn taken(_: &mut Parts) -> Schema {
        let text = Schema::of_type("string").matching("^[+-]?[0-9]+$").example("0");
        Schema::any_of([Schema::of_type("integer").example(0), text])
    }
}
