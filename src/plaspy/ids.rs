//! Ids as this vendor writes them: a prefix and a number.

use deserr::{DeserializeError, Deserr, IntoValue, MergeWithError, Value, ValuePointerRef};

use crate::domain::{GroupId, Int, Invalid, TrackerId, UserId};
use crate::schema::{Parts, Schema, Shown, Taken};

/// An id that is written with a prefix.
pub trait Prefixed: TryFrom<Int> + std::fmt::Display + Copy {
    /// The prefix.
    const PREFIX: &'static str;

    /// What its schema is called.
    const NAME: &'static str;
}

impl Prefixed for GroupId {
    const PREFIX: &'static str = "grp-";
    const NAME: &'static str = "GroupId";
}

impl Prefixed for TrackerId {
    const PREFIX: &'static str = "dev-";
    const NAME: &'static str = "DeviceId";
}

impl Prefixed for UserId {
    const PREFIX: &'static str = "usr-";
    const NAME: &'static str = "UserId";
}

/// An id, as `grp-125`. The bare number is taken too: the vendor's own samples of calls have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ApiId<T>(pub T);

impl<T: Prefixed> ApiId<T> {
    /// Reads a prefix and a number, or the number alone; without leading zeros or signs.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(T::PREFIX).unwrap_or(text);
        let good = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        let number: i32 = digits.parse().ok().filter(|_| good)?;
        T::try_from(Int::from(number)).ok().map(Self)
    }
}

impl<T: Prefixed> serde::Serialize for ApiId<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{}{}", T::PREFIX, self.0))
    }
}

impl<T: Prefixed, E: DeserializeError + MergeWithError<Invalid>> Deserr<E> for ApiId<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let id = match value {
            Value::String(text) => Self::parse(&text),
            Value::Integer(number) => Self::parse(&number.to_string()),
            _ => None,
        };
        id.ok_or_else(|| Invalid::because(format!("must be an id such as {}125", T::PREFIX)).at(location))
    }
}

/// An id in a path. What could be nobody's id is just as absent as what is nobody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathId<T>(pub Option<T>);

impl<T: Prefixed, E: DeserializeError> Deserr<E> for PathId<T> {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, _: ValuePointerRef<'_>) -> Result<Self, E> {
        let Value::String(text) = value else { return Ok(Self(None)) };
        Ok(Self(ApiId::parse(&text).map(|ApiId(id)| id)))
    }
}

impl<T: Prefixed> ApiId<T> {
    fn example() -> String {
        format!("{}125", T::PREFIX)
    }

    /// A prefix and a number, or the number alone.
    fn text() -> Schema {
        Schema::of_type("string").matching(&format!("^({})?[1-9][0-9]*$", T::PREFIX)).example(Self::example())
    }
}

impl<T: Prefixed> Taken for ApiId<T> {
    fn taken(_: &mut Parts) -> Schema {
        Schema::any_of([Self::text(), Schema::integer(1..=i32::MAX.into()).example(125)])
    }
}

impl<T: Prefixed> Shown for ApiId<T> {
    fn shown(parts: &mut Parts) -> Schema {
        let pattern = format!("^{}[1-9][0-9]*$", T::PREFIX);
        parts.name(T::NAME, Schema::of_type("string").matching(&pattern).example(Self::example()))
    }
}

impl<T: Prefixed> Taken for PathId<T> {
    fn taken(parts: &mut Parts) -> Schema {
        parts.lenient(T::NAME, ApiId::<T>::text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_prefix_and_a_number_or_the_number_alone() {
        let read = |text: &str| ApiId::<GroupId>::parse(text).map(|ApiId(id)| id.get());
        assert_eq!(read("grp-125"), Some(125));
        assert_eq!(read("125"), Some(125));
        let id = ApiId(GroupId::try_from(Int::from(125)).expect("an id"));
        assert_eq!(serde_json::to_value(id).expect("JSON"), "grp-125");
        for bad in [
            "",
            "grp-",
            "grp-0",
            "0",
            "0125",
            "grp-0125",
            "+125",
            "grp-+125",
            "-125",
            "dev-125",
            "GRP-125",
            "1e2",
            "grp125",
            "2147483648",
            " 125",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}
