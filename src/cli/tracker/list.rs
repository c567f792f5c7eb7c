//! `muster tracker list`: an owner's trackers, a line each.

use std::io::{self, BufWriter, Write};

use serde::Serialize;

use crate::access::Master;
use crate::cli::Desk;
use crate::cli::trouble::Outcome;
use crate::domain::{DeviceId, Login, Model, Phone, TrackerId, TrackerLabel};
use crate::error::{Code, Failure};
use crate::ops::trackers::{self, Tracker};

#[derive(clap::Args)]
pub(in crate::cli) struct List {
    /// The owner's e-mail address
    #[arg(long, value_name = "EMAIL")]
    owner: Login,
}

#[derive(Serialize)]
struct Listed {
    id: TrackerId,
    label: TrackerLabel,
    device_id: DeviceId,
    model: Model,
    phone: Option<Phone>,
    group_id: i32,
    blocked: bool,
}

impl From<Tracker> for Listed {
    fn from(Tracker { id, label, group, source, .. }: Tracker) -> Self {
        Self {
            id,
            label,
            device_id: source.device_id,
            model: source.model,
            phone: source.phone,
            group_id: group.map_or(0, |group| group.get()),
            blocked: source.blocked,
        }
    }
}

impl List {
    /// Writes tracker by tracker, so that a fleet of any size needs no memory.
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let owner = desk.owner(&store, &self.owner)?;
        let by = Master::by_operator(desk.operator, owner.account);
        let mut out = BufWriter::new(io::stdout().lock());
        let listed = store.read(|tx| {
            let mut separator = if desk.print.json { "{\"trackers\":[" } else { "" };
            trackers::each(tx, &by, |tracker| {
                let tracker = Listed::from(tracker);
                let written = out
                    .write_all(separator.as_bytes())
                    .and_then(|()| if desk.print.json { json(&mut out, &tracker) } else { line(&mut out, &tracker) });
                separator = if desk.print.json { "," } else { "" };
                written.map_err(|error| Failure::caused(Code::UnexpectedError, error))
            })?;
            let end = match (desk.print.json, separator) {
                (true, ",") => "]}\n",
                (true, _) => "{\"trackers\":[]}\n",
                (false, _) => "",
            };
            let ended = out.write_all(end.as_bytes()).and_then(|()| out.flush());
            ended.map_err(|error| Failure::caused(Code::UnexpectedError, error))
        });
        match listed {
            Err(failure) if is_broken_pipe(&failure) => Ok(()),
            listed => Ok(listed?),
        }
    }
}

fn json(out: &mut impl Write, tracker: &Listed) -> io::Result<()> {
    serde_json::to_writer(out, tracker).map_err(io::Error::from)
}

fn line(out: &mut impl Write, tracker: &Listed) -> io::Result<()> {
    let Listed { id, label, device_id, model, phone, group_id, blocked } = tracker;
    let phone = phone.as_ref().map_or("", Phone::as_str);
    let blocked = if *blocked { "blocked" } else { "" };
    writeln!(out, "{id}\t{label}\t{device_id}\t{model}\t{phone}\t{group_id}\t{blocked}")
}

/// Whether the reader has seen enough (`| head`).
fn is_broken_pipe(failure: &Failure) -> bool {
    failure
        .cause()
        .and_then(|cause| cause.downcast_ref::<io::Error>())
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
