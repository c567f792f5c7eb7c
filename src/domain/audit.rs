//! What the audit log tells of.

use super::text::{self, text_type};
use crate::schema::{Parts, Schema, Shown};

/// Declares every event once: its name here, and its category and action on the wire.
macro_rules! events {
    ($($event:ident = $category:literal . $action:literal,)*) => {
        /// Something that somebody did and that changed something.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Event {
            $(
                #[doc = concat!("`", $category, "`, `", $action, "`")]
                $event,
            )*
        }

        impl Event {
            /// Every event there is.
            pub const ALL: &'static [Event] = &[$(Event::$event),*];

            /// What it happened to.
            pub fn category(self) -> &'static str {
                match self {
                    $(Self::$event => $category,)*
                }
            }

            /// What happened.
            pub fn action(self) -> &'static str {
                match self {
                    $(Self::$event => $action,)*
                }
            }
        }
    };
}

events! {
    UserAdd = "user"."create",
    UserCheckin = "user"."checkin",
    UserDisable = "user"."disable",
    UserEnable = "user"."enable",
    UserLogin = "user"."login",
    UserLogout = "user"."logout",
    UserPassword = "user"."password_set",
    UserSessionOverflow = "user"."session_overflow",
    UserSessionRenew = "user"."session_renew",
    UserSettings = "user"."settings_update",
    UserUiSettings = "user"."ui_settings_update",
    UserToken = "user"."token_create",
    UserUnlock = "user"."unlock",
    AccountName = "account"."name_set",
    AccountSettings = "account"."settings_update",
    ApiKeyCreate = "api_key"."create",
    ApiKeyDelete = "api_key"."delete",
    SubUserRegister = "subuser"."register",
    SubUserUpdate = "subuser"."update",
    SubUserDelete = "subuser"."delete",
    SubUserSession = "subuser"."session_create",
    SubUserBind = "subuser"."tracker_bind",
    SubUserUnbind = "subuser"."tracker_unbind",
    SecurityGroupCreate = "security_group"."create",
    SecurityGroupUpdate = "security_group"."update",
    SecurityGroupDelete = "security_group"."delete",
    SecurityGroupAssign = "security_group"."assign",
    TrackerRegister = "tracker"."register",
    TrackerImport = "tracker"."import",
    TrackerUpdate = "tracker"."update",
    TrackerCustomFields = "tracker"."custom_fields_update",
    TrackerIdentifiers = "tracker"."identifier_set",
    TrackerTags = "tracker"."tags_set",
    TrackerBlock = "tracker"."block",
    TrackerUnblock = "tracker"."unblock",
    TrackerDelete = "tracker"."delete",
    TrackerCorrupt = "tracker"."corrupt",
    TrackerGroupCreate = "tracker_group"."create",
    TrackerGroupUpdate = "tracker_group"."update",
    TrackerGroupDelete = "tracker_group"."delete",
    TrackerGroupAssign = "tracker_group"."assign",
    TagCreate = "tag"."create",
    TagUpdate = "tag"."update",
    TagDelete = "tag"."delete",
}

/// A record's number. Unlike other ids it has 53 bits, all that JSON's readers can count on: a busy server makes more
/// records in a year than 31 bits could number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(transparent)]
pub struct AuditRecordId(pub i64);

impl AuditRecordId {
    /// The last one.
    pub const MAX: i64 = (1 << 53) - 1;
}

text_type! {
    /// The name of an action, to find records by: up to 64 characters.
    AuditAction, 64, text::check_length, text::ANY, "create"
}

super::choice::choice_type! {
    /// What the log can be grouped by: records of one group then stand together.
    AuditGrouping { Default = "default", User = "user", ActionDate = "action_date", Action = "action", }
}

impl Shown for AuditRecordId {
    fn shown(parts: &mut Parts) -> Schema {
        parts.name("AuditRecordId", Schema::integer(1..=Self::MAX).example(5_123))
    }
}
