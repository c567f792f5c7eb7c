//! `muster tracker import`: the trackers of a CSV file, all or nothing.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};

use super::fleet::{Fleet, Unreadable};
use crate::access::Master;
use crate::cli::Desk;
use crate::cli::trouble::{Outcome, Trouble};
use crate::domain::Login;
use crate::error::Failure;
use crate::limits;
use crate::ops::import::{self, Fault, Report, Stopped};
use crate::store::Tx;

#[derive(clap::Args)]
pub(in crate::cli) struct Import {
    /// The CSV file: label, device_id, and optionally model, phone, group, color
    file: PathBuf,
    /// The owner's e-mail address
    #[arg(long, value_name = "EMAIL")]
    owner: Login,
    /// Look for faults, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// Why nothing was written.
enum NotImported {
    File(Unreadable),
    Rows(Stopped),
}

impl From<Unreadable> for NotImported {
    fn from(unreadable: Unreadable) -> Self {
        Self::File(unreadable)
    }
}

impl From<Failure> for NotImported {
    fn from(failure: Failure) -> Self {
        Self::Rows(failure.into())
    }
}

impl Import {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let store = desk.open()?;
        let owner = desk.owner(&store, &self.owner)?;
        let by = Master::by_operator(desk.operator, owner.account);
        let (dry_run, path) = (self.dry_run, self.file.clone());
        let imported = store.write_blocking(move |tx| {
            let report = import_file(tx, &by, &path)?;
            if dry_run { Err(NotImported::Rows(Stopped::DryRun(report))) } else { Ok(report) }
        });
        match imported {
            Ok(report) => print(desk, report, "imported"),
            Err(NotImported::Rows(Stopped::DryRun(report))) => print(desk, report, "no fault found in"),
            Err(NotImported::Rows(Stopped::Faulty { faults, rows })) => refuse(desk, &faults, rows),
            Err(NotImported::Rows(Stopped::Failed(failure))) => Err(failure.into()),
            Err(NotImported::File(Unreadable::Headings(fault))) => refuse(desk, &[fault], 1),
            Err(NotImported::File(Unreadable::File(error))) => {
                Err(Trouble::refused(format!("cannot read {}: {error}", self.file.display())))
            }
        }
    }
}

fn import_file(tx: &mut Tx<'_>, by: &Master, path: &Path) -> Result<Report, NotImported> {
    let file = File::open(path).map_err(Unreadable::File)?;
    let bar = progress(file.metadata().map_err(Unreadable::File)?.len());
    let mut fleet = Fleet::open(BufReader::new(bar.wrap_read(file)))?;
    for heading in &fleet.ignored {
        bar.suspend(|| eprintln!("muster: the column {heading:?} is none of a fleet's, and is passed over"));
    }
    let mut import = import::Import::begin(tx, by)?;
    while let Some(row) = fleet.next()? {
        match row {
            Ok(row) => import.add(tx, by, row)?,
            Err(faults) => faults.into_iter().for_each(|fault| import.fault(fault)),
        }
    }
    bar.finish_and_clear();
    import.finish(tx, by).map_err(NotImported::Rows)
}

/// A bar over the bytes read, on a terminal only.
fn progress(bytes: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {bytes} of {total_bytes}, {eta} left");
    ProgressBar::new(bytes).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

fn print(desk: &Desk, report: Report, what: &str) -> Outcome {
    desk.print.either(&report, || {
        let Report { imported, groups_created } = report;
        format!("{what} {imported} trackers, {groups_created} new groups")
    })
}

/// Names every faulty row: with `--json` in the one object on stdout, else a line each on stderr.
fn refuse(desk: &Desk, faults: &[Fault], rows: u64) -> Outcome {
    if desk.print.json {
        desk.print.either(&serde_json::json!({ "errors": faults }), String::new)?;
    } else {
        for Fault { line, column, error } in faults {
            eprintln!("line {line}, {column}: {error}");
        }
    }
    let most = limits::IMPORT_ERRORS as u64;
    let named = if rows > most { format!(" (the first {most} are named)") } else { String::new() };
    Err(Trouble::refused(format!("nothing was imported: faulty rows to mend in the file first: {rows}{named}")))
}
