//! The failures of actions as responses, with what each looks like: their own words answer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::action::ActionDef;
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

/// The response of a status that these failures have.
pub(super) fn response(row: &ActionDef, status: u16, codes: &[Code], params: &Schema, parts: &mut Parts) -> Value {
    let text = |code: &Code| format!("* {}", Failure::from(*code));
    let description = codes.iter().map(text).collect::<Vec<_>>().join("\n");
    let examples: Map<_, _> = codes.iter().map(|code| (format!("{code:?}"), example(row, *code, params))).collect();
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

fn example(row: &ActionDef, code: Code, params: &Schema) -> Value {
    let failure = match code {
        Code::InvalidParameters => {
            let name = params.properties().map(|(name, _)| name).find(|name| params.requires(name));
            let name = name.or_else(|| params.properties().next().map(|(name, _)| name)).unwrap_or_default();
            Failure::invalid_parameter(name, "must not be null")
        }
        _ => code.into(),
    };
    let reply = row.refuse(&failure, None);
    let value: Value = reply.body.short().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
    json!({ "summary": failure.to_string(), "value": value })
}
