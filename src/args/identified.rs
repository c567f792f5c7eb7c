//! Things that are there already, and are to be otherwise.

use deserr::{
    Deserr, ErrorKind, IntoValue, Map as _, MergeWithError, Value, ValueKind, ValuePointerRef, take_cf_content,
};

use super::ArgErrors;
use crate::schema::Presence::Required;
use crate::schema::{Parts, Schema, Taken};

/// A `T` with the `id` of the thing that it is to be: both stand in one object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified<I, T> {
    /// Which thing.
    pub id: I,
    /// What it is to be.
    pub form: T,
}

impl<I: Deserr<ArgErrors>, T: Deserr<ArgErrors>> Deserr<ArgErrors> for Identified<I, T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, ArgErrors> {
        let Value::Map(mut map) = value else {
            let kind = ErrorKind::IncorrectValueKind { actual: value, accepted: &[ValueKind::Map] };
            return Err(take_cf_content(<ArgErrors as deserr::DeserializeError>::error(None, kind, location)));
        };
        let place = location.push_key("id");
        let id = map.remove("id").map_or(Value::Null, V::into_value);
        let id = I::deserialize_from_value(id, place);
        let form = T::deserialize_from_value(Value::<V>::Map(map), location);
        match (id, form) {
            (Ok(id), Ok(form)) => Ok(Self { id, form }),
            (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
            (Err(one), Err(other)) => Err(take_cf_content(ArgErrors::merge(Some(one), other, location))),
        }
    }
}

impl<I: Taken, T: Taken> Taken for Identified<I, T> {
    fn taken(parts: &mut Parts) -> Schema {
        let id = I::taken(parts);
        Schema::object().with("id", id.about("Which thing."), Required).with_all_of(&T::taken(parts), Required)
    }
}
