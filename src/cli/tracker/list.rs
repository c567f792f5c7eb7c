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
        let json = desk.print.json;
        let (begin, between, end) = if json { ("{\"trackers\":[", ",", "]}\n") } else { ("", "", "") };
        let mut out = BufWriter::new(io::stdout().lock());
        let listed = store.read(|tx| {
            out.write_all(begin.as_bytes()).map_err(unwritten)?;
            let mut separator = "";
            trackers::each(tx, &by, |tracker| {
                out.write_all(separator.as_bytes()).map_err(unwritten)?;
                separator = between;
                let tracker = Listed::from(tracker);
                if json { object(&mut out, &tracker) } else { line(&mut out, &tracker) }.map_err(unwritten)
            })?;
            out.write_all(end.as_bytes()).and_then(|()| out.flush()).map_err(unwritten)
        });
        match listed {
            Err(failure) if is_broken_pipe(&failure) => Ok(()),
            listed => Ok(listed?),
        }
    }
}

fn object(out: &mut impl Write, tracker: &Listed) -> io::Result<()> {
    serde_json::to_writer(out, tracker).map_err(io::Error::from)
}

fn line(out: &mut impl Write, tracker: &Listed) -> io::Result<()> {
    let Listed { id, label, device_id, model, phone, group_id, blocked } = tracker;
    let phone = phone.as_ref().map_or("", Phone::as_str);
    let blocked = if *blocked { "blocked" } else { "" };
    writeln!(out, "{id}\t{label}\t{device_id}\t{model}\t{phone}\t{group_id}\t{blocked}")
}

fn unwritten(error: io::Error) -> Failure {
    Failure::caused(Code::UnexpectedError, error)
}

/// Whether the reader has seen enough (`| head`).
fn is_broken_pipe(failure: &Failure) -> bool {
    failure
        .cause()
        .and_then(|cause| cause.downcast_ref::<io::Error>())
        .is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
