//! Answers: the same headers and envelopes as Muster's.

use actix_web::error::BlockingError;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, HttpResponseBuilder};
use rusqlite::ErrorCode;
use serde_json::json;

/// Why a request is refused: code, HTTP status, text.
#[derive(Debug)]
pub struct Refusal(u16, u16, &'static str);

pub const WRONG_HASH: Refusal = Refusal(3, 400, "Wrong hash");
pub const SESSION_ENDED: Refusal = Refusal(4, 400, "User or API key not found or session ended");
pub const WRONG_FORMAT: Refusal = Refusal(5, 400, "Wrong request format");
pub const INVALID_PARAMETERS: Refusal = Refusal(7, 400, "Invalid parameters");
pub const NOT_PERMITTED: Refusal = Refusal(13, 403, "Operation not permitted");
pub const NOT_FOUND: Refusal = Refusal(201, 400, "Not found in database");
pub const DEVICE_BLOCKED: Refusal = Refusal(208, 403, "Device blocked");
pub const LIST_CONTAINS_NONEXISTENT: Refusal = Refusal(217, 400, "List contains nonexistent entities");
pub const OVER_QUOTA: Refusal = Refusal(268, 402, "Over quota");
pub const USER_BLOCKED: Refusal = Refusal(275, 403, "User is blocked");
const DATABASE_ERROR: Refusal = Refusal(1, 500, "Database error");
const UNEXPECTED: Refusal = Refusal(6, 500, "Unexpected error");
const UNAVAILABLE: Refusal = Refusal(14, 503, "Database unavailable");

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => UNAVAILABLE,
            _ => DATABASE_ERROR,
        }
    }
}

impl From<r2d2::Error> for Refusal {
    fn from(_: r2d2::Error) -> Self {
        UNAVAILABLE
    }
}

impl From<BlockingError> for Refusal {
    fn from(_: BlockingError) -> Self {
        UNEXPECTED
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(_: serde_json::Error) -> Self {
        UNEXPECTED
    }
}

/// The answer as HTTP has it.
pub fn of(outcome: Result<Vec<u8>, Refusal>) -> HttpResponse {
    match outcome {
        Ok(body) => with_status(StatusCode::OK).insert_header(("Vary", "Accept-Encoding")).body(body),
        Err(Refusal(code, status, description)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let status_object = json!({"code": code, "description": description});
            with_status(status).body(json!({"success": false, "status": status_object}).to_string())
        }
    }
}

fn with_status(status: StatusCode) -> HttpResponseBuilder {
    let mut builder = HttpResponse::build(status);
    builder
        .insert_header(("Access-Control-Allow-Origin", "*"))
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Referrer-Policy", "no-referrer"))
        .insert_header(("X-Content-Type-Options", "nosniff"))
        .insert_header(("Content-Type", "application/json; charset=utf-8"));
    builder
}
