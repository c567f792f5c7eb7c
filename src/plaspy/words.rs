//! The vendor's words for a failure. It has no codes: the HTTP status and the text are all there is, and the texts are
//! those of its pages, which differ from family to family. Where its pages show none, the text is ours.

use crate::error::{Code, Failure};

/// A family of pages.
pub trait Family: 'static {
    /// Whether its successes say `error: null`.
    const SAYS_NO_ERROR: bool = false;

    /// Whether its failures say `groups: null`.
    const SAYS_NO_GROUPS: bool = false;

    /// For somebody without a good token.
    const UNAUTHORIZED: &'static str = "Authentication failed. Invalid token.";

    /// For input that is not good.
    const INVALID: &'static str = "Invalid input";

    /// For what is not there.
    const NOT_FOUND: &'static str = "Not found";

    /// A text for one bad parameter, where the vendor has one.
    fn invalid(_parameter: &str) -> Option<&'static str> {
        None
    }
}

/// The exchange of a key for a token.
pub struct Auth;

/// Groups.
pub struct Groups;

/// The list of groups.
pub struct GroupLists;

/// Users.
pub struct Users;

/// The deletion of a user, whose page has a text of its own.
pub struct Deletions;

/// Devices.
pub struct Devices;

impl Family for Auth {}

impl Family for Groups {
    const SAYS_NO_ERROR: bool = true;
    const UNAUTHORIZED: &'static str = "Unauthorized access";
    const NOT_FOUND: &'static str = "Group not found";
}

impl Family for GroupLists {
    const SAYS_NO_ERROR: bool = true;
    const SAYS_NO_GROUPS: bool = true;
    const UNAUTHORIZED: &'static str = "Unauthorized access";
}

impl Family for Users {
    const NOT_FOUND: &'static str = "User not found.";

    fn invalid(parameter: &str) -> Option<&'static str> {
        match parameter {
            "email" => Some("Invalid email address."),
            "country" => Some("Invalid country."),
            "timeZone" => Some("Invalid time zone."),
            _ => None,
        }
    }
}

impl Family for Deletions {
    const NOT_FOUND: &'static str = "User not found";
}

impl Family for Devices {
    const INVALID: &'static str = "Bad Request";
    const NOT_FOUND: &'static str = "Device not found";
}

/// The HTTP status and the text of a failure.
pub(super) fn words<F: Family>(failure: &Failure) -> (u16, &'static str) {
    match failure.code {
        Code::WrongHash | Code::SessionEnded | Code::UserBlocked => (401, F::UNAUTHORIZED),
        Code::WrongLoginOrPassword => (401, "Invalid API key or username."),
        Code::OperationNotPermitted => (403, "Unauthorized access"),
        Code::InvalidParameters => (400, invalid::<F>(failure)),
        Code::WrongRequestFormat | Code::EmptyRequest | Code::ListContainsNonexistent | Code::EntityNotFound => {
            (400, F::INVALID)
        }
        Code::InvalidPatch => (400, "Invalid patch operation"),
        Code::NotFoundInDatabase => (404, F::NOT_FOUND),
        Code::WrongHandler => (404, "Not found"),
        Code::WrongMethod => (405, "Method not allowed"),
        Code::RequestTimedOut => (408, "Request timeout"),
        Code::PatchTestFailed => (409, "Patch test failed"),
        Code::EntityAlreadyExists => (409, "Group name already exists"),
        Code::LoginAlreadyInUse => (409, "Email already in use."),
        Code::DeviceBlocked => (409, "Device blocked"),
        Code::OverQuota => (409, "Limit reached"),
        Code::TooLargeRequest => (413, "Request too large"),
        Code::UnsupportedMediaType => (415, "Unsupported media type"),
        Code::TooManyRequests => (429, "Too many requests"),
        Code::DatabaseUnavailable => (503, "Service unavailable"),
        _ => (500, "Internal Server Error"),
    }
}

fn invalid<F: Family>(failure: &Failure) -> &'static str {
    failure.fields.iter().find_map(|field| F::invalid(&field.parameter)).unwrap_or(F::INVALID)
}
