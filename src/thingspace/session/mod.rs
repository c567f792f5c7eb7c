//! `/session`: logging in and out.

pub mod login;
pub mod logout;

use serde::Serialize;

use crate::domain::Guid;
use crate::schema::Shown;

/// A session, as it is told to whom it belongs.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Its token.
    pub session_token: Guid,
}
