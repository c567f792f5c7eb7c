//! What an account notes of a tracker in its own fields.

use std::str::FromStr;

use super::text::{self, text_type};
use super::{Int, Invalid};
use crate::schema::{Parts, Schema, Shown, Taken};

/// Which of the fields: `CustomField1` to `CustomField5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct CustomFieldNumber(i32);

impl CustomFieldNumber {
    /// How many fields there are.
    pub const MAX: i32 = 5;

    const NAME: &'static str = "CustomField";

    /// Its number, from 1.
    pub fn get(self) -> i32 {
        self.0
    }
}

impl std::fmt::Display for CustomFieldNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", Self::NAME, self.0)
    }
}

impl TryFrom<Int> for CustomFieldNumber {
    type Error = Invalid;

    fn try_from(number: Int) -> Result<Self, Invalid> {
        match number.at_least(1)? {
            number @ 1..=Self::MAX => Ok(Self(number)),
            _ => Err(unknown()),
        }
    }
}

impl FromStr for CustomFieldNumber {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let mut numbers = (1..=Self::MAX).map(Self);
        numbers.find(|number| number.to_string() == text).ok_or_else(unknown)
    }
}

impl TryFrom<String> for CustomFieldNumber {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl serde::Serialize for CustomFieldNumber {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

fn unknown() -> Invalid {
    Invalid::because("must be CustomField1 to CustomField5")
}

text_type! {
    /// What stands in a field: up to 50 printable characters, or nothing.
    CustomFieldValue, 50, text::check_or_empty, text::PRINTABLE_OR_EMPTY, "Key Code 1"
}

impl Taken for CustomFieldNumber {
    fn taken(parts: &mut Parts) -> Schema {
        Self::shown(parts)
    }
}

impl Shown for CustomFieldNumber {
    fn shown(parts: &mut Parts) -> Schema {
        let names: Vec<_> = (1..=Self::MAX).map(|number| Self(number).to_string()).collect();
        parts.name("CustomFieldNumber", Schema::one_of(names.iter().map(String::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_five_fields() {
        assert_eq!("CustomField1".parse::<CustomFieldNumber>().map(CustomFieldNumber::get), Ok(1));
        for bad in ["", "CustomField0", "CustomField6", "customfield1", "CustomField01", "1"] {
            assert!(bad.parse::<CustomFieldNumber>().is_err(), "{bad}");
        }
    }
}
