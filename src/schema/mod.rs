//! What is taken and what is shown, told as JSON Schema (2020-12), for the documents that other programs read.
//!
//! Two traits, for the two are not the same: an id is taken as a number or as its digits, and shown as a number. Structs
//! derive them; each of the field's own types has its schema beside its parser, made of the same constants.

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
