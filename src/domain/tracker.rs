//! What a tracker and its device consist of.

use sha2::Digest as _;

use super::Invalid;
use super::text::{self, text_type};
use crate::schema::{Parts, Schema, Taken};

text_type! {
    /// A tracker's label: 1 to 60 printable characters.
    TrackerLabel, 60, text::check, text::PRINTABLE, "Truck 12"
}

/// A label that somebody gives by the API: without `<` and `>`, which the vendor's own pages would take for markup.
#[derive(Debug, Clone, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct NewLabel(TrackerLabel);

impl NewLabel {
    /// The label.
    pub fn label(&self) -> &TrackerLabel {
        &self.0
    }
}

impl TryFrom<String> for NewLabel {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        if text.contains(['<', '>']) {
            return Err(Invalid::because("must not contain < or >"));
        }
        text.try_into().map(Self)
    }
}

text_type! {
    /// A part of a label, to find trackers by: 1 to 60 characters of any kind.
    LabelPart, 60, text::check_length, text::ANY, "Truck"
}

text_type! {
    /// A device's own id (an IMEI, or whatever its protocol calls itself by): 1 to 64 digits, Latin letters or hyphens,
    /// without a check digit being asked for. Unique over the whole server.
    DeviceId, 64, check_device_id, "^[0-9a-zA-Z-]+$", "353173064867130"
}

text_type! {
    /// A device's model code, such as `telfmb920`: 1 to 64 printable characters.
    Model, 64, text::check, text::PRINTABLE, "telfmb920"
}

text_type! {
    /// The number of a device's SIM card: 1 to 15 digits (E.164), kept without the leading `+`.
    Phone, 15, check_phone, "^[0-9]+$", "491761234567"
}

impl Default for Model {
    /// The code of a device whose model nobody told.
    fn default() -> Self {
        Self("unknown".to_owned())
    }
}

impl Model {
    /// A number for the model, which depends on nothing but its code: where clients want one, they key by it.
    pub fn number(&self) -> u32 {
        let digest: [u8; 32] = sha2::Sha256::digest(self.0.as_bytes()).into();
        let [a, b, c, d, ..] = digest;
        (u32::from_be_bytes([a, b, c, d]) >> 1).max(1)
    }
}

impl Phone {
    /// Reads a number that may have the international `+` before it.
    ///
    /// # Errors
    /// When what is left is not 1 to 15 digits.
    pub fn international(text: &str) -> Result<Self, Invalid> {
        text.strip_prefix('+').unwrap_or(text).parse()
    }
}

fn check_device_id(text: &str, max: usize) -> Result<(), Invalid> {
    let good = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if text.is_empty() || text.len() > max || !text.bytes().all(good) {
        return Err(Invalid::because(format!("must match \"^[0-9a-zA-Z\\-]{{1,{max}}}$\"")));
    }
    Ok(())
}

fn check_phone(text: &str, max: usize) -> Result<(), Invalid> {
    if text.is_empty() || text.len() > max || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::because(format!("must be 1 to {max} digits, with or without a leading +")));
    }
    Ok(())
}

impl Taken for NewLabel {
    fn taken(parts: &mut Parts) -> Schema {
        let label = TrackerLabel::taken(parts);
        let markup = Schema::of_type("string").matching("[<>]");
        parts.name("NewLabel", Schema::all_but(label, markup).example("Truck 12"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn device_ids_are_ascii_letters_digits_and_hyphens() {
        for good in ["1", "001010009000009", "abc-DEF-1", &"9".repeat(64)] {
            assert!(good.parse::<DeviceId>().is_ok(), "{good}");
        }
        for bad in ["", "a b", "a_b", "ä", "1\n", &"9".repeat(65)] {
            let refused = bad.parse::<DeviceId>().expect_err(bad);
            assert_eq!(refused.to_string(), r#"must match "^[0-9a-zA-Z\-]{1,64}$""#);
        }
    }

    #[test]
    fn phones_are_digits_and_lose_their_plus() {
        assert_eq!(Phone::international("+15555550100").expect("good").as_str(), "15555550100");
        for bad in ["", "+", "++1", "555-CALL", "+1 555", &"1".repeat(16)] {
            assert!(Phone::international(bad).is_err(), "{bad}");
        }
    }
}
