//! Programs that may pass the gateway, and the accounts' names that they use.

use super::text::{self, text_type};
use super::{AccountId, Invalid, SecretHash};

text_type! {
    /// What a program calls itself by: 32 hex digits. Not a secret; its secret is another.
    ApplicationKey, 32, check_key, "^[0-9a-f]{32}$", "0123456789abcdef0123456789abcdef"
}

text_type! {
    /// What an operator calls a program: 1 to 255 printable characters.
    ApplicationTitle, 255, text::check, text::PRINTABLE, "Fleet portal"
}

text_type! {
    /// What an account is called where accounts have names: 1 to 60 printable characters, unique over the whole server.
    /// Not a number, though it may look like one.
    AccountName, 60, text::check, text::PRINTABLE, "0000123456-00001"
}

impl ApplicationKey {
    /// A key made of fresh random bytes.
    pub fn of(random: &SecretHash) -> Self {
        Self(random.reveal())
    }
}

impl AccountName {
    /// The name that an account has if nobody gave it another: its id in ten digits, and `-00001`.
    pub fn of(account: AccountId) -> Self {
        Self(format!("{:010}-00001", account.get()))
    }

    /// Whether some account would have this name if nobody gave it another.
    pub fn is_a_default(&self) -> bool {
        self.0.strip_suffix("-00001").is_some_and(|id| id.len() == 10 && id.bytes().all(|b| b.is_ascii_digit()))
    }
}

fn check_key(text: &str, digits: usize) -> Result<(), Invalid> {
    if text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return Ok(());
    }
    Err(Invalid::because("must be 32 hexadecimal digits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_a_name_of_its_own_unless_it_is_given_one() {
        let name = |text: &str| text.parse::<AccountName>().expect("a name");
        assert!(name("0000000001-00001").is_a_default());
        for other in ["10001234-0001", "0000000001-00002", "000000000a-00001", "-00001"] {
            assert!(!name(other).is_a_default(), "{other}");
        }
    }
}
