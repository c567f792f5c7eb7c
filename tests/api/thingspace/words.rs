//! The vendor's words for successes and refusals, as answers are told in.

use serde_json::{Value, json};

use crate::support::rest::RestAnswer;

/// An answer's status and body.
pub fn told(answer: &RestAnswer) -> (u16, Value) {
    (answer.status, answer.body.clone())
}

/// What [`told`] tells of an action that answers with nothing but its success.
pub fn done() -> (u16, Value) {
    (200, json!({"success": true}))
}

/// What [`told`] tells of a refusal of the service.
pub fn refusal(code: &str, message: &str) -> (u16, Value) {
    (400, json!({"errorCode": format!("UnifiedWebService.{code}"), "errorMessage": message}))
}

pub fn no_account() -> (u16, Value) {
    refusal("REQUEST_FAILED.AccountNotFound", "There is no such account")
}

pub fn no_group() -> (u16, Value) {
    refusal("REQUEST_FAILED.DeviceGroupNotFound", "There is no such device group")
}

pub fn no_device() -> (u16, Value) {
    refusal("REQUEST_FAILED.DeviceNotFound", "There is no such device in the account")
}

pub fn name_taken() -> (u16, Value) {
    refusal("REQUEST_FAILED.DeviceGroup.Exists", "The account has a device group of that name already")
}

pub fn session_ended() -> (u16, Value) {
    refusal("REQUEST_FAILED.SessionToken.Expired", "The session has ended: log in again")
}

pub fn unknown_session() -> (u16, Value) {
    refusal("INPUT_INVALID.SessionToken.Invalid", "VZ-M2M-Token holds no session's token: log in")
}

pub fn no_session() -> (u16, Value) {
    refusal("REQUEST_FAILED.SessionToken.Format", "Send the session's token in the header VZ-M2M-Token")
}

/// What [`told`] tells of a fault of the gateway.
pub fn fault(status: u16, code: &str, message: &str, description: &str) -> (u16, Value) {
    (status, json!({"fault": {"code": code, "message": message, "description": description}}))
}

pub fn wrong_bearer() -> (u16, Value) {
    fault(401, "900901", "Invalid Credentials", "Get a new token and send it as the bearer")
}

pub fn no_bearer() -> (u16, Value) {
    fault(401, "900902", "Missing Credentials", "Send the header Authorization with what the resource asks for")
}

pub fn no_resource() -> (u16, Value) {
    let message = "No matching resource found in the API for the given request";
    fault(400, "900906", message, "Check method and path")
}

pub fn unexpected(message: &str) -> (u16, Value) {
    refusal("REQUEST_FAILED.UnexpectedError", message)
}

pub fn bad_character(message: &str) -> (u16, Value) {
    refusal("INPUT_INVALID.Request.InvalidCharacter", message)
}

pub fn bad_kind(place: &str) -> (u16, Value) {
    let kinds = "Should be one of [esn, iccId, imei, mdn, meid, msisdn, eid, imsi, min]";
    refusal("INPUT_INVALID.Device.Kind.Invalid", &format!("{place} {kinds}"))
}

pub fn bad_id(message: &str) -> (u16, Value) {
    refusal("INPUT_INVALID.Device.Identifier.Invalid", message)
}

/// The same refusal in other words.
pub trait Reworded {
    fn saying(self, message: &str) -> Self;
    fn missing(self, place: &str) -> Self;
}

impl Reworded for (u16, Value) {
    fn saying(mut self, message: &str) -> Self {
        self.1["errorMessage"] = json!(message);
        self
    }

    fn missing(self, place: &str) -> Self {
        self.saying(&format!("{place} must not be null"))
    }
}

/// What [`told`] tells when several devices are called by one name.
pub fn ambiguous() -> (u16, Value) {
    bad_id("Several devices of the account are called so: name the device otherwise")
}

pub fn too_many() -> (u16, Value) {
    refusal("INPUT_INVALID.MaxRequestsExceeded", "Too many devices in one request")
}

pub fn empty_request() -> (u16, Value) {
    refusal("INPUT_INVALID.RequestUndefined", "The request has no body")
}

pub fn bad_field(place: &str) -> (u16, Value) {
    refusal("INPUT_INVALID.CustomField.InvalidName", &format!("{place} must be CustomField1 to CustomField5"))
}
