//! JSON within bounds: how deep it nests and how many values it holds.

use std::fmt;

use serde::de::{DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::budget::{Budget, ENTRY, VALUE};
use crate::error::{Code, Failure, Result};
use crate::limits::JSON_DEPTH;

/// Reads a JSON object. Of a key given twice the last value counts.
pub(super) fn parse_object(json: &[u8]) -> Result<Map<String, Value>> {
    match parse(json)? {
        Value::Object(object) => Ok(object),
        _ => Err(Failure::caused(Code::WrongRequestFormat, "JSON that is not an object")),
    }
}

/// Reads any JSON value.
pub(super) fn parse(json: &[u8]) -> Result<Value> {
    let budget = Budget::default();
    let mut reader = serde_json::Deserializer::from_slice(json);
    let parsed = Bounded { depth_left: JSON_DEPTH, budget: &budget }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value));
    parsed.map_err(|error| {
        let code = if budget.is_exceeded() { Code::TooLargeRequest } else { Code::WrongRequestFormat };
        Failure::caused(code, error)
    })
}

/// Builds a [`Value`] as serde_json does, but stops at the bounds.
#[derive(Clone, Copy)]
struct Bounded<'b> {
    depth_left: usize,
    budget: &'b Budget,
}

impl Bounded<'_> {
    fn spend<E: serde::de::Error>(self, weight: usize) -> std::result::Result<(), E> {
        self.budget.spend(weight).map_err(E::custom)
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
        self.spend(VALUE)?;
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
            self.spend(ENTRY)?;
            let value = entries.next_value_seed(item)?;
            object.insert(key, value);
        }
        Ok(object.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::ARGUMENTS_WEIGHT;

    // shows: ARGUMENTS_WEIGHT
    #[test]
    fn a_request_of_too_many_values_is_too_large() {
        // The object, its one name and the list weigh as well.
        let list = |weight: usize| format!("{{\"a\":[{}0]}}", "0,".repeat(weight - 2 * VALUE - ENTRY - VALUE));
        assert!(parse_object(list(ARGUMENTS_WEIGHT).as_bytes()).is_ok());
        let too_large = |json: &str| parse_object(json.as_bytes()).expect_err("too many").code;
        assert_eq!(too_large(&list(ARGUMENTS_WEIGHT + 1)), Code::TooLargeRequest);
        assert_eq!(too_large(&format!("{{\"a\":[{}0]}}", "{\"\":0},".repeat(300_000))), Code::TooLargeRequest);
    }
}
