//! The vendor's words for a failure. The gateway has faults with numbers; the service behind it has codes of words, and
//! answers 400 to whatever is the caller's: 401 would make its clients renew the gateway's token, of which nothing is
//! wrong.

use serde::Serialize;

use crate::action::Reply;
use crate::domain::Invalid;
use crate::error::{Code, Failure, FieldError};
use crate::schema::{Parts, Schema, Shown};

/// The name of the service, which stands before each of its codes.
const SERVICE: &str = "UnifiedWebService";

/// How many bad parameters a message names.
const NAMED: usize = 10;

/// A gateway's fault.
#[derive(Serialize, Shown)]
struct Faulty {
    fault: Fault,
}

#[derive(Serialize, Shown)]
struct Fault {
    code: &'static str,
    message: &'static str,
    description: &'static str,
}

/// A service's refusal.
#[derive(Serialize, Shown)]
#[serde(rename_all = "camelCase")]
struct Refusal {
    error_code: String,
    error_message: String,
}

/// The schema of a failure's body.
pub(super) fn describe(parts: &mut Parts) -> Schema {
    Schema::any_of([Faulty::shown(parts), Refusal::shown(parts)])
}

/// The answer to a failure.
pub(super) fn reply(failure: &Failure) -> Reply {
    let fault = |status, code, message, description| {
        Reply::json(status, &Faulty { fault: Fault { code, message, description } })
    };
    match failure.code {
        Code::NoBearer | Code::NoClientCredentials => {
            fault(401, "900902", "Missing Credentials", "Send the header Authorization with what the resource asks for")
        }
        Code::WrongBearer => fault(401, "900901", "Invalid Credentials", "Get a new token and send it as the bearer"),
        Code::WrongHandler | Code::WrongMethod => {
            fault(400, "900906", "No matching resource found in the API for the given request", "Check method and path")
        }
        _ => Reply::json(
            status(failure.code),
            &Refusal { error_code: format!("{SERVICE}.{}", code(failure)), error_message: message(failure) },
        ),
    }
}

/// 400, but for what is not the caller's, or time heals.
fn status(code: Code) -> u16 {
    match code {
        Code::TooManyRequests | Code::LoginAttemptsLimitExceeded => 429,
        Code::DatabaseUnavailable => 503,
        Code::DatabaseError | Code::UnexpectedError => 500,
        _ => 400,
    }
}

fn code(failure: &Failure) -> &'static str {
    match failure.code {
        Code::SessionEnded | Code::UserBlocked => "REQUEST_FAILED.SessionToken.Expired",
        Code::NoSessionToken => "REQUEST_FAILED.SessionToken.Format",
        Code::UnknownSessionToken => "INPUT_INVALID.SessionToken.Invalid",
        Code::WrongLoginOrPassword => "REQUEST_FAILED.InvalidCredentials",
        Code::OperationNotPermitted => "REQUEST_FAILED.AccountName",
        Code::AccountNotFound => "REQUEST_FAILED.AccountNotFound",
        Code::EntityAlreadyExists => "REQUEST_FAILED.DeviceGroup.Exists",
        Code::NotFoundInDatabase => "REQUEST_FAILED.DeviceGroupNotFound",
        Code::DefaultGroupIsKept => "INPUT_INVALID.DeviceGroup.DeleteDefault",
        Code::DefaultGroupIsFixed => "INPUT_INVALID.DeviceGroup.UpdateDefault",
        Code::ListContainsNonexistent => "REQUEST_FAILED.DeviceNotFound",
        Code::AmbiguousDevice => "INPUT_INVALID.Device.Identifier.Invalid",
        Code::LimitTooBig => "INPUT_INVALID.MaxRequestsExceeded",
        Code::EmptyRequest => "INPUT_INVALID.RequestUndefined",
        Code::InvalidParameters => failure.fields.first().map_or(UNEXPECTED, code_of_parameter),
        _ => UNEXPECTED,
    }
}

const UNEXPECTED: &str = "REQUEST_FAILED.UnexpectedError";

fn code_of_parameter(field: &FieldError) -> &'static str {
    let name = field.parameter.rsplit('.').next().unwrap_or_default();
    match (name, &field.error) {
        ("kind", _) => "INPUT_INVALID.Device.Kind.Invalid",
        ("id", _) => "INPUT_INVALID.Device.Identifier.Invalid",
        ("accountName", Invalid::Missing) => "INPUT_INVALID.Account.NotDefined",
        (_, Invalid::Missing) => UNEXPECTED,
        ("key", _) => "INPUT_INVALID.CustomField.InvalidName",
        ("value", Invalid::Size { .. }) => "INPUT_INVALID.CustomField.TooLong",
        ("value", Invalid::Unprintable | Invalid::Blank) => "INPUT_INVALID.Request.InvalidCharacter",
        ("groupName" | "newGroupName" | "groupDescription" | "newGroupDescription", _) => {
            "INPUT_INVALID.Request.InvalidCharacter"
        }
        _ => UNEXPECTED,
    }
}

fn message(failure: &Failure) -> String {
    let text = match failure.code {
        Code::SessionEnded | Code::UserBlocked => "The session has ended: log in again",
        Code::NoSessionToken => "Send the session's token in the header VZ-M2M-Token",
        Code::UnknownSessionToken => "VZ-M2M-Token holds no session's token: log in",
        Code::WrongLoginOrPassword => "Wrong username or password, or the user is locked",
        Code::OperationNotPermitted => "The user has no right to change this account",
        Code::AccountNotFound => "There is no such account",
        Code::EntityAlreadyExists => "The account has a device group of that name already",
        Code::NotFoundInDatabase => "There is no such device group",
        Code::DefaultGroupIsKept => "The default device group cannot be deleted",
        Code::DefaultGroupIsFixed => "The default device group can be neither renamed nor described",
        Code::ListContainsNonexistent => "There is no such device in the account",
        Code::AmbiguousDevice => "Several devices of the account are called so: name the device otherwise",
        Code::LimitTooBig => "Too many devices in one request",
        Code::EmptyRequest => "The request has no body",
        Code::DeviceBlocked => "The device is blocked",
        Code::OverQuota => "The account has as many device groups as it may",
        Code::WrongRequestFormat => "The body is not good JSON",
        Code::UnsupportedMediaType => "Send the body with Content-Type: application/json",
        Code::RequestTimedOut => "The body did not arrive in time",
        Code::TooLargeRequest => "The request is too large",
        Code::TooManyRequests => "Too many requests: try again later",
        Code::LoginAttemptsLimitExceeded => "Too many failed logins: try again later",
        Code::InvalidParameters => return named(&failure.fields),
        _ => "The request failed; try again later",
    };
    text.to_owned()
}

fn named(fields: &[FieldError]) -> String {
    let named = fields.iter().take(NAMED).map(|field| format!("{} {}", field.parameter, field.error));
    named.collect::<Vec<_>>().join("; ")
}
