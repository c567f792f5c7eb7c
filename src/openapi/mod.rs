//! The vendors' APIs as OpenAPI 3.1 documents, made from the tables of actions.
//!
//! Rows and types tell what each action takes and answers, and how it fails. Said here is only what no row tells, such as
//! how a caller shows who asks, and what may fail in any action.

mod carried;
mod draft;
mod examples;
mod failures;
mod links;
mod navixy;
mod plaspy;
mod rest;
mod thingspace;

use std::sync::LazyLock;

use serde_json::{Value, json};

/// An API with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Api {
    /// Navixy's
    Navixy,
    /// Plaspy's
    Plaspy,
    /// Verizon ThingSpace's
    Thingspace,
}

impl Api {
    /// Every one of them.
    pub const ALL: &'static [Self] = &[Self::Navixy, Self::Plaspy, Self::Thingspace];

    /// What its vendor goes by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Navixy => crate::navixy::NAME,
            Self::Plaspy => crate::plaspy::NAME,
            Self::Thingspace => crate::thingspace::NAME,
        }
    }

    /// Whose it is.
    pub fn vendor(self) -> &'static str {
        match self {
            Self::Navixy => "Navixy",
            Self::Plaspy => "Plaspy",
            Self::Thingspace => "ThingSpace",
        }
    }

    /// Where its document is served.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Navixy => "/openapi.json",
            Self::Plaspy => "/plaspy/openapi.json",
            Self::Thingspace => "/thingspace/openapi.json",
        }
    }

    /// Its document.
    pub fn document(self) -> Value {
        match self {
            Self::Navixy => navixy::document(),
            Self::Plaspy => plaspy::document(),
            Self::Thingspace => thingspace::document(),
        }
    }

    /// Its document, written out, with a line end.
    pub fn text(self) -> &'static str {
        static NAVIXY: LazyLock<String> = LazyLock::new(|| written(&Api::Navixy.document()));
        static PLASPY: LazyLock<String> = LazyLock::new(|| written(&Api::Plaspy.document()));
        static THINGSPACE: LazyLock<String> = LazyLock::new(|| written(&Api::Thingspace.document()));
        match self {
            Self::Navixy => &NAVIXY,
            Self::Plaspy => &PLASPY,
            Self::Thingspace => &THINGSPACE,
        }
    }
}

/// The version of OpenAPI.
const VERSION: &str = "3.1.1";

/// What stands at the head of the document of a vendor's API.
fn info(vendor: &str, about: &str) -> Value {
    const LICENSE: &str = env!("CARGO_PKG_LICENSE");
    json!({
        "title": format!("Muster: the API of {vendor}"),
        "version": env!("CARGO_PKG_VERSION"),
        "description": about,
        "license": { "name": LICENSE, "identifier": LICENSE },
    })
}

fn written(document: &Value) -> String {
    format!("{document:#}\n")
}
