//! Numbers and truth values as the field's clients write them: as such, or as text.

use std::ops::RangeInclusive;

use super::Schema;

/// How a number may be written in a text.
const NUMBER: &str = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$";

impl Schema {
    /// A whole number, or a text of its digits.
    pub fn lenient_integer(range: RangeInclusive<i32>, example: i32) -> Self {
        let text = Self::of_type("string").matching(NUMBER).example(example.to_string());
        Self::any_of([Self::integer((*range.start()).into()..=(*range.end()).into()).example(example), text])
    }

    /// A truth value, or a number or text that means one.
    pub fn lenient_bool() -> Self {
        let text = Self::of_type("string").matching("^([tT][rR][uU][eE]|[fF][aA][lL][sS][eE]|[01])$").example("true");
        Self::any_of([Self::of_type("boolean").example(true), Self::integer(0..=1), text])
    }

    /// Null, or the empty text that stands for it in queries and forms.
    pub fn nothing() -> Self {
        Self::anything().with_key("enum", vec![serde_json::Value::Null, "".into()])
    }
}
