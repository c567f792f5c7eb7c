//! A group as this vendor shows it.

use jiff::Timestamp;
use serde::Serialize;

use crate::access::Sees;
use crate::domain::{Description, GroupId, GroupTitle, TrackerId};
use crate::error::Result;
use crate::ops;
use crate::ops::groups::TrackerGroup;
use crate::plaspy::{ApiId, PathId};
use crate::schema::Shown;
use crate::store::Tx;

/// A group.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its id.
    pub id: ApiId<GroupId>,
    /// Its title.
    pub name: GroupTitle,
    /// What it is for.
    pub description: Option<Description>,
    /// The trackers in it that the caller sees, by id.
    pub devices: Vec<ApiId<TrackerId>>,
    /// When it was made.
    pub creation: Timestamp,
    /// When it or its membership last changed.
    pub last_modified: Timestamp,
}

impl Group {
    pub(super) fn new(group: TrackerGroup, members: Vec<TrackerId>) -> Self {
        Self {
            id: ApiId(group.id),
            name: group.title,
            description: group.description,
            devices: members.into_iter().map(ApiId).collect(),
            creation: group.created,
            last_modified: group.modified,
        }
    }

    /// The group of that id.
    pub(super) fn find(tx: &mut Tx<'_>, by: &impl Sees, id: PathId<GroupId>) -> Result<Self> {
        let group = ops::groups::find_seen(tx, by, id.0)?;
        let members = ops::groups::members(tx, by, Some(group.id), 0, usize::MAX)?;
        Ok(Self::new(group, members))
    }
}
