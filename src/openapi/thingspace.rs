//! ThingSpace's API.

use serde_json::{Value, json};

use super::rest::{Carrier, Manner};
use crate::access::Requirement;
use crate::action::{Action as _, ActionDef};
use crate::error::Code;
use crate::thingspace::{ACTIONS, body_types, groups, is_of_tokens};

const ABOUT: &str = "\
Bodies are JSON, but for those of `oauth2`, which are forms. A number or a truth value may be a text, and what an action
does not know is passed over. What is under `/api/m2m/v1` is at the root as well: `/groups`, `/session`, `/devices`.

Whoever asks shows the token of a session, from `session/login`, in the header `VZ-M2M-Token`. A session ends when it is
idle. If the server wants one (`--require-bearer`), the token of an application, from `oauth2/token`, must be shown too:
`Authorization: Bearer <token>`; one that is shown must be good in any case.

Most failures have the status 400. Those of a session or of a parameter have words, `errorCode`; those of an
application's token, or of the path, are a `fault` with a number; those of `oauth2` are OAuth's.";

pub(super) fn document() -> Value {
    let manner = Manner {
        vendor: "Verizon ThingSpace",
        about: ABOUT,
        actions: ACTIONS,
        bases: &["/api/m2m/v1", "/api/ts/v1"],
        words: &["/fault/code", "/fault/message", "/errorCode", "/errorMessage", "/error", "/error_description"],
        own,
        given,
        security,
        security_schemes: json!({
            "session": {
                "type": "apiKey",
                "in": "header",
                "name": "VZ-M2M-Token",
                "description": "The token of a session, from `session/login`.",
            },
            "application": {
                "type": "http",
                "scheme": "bearer",
                "description": "An application's token, from `oauth2/token`.",
            },
            "secret": {
                "type": "http",
                "scheme": "basic",
                "description": "An application's key and secret.",
            },
        }),
        body_types,
    };
    manner.document()
}

fn own(row: &ActionDef, carrier: Carrier) -> Vec<Code> {
    let mut own = Vec::new();
    let is_of_tokens = is_of_tokens(row.route.path());
    if !is_of_tokens {
        own.extend([Code::NoBearer, Code::WrongBearer]);
    }
    if row.requires != Requirement::Nothing {
        own.extend([Code::NoSessionToken, Code::UnknownSessionToken, Code::SessionEnded]);
    }
    if row.requires == Requirement::Master {
        own.push(Code::OperationNotPermitted);
    }
    if carrier != Carrier::Nothing {
        own.push(Code::InvalidParameters);
    }
    if carrier == Carrier::Body && !is_of_tokens {
        own.extend([Code::EmptyRequest, Code::UnsupportedMediaType]);
    }
    own
}

/// Groups have no ids here, but names.
fn given(row: &ActionDef) -> Vec<(String, String)> {
    let given = match row.route {
        groups::create::Create::ROUTE => {
            [("aname", "$request.body#/accountName"), ("gname", "$request.body#/groupName")]
        }
        groups::list::List::ROUTE => [("aname", "$request.path.aname"), ("gname", "$response.body#/1/name")],
        _ => return Vec::new(),
    };
    given.map(|(name, expression)| (name.to_owned(), expression.to_owned())).into()
}

fn security(row: &ActionDef) -> Value {
    match row.requires {
        Requirement::Nothing if is_of_tokens(row.route.path()) => json!([{ "secret": [] }]),
        Requirement::Nothing => json!([{ "application": [] }, {}]),
        _ => json!([{ "session": [], "application": [] }, { "session": [] }]),
    }
}
