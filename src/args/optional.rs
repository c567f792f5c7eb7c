//! Parameters that need not be given.

use deserr::{DeserializeError, Deserr, IntoValue, Value, ValuePointerRef};

use crate::domain::Bool;
use crate::schema::{Parts, Schema, Taken};

/// A parameter that may be absent. Null says so too, and so does an empty text: forms and queries cannot say null.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optional<T>(pub Option<T>);

impl<T> Default for Optional<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl Optional<Bool> {
    /// Whether it was given, and as true.
    pub fn is_yes(&self) -> bool {
        self.0.is_some_and(|Bool(yes)| yes)
    }
}

impl<T: Deserr<E>, E: DeserializeError> Deserr<E> for Optional<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        match value {
            Value::Null => Ok(Self(None)),
            Value::String(text) if text.is_empty() => Ok(Self(None)),
            given => T::deserialize_from_value(given, location).map(|given| Self(Some(given))),
        }
    }
}

impl<T: Taken> Taken for Optional<T> {
    fn taken(parts: &mut Parts) -> Schema {
        Schema::any_of([T::taken(parts), parts.name(Parts::NOTHING, Schema::nothing())])
    }
}
