//! A tracker as this vendor shows it.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::access::Scope;
use crate::domain::{Ordinal, Phone, TagBinding, TagId, TagName, TrackerId, TrackerLabel};
use crate::error::Result;
use crate::ops;
use crate::ops::trackers::Tracker;
use crate::plaspy::ApiId;
use crate::schema::Shown;
use crate::store::Tx;

/// A device.
#[derive(Debug, Serialize, Shown)]
pub struct Device {
    /// Its id.
    pub id: ApiId<TrackerId>,
    /// Its label.
    pub name: TrackerLabel,
    /// Always null: trackers have none.
    pub description: Option<()>,
    /// Its SIM card's number.
    pub min: Option<Phone>,
    /// Its tags by the places that they take.
    pub tags: BTreeMap<Ordinal, TagName>,
    /// Always null: trackers do not expire.
    pub expires: Option<()>,
}

/// The names of an account's tags.
pub(super) struct TagNames(HashMap<TagId, TagName>);

impl TagNames {
    pub(super) fn of(tx: &mut Tx<'_>, scope: Scope) -> Result<Self> {
        let tags = ops::tags::list(tx, scope, None)?;
        Ok(Self(tags.into_iter().map(|tag| (tag.id, tag.name)).collect()))
    }

    pub(super) fn device(&self, tracker: Tracker, bindings: &[TagBinding]) -> Device {
        let name = |binding: &TagBinding| Some((binding.ordinal, self.0.get(&binding.tag_id)?.clone()));
        Device {
            id: ApiId(tracker.id),
            name: tracker.label,
            description: None,
            min: tracker.source.phone,
            tags: bindings.iter().filter_map(name).collect(),
            expires: None,
        }
    }
}
