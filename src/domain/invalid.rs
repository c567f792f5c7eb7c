//! Why a value was refused.

use std::borrow::Cow;

/// The sentence that tells the caller what a value must be, in the field's usual wording (`must not be null`).
///
/// It never repeats the refused value: that may be a secret, or megabytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Invalid(Cow<'static, str>);

impl Invalid {
    /// A refusal in these words.
    pub fn because(text: impl Into<Cow<'static, str>>) -> Self {
        Self(text.into())
    }
}
