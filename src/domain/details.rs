//! What else an owner notes of a sub-user.

use std::collections::BTreeMap;

use super::text::{self, text_type};
use super::{GroupId, Invalid, NamedCountry, TrackerId};

text_type! {
    /// A description or a message: up to 1000 characters, among them line ends and tabs but no other control characters.
    Description, 1000, check_description, "^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]*$", "Vans and their drivers"
}

text_type! {
    /// The name of a user's tag: 1 to 255 printable characters.
    UserTagName, 255, text::check, text::PRINTABLE, "department"
}

text_type! {
    /// What a user's tag says: up to 255 printable characters, or none.
    UserTagText, 255, text::check_or_empty, text::PRINTABLE_OR_EMPTY, "Logistics"
}

text_type! {
    /// A privilege, which is kept and shown and grants nothing: 1 to 60 printable characters.
    Privilege, 60, text::check, text::PRINTABLE, "reports"
}

text_type! {
    /// What a person is called, first and last name together: 1 to 511 printable characters, for each may have 255.
    FullName, 511, text::check, text::PRINTABLE, "Charles Peterson"
}

fn check_description(text: &str, max: usize) -> Result<(), Invalid> {
    text::check_length_or_empty(text, max)?;
    if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Invalid::Unprintable);
    }
    Ok(())
}

/// What else an owner notes of a sub-user, and which trackers the sub-user sees beside those bound to it.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct UserDetails {
    /// Where the user is.
    pub country: Option<NamedCountry>,
    /// In the owner's words.
    pub description: Option<Description>,
    /// A message for the user.
    pub message: Option<Description>,
    /// A message for the user while it is disabled.
    pub disabled_message: Option<Description>,
    /// Anything else.
    pub tags: BTreeMap<UserTagName, UserTagText>,
    /// Kept and shown; they grant nothing.
    pub privileges: Vec<Privilege>,
    /// The user sees the members of this group.
    pub group: Option<GroupId>,
    /// The user sees this tracker.
    pub tracker: Option<TrackerId>,
    /// How many devices the user manages; kept and shown.
    pub admin_devices: Option<i32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_may_have_lines_and_be_empty() {
        for good in ["", "two\nlines\tand a tab\r\n", "Nevada tank level monitors"] {
            assert!(good.parse::<Description>().is_ok(), "{good:?}");
        }
        assert!("nul\0".parse::<Description>().is_err());
        assert!("x".repeat(1001).parse::<Description>().is_err());
    }
}
