//! Which devices are meant, by what is true of them: all that is said must be.

use std::collections::{BTreeSet, HashMap};

use deserr::Deserr;
use jiff::Timestamp;

use super::CustomField;
use crate::access::Sees;
use crate::args::{ArgErrors, BoundedList, Optional};
use crate::domain::{DeviceIdentifier, GroupId, IdentifierKind, IdentifierPart, TrackerId};
use crate::error::Result;
use crate::ops;
use crate::ops::devices::CustomFields;
use crate::ops::trackers::Tracker;
use crate::schema::Taken;
use crate::store::Tx;
use crate::thingspace::groups::Named;

/// What a client says of the devices that it means.
#[derive(Debug, Clone, Default)]
pub(super) struct Said<'p> {
    pub(super) group_name: Option<&'p str>,
    pub(super) current_state: Option<&'p str>,
    pub(super) service_plan: Option<&'p str>,
    pub(super) custom_fields: &'p [CustomField],
    pub(super) identifiers: &'p [IdentifierFilter],
    pub(super) earliest: Option<Timestamp>,
    pub(super) latest: Option<Timestamp>,
}

/// What an identifier of some kind looks like.
#[derive(Debug, Clone, Deserr, Taken)]
#[deserr(error = ArgErrors)]
pub struct IdentifierFilter {
    /// The kind.
    pub kind: IdentifierKind,
    /// What stands in it,
    #[deserr(default)]
    pub contains: Optional<IdentifierPart>,
    /// at its beginning,
    #[deserr(default)]
    pub startswith: Optional<IdentifierPart>,
    /// or at its end.
    #[deserr(default)]
    pub endswith: Optional<IdentifierPart>,
}

/// The filters that a client names: as many as there are kinds.
#[derive(Debug, Clone, Default, Deserr, Taken)]
#[deserr(error = ArgErrors, rename_all = camelCase)]
pub struct Filters {
    /// All of them must let a device through.
    #[deserr(default)]
    pub device_identifier_filters: Optional<BoundedList<IdentifierFilter, 0, { IdentifierKind::ALL.len() }>>,
}

impl IdentifierFilter {
    fn lets_through(&self, called: &DeviceIdentifier) -> bool {
        let is = |part: &Optional<IdentifierPart>, there: fn(&str, &str) -> bool| {
            part.0.as_ref().is_none_or(|part| there(called.id(), part.as_str()))
        };
        called.kind() == self.kind
            && is(&self.contains, |id, part| id.contains(part))
            && is(&self.startswith, |id, part| id.starts_with(part))
            && is(&self.endswith, |id, part| id.ends_with(part))
    }
}

/// What was said, with all that must be looked up to judge by it.
pub(super) struct Filter<'p> {
    said: Said<'p>,
    group: Option<Option<GroupId>>,
    custom_fields: HashMap<TrackerId, CustomFields>,
    kept: HashMap<IdentifierKind, HashMap<TrackerId, DeviceIdentifier>>,
}

impl<'p> Filter<'p> {
    /// Looks up what is needed.
    ///
    /// # Errors
    /// 201 when there is no group of the name.
    pub(super) fn prepare(tx: &mut Tx<'_>, by: &impl Sees, said: Said<'p>) -> Result<Self> {
        let group = said.group_name.map(|name| Named::find(tx, by, name)).transpose()?.map(|named| named.id());
        let custom_fields = match said.custom_fields {
            [] => HashMap::new(),
            _ => ops::devices::custom_fields(tx, by, None)?,
        };
        let mut kept = HashMap::new();
        let kinds: BTreeSet<_> = said.identifiers.iter().map(|filter| filter.kind).collect();
        for kind in kinds.into_iter().filter(|kind| kind.is_kept()) {
            kept.insert(kind, ops::devices::kept_identifiers(tx, by, kind)?);
        }
        Ok(Self { said, group, custom_fields, kept })
    }

    /// Whether all that was said is true of a tracker.
    pub(super) fn lets_through(&self, tracker: &Tracker) -> bool {
        let Said { current_state, service_plan, earliest, latest, .. } = self.said;
        self.group.is_none_or(|group| tracker.group == group)
            && current_state.is_none_or(|state| state.eq_ignore_ascii_case(super::object::state(tracker)))
            // No tracker has a service plan.
            && service_plan.is_none()
            && earliest.is_none_or(|moment| tracker.created >= moment)
            && latest.is_none_or(|moment| tracker.created <= moment)
            && self.has_fields(tracker)
            && self.is_called_so(tracker)
    }

    fn has_fields(&self, tracker: &Tracker) -> bool {
        let fields = self.custom_fields.get(&tracker.id).map_or(&[][..], Vec::as_slice);
        let has = |wanted: &CustomField| fields.iter().any(|(key, value)| *key == wanted.key && *value == wanted.value);
        self.said.custom_fields.iter().all(has)
    }

    fn is_called_so(&self, tracker: &Tracker) -> bool {
        let phone = tracker.source.phone.as_ref().map(|phone| phone.as_str());
        self.said.identifiers.iter().all(|filter| {
            let kept = self.kept.get(&filter.kind).and_then(|kept| kept.get(&tracker.id));
            let following = DeviceIdentifier::following_from(tracker.source.device_id.as_str(), phone);
            kept.into_iter().chain(&following).any(|called| filter.lets_through(called))
        })
    }
}
