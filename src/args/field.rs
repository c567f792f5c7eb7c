//! Parameters of which it matters whether they are absent or null.

use deserr::{DeserializeError, Deserr, IntoValue, Value, ValuePointerRef};

use crate::schema::{Parts, Schema, Taken};

/// A parameter of which nothing was said, or that it is to be nothing, or what it is to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Field<T> {
    /// It was not there.
    #[default]
    Absent,
    /// It was null.
    Null,
    /// It was this.
    Given(T),
}

impl<T> Field<T> {
    /// What is to become of something that may be nothing: as it was if nothing is said.
    pub fn or_keep(self, before: Option<T>) -> Option<T> {
        match self {
            Self::Absent => before,
            Self::Null => None,
            Self::Given(value) => Some(value),
        }
    }

    /// What was given, if anything was.
    pub fn given(self) -> Option<T> {
        self.or_keep(None)
    }

    /// What was given, to look at.
    pub fn as_given(&self) -> Option<&T> {
        match self {
            Self::Given(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether a value was given.
    pub fn is_given(&self) -> bool {
        matches!(self, Self::Given(_))
    }
}

impl<T: Deserr<E>, E: DeserializeError> Deserr<E> for Field<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        match value {
            Value::Null => Ok(Self::Null),
            given => T::deserialize_from_value(given, location).map(Self::Given),
        }
    }
}

impl<T: Taken> Taken for Field<T> {
    fn taken(parts: &mut Parts) -> Schema {
        Schema::any_of([T::taken(parts), Schema::of_type("null")])
    }
}
