//! What a tracker group consists of.

use super::text::{self, text_type};
use super::{GroupId, Int, Invalid};
use crate::schema::{Parts, Schema, Shown, Taken};

text_type! {
    /// A group's title: 1 to 60 printable characters, kept as sent (not trimmed), not unique.
    GroupTitle, 60, text::check, text::PRINTABLE, "Employees"
}

impl GroupTitle {
    /// What the default group is called where it is listed among the others; no other group may be called so there.
    pub const OF_THE_DEFAULT_GROUP: &'static str = "Unassigned Devices";

    /// Whether it is that.
    pub fn is_the_default_groups(&self) -> bool {
        self.0 == Self::OF_THE_DEFAULT_GROUP
    }
}

/// A group's colour, which map markers take: six upper-case hex digits without `#`, such as `FF6DDC`.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, deserr::Deserr)]
#[serde(transparent)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct Color(String);

impl Color {
    /// How many hex digits a colour has.
    pub const DIGITS: usize = 6;

    const EXAMPLE: &'static str = "FF6DDC";

    /// The colour without `#`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Color {
    /// The colour of a group that was made without one, as by an import file with no colour column.
    fn default() -> Self {
        Self("1E96DC".to_owned())
    }
}

impl TryFrom<String> for Color {
    type Error = Invalid;

    /// Accepts an optional `#` and either case; anything but six hex digits is refused, the three-digit shorthand too.
    fn try_from(text: String) -> Result<Self, Invalid> {
        let digits = text.strip_prefix('#').unwrap_or(&text);
        if digits.len() != Self::DIGITS || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(Invalid::because("must match \"^#?[0-9a-fA-F]{6}$\""));
        }
        Ok(Self(digits.to_ascii_uppercase()))
    }
}

impl std::str::FromStr for Color {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text.to_owned().try_into()
    }
}

/// Where a tracker may stand: in the default group, which is never stored or listed, or in one of the account's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(Int) = Self::try_from -> Invalid)]
pub enum GroupChoice {
    /// Group 0: out of any group.
    Default,
    /// A group that somebody made.
    Group(GroupId),
}

impl GroupChoice {
    /// The group, or `None` for the default one.
    pub fn group(self) -> Option<GroupId> {
        match self {
            Self::Default => None,
            Self::Group(id) => Some(id),
        }
    }
}

impl From<GroupId> for GroupChoice {
    fn from(id: GroupId) -> Self {
        Self::Group(id)
    }
}

impl TryFrom<Int> for GroupChoice {
    type Error = Invalid;

    fn try_from(number: Int) -> Result<Self, Invalid> {
        match number.at_least(0)? {
            0 => Ok(Self::Default),
            _ => GroupId::try_from(number).map(Self::Group),
        }
    }
}

impl Taken for Color {
    fn taken(parts: &mut Parts) -> Schema {
        let digits = Schema::of_type("string").matching("^#?[0-9a-fA-F]{6}$");
        parts.lenient("Color", digits.example(Self::EXAMPLE))
    }
}

impl Shown for Color {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("Color", Schema::of_type("string").matching("^[0-9A-F]{6}$").example(Self::EXAMPLE))
    }
}

impl Taken for GroupChoice {
    fn taken(parts: &mut Parts) -> Schema {
        parts.name_taken("GroupChoice", GroupId::NAME, Schema::lenient_integer(0..=i32::MAX, 167))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_hex_digits_in_any_case_with_or_without_a_hash_sign() {
        for text in ["FF6DDC", "ff6ddc", "#fF6dDc"] {
            assert_eq!(text.parse::<Color>().expect(text).as_str(), "FF6DDC");
        }
        for text in ["", "#", "FFF", "#FFF", "12345", "1234567", "red", "GG0000", "##FF6DD", "FF6DDC ", "０F6DDC"] {
            assert!(text.parse::<Color>().is_err(), "{text}");
        }
    }

    #[test]
    fn zero_is_the_default_group_and_negative_ids_are_none() {
        assert_eq!(GroupChoice::try_from(Int::from(0)), Ok(GroupChoice::Default));
        assert_eq!(GroupChoice::try_from(Int::from(167)).map(|c| c.group().map(GroupId::get)), Ok(Some(167)));
        let refused = GroupChoice::try_from(Int::from(-1)).expect_err("negative");
        assert_eq!(refused.to_string(), "must be greater than or equal to 0");
    }
}
