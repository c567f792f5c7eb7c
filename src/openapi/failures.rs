//! The failures of actions as responses, with what each looks like: their own words answer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::action::ActionDef;
use crate::domain::Invalid;
use crate::error::{Code, Failure};
use crate::schema::{Parts, Schema};

/// Failures by the HTTP status that they are answered with.
pub(super) type ByStatus = BTreeMap<u16, Vec<Code>>;

/// A row's failures by status.
pub(super) fn by_status(row: &ActionDef, codes: impl IntoIterator<Item = Code>) -> ByStatus {
    let mut found = ByStatus::new();
    for code in codes {
        let codes = found.entry(row.refuse(&code.into(), None).head.status).or_default();
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    found
}

/// The response of a status that these failures have. What looks the same for all actions goes to the examples that they
/// share.
pub(super) fn response(
    row: &ActionDef,
    (status, codes): (u16, &[Code]),
    params: &Schema,
    parts: &mut Parts,
    shared: &mut Map<String, Value>,
) -> Value {
    let (mut examples, mut told, mut lines) = (Map::new(), Vec::new(), Vec::new());
    for code in codes {
        let name = format!("{code:?}");
        let failure = if *code == Code::InvalidParameters { bad_parameter(params) } else { (*code).into() };
        let example = example(row, &failure);
        // Not every dialect tells apart all that can fail.
        if told.contains(&example["value"]) {
            continue;
        }
        told.push(example["value"].clone());
        let line = format!("* {}", example["summary"].as_str().unwrap_or_default());
        if !lines.contains(&line) {
            lines.push(line);
        }
        // Nor does each say the same of it everywhere.
        let is_shared = *code != Code::InvalidParameters && *shared.entry(&name).or_insert(example.clone()) == example;
        let place = format!("#/components/examples/{name}");
        examples.insert(name, if is_shared { json!({ "$ref": place }) } else { example });
    }
    let description = lines.join("\n");
    let content = json!({ "application/json": { "schema": (row.failure)(parts), "examples": examples } });
    let mut told = json!({ "description": description, "content": content });
    if status == 429 {
        told["headers"] = json!({ "Retry-After": {
            "description": "In how many seconds to try again.",
            "schema": { "type": "integer", "minimum": 1 },
        } });
    }
    told
}

/// The failure of the first parameter that must be there, or of the first.
fn bad_parameter(params: &Schema) -> Failure {
    let names = || params.properties().map(|(name, _)| name);
    let name = names().find(|name| params.requires(name)).or_else(|| names().next());
    Failure::invalid_parameter(name.unwrap_or_default(), Invalid::Missing)
}

fn example(row: &ActionDef, failure: &Failure) -> Value {
    let reply = row.refuse(failure, None);
    let value: Value = reply.body.short().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
    json!({ "summary": words(&value), "value": value })
}

/// What a failure's body says went wrong.
fn words(body: &Value) -> String {
    const PLACES: [&str; 8] = [
        "/status/code",
        "/status/description",
        "/fault/code",
        "/fault/message",
        "/errorCode",
        "/errorMessage",
        "/error",
        "/error_description",
    ];
    let text = |word: &Value| word.as_str().map_or_else(|| word.to_string(), str::to_owned);
    PLACES.iter().filter_map(|place| body.pointer(place)).map(text).collect::<Vec<_>>().join(": ")
}
