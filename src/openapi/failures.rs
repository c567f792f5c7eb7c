//! The failures of actions as responses, with what each looks like: their own words answer.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::action::ActionDef;
use crate::args::JSON;
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

/// The failures of an API's actions.
pub(super) struct Failures {
    /// Where a body says what went wrong, as JSON pointers.
    words: &'static [&'static str],
    /// Examples that several actions share.
    shared: Map<String, Value>,
}

impl Failures {
    /// Failures whose bodies say at these places what went wrong.
    pub(super) fn new(words: &'static [&'static str]) -> Self {
        Self { words, shared: Map::new() }
    }

    /// The examples that several actions share.
    pub(super) fn into_examples(self) -> Map<String, Value> {
        self.shared
    }

    /// The response of a status that these failures have. What looks the same for all actions goes to the examples that
    /// they share.
    pub(super) fn response(
        &mut self,
        row: &ActionDef,
        (status, codes): (u16, &[Code]),
        params: &Schema,
        parts: &mut Parts,
    ) -> Value {
        let (mut examples, mut told, mut lines) = (Map::new(), Vec::new(), Vec::new());
        for code in codes {
            let name = format!("{code:?}");
            let failure = if *code == Code::InvalidParameters { bad_parameter(params) } else { (*code).into() };
            let example = self.example(row, &failure);
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
            let is_shared =
                *code != Code::InvalidParameters && *self.shared.entry(&name).or_insert(example.clone()) == example;
            let place = format!("#/components/examples/{name}");
            examples.insert(name, if is_shared { json!({ "$ref": place }) } else { example });
        }
        let description = lines.join("\n");
        let content = json!({ JSON: { "schema": (row.failure)(parts), "examples": examples } });
        let mut told = json!({ "description": description, "content": content });
        if status == 429 {
            told["headers"] = json!({ "Retry-After": {
                "description": "In how many seconds to try again.",
                "schema": { "type": "integer", "minimum": 1 },
            } });
        }
        told
    }

    /// What a failure of an action looks like.
    fn example(&self, row: &ActionDef, failure: &Failure) -> Value {
        let reply = row.refuse(failure, None);
        let value: Value = reply.body.short().and_then(|body| serde_json::from_slice(body).ok()).unwrap_or_default();
        let text = |word: &Value| word.as_str().map_or_else(|| word.to_string(), str::to_owned);
        let words: Vec<_> = self.words.iter().filter_map(|place| value.pointer(place)).map(text).collect();
        json!({ "summary": words.join(": "), "value": value })
    }
}

/// The failure of the first parameter that must be there, or of the first.
fn bad_parameter(params: &Schema) -> Failure {
    let names = || params.properties().map(|(name, _)| name);
    let name = names().find(|name| params.requires(name)).or_else(|| names().next());
    Failure::invalid_parameter(name.unwrap_or_default(), Invalid::Missing)
}
