//! The two ways of a value, and what each is called.

use proc_macro2::Span;
use syn::Ident;

/// Whether the schema is of what is read or of what is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Taken,
    Shown,
}

impl Direction {
    /// The trait, and its method.
    pub(crate) fn names(self) -> (Ident, Ident) {
        let name = |text| Ident::new(text, Span::call_site());
        match self {
            Self::Taken => (name("Taken"), name("taken")),
            Self::Shown => (name("Shown"), name("shown")),
        }
    }

    /// The attribute that says how.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::Taken => "deserr",
            Self::Shown => "serde",
        }
    }

    /// The attribute that says what the other does not.
    pub(crate) fn own_attribute(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Shown => "shown",
        }
    }
}
