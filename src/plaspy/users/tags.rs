//! What an owner notes of a user under names of its own.

use std::collections::BTreeMap;

use deserr::{
    DeserializeError as _, Deserr, ErrorKind, IntoValue, Map as _, Value, ValueKind, ValuePointerRef, take_cf_content,
};

use crate::args::ArgErrors;
use crate::domain::{Invalid, UserTagName, UserTagText};
use crate::limits;
use crate::schema::{Parts, Schema, Shown as _, Taken};

/// Tags, of which there may be only so many: texts by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tags(pub BTreeMap<UserTagName, UserTagText>);

/// Read by hand: deserr's own reading of maps passes over entries that are bad.
impl Deserr<ArgErrors> for Tags {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, ArgErrors> {
        const MOST: usize = limits::NOTES_PER_USER;
        let Value::Map(map) = value else {
            let kind = ErrorKind::IncorrectValueKind { actual: value, accepted: &[ValueKind::Map] };
            return Err(take_cf_content(ArgErrors::error(None, kind, location)));
        };
        if map.len() > MOST {
            return Err(Invalid::Size { min: 0, max: MOST }.at(location));
        }
        let tag = |(name, value): (String, V)| {
            // A bad name is not repeated: it may be megabytes.
            let known: UserTagName = name.parse().map_err(|why: Invalid| why.at::<ArgErrors>(location))?;
            let text = UserTagText::deserialize_from_value(value.into_value(), location.push_key(&name))?;
            Ok((known, text))
        };
        map.into_iter().map(tag).collect::<Result<_, ArgErrors>>().map(Self)
    }
}

impl Taken for Tags {
    fn taken(parts: &mut Parts) -> Schema {
        BTreeMap::<UserTagName, UserTagText>::shown(parts).with_key("maxProperties", limits::NOTES_PER_USER)
    }
}
