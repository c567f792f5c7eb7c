//! How the vendor's answers look: compact JSON, `success` first, and how much the account has called.

use std::io::Write;

use serde::Serialize;

use super::words::{Family, words};
use crate::action::Reply;
use crate::domain::Usage;
use crate::error::{Failure, FieldError};
use crate::schema::Shown;

/// The output of an action that answers with nothing but its success.
#[derive(Debug, Serialize, Shown)]
pub struct Done {}

#[derive(Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub(super) struct Success<'a, T> {
    #[shown(always = true)]
    success: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<Option<()>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[shown(example = 5230)]
    api_usage: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[shown(example = 12)]
    api_daily_usage: Option<i64>,
    #[serde(flatten)]
    output: &'a T,
}

#[derive(Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub(super) struct Refusal<'a> {
    #[shown(always = false)]
    success: bool,
    /// What has failed.
    error: &'static str,
    /// Which parameters are bad, and why: the vendor's texts do not tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a [FieldError]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[shown(example = 5230)]
    api_usage: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[shown(example = 12)]
    api_daily_usage: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    groups: Option<Option<()>>,
}

pub(super) fn write<F: Family, T: Serialize>(
    output: &T,
    usage: Option<Usage>,
    to: impl Write,
) -> serde_json::Result<()> {
    let success = Success {
        success: true,
        error: F::SAYS_NO_ERROR.then_some(None),
        api_usage: usage.map(|usage| usage.total),
        api_daily_usage: usage.map(|usage| usage.today),
        output,
    };
    serde_json::to_writer(to, &success)
}

pub(super) fn failure<F: Family>(failure: &Failure, usage: Option<Usage>) -> Reply {
    let (status, error) = words::<F>(failure);
    let refusal = Refusal {
        success: false,
        error,
        errors: (!failure.fields.is_empty()).then_some(&failure.fields),
        api_usage: usage.map(|usage| usage.total),
        api_daily_usage: usage.map(|usage| usage.today),
        groups: F::SAYS_NO_GROUPS.then_some(None),
    };
    Reply::json(status, &refusal)
}
