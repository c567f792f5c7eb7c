//! What a client says of a group.

use deserr::Deserr;

use crate::access::Master;
use crate::args::{ArgErrors, Field};
use crate::domain::{Description, GroupTitle, Invalid, TrackerId};
use crate::error::Result;
use crate::ops;
use crate::ops::groups::{GroupChange, TrackerGroup};
use crate::plaspy::ApiId;
use crate::plaspy::form::Form;
use crate::schema::{Parts, Schema, Taken};
use crate::store::Tx;

/// What a client says of a group.
#[derive(Debug, Clone, Default, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct GroupForm {
    /// Its title.
    #[deserr(default)]
    pub name: Field<Name>,
    /// What it is for.
    #[deserr(default)]
    pub description: Field<Description>,
    /// The trackers that are to stand in it.
    #[deserr(default)]
    pub devices: Field<Vec<ApiId<TrackerId>>>,
}

/// A group's title, without blanks around it.
#[derive(Debug, Clone, Deserr)]
#[deserr(try_from(String) = Self::try_from -> Invalid)]
pub struct Name(pub GroupTitle);

impl TryFrom<String> for Name {
    type Error = Invalid;

    fn try_from(text: String) -> std::result::Result<Self, Invalid> {
        text.trim().parse().map(Self)
    }
}

impl GroupForm {
    /// Makes the group what the form says; what it does not say stays as it is.
    ///
    /// # Errors
    /// 247 when another group has the title; 217 when the account lacks one of the trackers; 208 when one that would
    /// move is blocked.
    pub(super) fn write(&self, tx: &mut Tx<'_>, by: &Master, group: &TrackerGroup) -> Result<()> {
        let Self { name, description, .. } = self.clone();
        let title = name.given().map(|Name(title)| title).filter(|title| *title != group.title);
        if let Some(title) = &title {
            ops::groups::check_title(tx, by, title, Some(group.id))?;
        }
        let description = (description != Field::Absent).then(|| description.given());
        ops::groups::update(tx, by, group.id.into(), &GroupChange { title, color: None, description })?;
        match self.devices {
            Field::Absent => Ok(()),
            Field::Null | Field::Given(_) => ops::groups::set_members(tx, by, group.id, &self.members()),
        }
    }

    /// The trackers that are named.
    pub(super) fn members(&self) -> Vec<TrackerId> {
        self.devices.as_given().map_or_else(Vec::new, |devices| devices.iter().map(|ApiId(id)| *id).collect())
    }
}

impl Form for GroupForm {
    const WRITABLE: &'static [&'static str] = &["name", "description", "devices"];

    fn missing(&self) -> Vec<&'static str> {
        if self.name.is_given() { Vec::new() } else { vec!["name"] }
    }
}

impl Taken for Name {
    fn taken(_: &mut Parts) -> Schema {
        Schema::trimmed_text(GroupTitle::MAX_CHARS).example("Employees")
    }
}
