//! JSON within bounds: how deep it nests and how many values it holds.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::error::{Code, Failure, Result};
use crate::limits::{JSON_DEPTH, JSON_VALUES};

/// Reads a JSON object. Of a key given twice the last value counts.
pub(super) fn parse_object(json: &[u8]) -> Result<Map<String, Value>> {
    match parse(json)? {
        Value::Object(object) => Ok(object),
        _ => Err(Failure::caused(Code::WrongRequestFormat, "JSON that is not an object")),
    }
}

/// Reads any JSON value.
pub(super) fn parse(json: &[u8]) -> Result<Value> {
    let values_left = Cell::new(Some(JSON_VALUES));
    let mut reader = serde_json::Deserializer::from_slice(json);
    let parsed = Bounded { depth_left: JSON_DEPTH, values_left: &values_left }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    parsed.map_err(|error| {
        let code = if values_left.get().is_none() { Code::TooLargeRequest } else { Code::WrongRequestFormat };
        Failure::caused(code, error)
    })
}

/// Builds a [`Value`] as serde_json does, but stops at the bounds.
#[derive(Clone, Copy)]
struct Bounded<'b> {
    depth_left: usize,
    /// `None` once one too many was met.
    values_left: &'b Cell<Option<usize>>,
}

impl Bounded<'_> {
    fn count<E: serde::de::Error>(self) -> std::result::Result<(), E> {
        let left = self.values_left.get().and_then(|left| left.checked_sub(1));
        self.values_left.set(left);
        if left.is_some() { Ok(()) } else { Err(E::custom("more values than a request may hold")) }
    }

    fn deeper<E: serde::de::Error>(self) -> std::result::Result<Self, E> {
        match self.depth_left.checked_sub(1) {
            Some(depth_left) => Ok(Self { depth_left, ..self }),
            None => Err(E::custom("nested too deep")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Bounded<'_> {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> std::result::Result<Value, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Bounded<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> std::result::Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> std::result::Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> std::result::Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> std::result::Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> std::result::Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> std::result::Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> std::result::Result<Value, A::Error> {
        let item = self.deeper()?;
        let mut list = Vec::new();
        while let Some(value) = items.next_element_seed(item)? {
            list.push(value);
        }
        Ok(list.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> std::result::Result<Value, A::Error> {
        let item = self.deeper()?;
        let mut object = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(item).map_err(A::Error::custom)?;
            object.insert(key, value);
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_of_too_many_values_is_too_large() {
        // The object and the list are values as well.
        let values = |values: usize| format!("{{\"a\":[{}0]}}", "0,".repeat(values - 3));
        assert!(parse_object(values(JSON_VALUES).as_bytes()).is_ok());
        let refused = parse_object(values(JSON_VALUES + 1).as_bytes()).expect_err("too many");
        assert_eq!(refused.code, Code::TooLargeRequest);
    }
}
