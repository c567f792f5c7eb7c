//! A user as this vendor shows it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::domain::{
    Description, GroupTitle, Login, NamedCountry, Privilege, Profile, TimeZone, TrackerId, UserId, UserTagName,
    UserTagText,
};
use crate::ops::sub_users::Described;
use crate::ops::users;
use crate::plaspy::ApiId;
use crate::schema::Shown;

/// A user.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct User {
    /// Its id.
    pub id: ApiId<UserId>,
    /// First and last name.
    #[shown(example = "Charles Peterson")]
    pub name: String,
    /// What it logs in with.
    pub email: Login,
    /// Where it is, as it was written.
    pub country: Option<NamedCountry>,
    /// The zone that dates are shown to it in.
    pub time_zone: TimeZone,
    /// In the owner's words.
    pub description: Option<Description>,
    /// A message for it.
    pub message: Option<Description>,
    /// Whether its owner, or the operator, bars it from logging in.
    pub disabled: bool,
    /// A message for it while it is disabled.
    pub disabled_message: Option<Description>,
    /// Anything else.
    pub tags: BTreeMap<UserTagName, UserTagText>,
    /// They grant nothing.
    pub privileges: Vec<Privilege>,
    /// The title of the group whose members it sees.
    pub group: Option<GroupTitle>,
    /// The tracker that it sees.
    pub device_id: Option<ApiId<TrackerId>>,
    /// How many devices it manages.
    pub admin_devices: Option<i32>,
    /// From when on
    pub from: Option<Timestamp>,
    /// and until when it may log in.
    pub expires: Option<Timestamp>,
    /// Always null: nobody is told a password.
    pub password: Option<()>,
    /// When it was made.
    pub creation: Timestamp,
    /// When somebody last changed it.
    pub modification: Timestamp,
    /// When it last logged in.
    pub last_login: Option<Timestamp>,
}

impl From<Described> for User {
    fn from(described: Described) -> Self {
        let (name, disabled) = (full_name(&described), is_disabled(&described.user));
        let Described { user, details, group, .. } = described;
        Self {
            id: ApiId(user.id),
            name,
            email: user.login,
            country: details.country,
            time_zone: user.time_zone,
            description: details.description,
            message: details.message,
            disabled,
            disabled_message: details.disabled_message,
            tags: details.tags,
            privileges: details.privileges,
            group,
            device_id: details.tracker.map(ApiId),
            admin_devices: details.admin_devices,
            from: user.valid_from,
            expires: user.valid_until,
            password: None,
            creation: user.created,
            modification: user.modified,
            last_login: user.last_login,
        }
    }
}

/// Whether its owner, or the operator, bars a user from logging in.
pub(super) fn is_disabled(user: &users::User) -> bool {
    user.disabled || !user.activated
}

/// First and last name; the login of a user who has neither.
pub(super) fn full_name(described: &Described) -> String {
    let Profile { first_name, last_name, .. } = &described.profile;
    match format!("{first_name} {last_name}").trim() {
        "" => described.user.login.to_string(),
        name => name.to_owned(),
    }
}
