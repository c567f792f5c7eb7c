//! Secrets, and the digests that are stored in their place.

use std::fmt;
use std::str::FromStr;

use rand::TryCryptoRng;
use sha2::{Digest as _, Sha256};

use super::Invalid;
use super::text::{self, TextOrDigits, text_type};
use crate::schema::{Parts, Schema, Shown, Taken};

/// A session hash or an API key: 16 random bytes, written as 32 hex digits. The two look the same to a client.
///
/// `Debug` hides it; only [`SecretHash::reveal`] shows it, to whom it belongs.
#[derive(Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct SecretHash([u8; Self::BYTES]);

impl SecretHash {
    const BYTES: usize = 16;

    /// One that is nobody's, to show what they look like.
    const EXAMPLE: &'static str = "a6aa75587e5c59c32d347da438505fc3";

    /// A fresh one from the operating system's generator.
    ///
    /// # Errors
    /// When the generator fails.
    pub fn generate<R: TryCryptoRng>(rng: &mut R) -> Result<Self, R::Error> {
        let mut bytes = [0; Self::BYTES];
        rng.try_fill_bytes(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The 32 hex digits, in lower case, for whom it belongs to.
    pub fn reveal(&self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What the store keeps and looks up.
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(self.0).into())
    }
}

impl FromStr for SecretHash {
    type Err = Invalid;

    /// Reads exactly 32 hex digits of either case.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let malformed = || Invalid::because("must be 32 hexadecimal digits");
        let (digits, []) = text.as_bytes().as_chunks::<2>() else { return Err(malformed()) };
        let digits: &[[u8; 2]; Self::BYTES] = digits.try_into().map_err(|_| malformed())?;
        let mut bytes = [0; Self::BYTES];
        for (byte, [high, low]) in bytes.iter_mut().zip(digits) {
            let digit = |character: u8| char::from(character).to_digit(16).ok_or_else(malformed);
            *byte = (digit(*high)? * 16 + digit(*low)?) as u8;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for SecretHash {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

/// A secret written as a GUID: its 32 hex digits in five parts with hyphens between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guid(pub SecretHash);

impl Guid {
    const PARTS: [usize; 5] = [8, 4, 4, 4, 12];

    /// One that is nobody's, to show what they look like.
    const EXAMPLE: &'static str = "a6aa7558-7e5c-59c3-2d34-7da438505fc3";
}

impl FromStr for Guid {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        if !text.split('-').map(str::len).eq(Self::PARTS) {
            return Err(Invalid::because("must be a GUID"));
        }
        text.replace('-', "").parse().map(Self)
    }
}

impl fmt::Display for Guid {
    /// Writes the secret out: only for whom it belongs to.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.reveal();
        let mut rest = digits.as_str();
        for (index, part) in Self::PARTS.into_iter().enumerate() {
            let (this, after) = rest.split_at(part);
            write!(f, "{}{this}", if index > 0 { "-" } else { "" })?;
            rest = after;
        }
        Ok(())
    }
}

impl serde::Serialize for Guid {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A key as somebody names it: `None` if it is none that anybody could have. Whether it is malformed or just nobody's
/// makes no difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct NamedKey(pub Option<SecretHash>);

impl TryFrom<String> for NamedKey {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Ok(Self(text.parse().ok()))
    }
}

impl serde::Serialize for SecretHash {
    /// Writes the hash out: only an answer to whom it belongs to may hold one.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.reveal())
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// The SHA-256 of a [`SecretHash`]. A plain digest is enough: 128 random bits cannot be guessed from it, unlike a
/// password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest that was stored as these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest's bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A password in the clear, on its way to being hashed: 1 to 40 printable characters.
#[derive(Clone, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(TextOrDigits) = Self::try_from -> Invalid)]
pub struct Password(String);

impl Password {
    /// The longest password, in characters.
    pub const MAX_CHARS: usize = 40;

    /// The password itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl FromStr for Password {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        text::check(text, Self::MAX_CHARS)?;
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<TextOrDigits> for Password {
    type Error = Invalid;

    fn try_from(TextOrDigits(text): TextOrDigits) -> Result<Self, Invalid> {
        text.try_into()
    }
}

impl TryFrom<String> for Password {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

text_type! {
    /// What an API key is for, in its owner's words: 1 to 255 printable characters.
    KeyTitle, 255, text::check, text::PRINTABLE, "Fleet dashboard"
}

impl Taken for SecretHash {
    fn taken(parts: &mut Parts) -> Schema {
        let digits = Schema::text(32..=32).matching("^[0-9a-fA-F]{32}$");
        parts.lenient("SecretHash", digits.example(SecretHash::EXAMPLE))
    }
}

impl Shown for SecretHash {
    fn shown(parts: &mut Parts) -> Schema {
        let digits = Schema::text(32..=32).matching("^[0-9a-f]{32}$");
        parts.name("SecretHash", digits.example(SecretHash::EXAMPLE))
    }
}

impl Taken for Guid {
    fn taken(parts: &mut Parts) -> Schema {
        let pattern = "^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$";
        parts.lenient("Guid", Schema::text(36..=36).matching(pattern).example(Guid::EXAMPLE))
    }
}

impl Shown for Guid {
    fn shown(parts: &mut Parts) -> Schema {
        let pattern = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
        parts.name("Guid", Schema::text(36..=36).matching(pattern).example(Guid::EXAMPLE))
    }
}

impl Taken for NamedKey {
    fn taken(_: &mut Parts) -> Schema {
        Schema::of_type("string").example(SecretHash::EXAMPLE)
    }
}

impl Taken for Password {
    fn taken(parts: &mut Parts) -> Schema {
        parts.name("Password", TextOrDigits::schema(1..=Self::MAX_CHARS, "Muster-2026!"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a6aa75587e5c59c32d347da438505fc3";

    #[test]
    fn a_hash_is_32_hex_digits_of_either_case() {
        let hash: SecretHash = TEXT.parse().expect("good");
        assert_eq!(hash.reveal(), TEXT);
        assert_eq!(TEXT.to_uppercase().parse::<SecretHash>().expect("good"), hash);
        for bad in ["", "a6aa", &TEXT[1..], &format!("{TEXT}0"), &TEXT.replace('a', "g"), &TEXT.replace('a', "٣")] {
            assert!(bad.parse::<SecretHash>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_guid_is_a_hash_in_five_parts() {
        let text = "a6aa7558-7e5c-59c3-2d34-7da438505fc3";
        let guid: Guid = text.parse().expect("good");
        assert_eq!(guid.to_string(), text);
        assert_eq!(guid.0, TEXT.parse().expect("good"));
        for bad in [TEXT, "a6aa7558-7e5c-59c3-2d347-da438505fc3", "a6aa7558-7e5c-59c3-2d34-7da438505fcg", ""] {
            assert!(bad.parse::<Guid>().is_err(), "{bad}");
        }
    }

    #[test]
    fn secrets_hide_from_debug_output() {
        let hash: SecretHash = TEXT.parse().expect("good");
        let password: Password = "correct horse".parse().expect("good");
        assert_eq!(format!("{hash:?} {password:?} {:?}", Guid(hash)), "<redacted> <redacted> Guid(<redacted>)");
    }
}
