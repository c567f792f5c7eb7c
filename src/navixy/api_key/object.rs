//! An API key as the vendor shows it.

use serde::Serialize;

use crate::domain::{Dates, KeyTitle, SecretHash, ShownMoment};
use crate::ops::api_keys;
use crate::schema::Shown;

/// A key, in the clear: it is shown to its owner.
#[derive(Debug, Serialize, Shown)]
pub struct ApiKey {
    hash: SecretHash,
    create_date: ShownMoment,
    title: KeyTitle,
}

impl ApiKey {
    /// The key, with its date as the owner wants to be told it.
    pub fn new(key: api_keys::ApiKey, dates: &Dates) -> Self {
        Self { hash: key.hash, create_date: dates.show(key.created), title: key.title }
    }
}
