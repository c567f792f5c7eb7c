//! What a caller sent, whichever way: one set of arguments from query, form and JSON, and the lenient reading of it.
//!
//! The body wins over the query. The body's format is taken from the content type, but forgivingly: clients send JSON
//! as a form, forms as JSON, and either without a type (the contract, 1.3).

mod budget;
mod errors;
mod field;
mod form;
mod identified;
mod json;
mod kept;
mod list;
mod object;
mod optional;

use deserr::Deserr;
use serde_json::{Map, Value};

use crate::error::{Code, Failure, Result};
use crate::schema::Taken;

pub use errors::{ArgErrors, BadField};
pub use field::Field;
pub use identified::Identified;
pub use kept::Kept;
pub use list::{BoundedList, DistinctList, List};
pub use object::Object;
pub use optional::Optional;

/// The content type of JSON.
pub const JSON: &str = "application/json";

/// The content type of a form.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// What an action takes that takes nothing. Whatever is sent is ignored.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct NoParams {}

/// The arguments as they came, before anybody knows what they mean. No `Debug`: there may be a session hash among them.
#[derive(Default)]
pub struct RawArgs {
    body: Map<String, Value>,
    query: Map<String, Value>,
    fault: Option<Failure>,
}

impl RawArgs {
    /// Reads the query string and the body.
    ///
    /// # Errors
    /// 5 when one of them cannot be read, 9 when the body holds more values than a request may.
    pub fn parse(query: &str, content_type: Option<&str>, body: &[u8]) -> Result<Self> {
        Ok(Self { body: parse_body(content_type, body)?, query: form::parse(query.as_bytes())?, fault: None })
    }

    /// Reads any JSON value.
    ///
    /// # Errors
    /// 5 when it cannot be read, 9 when it holds more values than a request may.
    pub fn json(body: &[u8]) -> Result<Value> {
        json::parse(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body))
    }

    /// These arguments.
    pub fn of(arguments: Map<String, Value>) -> Self {
        Self { body: arguments, ..Self::default() }
    }

    /// Arguments that could not be read, which whoever wants to read them is told.
    pub fn faulty(fault: Failure) -> Self {
        Self { fault: Some(fault), ..Self::default() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty() && self.query.is_empty() && self.fault.is_none()
    }

    /// Takes an argument out, so that nobody further in sees it: from the body, or if it is absent, null or empty there,
    /// from the query.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let given = |value: &Value| !(value.is_null() || value.as_str() == Some(""));
        let of_query = self.query.remove(name).filter(given);
        self.body.remove(name).filter(given).or(of_query)
    }

    /// Puts an argument in, in the place of one that may be there.
    pub fn put(&mut self, name: &str, value: Value) {
        self.body.insert(name.to_owned(), value);
    }

    /// Reads the arguments as what an action takes. Unknown ones are ignored.
    ///
    /// # Errors
    /// 7 with every bad parameter named; the fault that kept the arguments from being read.
    pub fn read<P: Deserr<ArgErrors>>(self) -> Result<P> {
        if let Some(fault) = self.fault {
            return Err(fault);
        }
        let mut merged = self.query;
        merged.extend(self.body);
        deserr::deserialize(Value::Object(merged))
            .map_err(|errors: ArgErrors| Failure::invalid_parameters(errors.into_fields()))
    }
}

