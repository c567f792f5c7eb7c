//! What a client says of a thing: all that must be said of a new one or one that is replaced, or only what is to change.

use deserr::{DeserializeError, Deserr, ErrorKind, IntoValue, Value, ValuePointerRef, take_cf_content};

use crate::args::ArgErrors;
use crate::schema::{Parts, Schema, Taken};

/// What a client says of a thing.
pub(super) trait Form: Deserr<ArgErrors> + Taken + Default {
    /// The fields that a patch may change.
    const WRITABLE: &'static [&'static str];

    /// The fields that a complete form has, and this one has not.
    fn missing(&self) -> Vec<&'static str>;
}

/// A form that has every field that it must have.
#[derive(Debug, Clone)]
pub struct Complete<T>(pub T);

impl<T: Form> Deserr<ArgErrors> for Complete<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, ArgErrors> {
        let form = T::deserialize_from_value(value, location)?;
        let missing = form.missing().into_iter().fold(None, |found, field| {
            Some(take_cf_content(ArgErrors::error::<V>(found, ErrorKind::MissingField { field }, location)))
        });
        missing.map_or(Ok(Self(form)), Err)
    }
}

impl<T: Form> Taken for Complete<T> {
    fn taken(parts: &mut Parts) -> Schema {
        T::taken(parts).requiring(&T::default().missing())
    }
}
