//! Lists as the field's clients send them.

use std::collections::HashSet;
use std::hash::Hash;

use deserr::{
    DeserializeError, Deserr, ErrorKind, IntoValue, MergeWithError, Value, ValueKind, ValuePointerRef, take_cf_content,
};

use super::json;
use crate::domain::Invalid;
use crate::schema::{Parts, Schema, Taken};

/// A list of `T`, given as a JSON array or as a text that holds one: forms and queries know no lists, and the vendor's own
/// samples send such texts in JSON too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List<T>(pub Vec<T>);

impl<T: Deserr<E>, E: DeserializeError> Deserr<E> for List<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let Value::String(text) = value else {
            return Vec::deserialize_from_value(value, location).map(Self);
        };
        match json::parse(text.as_bytes()) {
            Ok(parsed @ serde_json::Value::Array(_)) => {
                Vec::deserialize_from_value(parsed.into_value(), location).map(Self)
            }
            _ if text.is_empty() => Err(refuse::<E, V>(Value::Null, location)),
            _ => Err(refuse::<E, V>(Value::String(text), location)),
        }
    }
}

/// A list of `MIN` to `MAX` values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundedList<T, const MIN: usize, const MAX: usize>(pub Vec<T>);

impl<T, E, const MIN: usize, const MAX: usize> Deserr<E> for BoundedList<T, MIN, MAX>
where
    T: Deserr<E>,
    E: DeserializeError + MergeWithError<Invalid>,
{
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let List(items) = List::<T>::deserialize_from_value(value, location)?;
        if !(MIN..=MAX).contains(&items.len()) {
            return Err(Invalid::Size { min: MIN, max: MAX }.at(location));
        }
        Ok(Self(items))
    }
}

/// A list of `MIN` to `MAX` values, no two of them equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistinctList<T, const MIN: usize, const MAX: usize>(pub Vec<T>);

impl<T, E, const MIN: usize, const MAX: usize> Deserr<E> for DistinctList<T, MIN, MAX>
where
    T: Deserr<E> + Eq + Hash,
    E: DeserializeError + MergeWithError<Invalid>,
{
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let BoundedList(items) = BoundedList::<T, MIN, MAX>::deserialize_from_value(value, location)?;
        if items.iter().collect::<HashSet<_>>().len() < items.len() {
            return Err(Invalid::because("must not contain duplicates").at(location));
        }
        Ok(Self(items))
    }
}

fn refuse<E: DeserializeError, V: IntoValue>(actual: Value<V>, location: ValuePointerRef<'_>) -> E {
    take_cf_content(E::error(
        None,
        ErrorKind::IncorrectValueKind { actual, accepted: &[ValueKind::Sequence] },
        location,
    ))
}

impl<T: Taken> Taken for List<T> {
    fn taken(parts: &mut Parts) -> Schema {
        or_in_text(Schema::list(T::taken(parts)))
    }
}

impl<T: Taken, const MIN: usize, const MAX: usize> Taken for BoundedList<T, MIN, MAX> {
    fn taken(parts: &mut Parts) -> Schema {
        or_in_text(Schema::list_of(T::taken(parts), MIN..=MAX))
    }
}

impl<T: Taken, const MIN: usize, const MAX: usize> Taken for DistinctList<T, MIN, MAX> {
    fn taken(parts: &mut Parts) -> Schema {
        or_in_text(Schema::list_of(T::taken(parts), MIN..=MAX).with_key("uniqueItems", true))
    }
}

fn or_in_text(list: Schema) -> Schema {
    Schema::any_of([list.clone(), list.in_text()])
}
