//! Every bad parameter of a request, named.

use std::ops::ControlFlow;

use deserr::{DeserializeError, ErrorKind, IntoValue, MergeWithError, ValueKind, ValuePointerRef};

use crate::domain::Invalid;
use crate::error::FieldError;
use crate::limits;

/// The bad parameters found so far. serde would stop at the first; deserr goes on collecting.
#[derive(Debug, Default)]
pub struct ArgErrors(Vec<FieldError>);

impl ArgErrors {
    /// The collected errors: bad parameters in the order of their names, then missing ones in the order they are
    /// declared.
    pub fn into_fields(self) -> Vec<FieldError> {
        self.0
    }

    fn add(found: Option<Self>, parameter: String, error: Invalid) -> ControlFlow<Self, Self> {
        let mut errors = found.unwrap_or_default();
        errors.0.push(FieldError { parameter, error });
        errors.go_on()
    }

    /// Stops at a bound, so that a list of a million bad ids does not make a million messages.
    fn go_on(self) -> ControlFlow<Self, Self> {
        if self.0.len() < limits::FIELD_ERRORS { ControlFlow::Continue(self) } else { ControlFlow::Break(self) }
    }
}

impl DeserializeError for ArgErrors {
    fn error<V: IntoValue>(
        found: Option<Self>,
        error: ErrorKind<'_, V>,
        location: ValuePointerRef<'_>,
    ) -> ControlFlow<Self, Self> {
        let why = match error {
            ErrorKind::MissingField { field } => {
                return Self::add(found, name(location.push_key(field)), Invalid::Missing);
            }
            ErrorKind::IncorrectValueKind { actual, .. } if actual.kind() == ValueKind::Null => Invalid::Missing,
            ErrorKind::IncorrectValueKind { accepted, .. } => Invalid::because(wrong_kind(accepted)),
            ErrorKind::UnknownValue { accepted, .. } => {
                Invalid::because(format!("Should be one of [{}]", accepted.join(", ")))
            }
            ErrorKind::BadSequenceLen { expected, .. } => Invalid::Size { min: expected, max: expected },
            ErrorKind::UnknownKey { .. } => Invalid::because("is not known"),
            ErrorKind::Unexpected { msg } => Invalid::because(msg),
        };
        Self::add(found, name(location), why)
    }
}

fn wrong_kind(accepted: &[ValueKind]) -> &'static str {
    match accepted.first() {
        Some(ValueKind::String) => "must be a string",
        Some(ValueKind::Sequence) => "must be an array",
        Some(ValueKind::Map) => "must be an object",
        _ => "is of the wrong type",
    }
}

/// A parameter that is good by itself and bad beside the others, or one that is wanted here and not elsewhere. A
/// function named in `validate = ...` of some parameters tells it.
#[derive(Debug, PartialEq, Eq)]
pub struct BadField {
    /// The parameter's name among them.
    pub field: &'static str,
    /// What it must be instead.
    pub why: Invalid,
}

impl BadField {
    /// A parameter that is bad for this reason.
    pub fn new(field: &'static str, why: &'static str) -> Self {
        Self { field, why: Invalid::because(why) }
    }

    /// A parameter that is missing.
    pub fn missing(field: &'static str) -> Self {
        Self { field, why: Invalid::Missing }
    }
}

impl MergeWithError<BadField> for ArgErrors {
    fn merge(found: Option<Self>, bad: BadField, location: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        Self::add(found, name(location.push_key(bad.field)), bad.why)
    }
}

/// A domain type refused the value at this place.
impl MergeWithError<Invalid> for ArgErrors {
    fn merge(found: Option<Self>, why: Invalid, location: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        Self::add(found, name(location), why)
    }
}

impl MergeWithError<Self> for ArgErrors {
    fn merge(found: Option<Self>, other: Self, _location: ValuePointerRef<'_>) -> ControlFlow<Self, Self> {
        let mut errors = found.unwrap_or_default();
        errors.0.extend(other.0);
        errors.go_on()
    }
}

/// The public name of a place: `tag.name`, `trackers[3]`.
fn name(place: ValuePointerRef<'_>) -> String {
    match place {
        ValuePointerRef::Origin => String::new(),
        ValuePointerRef::Key { key, prev } => match name(*prev) {
            outer if outer.is_empty() => key.to_owned(),
            outer => format!("{outer}.{key}"),
        },
        ValuePointerRef::Index { index, prev } => format!("{}[{index}]", name(*prev)),
    }
}
