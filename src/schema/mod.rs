//! What is taken and what is shown, told as JSON Schema (2020-12), for the documents that other programs read.
//!
//! Two traits, for the two are not the same: an id is taken as a number or as its digits, and shown as a number.
//! Structs derive them; each of the field's own types has its schema beside its parser, made of the same constants.

mod given;
mod json;
mod plain;

use std::collections::BTreeMap;

pub use json::Schema;
pub use muster_derive::{Shown, Taken};

/// What can be read from a request.
pub trait Taken {
    /// The schema of what it is read from.
    fn taken(parts: &mut Parts) -> Schema;
}

/// What can be written to an answer.
pub trait Shown {
    /// The schema of what it is written as.
    fn shown(parts: &mut Parts) -> Schema;
}

/// Schemas that have a name, so that each is told once and referred to.
#[derive(Debug, Clone, Default)]
pub struct Parts(BTreeMap<&'static str, Schema>);

impl Parts {
    /// What says that nothing is given.
    pub const NOTHING: &'static str = "Nothing";

    /// A reference to the schema of that name, which is kept.
    pub fn name(&mut self, name: &'static str, schema: Schema) -> Schema {
        self.0.insert(name, schema);
        Schema::reference(name)
    }

    /// The schema of that name.
    pub fn get(&self, name: &str) -> Option<&Schema> {
        self.0.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Schema)> {
        self.0.iter().map(|(name, schema)| (*name, schema))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_is_shown_goes_by_the_attributes_of_serde() {
        #[derive(serde::Serialize, Shown)]
        struct Inner {
            inside: bool,
        }
        #[derive(serde::Serialize, Shown)]
        #[serde(rename_all = "camelCase")]
        struct Told {
            may_be_null: Option<bool>,
            #[serde(skip_serializing_if = "Option::is_none")]
            may_be_absent: Option<bool>,
            #[serde(rename = "other.name")]
            renamed: bool,
            #[serde(skip)]
            _hidden: bool,
            #[shown(always = "fixed")]
            r#type: &'static str,
            #[serde(flatten)]
            inner: Option<Inner>,
        }
        let schema = Value::from(Told::shown(&mut Parts::default()));
        let yes_or_no = bool::shown(&mut Parts::default());
        let told = &schema["properties"];
        assert_eq!(schema["required"], json!(["mayBeNull", "other.name", "type"]));
        assert_eq!(told["mayBeNull"], json!({"anyOf": [yes_or_no, {"type": "null"}]}));
        assert_eq!((&told["mayBeAbsent"], &told["inside"]), (&json!(yes_or_no), &json!(yes_or_no)));
        assert_eq!(told["type"], json!({"type": "string", "const": "fixed"}));
        assert_eq!(told.as_object().map(serde_json::Map::len), Some(5));
    }
}
