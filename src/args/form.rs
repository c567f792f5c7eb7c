//! Forms and query strings: `name=value&name=value`, percent-encoded.

use std::borrow::Cow;

use percent_encoding::percent_decode;
use serde_json::{Map, Value};

use super::budget::{Budget, ENTRY};
use crate::error::{Code, Failure, Result};

/// Reads a form. The usual crates replace invalid UTF-8 silently; here it is an error, for nothing may be changed unsaid.
pub(super) fn parse(form: &[u8]) -> Result<Map<String, Value>> {
    let budget = Budget::default();
    let mut arguments = Map::new();
    for pair in form.split(|&b| b == b'&').filter(|pair| !pair.is_empty()) {
        let (name, value) = match pair.iter().position(|&b| b == b'=') {
            Some(at) => (&pair[..at], &pair[at + 1..]),
            None => (pair, &b""[..]),
        };
        budget.spend(ENTRY)?;
        arguments.insert(decode(name)?, Value::String(decode(value)?));
    }
    Ok(arguments)
}

/// Whether a body begins as a form does: a name and an equals sign.
pub(super) fn looks_like_one(body: &[u8]) -> bool {
    let name = body.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
    name > 0 && body.get(name) == Some(&b'=')
}

fn decode(text: &[u8]) -> Result<String> {
    let spaced: Cow<'_, [u8]> = if text.contains(&b'+') {
        text.iter().map(|&b| if b == b'+' { b' ' } else { b }).collect()
    } else {
        text.into()
    };
    match percent_decode(&spaced).decode_utf8() {
        Ok(text) => Ok(text.into_owned()),
        Err(error) => Err(Failure::caused(Code::WrongRequestFormat, error)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{looks_like_one, parse};
    use crate::error::Code;

    #[test]
    fn forms_decode_as_browsers_encode_them() {
        for (form, means) in [
            ("a=1&b=2", json!({"a": "1", "b": "2"})),
            ("a=x+y%2B%20z", json!({"a": "x y+ z"})),
            ("title=%D0%A1%D0%B5%D0%B2%D0%B5%D1%80", json!({"title": "Север"})),
            ("trackers=[999199,991999]", json!({"trackers": "[999199,991999]"})),
            ("a&b=", json!({"a": "", "b": ""})),
            ("a=1=2", json!({"a": "1=2"})),
            ("&&a=1&", json!({"a": "1"})),
            ("a=100%", json!({"a": "100%"})),
            ("", json!({})),
        ] {
            assert_eq!(parse(form.as_bytes()).map(Value::Object).expect(form), means, "{form}");
        }
    }

    #[test]
    fn a_form_of_too_many_pairs_is_too_large() {
        assert!(parse("a=1&".repeat(300_000).as_bytes()).is_ok());
        assert_eq!(parse("a=1&".repeat(320_000).as_bytes()).expect_err("too many").code, Code::TooLargeRequest);
    }

    #[test]
    fn a_form_is_told_from_json() {
        for form in ["hash=a", "id=1&x=2", "a_1="] {
            assert!(looks_like_one(form.as_bytes()), "{form}");
        }
        for other in ["", "=", "[1]", "{\"a\":\"b=c\"}", "\"a=b\"", "nonsense", "a b=c"] {
            assert!(!looks_like_one(other.as_bytes()), "{other}");
        }
    }
}
