//! `/devices/actions`: devices, which are trackers, and what an account notes of them.

pub mod custom_fields;
mod filter;
pub mod list;
mod object;

use deserr::Deserr;
use serde::Serialize;

use crate::args::{ArgErrors, BoundedList};
use crate::domain::{CustomFieldNumber, CustomFieldValue};
use crate::schema::{Shown, Taken};

/// Some of an account's own fields: as many as there are.
pub type CustomFields = BoundedList<CustomField, 0, { CustomFieldNumber::MAX as usize }>;

/// One of an account's own fields, and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserr, Serialize, Taken, Shown)]
#[deserr(error = ArgErrors)]
pub struct CustomField {
    /// Which field.
    pub key: CustomFieldNumber,
    /// What stands in it.
    pub value: CustomFieldValue,
}
