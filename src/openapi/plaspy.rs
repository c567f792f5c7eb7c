//! Plaspy's API.

use serde_json::{Value, json};

use super::rest::{Carrier, Manner};
use crate::access::Requirement;
use crate::action::ActionDef;
use crate::error::Code;
use crate::plaspy::{ACTIONS, body_types};

const ABOUT: &str = "\
Small and great letters are the same in paths. Bodies are JSON. In them a number or a truth value may be a text, and what
an action does not know is passed over.

Whoever asks shows a token: `Authorization: Bearer <token>`. A token is what an API key is exchanged for at
`/api/Auth/Token`; it ends after a day, or with its key. Only owners change anything; sub-users read what they see.

In an answer to somebody who is known, `apiUsage` and `apiDailyUsage` tell how often the account has called, ever and
since midnight (UTC). A failure has a status and a text; where parameters are bad, `errors` names each.";

pub(super) fn document() -> Value {
    let manner = Manner {
        vendor: "Plaspy",
        about: ABOUT,
        actions: ACTIONS,
        bases: &["/api"],
        words: &["/error"],
        own,
        given: |_| Vec::new(),
        security,
        security_schemes: json!({ "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token from `/api/Auth/Token`.",
        } }),
        body_types,
    };
    manner.document()
}

fn own(row: &ActionDef, carrier: Carrier) -> Vec<Code> {
    let mut own = Vec::new();
    if row.requires != Requirement::Nothing {
        own.push(Code::WrongHash);
    }
    if row.requires == Requirement::Master {
        own.push(Code::OperationNotPermitted);
    }
    if carrier != Carrier::Nothing {
        own.push(Code::InvalidParameters);
    }
    if carrier == Carrier::Body {
        own.push(Code::UnsupportedMediaType);
    }
    own
}

fn security(row: &ActionDef) -> Value {
    match row.requires {
        Requirement::Nothing => json!([]),
        _ => json!([{ "token": [] }]),
    }
}
