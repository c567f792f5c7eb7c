//! A document while it is written: what several of its parts refer to.

use serde_json::{Map, Value, json};

use super::examples::{Extent, example};
use super::failures::{self, ByStatus};
use crate::action::ActionDef;
use crate::error::Code;
use crate::schema::{Parts, Schema};

/// A document while it is written.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) parts: Parts,
    pub(super) paths: Map<String, Value>,
    responses: Map<String, Value>,
    examples: Map<String, Value>,
}

/// What may fail in any action of an API.
pub(super) type General = &'static [Code];

impl Draft {
    /// All that an action may answer, as references to responses, which are kept under its id. What any action may answer is
    /// kept once.
    pub(super) fn answers(
        &mut self,
        row: &ActionDef,
        id: &str,
        params: &Schema,
        general: General,
        own: &[Code],
    ) -> Value {
        let schema = (row.success)(&mut self.parts);
        let example = example(&schema, Extent::Whole, &self.parts);
        let content = json!({ "application/json": { "schema": schema, "example": example } });
        let success = json!({ "description": row.summary, "content": content });
        let mut answers = Map::new();
        self.answer(&mut answers, row.status, format!("{id}_{}", row.status), success);
        let of_any: ByStatus = failures::by_status(row, general.iter().copied());
        for (status, codes) in failures::by_status(row, general.iter().chain(own).copied()) {
            let owner = if of_any.get(&status) == Some(&codes) { "any" } else { id };
            let response = failures::response(row, (status, &codes), params, &mut self.parts, &mut self.examples);
            self.answer(&mut answers, status, format!("{owner}_{status}"), response);
        }
        answers.into()
    }

    fn answer(&mut self, answers: &mut Map<String, Value>, status: u16, name: String, response: Value) {
        answers.insert(status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }));
        self.responses.insert(name, response);
    }

    /// What is referred to, beside ways to show who asks.
    pub(super) fn components(self, security_schemes: &Value) -> Value {
        let schemas = self.parts.iter().map(|(name, schema)| (name.to_owned(), Value::from(schema.clone())));
        json!({
            "schemas": schemas.collect::<Map<_, _>>(),
            "responses": self.responses,
            "examples": self.examples,
            "securitySchemes": security_schemes,
        })
    }
}
