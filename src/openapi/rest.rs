//! APIs whose actions are found by method and path: what they take stands in the path, in the query, or is the body.

use std::collections::BTreeSet;
use std::mem;

use serde_json::{Value, json};

use super::draft::{Draft, response_name};
use super::examples::{Extent, example};
use super::{VERSION, carried, info};
use crate::access::Requirement;
use crate::action::{ActionDef, Method, Route};
use crate::args::FORM;
use crate::error::Code;
use crate::rest::OPERATIONS;
use crate::schema::{Parts, Presence, Schema};

/// What a vendor's document says that its actions do not say themselves.
pub(super) struct Manner {
    /// Whose API it is.
    pub(super) vendor: &'static str,
    /// What is to be said of all of it.
    pub(super) about: &'static str,
    /// The table.
    pub(super) actions: &'static [ActionDef],
    /// What stands before the paths, the longest first, and tells nothing of an action.
    pub(super) bases: &'static [&'static str],
    /// Where the body of a failure says what went wrong, as JSON pointers.
    pub(super) words: &'static [&'static str],
    /// What else may fail in an action that has parameters in the query or a body, beside what it says itself.
    pub(super) own: fn(&ActionDef, Carrier) -> Vec<Code>,
    /// What an answer tells beside ids that another action takes, by the parameter's name, as runtime expressions.
    pub(super) given: fn(&ActionDef) -> Vec<(String, String)>,
    /// How a caller shows who asks.
    pub(super) security: fn(&ActionDef) -> Value,
    /// The ways to do so.
    pub(super) security_schemes: Value,
    /// The types that a body may have.
    pub(super) body_types: fn(Route) -> &'static [&'static str],
}

/// What may fail in any action: in its request, in the house, or because of how many ask.
const GENERAL: &[Code] = &[
    Code::WrongRequestFormat,
    Code::RequestTimedOut,
    Code::TooLargeRequest,
    Code::TooManyRequests,
    Code::UnexpectedError,
    Code::DatabaseUnavailable,
];

/// What carries parameters that are not in the path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Carrier {
    Nothing,
    Query,
    Body,
}

impl Manner {
    pub(super) fn document(self) -> Value {
        let mut draft = Draft::new(self.words);
        for row in self.actions {
            let Route::Rest(method, path) = row.route else { continue };
            let operation = self.operation(row, method, &mut draft);
            let operations = draft.paths.entry(path).or_insert_with(|| json!({}));
            operations[method.as_str().to_ascii_lowercase()] = operation;
        }
        let tags: BTreeSet<_> = self.actions.iter().map(|row| self.family(row)).collect();
        let tags: Value = tags.into_iter().map(|name| json!({ "name": name })).collect();
        json!({
            "openapi": VERSION,
            "info": info(self.vendor, self.about),
            "servers": [{ "url": "/" }],
            "tags": tags,
            "paths": mem::take(&mut draft.paths),
            "components": draft.components(&self.security_schemes),
        })
    }

    /// The path without what tells nothing.
    fn place(&self, row: &ActionDef) -> &'static str {
        let path = row.route.path();
        let place = self.bases.iter().find_map(|base| path.strip_prefix(base)).unwrap_or(path);
        place.trim_matches('/')
    }

    /// What the action is about.
    fn family(&self, row: &ActionDef) -> &'static str {
        let place = self.place(row);
        place.split('/').next().unwrap_or(place)
    }

    fn operation(&self, row: &ActionDef, method: Method, draft: &mut Draft) -> Value {
        let params = (row.params)(&mut draft.parts);
        let (in_path, others) = parted(row, &params);
        let carrier = match method {
            _ if others.properties().next().is_none() => Carrier::Nothing,
            Method::Get | Method::Delete => Carrier::Query,
            _ => Carrier::Body,
        };
        let own: Vec<_> = (self.own)(row, carrier).into_iter().chain(row.fails.iter().copied()).collect();
        let id = format!("{} {}", method.as_str().to_ascii_lowercase(), self.place(row));
        let id = id.replace(['{', '}'], "").replace(['/', ' '], "_");
        let mut operation = json!({
            "operationId": id,
            "summary": row.summary,
            "description": who(row),
            "tags": [self.family(row)],
            "security": (self.security)(row),
            "responses": draft.answers(row, &id, &others, GENERAL, &own),
        });
        let linked = if carrier == Carrier::Query {
            in_path.clone().with_all_of(&others, Presence::Optional)
        } else {
            in_path.clone()
        };
        draft.links.takes(&id, &linked, &draft.parts);
        draft.links.gives(&response_name(&id, row.status), (self.given)(row));
        let mut parameters = path_parameters(&in_path, &draft.parts);
        if carrier == Carrier::Query {
            parameters.extend(carried::query(&others, &draft.parts));
        }
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        if carrier == Carrier::Body {
            let content = (self.body_types)(row.route).iter().map(|name| (*name, content(name, &others, &draft.parts)));
            operation["requestBody"] = json!({ "required": true, "content": content.collect::<Value>() });
        }
        operation
    }
}

fn who(row: &ActionDef) -> &'static str {
    match row.requires {
        Requirement::Nothing => "Anybody may call it.",
        Requirement::AnyUser | Requirement::Right(_) => "Any user may call it.",
        Requirement::Master => "Only the owner may call it.",
    }
}

/// The parameters that stand in the path, and the others.
fn parted(row: &ActionDef, params: &Schema) -> (Schema, Schema) {
    let in_path = |name: &str| row.route.path().split('/').any(|segment| segment == format!("{{{name}}}"));
    let part = |wanted: bool| {
        let empty = params.clone().without("properties").without("required");
        params
            .properties()
            .filter(|(name, _)| in_path(name) == wanted)
            .fold(empty, |part, (name, schema)| part.with(name, Schema::from(schema.clone()), params.presence(name)))
    };
    (part(true).without("anyOf"), part(false))
}

fn path_parameters(in_path: &Schema, parts: &Parts) -> Vec<Value> {
    let parameter = |(name, schema): (&str, _)| {
        let schema = Schema::from(schema);
        let example = example(&schema, Extent::Least, parts);
        let mut told = json!({ "name": name, "in": "path", "required": true, "example": example });
        if let Some(about) = schema.get("description") {
            told["description"] = about.clone();
        }
        // Without a segment it is another path.
        told["schema"] = schema.without("description").with_key("minLength", 1).into();
        told
    };
    in_path.properties().map(|(name, schema)| parameter((name, schema.clone()))).collect()
}

fn content(body_type: &str, params: &Schema, parts: &Parts) -> Value {
    // A body that is a list is one parameter.
    let whole = params.properties().find(|(name, _)| *name == OPERATIONS);
    let whole = whole.map(|(_, schema)| Schema::from(schema.clone()).without("description"));
    if body_type == FORM {
        return carried::form(params, parts);
    }
    let schema = whole.as_ref().unwrap_or(params);
    json!({ "schema": schema, "example": example(schema, Extent::Least, parts) })
}
