//! Which passwords may be chosen. Any that was chosen once stays good: the rules hold for new ones.

use std::str::FromStr;

use super::text::TextOrDigits;
use super::{Invalid, Password};
use crate::schema::{Parts, Schema, Taken};

/// A password that its user chose: 12 to 20 characters, among them an upper-case and a lower-case letter, a digit and a
/// special character.
#[derive(Debug, Clone, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(TextOrDigits) = Self::try_from -> Invalid)]
pub struct StrongPassword(Password);

impl StrongPassword {
    /// The shortest.
    pub const MIN_CHARS: usize = 12;

    /// The longest.
    pub const MAX_CHARS: usize = 20;

    /// What counts as a special character.
    pub const SPECIAL: &'static str = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// The password.
    pub fn password(&self) -> &Password {
        &self.0
    }
}

impl TryFrom<TextOrDigits> for StrongPassword {
    type Error = Invalid;

    fn try_from(TextOrDigits(text): TextOrDigits) -> Result<Self, Invalid> {
        text.try_into()
    }
}

impl TryFrom<String> for StrongPassword {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let password: Password = within(&text, Self::MIN_CHARS, Self::MAX_CHARS)?;
        let has = |kind: fn(char) -> bool| text.chars().any(kind);
        let special = text.chars().any(|c| Self::SPECIAL.contains(c));
        if has(char::is_uppercase) && has(char::is_lowercase) && has(|c| c.is_ascii_digit()) && special {
            return Ok(Self(password));
        }
        Err(Invalid::because("must contain an upper-case letter, a lower-case letter, a digit and a special character"))
    }
}

/// A password that an owner gives to a sub-user: 6 to 20 characters.
#[derive(Debug, Clone, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(TextOrDigits) = Self::try_from -> Invalid)]
pub struct FirstPassword(Password);

impl FirstPassword {
    /// The shortest.
    pub const MIN_CHARS: usize = 6;

    /// The longest.
    pub const MAX_CHARS: usize = 20;

    /// The password.
    pub fn password(&self) -> &Password {
        &self.0
    }
}

impl TryFrom<TextOrDigits> for FirstPassword {
    type Error = Invalid;

    fn try_from(TextOrDigits(text): TextOrDigits) -> Result<Self, Invalid> {
        text.try_into()
    }
}

impl TryFrom<String> for FirstPassword {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        within(&text, Self::MIN_CHARS, Self::MAX_CHARS).map(Self)
    }
}

/// A password that the operator gives an owner at the command line: 12 to 40 characters of any kind, for it opens a whole
/// account to whoever can reach the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnersPassword(Password);

impl OwnersPassword {
    /// The shortest.
    pub const MIN_CHARS: usize = 12;
}

impl FromStr for OwnersPassword {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        within(text, Self::MIN_CHARS, Password::MAX_CHARS).map(Self)
    }
}

impl From<OwnersPassword> for Password {
    fn from(OwnersPassword(password): OwnersPassword) -> Self {
        password
    }
}

fn within(text: &str, min: usize, max: usize) -> Result<Password, Invalid> {
    if !(min..=max).contains(&text.chars().take(max + 1).count()) {
        return Err(Invalid::Size { min, max });
    }
    text.parse()
}

impl Taken for StrongPassword {
    fn taken(parts: &mut Parts) -> Schema {
        parts.name("StrongPassword", TextOrDigits::schema(Self::MIN_CHARS..=Self::MAX_CHARS, "Muster-2026-Fleet!"))
    }
}

impl Taken for FirstPassword {
    fn taken(parts: &mut Parts) -> Schema {
        parts.name("FirstPassword", TextOrDigits::schema(Self::MIN_CHARS..=Self::MAX_CHARS, "123@password"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_password_is_long_and_mixed() {
        for good in ["Demo-Fleet-2026!", "Aa1!Aa1!Aa1!", "Ünïcödé-Pässw0rd"] {
            assert!(StrongPassword::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in
            ["", "Aa1!Aa1!Aa1", "Aa1!Aa1!Aa1!Aa1!Aa1!A", "aa1!aa1!aa1!", "AA1!AA1!AA1!", "Aaa!Aaa!Aaa!", "Aa11Aa11Aa11"]
        {
            assert!(StrongPassword::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_first_password_is_only_not_too_short() {
        for (text, good) in
            [("12345", false), ("123456", true), ("      ", false), (&*"p".repeat(20), true), (&*"p".repeat(21), false)]
        {
            assert_eq!(FirstPassword::try_from(text.to_owned()).is_ok(), good, "{text:?}");
        }
    }

    #[test]
    fn an_owners_password_is_long_whatever_it_is_made_of() {
        for (text, good) in [
            ("eleven char", false),
            ("twelve chars", true),
            (&*" ".repeat(12), false),
            (&*"p".repeat(40), true),
            (&*"p".repeat(41), false),
        ] {
            assert_eq!(text.parse::<OwnersPassword>().is_ok(), good, "{text:?}");
        }
    }
}
