//! A document while it is written: what several of its parts refer to.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::examples::{Extent, example};
use super::failures::{self, ByStatus, Failures};
use super::links::Links;
use crate::action::ActionDef;
use crate::args::JSON;
use crate::error::Code;
use crate::schema::{Parts, Schema, Shown as _};

/// A document while it is written.
pub(super) struct Draft {
    pub(super) parts: Parts,
    pub(super) paths: Map<String, Value>,
    pub(super) links: Links,
    responses: Map<String, Value>,
    failures: Failures,
}

impl Draft {
    /// An empty one of an API whose failures say at these places what went wrong.
    pub(super) fn new(words: &'static [&'static str]) -> Self {
        Self {
            parts: Parts::default(),
            paths: Map::new(),
            links: Links::default(),
            responses: Map::new(),
            failures: Failures::new(words),
        }
    }

    /// All that an action may answer, as references to responses, which are kept under its id. What any action may answer is
    /// kept once.
    pub(super) fn answers(
        &mut self,
        row: &ActionDef,
        id: &str,
        params: &Schema,
        general: &[Code],
        own: &[Code],
    ) -> Value {
        let mut answers = Map::new();
        let heads: BTreeSet<_> = row.heads.iter().map(|head| head.status).chain([row.status]).collect();
        for status in heads {
            let success = self.success(row, status, &response_name(id, status));
            self.answer(&mut answers, status, id, success);
        }
        let of_any: ByStatus = failures::by_status(row, general.iter().copied());
        for (status, codes) in failures::by_status(row, general.iter().chain(own).copied()) {
            let response = self.failures.response(row, (status, &codes), params, &mut self.parts);
            // Of what any may answer, the words may be an action's own.
            let known = self.responses.get(&response_name("any", status)).is_none_or(|known| *known == response);
            let owner = if of_any.get(&status) == Some(&codes) && known { "any" } else { id };
            self.answer(&mut answers, status, owner, response);
        }
        answers.into()
    }

    fn answer(&mut self, answers: &mut Map<String, Value>, status: u16, owner: &str, response: Value) {
        let name = response_name(owner, status);
        answers.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }));
        self.responses.insert(name, response);
    }

    /// A success with this status. One that is nothing has no body.
    fn success(&mut self, row: &ActionDef, status: u16, name: &str) -> Value {
        let mut success = json!({ "description": row.summary });
        let schema = (row.success)(&mut self.parts);
        if schema != <()>::shown(&mut self.parts) {
            self.links.gives_id(name, &schema, &self.parts);
            let example = example(&schema, Extent::Whole, &self.parts);
            success["content"] = json!({ JSON: { "schema": schema, "example": example } });
        }
        for head in row.heads.iter().filter(|head| head.status == status) {
            let told = json!({ "description": head.about, "schema": { "type": "string" } });
            success["headers"][head.header] = told;
        }
        success
    }

    /// What is referred to, beside ways to show who asks.
    pub(super) fn components(mut self, security_schemes: &Value) -> Value {
        self.links.write(&mut self.responses);
        let schemas = self.parts.iter().map(|(name, schema)| (name.to_owned(), Value::from(schema.clone())));
        json!({
            "schemas": schemas.collect::<Map<_, _>>(),
            "responses": self.responses,
            "examples": self.failures.into_examples(),
            "securitySchemes": security_schemes,
        })
    }
}

/// What an action's response with a status is called.
pub(super) fn response_name(owner: &str, status: u16) -> String {
    format!("{owner}_{status}")
}
