//! What a device is called by in its network: a kind, and an id of that kind.

use std::str::FromStr;

use super::{Invalid, text};
use crate::schema::{Parts, Presence, Schema, Shown, Taken};

/// Declares the kinds once: name here, name on the wire, and the ids' shape.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $min:literal..=$max:literal $digits:ident;)*) => {
        /// A kind of identifier.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, deserr::Deserr)]
        #[deserr(try_from(String) = Self::try_from -> Invalid)]
        pub enum IdentifierKind {
            $(
                $(#[$doc])*
                $kind,
            )*
        }

        impl IdentifierKind {
            /// Every kind there is.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Its name on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            fn fits(self, id: &str) -> bool {
                match self {
                    $(Self::$kind => ($min..=$max).contains(&id.len()) && id.bytes().all(|b| b.$digits()),)*
                }
            }
        }
    };
}

kinds! {
    /// Electronic serial number: 11 digits.
    Esn = "esn", 11..=11 is_ascii_digit;
    /// The SIM card's number: up to 20 digits.
    Iccid = "iccId", 1..=20 is_ascii_digit;
    /// The device's number: up to 15 digits, or 16 with the software's version.
    Imei = "imei", 1..=16 is_ascii_digit;
    /// Mobile directory number: 10 digits.
    Mdn = "mdn", 10..=10 is_ascii_digit;
    /// Mobile equipment identifier: 14 hexadecimal digits.
    Meid = "meid", 14..=14 is_ascii_hexdigit;
    /// The number to call: 11 digits.
    Msisdn = "msisdn", 11..=11 is_ascii_digit;
    /// The embedded SIM card's number: 32 digits.
    Eid = "eid", 32..=32 is_ascii_digit;
    /// The subscriber's number: 15 digits.
    Imsi = "imsi", 15..=15 is_ascii_digit;
    /// Mobile identification number: 10 digits.
    Min = "min", 10..=10 is_ascii_digit;
}

impl IdentifierKind {
    /// The longest id of any kind, in characters.
    pub const MAX_CHARS: usize = 32;

    /// Whether the store keeps such ids by themselves; the others follow from the device's id and phone number.
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::Imei | Self::Mdn | Self::Msisdn)
    }
}

impl FromStr for IdentifierKind {
    type Err = Invalid;

    /// Reads the name in any case, as clients write it.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        Self::ALL.iter().copied().find(|kind| kind.as_str().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|kind| kind.as_str()).collect();
            Invalid::because(format!("Should be one of [{}]", names.join(", ")))
        })
    }
}

impl TryFrom<String> for IdentifierKind {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text.parse()
    }
}

impl serde::Serialize for IdentifierKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A part of an id, to find identifiers by: 1 to 32 letters, digits or anything else, letters in upper case.
#[derive(Debug, Clone, PartialEq, Eq, deserr::Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct IdentifierPart(String);

impl IdentifierPart {
    /// The part.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for IdentifierPart {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        text::check_length(&text, IdentifierKind::MAX_CHARS).map(|()| Self(text.to_ascii_uppercase()))
    }
}

/// An identifier: a kind, and an id that fits it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize)]
pub struct DeviceIdentifier {
    id: String,
    kind: IdentifierKind,
}

impl DeviceIdentifier {
    /// An identifier of that kind.
    ///
    /// # Errors
    /// When the id does not fit the kind.
    pub fn new(kind: IdentifierKind, id: &str) -> Result<Self, Invalid> {
        if kind.fits(id) {
            return Ok(Self { id: id.to_ascii_uppercase(), kind });
        }
        Err(Invalid::because(format!("does not fit the kind {}", kind.as_str())))
    }

    /// The kind.
    pub fn kind(&self) -> IdentifierKind {
        self.kind
    }

    /// The id; letters are in upper case.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What follows from a device's own id and its phone number in international form, digits only: the IMEI, if the id
    /// could be one; the MSISDN, if the number has eleven digits; and with a leading 1 the MDN after it.
    pub fn following_from(device_id: &str, phone: Option<&str>) -> Vec<Self> {
        let imei = Self::new(IdentifierKind::Imei, device_id);
        let msisdn = phone.map(|phone| Self::new(IdentifierKind::Msisdn, phone)).and_then(Result::ok);
        let mdn = msisdn.as_ref().and_then(|msisdn| msisdn.id.strip_prefix('1'));
        let mdn = mdn.and_then(|mdn| Self::new(IdentifierKind::Mdn, mdn).ok());
        [imei.ok(), mdn, msisdn].into_iter().flatten().collect()
    }

