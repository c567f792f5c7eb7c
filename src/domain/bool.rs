//! Yes or no, as the field's clients write it.

use deserr::{DeserializeError, Deserr, IntoValue, MergeWithError, Value, ValuePointerRef};

use super::Invalid;
use crate::schema::{Parts, Schema, Taken};

/// A truth value, read leniently: `true`, `"true"`, `1` and `"1"` are the same, and so are their opposites. Forms and
/// queries carry only text, and some clients send text in JSON too (the contract, 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(transparent)]
pub struct Bool(pub bool);

impl Bool {
    fn from_text(text: &str) -> Option<Self> {
        match text {
            _ if text.eq_ignore_ascii_case("true") || text == "1" => Some(Self(true)),
            _ if text.eq_ignore_ascii_case("false") || text == "0" => Some(Self(false)),
            _ => None,
        }
    }
}

impl<E: DeserializeError + MergeWithError<Invalid>> Deserr<E> for Bool {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let read = match &value {
            Value::Boolean(yes) => Some(Self(*yes)),
            Value::Integer(number @ 0..=1) => Some(Self(*number == 1)),
            Value::String(text) => Self::from_text(text),
            _ => None,
        };
        let why = match value {
            Value::Null => Invalid::Missing,
            Value::String(text) if text.is_empty() => Invalid::Missing,
            _ => Invalid::because("must be true or false"),
        };
        read.ok_or_else(|| why.at(location))
    }
}

impl Taken for Bool {
    fn taken(parts: &mut Parts) -> Schema {
        parts.lenient("Bool", Schema::lenient_bool())
    }
}

#[cfg(test)]
mod tests {
    use super::Bool;

    #[test]
    fn text_means_what_json_means() {
        for (text, read) in [
            ("true", Some(true)),
            ("TRUE", Some(true)),
            ("1", Some(true)),
            ("false", Some(false)),
            ("0", Some(false)),
            ("", None),
            ("yes", None),
            ("2", None),
        ] {
            assert_eq!(Bool::from_text(text), read.map(Bool), "{text}");
        }
    }
}
