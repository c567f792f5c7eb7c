//! Integers as the field's clients write them.

use deserr::{DeserializeError, Deserr, IntoValue, MergeWithError, Value, ValuePointerRef};

use super::Invalid;
use crate::schema::{Parts, Schema, Taken};

/// A signed 32-bit integer, read leniently: `167`, `167.0`, `"167"` and `"167.0"` are the same number.
///
/// Forms and queries carry only text, and some clients send text in JSON too, so the contract (1.3) asks for
/// one meaning in every carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Int(i32);

impl Int {
    /// The number.
    pub fn get(self) -> i32 {
        self.0
    }

    /// The number, if it is at least `min`.
    ///
    /// # Errors
    /// When it is smaller.
    pub fn at_least(self, min: i32) -> Result<i32, Invalid> {
        if self.0 < min {
            return Err(Invalid::because(format!("must be greater than or equal to {min}")));
        }
        Ok(self.0)
    }

    fn from_text(text: &str) -> Result<Self, Invalid> {
        if text.is_empty() {
            // `?id=` in a link: the parameter was named but not given.
            return Err(Invalid::Missing);
        }
        match text.parse::<i128>() {
            Ok(number) => Self::in_range(number),
            // The character check keeps out what Rust also reads as a float: `inf`, `NaN`.
            Err(_) if text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-')) => {
                text.parse().map_err(|_| not_an_integer()).and_then(Self::from_float)
            }
            Err(_) => Err(not_an_integer()),
        }
    }

    fn from_float(number: f64) -> Result<Self, Invalid> {
        if number.fract() != 0.0 {
            return Err(not_an_integer());
        }
        // A float beyond i128 saturates, and is out of range all the same.
        Self::in_range(number as i128)
    }

    fn in_range(number: i128) -> Result<Self, Invalid> {
        i32::try_from(number)
            .map(Self)
            .map_err(|_| Invalid::because(format!("must be between {} and {}", i32::MIN, i32::MAX)))
    }
}

impl From<i32> for Int {
    fn from(number: i32) -> Self {
        Self(number)
    }
}

fn not_an_integer() -> Invalid {
    Invalid::because("must be an integer")
}

impl<E: DeserializeError + MergeWithError<Invalid>> Deserr<E> for Int {
    fn deserialize_from_value<V: IntoValue>(value: Value<V>, location: ValuePointerRef<'_>) -> Result<Self, E> {
        let number = match value {
            Value::Integer(number) => Self::in_range(number.into()),
            Value::NegativeInteger(number) => Self::in_range(number.into()),
            Value::Float(number) => Self::from_float(number),
            Value::String(text) => Self::from_text(&text),
            Value::Null => Err(Invalid::Missing),
            Value::Boolean(_) | Value::Sequence(_) | Value::Map(_) => Err(not_an_integer()),
        };
        number.map_err(|why| why.at(location))
    }
}

impl Taken for Int {
    fn taken(_: &mut Parts) -> Schema {
        Schema::lenient_integer(i32::MIN..=i32::MAX, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Int;

    #[test]
    fn text_means_what_the_same_json_number_means() {
        for (text, number) in [
            ("167", 167),
            ("0167", 167),
            ("-1", -1),
            ("+5", 5),
            ("167.0", 167),
            ("1e2", 100),
            ("-0", 0),
            ("2147483647", i32::MAX),
            ("-2147483648", i32::MIN),
        ] {
            assert_eq!(Int::from_text(text), Ok(Int(number)), "{text}");
        }
    }

    #[test]
    fn what_is_no_32_bit_integer_is_refused_with_the_reason() {
        let range = "must be between -2147483648 and 2147483647";
        for (text, why) in [
            ("", "must not be null"),
            ("abc", "must be an integer"),
            ("1.5", "must be an integer"),
            ("inf", "must be an integer"),
            ("NaN", "must be an integer"),
            ("1e", "must be an integer"),
            ("0x10", "must be an integer"),
            (" 1", "must be an integer"),
            ("2147483648", range),
            ("-2147483649", range),
            ("1e300", range),
            ("99999999999999999999999999999999999999999", range),
        ] {
            assert_eq!(Int::from_text(text).expect_err(text).to_string(), why, "{text}");
        }
    }
}