    /// The phone numbers that an MDN or an MSISDN may mean; none for other kinds.
    pub fn phones(&self) -> Vec<String> {
        match self.kind {
            IdentifierKind::Mdn => vec![self.id.clone(), format!("1{}", self.id)],
            IdentifierKind::Msisdn => {
                let national = self.id.strip_prefix('1').map(str::to_owned);
                [self.id.clone()].into_iter().chain(national).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Taken for IdentifierKind {
    fn taken(parts: &mut Parts) -> Schema {
        let names: Vec<_> = Self::ALL.iter().map(|kind| either_case(kind.as_str())).collect();
        let name = Schema::of_type("string").matching(&format!("^({})$", names.join("|")));
        parts.lenient("IdentifierKind", name.example(Self::Imei.as_str()))
    }
}

impl Shown for IdentifierKind {
    fn shown(parts: &mut Parts) -> Schema {
        let names = Self::ALL.iter().map(|kind| kind.as_str());
        parts.name("IdentifierKind", Schema::one_of(names).example(Self::Imei.as_str()))
    }
}

/// A pattern of a name in any case.
fn either_case(name: &str) -> String {
    name.chars().map(|letter| format!("[{}{}]", letter.to_ascii_lowercase(), letter.to_ascii_uppercase())).collect()
}

impl Taken for IdentifierPart {
    fn taken(_: &mut Parts) -> Schema {
        Schema::text(1..=IdentifierKind::MAX_CHARS).example("8623")
    }
}

impl Shown for DeviceIdentifier {
    fn shown(parts: &mut Parts) -> Schema {
        let id = Schema::text(1..=IdentifierKind::MAX_CHARS).example("990013907835573");
        let kind = IdentifierKind::shown(parts);
        Schema::object().with("id", id.about("The id, its letters in upper case."), Presence::Required).with(
            "kind",
            kind.about("Its kind."),
            Presence::Required,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_fits_its_kind() {
        use IdentifierKind::{Eid, Esn, Iccid, Imei, Imsi, Mdn, Meid, Min, Msisdn};
        for (kind, good, bad) in [
            (Esn, "12345678901", "1234567890"),
            (Iccid, "89148000000800139708", "891480000008001397081"),
            (Imei, "990003420535537", "99000342053553712"),
            (Mdn, "2125550100", "12125550100"),
            (Meid, "A0000012345678", "G0000012345678"),
            (Msisdn, "12125550100", "2125550100"),
            (Eid, "89049032000001000000000000000001", "8904903200000100000000000000000"),
            (Imsi, "311480000000001", "31148000000000a"),
            (Min, "2125550100", ""),
        ] {
            assert!(DeviceIdentifier::new(kind, good).is_ok(), "{good}");
            assert!(DeviceIdentifier::new(kind, bad).is_err(), "{bad}");
            assert_eq!(kind.as_str().to_uppercase().parse(), Ok(kind));
        }
        assert!("phone".parse::<IdentifierKind>().is_err());
        assert_eq!(DeviceIdentifier::new(Meid, "a0000012345678").expect("good").id(), "A0000012345678");
    }

    #[test]
    fn numbers_follow_from_the_phone() {
        let kinds = |device: &str, phone: Option<&str>| -> Vec<_> {
            let following = DeviceIdentifier::following_from(device, phone);
            following.iter().map(|one| format!("{} {}", one.kind().as_str(), one.id())).collect()
        };
        assert_eq!(kinds("990003420535537", None), ["imei 990003420535537"]);
        assert_eq!(kinds("abc-1", Some("12125550100")), ["mdn 2125550100", "msisdn 12125550100"]);
        assert_eq!(kinds("abc-1", Some("49301234567")), ["msisdn 49301234567"]);
        assert_eq!(kinds("abc-1", Some("2125550100")), [""; 0]);
        let mdn = DeviceIdentifier::new(IdentifierKind::Mdn, "2125550100").expect("good");
        assert_eq!(mdn.phones(), ["2125550100", "12125550100"]);
        let msisdn = DeviceIdentifier::new(IdentifierKind::Msisdn, "12125550100").expect("good");
        assert_eq!(msisdn.phones(), ["12125550100", "2125550100"]);
    }
}
