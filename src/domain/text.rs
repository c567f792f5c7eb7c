//! What all short texts have in common: a length in characters, and printable characters only.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use deserr::{DeserializeError, Deserr, IntoValue, Value, ValuePointerRef};

use super::Invalid;
use crate::schema::Schema;

/// The pattern of what [`check`] lets through.
pub(super) static PRINTABLE: LazyLock<String> = LazyLock::new(|| format!("^{}$", Schema::printable()));

/// The pattern of what [`check_or_empty`] lets through.
pub(super) static PRINTABLE_OR_EMPTY: LazyLock<String> = LazyLock::new(|| format!("^({})?$", Schema::printable()));

/// Characters of any kind.
pub(super) const ANY: &str = "";

/// A text that a client may have written as a whole number, because it consists of digits: the vendor's own example of a
/// password is one.
pub struct TextOrDigits(pub(super) String);

impl<E: DeserializeError> Deserr<E> for TextOrDigits {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        match value {
            Value::Integer(number) => Ok(Self(number.to_string())),
            other => String::deserialize_from_value(other, location).map(Self),
        }
    }
}

impl TextOrDigits {
    /// The schema of a text of so many printable characters, which may be a number if all of them are digits.
    pub(super) fn schema(chars: RangeInclusive<usize>, example: &str) -> Schema {
        let text = Schema::text(chars).matching(&PRINTABLE).example(example);
        Schema::any_of([text, Schema::of_type("integer").with_key("minimum", 0)])
    }
}

/// Checks 1 to `max` characters (Unicode scalar values), none of them unprintable, not all of them blank.
///
/// Unprintable are control characters (Cc, so tabs and line ends too) and private-use ones (Co); surrogates (Cs)
/// cannot occur in a Rust string. Emoji and every script are welcome (the contract's "string validation rules").
pub(super) fn check(text: &str, max: usize) -> Result<(), Invalid> {
    check_length(text, max)?;
    if text.chars().any(|c| c.is_control() || is_private_use(c)) {
        return Err(Invalid::Unprintable);
    }
    if text.chars().all(char::is_whitespace) {
        return Err(Invalid::Blank);
    }
    Ok(())
}

/// Checks 1 to `max` characters of any kind.
pub(super) fn check_length(text: &str, max: usize) -> Result<(), Invalid> {
    // Counting stops just past the limit, so that a text of megabytes costs no more than a short one.
    let length = text.chars().take(max + 1).count();
    if (1..=max).contains(&length) {
        return Ok(());
    }
    Err(Invalid::Size { min: 1, max })
}

/// Checks as [`check`] does, but allows no characters at all.
pub(super) fn check_or_empty(text: &str, max: usize) -> Result<(), Invalid> {
    check_length_or_empty(text, max)?;
    if text.is_empty() { Ok(()) } else { check(text, max) }
}

/// Checks up to `max` characters of any kind.
pub(super) fn check_length_or_empty(text: &str, max: usize) -> Result<(), Invalid> {
    if text.chars().take(max + 1).count() <= max {
        return Ok(());
    }
    Err(Invalid::Size { min: 0, max })
}

fn is_private_use(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// Declares a text type: a newtype with a length limit, one constructor, a way to read it from a request, and a schema,
/// whose pattern is of what the check lets through. At the end stands a good value.
macro_rules! text_type {
    ($(#[$doc:meta])* $name:ident, $max:literal, $check:expr, $pattern:expr, $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, deserr::Deserr)]
        #[serde(transparent)]
        #[deserr(try_from(String) = Self::try_from -> crate::domain::Invalid)]
        pub struct $name(String);

        impl $name {
            /// The longest value, in characters.
            pub const MAX_CHARS: usize = $max;

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = crate::domain::Invalid;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                let check: fn(&str, usize) -> Result<(), Self::Error> = $check;
                check(&text, Self::MAX_CHARS).map(|()| Self(text))
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::domain::Invalid;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.to_owned().try_into()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl crate::schema::Taken for $name {
            fn taken(parts: &mut crate::schema::Parts) -> crate::schema::Schema {
                <Self as crate::schema::Shown>::shown(parts)
            }
        }

        impl crate::schema::Shown for $name {
            fn shown(parts: &mut crate::schema::Parts) -> crate::schema::Schema {
                let fewest = usize::from("".parse::<Self>().is_err());
                let text = crate::schema::Schema::text(fewest..=Self::MAX_CHARS).matching(&$pattern);
                parts.name(stringify!($name), text.example($example))
            }
        }
    };
}
pub(super) use text_type;

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn a_text_is_printable_not_blank_and_within_its_length() {
        let sixty_emoji = "🚚".repeat(60);
        for good in ["a", "Main office", " padded ", "車両 第2班", "شاحنات", "a\u{a0}b", &sixty_emoji] {
            assert!(check(good, 60).is_ok(), "{good:?}");
        }
        let long = "é".repeat(61);
        for (bad, why) in [
            ("", "Size must be between 1 and 60"),
            (long.as_str(), "Size must be between 1 and 60"),
            ("a\tb", "must contain only printable characters"),
            ("a\nb", "must contain only printable characters"),
            ("nul\0", "must contain only printable characters"),
            ("\u{85}", "must contain only printable characters"),
            ("\u{e000}", "must contain only printable characters"),
            ("\u{100000}", "must contain only printable characters"),
            ("   ", "must not be blank"),
            ("\u{3000}\u{a0}", "must not be blank"),
        ] {
            assert_eq!(check(bad, 60).expect_err(bad).to_string(), why, "{bad:?}");
        }
    }
}
