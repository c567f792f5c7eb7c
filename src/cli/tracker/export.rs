//! `muster tracker export`: an owner's trackers as the CSV file that import reads.

use std::collections::HashMap;
use std::fs::File;
use std::path::PathBuf;

use super::columns::Column;
use crate::access::{Acts as _, Master};
use crate::cli::Desk;
use crate::cli::trouble::{Outcome, Trouble};
use crate::domain::{Login, Phone};
use crate::error::{Code, Failure};
use crate::ops::{groups, trackers};

#[derive(clap::Args)]
pub(in crate::cli) struct Export {
    /// The CSV file to make
    file: PathBuf,
    /// The owner's e-mail address
    #[arg(long, value_name = "EMAIL")]
    owner: Login,
}

impl Export {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let owner = desk.owner(&store, &self.owner)?;
        let by = Master::by_operator(desk.operator, owner.account);
        let path = self.file.display();
        let file = File::create_new(&self.file).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                Trouble::refused(format!("{path} exists already; name another file, or remove it"))
            }
            _ => Trouble::refused(format!("cannot make {path}: {error}")),
        })?;
        let mut csv = csv::Writer::from_writer(file);
        let unwritten = |error: csv::Error| Failure::caused(Code::CannotSaveFile, error);
        let exported = store.read(|tx| {
            csv.write_record(Column::ALL.map(Column::name)).map_err(unwritten)?;
            let groups: HashMap<_, _> =
                groups::list(tx, by.scope())?.into_iter().map(|group| (group.id, group)).collect();
            let mut exported = 0_u64;
            trackers::each(tx, &by, |tracker| {
                let group = tracker.group.and_then(|id| groups.get(&id));
                let source = &tracker.source;
                exported += 1;
                csv.write_record([
                    tracker.label.as_str(),
                    source.device_id.as_str(),
                    source.model.as_str(),
                    source.phone.as_ref().map_or("", Phone::as_str),
                    group.map_or("", |group| group.title.as_str()),
                    group.map_or("", |group| group.color.as_str()),
                ])
                .map_err(unwritten)
            })?;
            csv.flush().map_err(|error| unwritten(error.into()))?;
            Ok(exported)
        })?;
        desk.print
            .either(&serde_json::json!({ "exported": exported }), || format!("exported {exported} trackers to {path}"))
    }
}
