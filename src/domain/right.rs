//! The rights that a security group can hold.

use std::str::FromStr;

use super::Invalid;
use super::text::{self, text_type};
use crate::schema::{Parts, Schema, Shown, Taken};

text_type! {
    /// What a security group is called: 1 to 255 printable characters, not unique.
    SecurityGroupLabel, 255, text::check, text::PRINTABLE, "Managers"
}

text_type! {
    /// How far back a group's members may look, as a number and a unit: `1d`, `2h`, `5m` (months), `1y`.
    StorePeriod, 8, check_period, "^[0-9]+[hdmy]$", "5m"
}

impl SecurityGroupLabel {
    /// What a group is called whose rights are too many to be its name.
    pub fn many_rights() -> Self {
        Self("Many rights".to_owned())
    }
}

fn check_period(text: &str, max: usize) -> Result<(), Invalid> {
    let digits = text.strip_suffix(['h', 'd', 'm', 'y']).unwrap_or_default();
    if digits.is_empty() || text.len() > max || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::because("must be a number and one of h, d, m, y, such as 5m for five months"));
    }
    Ok(())
}

/// Declares the rights once: type, name on the wire, list.
macro_rules! rights {
    ($($variant:ident = $name:literal,)*) => {
        /// A right of a sub-user, named as the API names it. The master user has them all and one more, `admin`,
        /// which cannot be granted and so is not in this list; group management needs it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, deserr::Deserr)]
        #[deserr(try_from(String) = <Self as TryFrom<String>>::try_from -> Invalid)]
        pub enum Right {
            $(
                #[doc = concat!("`", $name, "`")]
                $variant,
            )*
        }

        impl Right {
            /// Every right that can be granted.
            pub const ALL: &'static [Right] = &[$(Right::$variant),*];

            /// The name on the wire.
            pub fn name(self) -> &'static str {
                match self {
                    $(Right::$variant => $name,)*
                }
            }
        }
    };
}

rights! {
    TrackerUpdate = "tracker_update",
    TrackerConfigure = "tracker_configure",
    TrackerSetOutput = "tracker_set_output",
    TrackerRegister = "tracker_register",
    TrackerRuleUpdate = "tracker_rule_update",
    TagUpdate = "tag_update",
    TaskUpdate = "task_update",
    FormTemplateUpdate = "form_template_update",
    ZoneUpdate = "zone_update",
    PlaceUpdate = "place_update",
    PlacesCustomFieldsUpdate = "places_custom_fields_update",
    EmployeeUpdate = "employee_update",
    VehicleUpdate = "vehicle_update",
    VideoMonitoring = "video_monitoring",
    PaymentCreate = "payment_create",
    Reports = "reports",
    WeblocatorSessionCreate = "weblocator_session_create",
    DeliverySessionCreate = "delivery_session_create",
    CheckinUpdate = "checkin_update",
}

impl serde::Serialize for Right {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl TryFrom<String> for Right {
    type Error = Invalid;

    fn try_from(name: String) -> Result<Self, Invalid> {
        name.parse()
    }
}

impl FromStr for Right {
    type Err = Invalid;

    fn from_str(name: &str) -> Result<Self, Invalid> {
        Self::ALL.iter().copied().find(|right| right.name() == name).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|right| right.name()).collect();
            Invalid::because(format!("Should be one of [{}]", names.join(", ")))
        })
    }
}

/// Some of the rights. A set of bits: the whole list fits in one machine word, and looking one up costs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RightSet(u32);

impl RightSet {
    /// Whether the right is among them.
    pub fn contains(self, right: Right) -> bool {
        self.0 & Self::bit(right) != 0
    }

    /// The rights, in the order of [`Right::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Right> {
        Right::ALL.iter().copied().filter(move |right| self.contains(*right))
    }

    fn bit(right: Right) -> u32 {
        1 << right as u32
    }
}

impl FromIterator<Right> for RightSet {
    fn from_iter<I: IntoIterator<Item = Right>>(rights: I) -> Self {
        Self(rights.into_iter().fold(0, |bits, right| bits | Self::bit(right)))
    }
}

impl Taken for Right {
    fn taken(parts: &mut Parts) -> Schema {
        Self::shown(parts)
    }
}

impl Shown for Right {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("Right", Schema::one_of(Self::ALL.iter().map(|right| right.name())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        for right in Right::ALL {
            let set: RightSet = [*right].into_iter().collect();
            assert_eq!(set.iter().collect::<Vec<_>>(), [*right]);
            assert_eq!(right.name().parse(), Ok(*right));
        }
        assert_eq!(Right::ALL.iter().copied().collect::<RightSet>().iter().count(), Right::ALL.len());
        assert!("admin".parse::<Right>().is_err(), "admin cannot be granted");
    }
}
