//! What can go wrong, said once for every dialect.
//!
//! [`Code`] is the table of numbers, HTTP statuses and texts; [`Failure`] is one refusal on its way to a caller, with
//! the bad parameters for the caller and the cause for the log. The two never mix: a cause does not leave the process.

mod code;

use std::error::Error;
use std::fmt;
use std::time::Duration;

use crate::domain::Invalid;
use crate::schema::Shown;

pub use code::Code;

/// The result of anything that a caller may be refused.
pub type Result<T> = std::result::Result<T, Failure>;

/// A parameter that was refused, and why.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, Shown)]
pub struct FieldError {
    /// The parameter's public name, with the place in a list: `trackers[3]`.
    #[shown(example = "trackers[3]")]
    pub parameter: String,
    /// What it must be instead.
    pub error: Invalid,
}

/// One refusal or failure.
#[derive(Debug)]
pub struct Failure {
    /// Which row of the table.
    pub code: Code,
    /// Every bad parameter; only [`Code::InvalidParameters`] has any.
    pub fields: Vec<FieldError>,
    /// When to try again, if it is worth it.
    pub retry_after: Option<Duration>,
    /// Whether the connection is of no more use, because the rest of the request was never read.
    pub closes_connection: bool,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A failure whose parameters were bad.
    pub fn invalid_parameters(fields: Vec<FieldError>) -> Self {
        Self { fields, ..Code::InvalidParameters.into() }
    }

    /// A failure of one parameter, found by whoever knows more than its type does.
    pub fn invalid_parameter(parameter: impl Into<String>, error: Invalid) -> Self {
        Self::invalid_parameters(vec![FieldError { parameter: parameter.into(), error }])
    }

    /// A failure that time alone heals: the caller asked too often.
    pub fn too_many_requests(retry_after: Duration) -> Self {
        Self { retry_after: Some(retry_after), ..Code::TooManyRequests.into() }
    }

    /// The same failure, which time alone heals.
    pub fn retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// A failure with the cause that the log needs.
    pub fn caused(code: Code, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { cause: Some(cause.into()), ..code.into() }
    }

    /// The same failure, after which the connection is closed.
    pub fn closing(self) -> Self {
        Self { closes_connection: true, ..self }
    }

    /// What the log should know and the caller must not.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync + 'static)> {
        self.cause.as_deref()
    }
}

impl From<Code> for Failure {
    fn from(code: Code) -> Self {
        Self { code, fields: Vec::new(), retry_after: None, closes_connection: false, cause: None }
    }
}

/// What the caller may know; in the other form, `{:#}`, with the cause behind it, for the log.
impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code.text(), self.code.number())?;
        match &self.cause {
            Some(cause) if f.alternate() => write!(f, ": {}", on_one_line(&cause.to_string())),
            _ => Ok(()),
        }
    }
}

/// A text without what would break a line of the log: a cause may quote a statement.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().map(|word| word.replace(char::is_control, "")).collect::<Vec<_>>().join(" ")
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cause_is_for_the_log_and_takes_one_line() {
        let failure = Failure::caused(Code::DatabaseError, "no such table: a\u{7}ds in SELECT 1\n  FROM ads");
        assert_eq!(failure.to_string(), "Database error (1)");
        assert_eq!(format!("{failure:#}"), "Database error (1): no such table: ads in SELECT 1 FROM ads");
        assert_eq!(format!("{:#}", Failure::from(Code::NotFoundInDatabase)), "Not found in database (201)");
    }
}
