//! Navixy's API: each action by POST, with JSON or a form, and by GET.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::examples::{Extent, example};
use super::failures::{self, ByStatus};
use super::{carried, written_schemas};
use crate::access::Requirement;
use crate::action::{ActionDef, Effect};
use crate::error::Code;
use crate::navixy::{ACTIONS, PREFIXES};
use crate::schema::{Parts, Schema};

const ABOUT: &str = "\
Each action is called by POST, with its parameters as JSON or as a form, or by GET, with its parameters in the query. Where
both are given, the body wins. Numbers and truth values may be texts; in queries and forms, lists and objects are texts of
JSON. What an action does not know is passed over.

The hash of a session, from `user/auth`, or an API key is the parameter `hash`, in the body or the query, or stands in the
header `Authorization: NVX <hash>`. An API key acts as the owner, but where a session is wanted it is answered 4.

Moments are in the caller's time zone, as `2026-01-31 23:59:59`; with the parameter `iso_datetime=true` or the header
`NVX-ISO-DateTime: true` they are in ISO 8601.";

/// What may fail in any action.
const GENERAL: [Code; 6] = [
    Code::DatabaseError,
    Code::WrongRequestFormat,
    Code::UnexpectedError,
    Code::TooLargeRequest,
    Code::DatabaseUnavailable,
    Code::TooManyRequests,
];

/// What may fail where somebody must show who asks.
const OF_CREDENTIALS: [Code; 3] = [Code::WrongHash, Code::SessionEnded, Code::UserBlocked];

pub(super) fn document() -> Value {
    let (mut parts, mut paths, mut responses) = (Parts::default(), Map::new(), Map::new());
    for row in ACTIONS {
        paths.insert(format!("/{}", row.route), path(row, &mut parts, &mut responses));
    }
    let tags: BTreeSet<_> = ACTIONS.iter().map(resource).collect();
    let tags: Value = tags.into_iter().map(|name| json!({ "name": name })).collect();
    let servers = [""].into_iter().chain(PREFIXES).map(|prefix| json!({ "url": format!("/{prefix}") }));
    let servers: Value = servers.collect();
    json!({
        "openapi": "3.1.1",
        "info": {
            "title": "Muster: Navixy's API",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": servers,
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": written_schemas(&parts),
            "responses": responses,
            "securitySchemes": {
                "header": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "`NVX`, a blank, and the hash of a session or an API key.",
                },
                "query": {
                    "type": "apiKey",
                    "in": "query",
                    "name": "hash",
                    "description": "The hash of a session, or an API key. It may stand in the body too.",
                },
            },
        },
    })
}

/// What the action is about: all of its route but the last word.
fn resource(row: &ActionDef) -> &'static str {
    let path = row.route.path();
    path.rsplit_once('/').map_or(path, |(resource, _)| resource)
}

fn path(row: &ActionDef, parts: &mut Parts, responses: &mut Map<String, Value>) -> Value {
    let params = (row.params)(parts);
    let id = row.route.path().replace('/', "_");
    let answers = answers(row, &id, &params, parts, responses);
    let operation = |id: String| {
        json!({
            "operationId": id,
            "summary": row.summary,
            "description": who(row),
            "tags": [resource(row)],
            "security": security(row),
            "responses": answers,
        })
    };
    let (mut get, mut post) = (operation(format!("{id}_by_get")), operation(id));
    if params.properties().next().is_some() {
        get["parameters"] = carried::query(&params, parts);
        let json = json!({ "example": example(&params, Extent::Least, parts), "schema": params });
        post["requestBody"] = json!({
            "required": params.get("required").is_some(),
            "content": {
                "application/json": json,
                "application/x-www-form-urlencoded": carried::form(&params, parts),
            },
        });
    }
    json!({ "get": get, "post": post })
}

fn who(row: &ActionDef) -> String {
    let who = match row.requires {
        Requirement::Nothing => "Anybody may call it, without a hash.".to_owned(),
        Requirement::AnyUser => "Any user may call it.".to_owned(),
        Requirement::Right(right) => {
            format!("The owner may call it, and sub-users who have the right `{}`.", right.name())
        }
        Requirement::Master => "Only the owner may call it.".to_owned(),
    };
    if row.by_session { who + " An API key will not do; a session is wanted." } else { who }
}

fn security(row: &ActionDef) -> Value {
    match row.requires {
        Requirement::Nothing => json!([]),
        _ => json!([{ "header": [] }, { "query": [] }]),
    }
}

/// All that may be answered, as references to the documents' responses, which it adds to.
fn answers(
    row: &ActionDef,
    id: &str,
    params: &Schema,
    parts: &mut Parts,
    responses: &mut Map<String, Value>,
) -> Map<String, Value> {
    let schema = (row.success)(parts);
    let example = example(&schema, Extent::Whole, parts);
    let content = json!({ "application/json": { "schema": schema, "example": example } });
    responses.insert(format!("{id}_{}", row.status), json!({ "description": row.summary, "content": content }));
    let mut answers = Map::from_iter([refer(row.status, &format!("{id}_{}", row.status))]);
    let shared = failures::by_status(row, GENERAL);
    for (status, codes) in all_failures(row, params) {
        let name = if shared.get(&status) == Some(&codes) { format!("any_{status}") } else { format!("{id}_{status}") };
        answers.extend([refer(status, &name)]);
        let response = failures::response(row, status, &codes, params, parts);
        responses.insert(name, response);
    }
    answers
}

fn refer(status: u16, name: &str) -> (String, Value) {
    (status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") }))
}

fn all_failures(row: &ActionDef, params: &Schema) -> ByStatus {
    let of_credentials = OF_CREDENTIALS.into_iter().filter(|_| row.requires != Requirement::Nothing);
    let is_refused = matches!(row.requires, Requirement::Right(_) | Requirement::Master) || row.effect == Effect::Write;
    let of_rights = is_refused.then_some(Code::OperationNotPermitted);
    let of_params = params.properties().next().map(|_| Code::InvalidParameters);
    let own = row.fails.iter().copied();
    failures::by_status(row, GENERAL.into_iter().chain(of_credentials).chain(of_rights).chain(of_params).chain(own))
}
