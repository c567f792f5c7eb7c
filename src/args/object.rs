//! Objects as the field's clients send them.

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, Value, ValueKind, ValuePointerRef, take_cf_content};

use super::json;
use crate::schema::{Parts, Schema, Taken};

/// A `T`, given as a JSON object or as a text that holds one: forms and queries know no objects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Object<T>(pub T);

impl<T: Deserr<E>, E: DeserializeError> Deserr<E> for Object<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let refuse = |actual: Value<V>| {
            take_cf_content(E::error(
                None,
                ErrorKind::IncorrectValueKind { actual, accepted: &[ValueKind::Map] },
                location,
            ))
        };
        match value {
            Value::Map(_) => T::deserialize_from_value(value, location).map(Self),
            Value::String(text) => match json::parse(text.as_bytes()) {
                Ok(parsed @ serde_json::Value::Object(_)) => {
                    T::deserialize_from_value(parsed.into_value(), location).map(Self)
                }
                _ if text.is_empty() => Err(refuse(Value::Null)),
                _ => Err(refuse(Value::String(text))),
            },
            other => Err(refuse(other)),
        }
    }
}

impl<T: Taken> Taken for Object<T> {
    fn taken(parts: &mut Parts) -> Schema {
        let object = T::taken(parts);
        Schema::any_of([object.clone(), object.in_text()])
    }
}
