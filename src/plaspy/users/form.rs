//! What a client says of a user.

use deserr::Deserr;
use jiff::Timestamp;

use super::object::{full_name, is_disabled};
use super::tags::Tags;
use crate::access::Master;
use crate::args::{ArgErrors, BoundedList, Field};
use crate::domain::{
    Bool, Description, FullName, GroupId, GroupTitle, Instant, Int, Invalid, Login, NamedCountry, Password, Privilege,
    Profile, ProfileText, TimeZone, TrackerId, UserDetails,
};
use crate::error::{Code, Failure, Result};
use crate::limits;
use crate::ops;
use crate::ops::sub_users::{Described, SubUserForm, Validity};
use crate::plaspy::ApiId;
use crate::plaspy::form::Form;
use crate::schema::{Parts, Schema, Taken};
use crate::store::Tx;

/// What a client says of a user. The moments that the server itself notes are ignored.
#[derive(Debug, Clone, Default, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase)]
pub struct UserForm {
    /// First and last name.
    #[deserr(default)]
    pub name: Field<Name>,
    /// What it logs in with.
    #[deserr(default)]
    pub email: Field<Login>,
    /// Where it is.
    #[deserr(default)]
    pub country: Field<NamedCountry>,
    /// The zone that dates are shown to it in.
    #[deserr(default)]
    pub time_zone: Field<TimeZone>,
    /// In the owner's words.
    #[deserr(default)]
    pub description: Field<Description>,
    /// A message for it.
    #[deserr(default)]
    pub message: Field<Description>,
    /// Whether it is barred from logging in.
    #[deserr(default)]
    pub disabled: Field<Bool>,
    /// A message for it while it is disabled.
    #[deserr(default)]
    pub disabled_message: Field<Description>,
    /// Anything else.
    #[deserr(default)]
    pub tags: Field<Tags>,
    /// They grant nothing.
    #[deserr(default)]
    pub privileges: Field<BoundedList<Privilege, 0, { limits::NOTES_PER_USER }>>,
    /// The group whose members it sees, by id or title.
    #[deserr(default)]
    pub group: Field<String>,
    /// The tracker that it sees.
    #[deserr(default)]
    pub device_id: Field<ApiId<TrackerId>>,
    /// How many devices it manages.
    #[deserr(default)]
    pub admin_devices: Field<Count>,
    /// From when on
    #[deserr(default)]
    pub from: Field<Instant>,
    /// and until when it may log in.
    #[deserr(default)]
    pub expires: Field<Instant>,
    /// Another password, in the clear.
    #[deserr(default)]
    pub password: Field<Password>,
}

/// A name of one word or more, with one blank between them.
#[derive(Debug, Clone, PartialEq, Eq, Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct Name(FullName);

impl TryFrom<String> for Name {
    type Error = Invalid;

    fn try_from(text: String) -> std::result::Result<Self, Invalid> {
        let words: Vec<_> = text.split_whitespace().collect();
        words.join(" ").parse().map(Self)
    }
}

/// A number of things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserr)]
#[deserr(try_from(Int) = Self::try_from -> Invalid)]
pub struct Count(i32);

impl TryFrom<Int> for Count {
    type Error = Invalid;

    fn try_from(number: Int) -> std::result::Result<Self, Invalid> {
        number.at_least(0).map(Self)
    }
}

impl Form for UserForm {
    const WRITABLE: &'static [&'static str] = &[
        "name",
        "email",
        "country",
        "timeZone",
        "description",
        "message",
        "disabled",
        "disabledMessage",
        "tags",
        "privileges",
        "group",
        "deviceId",
        "adminDevices",
        "from",
        "expires",
        "password",
    ];

    fn missing(&self) -> Vec<&'static str> {
        let given = [
            ("name", self.name.is_given()),
            ("email", self.email.is_given()),
            ("country", self.country.is_given()),
            ("timeZone", self.time_zone.is_given()),
        ];
        given.into_iter().filter(|(_, given)| !given).map(|(field, _)| field).collect()
    }
}

impl UserForm {
    /// A new user as the form says.
    ///
    /// # Errors
    /// 7 when a parameter is missing, the account has no such group, or the end comes before the beginning.
    pub(super) fn new_user(&self, tx: &mut Tx<'_>, by: &Master) -> Result<SubUserForm> {
        let Self { name, email, time_zone, disabled, .. } = self.clone();
        Ok(SubUserForm {
            login: email.given().ok_or(Code::EmptyRequest)?,
            activated: Some(!disabled.given().is_some_and(|Bool(yes)| yes)),
            security_group: None,
            profile: named(Profile::default(), name.given())?,
            time_zone: time_zone.given(),
            validity: Some(self.validity(Validity::default())?),
            details: Some(self.details(tx, by, UserDetails::default(), None)?),
        })
    }

