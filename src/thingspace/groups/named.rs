//! Groups by name.

use deserr::Deserr;

use crate::access::Sees;
use crate::args::ArgErrors;
use crate::domain::{GroupId, GroupTitle};
use crate::error::{Code, Result};
use crate::ops;
use crate::ops::groups::TrackerGroup;
use crate::schema::Taken;
use crate::store::Tx;

/// What the path says which group it is.
#[derive(Debug, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct Params {
    /// The account's name.
    #[taken(example = "0000000001-00001")]
    pub aname: String,
    /// The group's name.
    #[taken(example = "Main office")]
    pub gname: String,
}

/// What the default group is for.
pub(super) const DESCRIPTION: &str = "All devices that are in no other group";

/// A group that has a name: the default one too.
#[derive(Debug, Clone)]
pub enum Named {
    /// The default group.
    Default,
    /// Another.
    Group(TrackerGroup),
}

impl Named {
    /// The group of that name that the caller has something to see in. Of several the oldest.
    ///
    /// # Errors
    /// 201 when there is none.
    pub fn find(tx: &mut Tx<'_>, by: &impl Sees, name: &str) -> Result<Self> {
        if name == GroupTitle::OF_THE_DEFAULT_GROUP {
            return Ok(Self::Default);
        }
        // What could be no title is just as absent.
        let title: GroupTitle = name.parse().map_err(|_| Code::NotFoundInDatabase)?;
        let found = ops::groups::titled_seen(tx, by, &title)?;
        found.map(Self::Group).ok_or_else(|| Code::NotFoundInDatabase.into())
    }

    /// Its id; the default group has none.
    pub fn id(&self) -> Option<GroupId> {
        match self {
            Self::Default => None,
            Self::Group(group) => Some(group.id),
        }
    }

    /// Its name.
    pub fn name(&self) -> String {
        match self {
            Self::Default => GroupTitle::OF_THE_DEFAULT_GROUP.to_owned(),
            Self::Group(group) => group.title.to_string(),
        }
    }

    /// Its description; a group without one has an empty one.
    pub fn description(&self) -> String {
        match self {
            Self::Default => DESCRIPTION.to_owned(),
            Self::Group(group) => group.description.as_ref().map(ToString::to_string).unwrap_or_default(),
        }
    }
}
