//! Numbers and truth values as the field's clients write them: as such, or as text.

use std::ops::RangeInclusive;

use super::Schema;

/// How a number may be written in a text.
const NUMBER: &str = "^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$";

/// What cannot be printed, within brackets, but for private-use characters beyond the basic plane: how a pattern names
/// those is not the same everywhere.
const UNPRINTABLE: &str = "\\u0000-\\u001f\\u007f-\\u009f\\ue000-\\uf8ff";

impl Schema {
    /// The pattern of printable characters of which one at least is not blank.
    pub fn printable() -> String {
        format!("[^{UNPRINTABLE}]*[^{UNPRINTABLE}\\s][^{UNPRINTABLE}]*")
    }

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

    /// A text of 1 to so many printable characters; blanks around it do not count.
    pub fn trimmed_text(most: usize) -> Self {
        let (first, rest) =
            (format!("[^{UNPRINTABLE}\\s]"), format!("[^{UNPRINTABLE}]{{0,{}}}", most.saturating_sub(2)));
        Self::of_type("string").matching(&format!("^\\s*{first}({rest}{first})?\\s*$"))
    }

    /// Printable words, with blanks around them and between them, which do not count.
    pub fn words() -> Self {
        let word = format!("[^{UNPRINTABLE}\\s]+");
        Self::of_type("string").matching(&format!("^\\s*{word}(\\s+{word})*\\s*$"))
    }

    /// Null, or the empty text that stands for it in queries and forms.
    pub fn nothing() -> Self {
        Self::anything().with_key("enum", vec![serde_json::Value::Null, "".into()])
    }
}
