//! How the vendor's answers look: compact JSON, `success` first.

use std::io::Write;

use serde::Serialize;

use crate::domain::SecretHash;
use crate::error::{Code, Failure, FieldError};
use crate::schema::Shown;

/// The output of an action that answers with nothing but its success.
#[derive(Debug, Serialize, Shown)]
pub struct Done {}

/// The output of an action that has made something: its id.
#[derive(Debug, Serialize, Shown)]
pub struct NewId<T> {
    /// The id.
    pub id: T,
}

/// The output of an action that lists things.
#[derive(Debug, Serialize, Shown)]
pub struct Listing<T> {
    /// The things, in the order that the action says.
    pub list: Vec<T>,
}

/// A [`Listing`] whose things come to be while it is written.
#[derive(Debug, Serialize, Shown)]
pub struct LongListing<'l, L> {
    /// The things, in the order that the action says.
    pub list: &'l L,
}

/// The output of an action that shows one thing.
#[derive(Debug, Serialize, Shown)]
pub struct Valued<T> {
    /// The thing.
    pub value: T,
}

/// The output of an action that gives a credential to whom it belongs.
#[derive(Debug, Serialize, Shown)]
pub struct NewHash {
    /// The session's hash.
    pub hash: SecretHash,
}

#[derive(Serialize, Shown)]
pub(super) struct Success<'a, T> {
    #[shown(always = true)]
    success: bool,
    #[serde(flatten)]
    output: &'a T,
}

/// How a failure looks.
#[derive(Serialize, Shown)]
pub(super) struct Refusal<'a> {
    #[shown(always = false)]
    success: bool,
    /// What has failed.
    status: Status,
    /// Which parameters are bad: all of them, if the code is 7.
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a [FieldError]>,
}

#[derive(Serialize, Shown)]
struct Status {
    /// The failure's number.
    #[shown(example = 201)]
    code: u16,
    /// The same in words.
    #[shown(example = "Not found in database")]
    description: &'static str,
}

pub(super) fn write<T: Serialize>(output: &T, to: impl Write) -> serde_json::Result<()> {
    serde_json::to_writer(to, &Success { success: true, output })
}

impl<'f> Refusal<'f> {
    pub(super) fn of(failure: &'f Failure) -> Self {
        Self {
            success: false,
            status: Status { code: failure.code.number(), description: failure.code.text() },
            errors: (failure.code == Code::InvalidParameters).then_some(&failure.fields),
        }
    }
}
