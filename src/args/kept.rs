//! Parameters that may be empty, as long as what they replace is empty too.

use deserr::{DeserializeError, Deserr, IntoValue, Value, ValuePointerRef};

use crate::schema::{Parts, Schema, Taken};

/// A `T`, or an empty text: what is empty is sent back so by clients that read a whole thing and replace it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept<T>(pub Option<T>);

impl<T: Deserr<E>, E: DeserializeError> Deserr<E> for Kept<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        match value {
            Value::String(text) if text.is_empty() => Ok(Self(None)),
            given => T::deserialize_from_value(given, location).map(|given| Self(Some(given))),
        }
    }
}

impl<T: Taken> Taken for Kept<T> {
    fn taken(parts: &mut Parts) -> Schema {
        Schema::any_of([T::taken(parts), Schema::text(0..=0)])
    }
}
