//! Ids: one type each, so that a tracker's id cannot stand where a group's is wanted.

use super::{Int, Invalid};
use crate::schema::{Parts, Schema, Shown, Taken};

/// Declares an id with one that somebody could have: a positive signed 32-bit integer, as the API's `int` type has it.
macro_rules! id_type {
    ($($(#[$doc:meta])* $name:ident like $example:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, deserr::Deserr)]
        #[serde(transparent)]
        #[deserr(try_from(Int) = Self::try_from -> Invalid)]
        pub struct $name(i32);

        impl $name {
            /// What the schema of an id that is shown is called.
            pub(super) const NAME: &'static str = stringify!($name);

            /// The id as the number that clients see, at least 1.
            pub fn get(self) -> i32 {
                self.0
            }
        }

        impl TryFrom<Int> for $name {
            type Error = Invalid;

            fn try_from(number: Int) -> Result<Self, Invalid> {
                number.at_least(1).map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Taken for $name {
            fn taken(parts: &mut Parts) -> Schema {
                parts.lenient(Self::NAME, Schema::lenient_integer(1..=i32::MAX, $example))
            }
        }

        impl Shown for $name {
            fn shown(parts: &mut Parts) -> Schema {
                parts.name(Self::NAME, Schema::integer(1..=i32::MAX.into()).example($example))
            }
        }
    )*};
}

id_type! {
    /// An account: the owner (master user) and all that is theirs. Equal to the owner's [`UserId`].
    AccountId like 1;
    /// A user, owner or sub-user.
    UserId like 203;
    /// An API key's place in the order of their making; the key itself is a secret, and no id.
    ApiKeyId like 7;
    /// A security group: the rights that some sub-users of an account share.
    SecurityGroupId like 12;
    /// A tracker group. The default group, 0, is never one of these; see [`super::GroupChoice`].
    GroupId like 167;
    /// A tracker, the API's "object": a label and a place in a group.
    TrackerId like 999199;
    /// A tag.
    TagId like 5;
    /// A source: the device whose data one or more trackers (clones) show.
    SourceId like 10284;
}

impl AccountId {
    /// The account that this owner's user id names.
    pub fn of_owner(owner: UserId) -> Self {
        Self(owner.0)
    }

    /// The user who owns the account.
    pub fn owner(self) -> UserId {
        UserId(self.0)
    }
}