fn parse_body(content_type: Option<&str>, body: &[u8]) -> Result<Map<String, Value>> {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii();
    let declared = |kind: &str| {
        let declared = content_type.unwrap_or_default().trim_ascii_start().as_bytes();
        declared.get(..kind.len()).is_some_and(|declared| declared.eq_ignore_ascii_case(kind.as_bytes()))
    };
    if body.is_empty() {
        Ok(Map::new())
    } else if declared("multipart/") {
        // Only uploads come in parts, and no action takes one.
        Err(Failure::caused(Code::WrongRequestFormat, "a multipart body"))
    } else if body.starts_with(b"{") || (declared(JSON) && !form::looks_like_one(body)) {
        json::parse_object(body)
    } else {
        form::parse(body)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::Int;
    use crate::schema::Parts;

    #[track_caller]
    fn merged(query: &str, content_type: Option<&str>, body: &[u8]) -> Value {
        let args = RawArgs::parse(query, content_type, body).expect("parsed");
        let mut merged = args.query;
        merged.extend(args.body);
        Value::Object(merged)
    }

    #[test]
    fn the_format_is_guessed_when_the_content_type_is_missing_or_wrong() {
        let json = br#" {"id": 167}"#;
        let form = b"id=167";
        for content_type in [None, Some(JSON), Some("text/plain"), Some(FORM)] {
            assert_eq!(merged("", content_type, json), json!({"id": 167}), "{content_type:?}");
            assert_eq!(merged("", content_type, form), json!({"id": "167"}), "{content_type:?}");
            assert_eq!(merged("", content_type, b" \n"), json!({}), "{content_type:?}");
        }
        assert_eq!(merged("", Some("APPLICATION/JSON; charset=utf-8"), b"\xEF\xBB\xBF{}"), json!({}));
    }

    #[test]
    fn the_body_wins_over_the_query() {
        assert_eq!(merged("id=1&title=a", None, br#"{"id": 2}"#), json!({"id": 2, "title": "a"}));
        assert_eq!(merged("id=&id=3", None, b""), json!({"id": "3"}));
    }

    #[test]
    fn a_taken_argument_is_gone_and_an_empty_one_does_not_hide_the_next_carrier() {
        for body in [&br#"{"hash": ""}"#[..], br#"{"hash": null}"#, b"", b"hash="] {
            let mut args = RawArgs::parse("hash=q", None, body).expect("parsed");
            assert_eq!(args.take("hash"), Some(json!("q")));
            assert_eq!(args.take("hash"), None);
        }
        let mut args = RawArgs::parse("hash=q", None, br#"{"hash": "b"}"#).expect("parsed");
        assert_eq!(args.take("hash"), Some(json!("b")));
        assert_eq!(args.take("hash"), None, "neither of the two is left");
    }

    #[test]
    fn what_cannot_be_read_is_a_wrong_format() {
        let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
        assert!(RawArgs::parse("", None, deep(64).as_bytes()).is_ok());
        let too_deep = deep(65);
        for (body, why) in [
            (&b"{"[..], "cut short"),
            (b"{} x", "trailing text"),
            (b"{\"a\": 1e999}", "a number beyond all floats"),
            (b"{\"a\": \"\xFF\"}", "invalid UTF-8"),
            (b"{\"a\": \"\0\"}", "a raw control character"),
            (b"a=%FF", "invalid UTF-8 in a form"),
            (b"\xFF=1", "invalid UTF-8 in a name"),
            (too_deep.as_bytes(), "too deep"),
        ] {
            let refused = RawArgs::parse("", None, body).err().expect(why);
            assert_eq!(refused.code, Code::WrongRequestFormat, "{why}");
        }
        for body in [&b"[1]"[..], b"\"text\"", b"1", b"null", b"nonsense"] {
            let refused = RawArgs::parse("", Some(JSON), body).err().expect("not an object");
            assert_eq!(refused.code, Code::WrongRequestFormat);
        }
        assert_eq!(RawArgs::parse("a=%C3", None, b"").err().expect("query").code, Code::WrongRequestFormat);
    }

    #[test]
    fn of_a_name_given_twice_the_last_counts() {
        assert_eq!(merged("a=1&a=2", None, b""), json!({"a": "2"}));
        assert_eq!(merged("", None, br#"{"a": 1, "a": 2}"#), json!({"a": 2}));
    }

    #[test]
    fn schemas_go_by_the_attributes_of_deserr() {
        #[derive(deserr::Deserr, Taken)]
        #[deserr(error = ArgErrors, rename_all = camelCase)]
        #[taken(any("firstNumber", "text"))]
        #[expect(dead_code, reason = "only its schema is looked at")]
        struct Asked {
            /// One
            /// number.
            first_number: Int,
            #[deserr(default)]
            second: Optional<Int>,
            text: Option<String>,
            #[taken(skip)]
            #[deserr(default)]
            hidden: Optional<Int>,
        }
        let schema = Value::from(Asked::taken(&mut Parts::default()));
        let mut names: Vec<_> = schema["properties"].as_object().expect("properties").keys().collect();
        names.sort();
        assert_eq!(names, ["firstNumber", "second", "text"]);
        assert_eq!(schema["required"], json!(["firstNumber"]));
        assert_eq!(schema["properties"]["firstNumber"]["description"], "One number.");
        assert_eq!(schema["anyOf"], json!([{"required": ["firstNumber"]}, {"required": ["text"]}]));
    }
}
