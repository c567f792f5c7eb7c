//! Who a user is, beside login and rights.

use super::Invalid;
use super::choice::choice_type;
use super::text::{self, text_type};

text_type! {
    /// A person's first or last name: 1 to 255 printable characters.
    PersonName, 255, text::check, text::PRINTABLE, "Charles"
}

text_type! {
    #[derive(Default)]
    /// Some part of a profile, such as a street or a tax number: up to 255 printable characters, or none.
    ProfileText, 255, text::check_or_empty, text::PRINTABLE_OR_EMPTY, "Berlin"
}

text_type! {
    #[derive(Default)]
    /// A company's state registration number: up to 15 printable characters, or none.
    StateRegNum, 15, text::check_or_empty, text::PRINTABLE_OR_EMPTY, "61-38495"
}

text_type! {
    /// A user's phone number: 10 to 15 digits.
    UserPhone, 15, check_user_phone, "^[0-9]{10,15}$", "491761234567"
}

choice_type! {
    /// What a user is before the law.
    LegalType { Individual = "individual", LegalEntity = "legal_entity", SoleTrader = "sole_trader", }
}

impl From<PersonName> for ProfileText {
    fn from(PersonName(name): PersonName) -> Self {
        Self(name)
    }
}

const FEWEST_PHONE_DIGITS: usize = 10;

fn check_user_phone(text: &str, max: usize) -> Result<(), Invalid> {
    if !(FEWEST_PHONE_DIGITS..=max).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::because(format!("must be {FEWEST_PHONE_DIGITS} to {max} digits")));
    }
    Ok(())
}

/// A postal address; every part may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Address {
    /// The country.
    pub country: ProfileText,
    /// The region.
    pub region: ProfileText,
    /// The postal code.
    pub index: ProfileText,
    /// The city.
    pub city: ProfileText,
    /// The street and house.
    pub street_address: ProfileText,
}

/// Who a user is. Owners made at the command line have an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Profile {
    /// What the user is before the law.
    pub legal_type: LegalType,
    /// The first name.
    pub first_name: ProfileText,
    /// The middle name.
    pub middle_name: ProfileText,
    /// The last name.
    pub last_name: ProfileText,
    /// The company's name.
    pub legal_name: ProfileText,
    /// The phone number.
    pub phone: Option<UserPhone>,
    /// Where mail goes.
    pub post: Address,
    /// Where the company is registered.
    pub registered: Address,
    /// The company's state registration number.
    pub state_reg_num: StateRegNum,
    /// The tax number.
    pub tin: ProfileText,
    /// The industrial enterprise classifier.
    pub iec: ProfileText,
}

impl Profile {
    /// What the user is called: the company's name, or the person's first and last name.
    pub fn title(&self) -> String {
        let (first, last) = (self.first_name.as_str(), self.last_name.as_str());
        match self.legal_type {
            LegalType::LegalEntity if !self.legal_name.as_str().is_empty() => self.legal_name.to_string(),
            _ => format!("{first} {last}").trim().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_company_is_called_by_its_name_and_a_person_by_two() {
        let name = |text: &str| text.parse().expect("a text");
        let mut profile = Profile { first_name: name("Ada"), last_name: name("Byron"), ..Profile::default() };
        profile.legal_name = name("Engines Ltd");
        assert_eq!(profile.title(), "Ada Byron");
        profile.legal_type = LegalType::LegalEntity;
        assert_eq!(profile.title(), "Engines Ltd");
        assert_eq!(Profile::default().title(), "");
    }

    #[test]
    fn a_users_phone_has_ten_digits_at_least() {
        for good in ["1234567890", "123456789012345"] {
            assert!(good.parse::<UserPhone>().is_ok(), "{good}");
        }
        for bad in ["", "123456789", "1234567890123456", "+1234567890", "12345 67890"] {
            assert!(bad.parse::<UserPhone>().is_err(), "{bad}");
        }
    }
}
