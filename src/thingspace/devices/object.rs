//! A device as this vendor shows it. What is not known is left out: null would break its clients.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;

use super::CustomField;
use crate::access::Sees;
use crate::domain::{AccountName, ConnectionStatus, DeviceIdentifier, GroupTitle};
use crate::error::Result;
use crate::ops;
use crate::ops::trackers::Tracker;
use crate::schema::Shown;
use crate::store::Tx;

/// A device.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct Device {
    /// The account that it is in.
    pub account_name: AccountName,
    /// One entry, for there is always one for clients to look at.
    pub carrier_informations: [CarrierInformation; 1],
    /// Whether it is being heard of.
    pub connected: bool,
    /// When it was added to the account.
    pub created_at: Timestamp,
    /// What the account notes of it, where it notes anything.
    pub custom_fields: Vec<CustomField>,
    /// All that it is called by.
    pub device_ids: Vec<DeviceIdentifier>,
    /// Its id in this server, to go on from.
    pub extended_attributes: [ExtendedAttribute; 1],
    /// The one group that it is in.
    #[shown(example = ["Employees"])]
    pub group_names: [String; 1],
    /// When it was last heard of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_connection_date: Option<Timestamp>,
}

/// What is known of a device's line.
#[derive(Debug, Serialize, Shown)]
#[serde(rename_all = "camelCase")]
pub struct CarrierInformation {
    /// Nobody has told whose line it is.
    #[shown(example = "Unknown")]
    pub carrier_name: &'static str,
    /// `active`, or `deactive` if it is blocked.
    #[shown(example = "active")]
    pub state: &'static str,
}

/// Something else by name.
#[derive(Debug, Serialize, Shown)]
pub struct ExtendedAttribute {
    /// The name.
    #[shown(example = "DeviceId")]
    pub key: &'static str,
    /// The value.
    #[shown(example = "999199")]
    pub value: String,
}

/// Whether a tracker is blocked, in the vendor's words.
pub(super) fn state(tracker: &Tracker) -> &'static str {
    if tracker.source.blocked { "deactive" } else { "active" }
}

/// Those trackers as devices, in their order.
pub(super) fn devices(tx: &mut Tx<'_>, by: &impl Sees, trackers: &[Tracker]) -> Result<Vec<Device>> {
    let ids: Vec<_> = trackers.iter().map(|tracker| tracker.id).collect();
    let account = ops::accounts::name(tx, by)?;
    let mut identifiers = ops::devices::identifiers(tx, by, trackers)?;
    let mut fields = ops::devices::custom_fields(tx, by, Some(&ids))?;
    let states: HashMap<_, _> =
        ops::states::among(tx, by, &ids)?.into_iter().map(|known| (known.tracker, known.state)).collect();
    let titles: HashMap<_, _> =
        ops::groups::list(tx, by.scope())?.into_iter().map(|group| (group.id, group.title)).collect();
    let device = |tracker: &Tracker| {
        let known = states.get(&tracker.id);
        let title = tracker.group.and_then(|group| titles.get(&group)).map(ToString::to_string);
        let fields = fields.remove(&tracker.id).unwrap_or_default();
        Device {
            account_name: account.clone(),
            carrier_informations: [CarrierInformation { carrier_name: "Unknown", state: state(tracker) }],
            connected: known.is_some_and(|known| known.connection == ConnectionStatus::Active),
            created_at: tracker.created,
            custom_fields: fields.into_iter().map(|(key, value)| CustomField { key, value }).collect(),
            device_ids: identifiers.remove(&tracker.id).unwrap_or_default(),
            extended_attributes: [ExtendedAttribute { key: "DeviceId", value: tracker.id.to_string() }],
            group_names: [title.unwrap_or_else(|| GroupTitle::OF_THE_DEFAULT_GROUP.to_owned())],
            last_connection_date: known.and_then(|known| known.updated),
        }
    };
    Ok(trackers.iter().map(device).collect())
}
