//! `muster tracker add`: one tracker.

use crate::access::Master;
use crate::cli::Desk;
use crate::cli::trouble::{Outcome, Trouble};
use crate::domain::{DeviceId, GroupTitle, Login, Model, Phone, TrackerLabel};
use crate::error::{Code, Failure};
use crate::ops::groups;
use crate::ops::trackers::{NewTracker, register};

#[derive(clap::Args)]
pub(in crate::cli) struct Add {
    /// The owner's e-mail address
    #[arg(long, value_name = "EMAIL")]
    owner: Login,
    /// The tracker's label
    #[arg(long)]
    label: TrackerLabel,
    /// The device's own id, such as its IMEI
    #[arg(long)]
    device_id: DeviceId,
    /// The device's model code
    #[arg(long, default_value_t)]
    model: Model,
    /// The number of its SIM card
    #[arg(long, value_parser = Phone::international)]
    phone: Option<Phone>,
    /// The group to stand in
    #[arg(long, value_name = "TITLE")]
    group: Option<GroupTitle>,
}

/// Why it was not added.
enum Refused {
    NoSuchGroup,
    Failed(Failure),
}

impl From<Failure> for Refused {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl Add {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let owner = desk.owner(&store, &self.owner)?;
        let device_id = self.device_id.clone();
        let new = NewTracker { label: self.label, device_id: self.device_id, model: self.model, phone: self.phone };
        let by = Master::by_operator(desk.operator, owner.account);
        let title = self.group.clone();
        let added = store.write_blocking(move |tx| {
            let group = match &title {
                None => None,
                Some(title) => Some(groups::titled(tx, &by, title)?.ok_or(Refused::NoSuchGroup)?.id),
            };
            Ok(register(tx, &by, &new, group)?)
        });
        let id = added.map_err(|refused| match refused {
            Refused::NoSuchGroup => {
                let title = self.group.map(|title| title.to_string()).unwrap_or_default();
                let owner = &self.owner;
                Trouble::refused(format!("{owner} has no group \"{title}\"; see: muster group list --owner {owner}"))
            }
            Refused::Failed(failure) if failure.code == Code::DeviceIdAlreadyInUse => {
                Trouble::refused(format!("the device id {device_id} is registered already"))
            }
            Refused::Failed(failure) if failure.code == Code::OverQuota => {
                let most = desk.settings.limits().trackers_per_account;
                Trouble::refused(format!("{} has {most} trackers, which is the most", self.owner))
            }
            Refused::Failed(failure) => failure.into(),
        })?;
        desk.print.either(&serde_json::json!({ "tracker_id": id }), || format!("tracker {id}"))
    }
}
