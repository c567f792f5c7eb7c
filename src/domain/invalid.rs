//! Why a value was refused.

use std::borrow::Cow;

use deserr::{MergeWithError, ValuePointerRef, take_cf_content};
use serde::{Serialize, Serializer};

use crate::schema::{Parts, Schema, Shown};

/// What a value must be instead, in the field's usual wording. It never repeats the refused value: that may be a secret,
/// or megabytes.
///
/// What dialects tell apart is a case of its own, so that no code of theirs hangs on the wording.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    /// Nothing was given, or null, or an empty text where one cannot be meant.
    #[error("must not be null")]
    Missing,
    /// A text or a list is too short or too long.
    #[error("Size must be between {min} and {max}")]
    Size {
        /// The fewest characters, or things.
        min: usize,
        /// The most.
        max: usize,
    },
    /// A text has characters that cannot be printed.
    #[error("must contain only printable characters")]
    Unprintable,
    /// A text has nothing but blanks.
    #[error("must not be blank")]
    Blank,
    /// Anything else, in these words.
    #[error("{0}")]
    Other(Cow<'static, str>),
}

impl Invalid {
    /// A refusal in these words.
    pub fn because(text: impl Into<Cow<'static, str>>) -> Self {
        Self::Other(text.into())
    }

    /// The error of a request whose value at this place is refused so.
    pub fn at<E: MergeWithError<Self>>(self, place: ValuePointerRef<'_>) -> E {
        take_cf_content(E::merge(None, self, place))
    }
}

impl Serialize for Invalid {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Shown for Invalid {
    fn shown(_: &mut Parts) -> Schema {
        Schema::of_type("string").example(Self::Missing.to_string())
    }
}