    /// A user as it is to be: what the form does not say stays as it is.
    ///
    /// # Errors
    /// As [`UserForm::new_user`].
    pub(super) fn changed_user(&self, tx: &mut Tx<'_>, by: &Master, before: &Described) -> Result<SubUserForm> {
        let Self { name, email, time_zone, disabled, .. } = self.clone();
        let Described { user, profile, details, group } = before.clone();
        // A name that is as it was may have been put together of other parts than it would be taken apart to.
        let known = full_name(before);
        let name = name.given().filter(|Name(name)| !name.as_str().split(' ').eq(known.split_whitespace()));
        // What was answered is the operator's word, too, and does not become the owner's by being sent back.
        let disabled = match disabled {
            Field::Absent => None,
            said => Some(said.given().is_some_and(|Bool(yes)| yes)).filter(|said| *said != is_disabled(&user)),
        };
        Ok(SubUserForm {
            login: email.given().unwrap_or(user.login),
            activated: disabled.map(|disabled| !disabled),
            security_group: user.security_group,
            profile: named(profile, name)?,
            time_zone: time_zone.given(),
            validity: Some(self.validity(Validity { from: user.valid_from, until: user.valid_until })?),
            details: Some(self.details(tx, by, details, group.as_ref())?),
        })
    }

    fn validity(&self, before: Validity) -> Result<Validity> {
        let moment = |field: &Field<Instant>, before: Option<Timestamp>| {
            field.clone().or_keep(before.map(Instant)).map(|Instant(moment)| moment)
        };
        let validity = Validity { from: moment(&self.from, before.from), until: moment(&self.expires, before.until) };
        match (validity.from, validity.until) {
            (Some(from), Some(until)) if until < from => {
                Err(Failure::invalid_parameter("expires", Invalid::because("must not be before from")))
            }
            _ => Ok(validity),
        }
    }

    fn details(
        &self,
        tx: &mut Tx<'_>,
        by: &Master,
        before: UserDetails,
        shown: Option<&GroupTitle>,
    ) -> Result<UserDetails> {
        let form = self.clone();
        let group = match form.group {
            Field::Absent => before.group,
            Field::Null => None,
            // The title that was answered means the group that it was, whoever else may have it.
            Field::Given(called) if shown.is_some_and(|title| title.as_str() == called) => before.group,
            Field::Given(called) => Some(group(tx, by, &called)?),
        };
        Ok(UserDetails {
            country: form.country.or_keep(before.country),
            description: form.description.or_keep(before.description),
            message: form.message.or_keep(before.message),
            disabled_message: form.disabled_message.or_keep(before.disabled_message),
            tags: form.tags.or_keep(Some(Tags(before.tags))).map(|Tags(tags)| tags).unwrap_or_default(),
            privileges: form
                .privileges
                .or_keep(Some(BoundedList(before.privileges)))
                .map(|list| list.0)
                .unwrap_or_default(),
            group,
            tracker: form.device_id.or_keep(before.tracker.map(ApiId)).map(|ApiId(id)| id),
            admin_devices: form.admin_devices.or_keep(before.admin_devices.map(Count)).map(|Count(count)| count),
        })
    }
}

/// The profile with another name: its last word is the last name, the rest the first name.
fn named(profile: Profile, name: Option<Name>) -> Result<Profile> {
    let Some(Name(name)) = name else { return Ok(profile) };
    let (first, last) = name.as_str().rsplit_once(' ').unwrap_or(("", name.as_str()));
    let part = |text: &str| {
        let why = || Invalid::because("its last word, and the rest, must have 255 characters at most each");
        text.parse::<ProfileText>().map_err(|_| Failure::invalid_parameter("name", why()))
    };
    Ok(Profile { first_name: part(first)?, last_name: part(last)?, ..profile })
}

/// The group that is called so: by its id, or by a title, of several the oldest.
fn group(tx: &mut Tx<'_>, by: &Master, called: &str) -> Result<GroupId> {
    let unknown =
        || Failure::invalid_parameter("group", Invalid::because("must be a group of the account, by id or name"));
    if let Ok(title) = called.parse::<GroupTitle>()
        && let Some(group) = ops::groups::titled(tx, by, &title)?
    {
        return Ok(group.id);
    }
    let ApiId(id) = ApiId::parse(called).filter(|_| called.starts_with("grp-")).ok_or_else(unknown)?;
    ops::groups::find_seen(tx, by, Some(id)).map(|group| group.id).map_err(|failure| match failure.code {
        Code::NotFoundInDatabase => unknown(),
        _ => failure,
    })
}

impl Taken for Name {
    fn taken(_: &mut Parts) -> Schema {
        Schema::words().example("Charles Peterson")
    }
}

impl Taken for Count {
    fn taken(_: &mut Parts) -> Schema {
        Schema::lenient_integer(0..=i32::MAX, 1)
    }
}
