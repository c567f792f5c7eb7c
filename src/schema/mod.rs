//! What is taken and what is shown, told as JSON Schema (2020-12), for the documents that other programs read.
//!
//! Two traits, for the two are not the same: an id is taken as a number or as its digits, and shown as a number.
//! Structs derive them; each of the field's own types has its schema beside its parser, made of the same constants.

mod given;
mod json;
mod plain;

use std::collections::BTreeMap;

pub use json::{Presence, Schema};
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
pub struct Parts {
    schemas: BTreeMap<String, Schema>,
    /// Of schemas of what is taken: the name of the schema that the same thing is shown by.
    shown_by: BTreeMap<String, &'static str>,
}

impl Parts {
    /// What says that nothing is given.
    pub const NOTHING: &'static str = "Nothing";

    /// A reference to the schema of that name, which is kept.
    pub fn name(&mut self, name: impl Into<String>, schema: Schema) -> Schema {
        let name = name.into();
        let reference = Schema::reference(&name);
        self.schemas.insert(name, schema);
        reference
    }

    /// A reference to the schema of what a thing is read from that is shown by the schema of that name.
    pub fn lenient(&mut self, shown_by: &'static str, schema: Schema) -> Schema {
        self.name_taken(format!("Lenient{shown_by}"), shown_by, schema)
    }

    /// A reference to the schema of that name, of what may be read from what is shown by another.
    pub fn name_taken(&mut self, name: impl Into<String>, shown_by: &'static str, schema: Schema) -> Schema {
        let name = name.into();
        self.shown_by.insert(name.clone(), shown_by);
        self.name(name, schema)
    }

    /// The name of the schema that a thing is shown by, by that of the one that it is taken by.
    pub fn shown_by(&self, taken_by: &str) -> Option<&'static str> {
        self.shown_by.get(taken_by).copied()
    }

    /// The schema of that name.
    pub fn get(&self, name: &str) -> Option<&Schema> {
        self.schemas.get(name)
    }

    /// All of them, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Schema)> {
        self.schemas.iter().map(|(name, schema)| (name.as_str(), schema))
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
