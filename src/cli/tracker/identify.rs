//! `muster tracker identify`: what a tracker's device is called by in its network.

use clap::ArgGroup;

use super::{no_such_tracker, tracker_id};
use crate::cli::Desk;
use crate::cli::trouble::{Outcome, Trouble};
use crate::domain::{DeviceIdentifier, IdentifierKind, TrackerId};
use crate::error::Code;
use crate::ops::devices;

#[derive(clap::Args)]
#[command(override_usage = "muster tracker identify [OPTIONS] --kind <KIND> <ID> <VALUE|--remove>")]
#[command(group(ArgGroup::new("called").required(true).args(["value", "remove"])))]
pub(in crate::cli) struct Identify {
    /// The tracker's id
    #[arg(value_parser = tracker_id)]
    id: TrackerId,
    /// esn (11 digits), iccId (1 to 20), meid (14 hexadecimal), eid (32), imsi (15) or min (10)
    #[arg(long, value_parser = kept_kind)]
    kind: IdentifierKind,
    /// The identifier, in the place of any of that kind that the device has
    value: Option<String>,
    /// Take the device's identifier of that kind away
    #[arg(long)]
    remove: bool,
}

/// Reads a kind that is kept for itself.
fn kept_kind(text: &str) -> Result<IdentifierKind, String> {
    let Ok(kind) = text.parse::<IdentifierKind>() else {
        let kept = IdentifierKind::ALL.iter().filter(|kind| kind.is_kept());
        let names: Vec<_> = kept.map(|kind| kind.as_str()).collect();
        return Err(format!("must be one of {}", names.join(", ")));
    };
    match kind {
        IdentifierKind::Imei => Err("an imei is not told, but follows from the tracker's device id".to_owned()),
        kind if kind.is_kept() => Ok(kind),
        kind => Err(format!("an {} is not told, but follows from the tracker's phone", kind.as_str())),
    }
}

impl Identify {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let Self { id, kind, value, remove: _ } = self;
        let name = kind.as_str();
        let called = value
            .map(|value| DeviceIdentifier::new(kind, &value))
            .transpose()
            .map_err(|why| Trouble::refused(format!("the identifier {why}; see: muster tracker identify --help")))?;
        let (operator, wanted) = (desk.operator, called.clone());
        desk.open()?
            .write_blocking(move |tx| devices::set_identifier(tx, operator, id, kind, wanted.as_ref()))
            .map_err(|failure| match failure.code {
                Code::EntityAlreadyExists => {
                    let value = called.as_ref().map(DeviceIdentifier::id).unwrap_or_default();
                    Trouble::refused(format!("another tracker's device has the {name} {value}"))
                }
                _ => no_such_tracker(id, failure),
            })?;
        let value = called.as_ref().map(DeviceIdentifier::id);
        desk.print.either(&serde_json::json!({ "tracker_id": id, "kind": kind, "value": value }), || match value {
            Some(value) => format!("tracker {id} has the {name} {value}"),
            None => format!("tracker {id} has no {name}"),
        })
    }
}
