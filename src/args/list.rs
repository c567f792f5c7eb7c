//! Lists as the field's clients send them.

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, Value, ValueKind, ValuePointerRef, take_cf_content};

use super::json;

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

fn refuse<E: DeserializeError, V: IntoValue>(actual: Value<V>, location: ValuePointerRef<'_>) -> E {
    take_cf_content(E::error(None, ErrorKind::IncorrectValueKind { actual, accepted: &[ValueKind::Sequence] }, location))
}
