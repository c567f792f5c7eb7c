//! The vendors' APIs as OpenAPI 3.1 documents, made from the tables of actions: nothing in them is declared a second time.

mod carried;
mod examples;
mod failures;
mod navixy;

use std::sync::LazyLock;

use serde_json::{Map, Value};

use crate::schema::Parts;

/// An API with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Api {
    /// Navixy's
    Navixy,
}

impl Api {
    /// Every one of them.
    pub const ALL: &'static [Self] = &[Self::Navixy];

    /// Whose it is.
    pub fn vendor(self) -> &'static str {
        match self {
            Self::Navixy => "Navixy",
        }
    }

    /// Where its document is served.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Navixy => "/openapi.json",
        }
    }

    /// Its document.
    pub fn document(self) -> Value {
        match self {
            Self::Navixy => navixy::document(),
        }
    }

    /// Its document, written out, with a line end.
    pub fn text(self) -> &'static str {
        static NAVIXY: LazyLock<String> = LazyLock::new(|| written(&Api::Navixy.document()));
        match self {
            Self::Navixy => &NAVIXY,
        }
    }
}

/// The schemas that have a name, as a document keeps them.
fn written_schemas(parts: &Parts) -> Value {
    parts.iter().map(|(name, schema)| (name.to_owned(), Value::from(schema.clone()))).collect::<Map<_, _>>().into()
}

fn written(document: &Value) -> String {
    format!("{document:#}\n")
}
