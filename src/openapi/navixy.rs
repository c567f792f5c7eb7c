//! Navixy's API: each action by POST, with JSON or a form, and by GET.

use std::collections::BTreeSet;
use std::mem;

use serde_json::{Value, json};

use super::draft::Draft;
use super::examples::{Extent, example};
use super::{VERSION, carried, info};
use crate::access::Requirement;
use crate::action::{ActionDef, Effect};
use crate::args::{FORM, JSON};
use crate::error::Code;
use crate::navixy::{ACTIONS, PREFIXES};
use crate::schema::Schema;

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
    let mut draft = Draft::new(&["/status/code", "/status/description"]);
    for row in ACTIONS {
        let path = path(row, &mut draft);
        draft.paths.insert(format!("/{}", row.route), path);
    }
    let tags: BTreeSet<_> = ACTIONS.iter().map(resource).collect();
    let tags: Value = tags.into_iter().map(|name| json!({ "name": name })).collect();
    let servers = [""].into_iter().chain(PREFIXES).map(|prefix| json!({ "url": format!("/{prefix}") }));
    let servers: Value = servers.collect();
    json!({
        "openapi": VERSION,
        "info": info("Navixy", ABOUT),
        "servers": servers,
        "tags": tags,
        "paths": mem::take(&mut draft.paths),
        "components": draft.components(&security_schemes()),
    })
}

fn security_schemes() -> Value {
    json!({
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
    })
}

/// What the action is about: all of its route but the last word.
fn resource(row: &ActionDef) -> &'static str {
    let path = row.route.path();
    path.rsplit_once('/').map_or(path, |(resource, _)| resource)
}

fn path(row: &ActionDef, draft: &mut Draft) -> Value {
    let params = (row.params)(&mut draft.parts);
    let id = row.route.path().replace('/', "_");
    let answers = draft.answers(row, &id, &params, &GENERAL, &own_failures(row, &params));
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
    let by_get = format!("{id}_by_get");
    draft.links.takes(&by_get, &params, &draft.parts);
    let (mut get, mut post) = (operation(by_get), operation(id));
    if params.properties().next().is_some() {
        get["parameters"] = carried::query(&params, &draft.parts).into();
        post["requestBody"] = json!({
            "required": params.get("required").is_some(),
            "content": {
                FORM: carried::form(&params, &draft.parts),
                JSON: {
                    "example": example(&params, Extent::Least, &draft.parts),
                    "schema": params,
                },
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

/// What may fail in this action and not in any.
fn own_failures(row: &ActionDef, params: &Schema) -> Vec<Code> {
    let of_credentials = OF_CREDENTIALS.into_iter().filter(|_| row.requires != Requirement::Nothing);
    // A write by GET is refused too, when a browser looks ahead or the operator wants it so.
    let is_refused = matches!(row.requires, Requirement::Right(_) | Requirement::Master) || row.effect == Effect::Write;
    let of_rights = is_refused.then_some(Code::OperationNotPermitted);
    let of_params = params.properties().next().map(|_| Code::InvalidParameters);
    of_credentials.chain(of_rights).chain(of_params).chain(row.fails.iter().copied()).collect()
}
