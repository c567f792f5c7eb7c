//! Importing a fleet: many trackers at once, with the groups that they name, all or nothing.

use std::collections::{BTreeSet, HashMap};

use serde_json::json;

use crate::access::{Acts, Master};
use crate::domain::{Color, Event, GroupChoice, GroupId, GroupTitle};
use crate::error::{Code, Failure};
use crate::limits;
use crate::store::{self, Tx, trackers};

use super::audit::record;
use super::groups::{self, GroupChange, NewGroup};
use super::trackers::{NewTracker, add};

/// One row of a fleet: a tracker, and the group it is to stand in.
#[derive(Debug, Clone)]
pub struct Row {
    /// Where in the file it begins, counted from 1.
    pub line: u64,
    /// The tracker.
    pub tracker: NewTracker,
    /// Its group by title, with the colour if the row names one.
    pub group: Option<(GroupTitle, Option<Color>)>,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// Where in the file the row begins, counted from 1.
    pub line: u64,
    /// The column at fault.
    pub column: &'static str,
    /// What is wrong, and what to do.
    pub error: String,
}

/// What an import did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Report {
    /// Trackers added.
    pub imported: u64,
    /// Groups made for them.
    pub groups_created: u64,
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Stopped {
    /// Some rows are faulty.
    Faulty {
        /// What is wrong with the first [`limits::IMPORT_ERRORS`] of them.
        faults: Vec<Fault>,
        /// How many there are.
        rows: u64,
    },
    /// It was only a rehearsal, which found no fault.
    DryRun(Report),
    /// The database, or the file, failed.
    Failed(Failure),
}

impl From<Failure> for Stopped {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// A group that the file has named.
struct Named {
    id: GroupId,
    /// `None` while the import itself made it and no row has told its colour.
    color: Option<Color>,
}

/// An import under way. Memory is bounded by the number of groups an account may have, not by the rows.
#[derive(Default)]
pub struct Import {
    named: HashMap<GroupTitle, Named>,
    grown: BTreeSet<GroupId>,
    /// How many trackers the account may have beside those that it has.
    room: u64,
    report: Report,
    faults: Vec<Fault>,
    faulty_rows: usize,
    faulty_line: Option<u64>,
}

impl Import {
    /// An import into the account, whose groups the file may name.
    ///
    /// # Errors
    /// Only the database's.
    pub fn begin(tx: &mut Tx<'_>, by: &Master) -> Result<Self, Failure> {
        let most = tx.limits().trackers_per_account;
        let room = most.saturating_sub(trackers::count(tx, by.scope())?).into();
        let mut import = Self { room, ..Self::default() };
        for group in groups::list(tx, by.scope())? {
            // Of groups of one title the oldest is meant.
            import.named.entry(group.title).or_insert(Named { id: group.id, color: Some(group.color) });
        }
        Ok(import)
    }

    /// Adds a row, or notes why it cannot be.
    ///
    /// # Errors
    /// Only the database's: a faulty row is no error yet, so that the rest of the file is looked at too.
    pub fn add(&mut self, tx: &mut Tx<'_>, by: &Master, row: Row) -> Result<(), Failure> {
        let line = row.line;
        match self.try_add(tx, by, row) {
            Ok(()) => Ok(()),
            Err(Trouble::Row(column, error)) => {
                self.fault(Fault { line, column, error });
                Ok(())
            }
            Err(Trouble::Failed(failure)) => Err(failure),
        }
    }

    fn try_add(&mut self, tx: &mut Tx<'_>, by: &Master, row: Row) -> Result<(), Trouble> {
        if self.report.imported >= self.room {
            let most = tx.limits().trackers_per_account;
            return Err(Trouble::Row("label", format!("would be one tracker too many; {most} is the most")));
        }
        let group = match &row.group {
            None => None,
            Some((title, color)) => Some(self.group(tx, by, title, color.as_ref())?),
        };
        add(tx, by, row.tracker, group).map_err(|failure| match failure.code {
            Code::DeviceIdAlreadyInUse => Trouble::Row("device_id", DEVICE_TWICE.to_owned()),
            _ => Trouble::Failed(failure),
        })?;
        self.grown.extend(group);
        self.report.imported += 1;
        Ok(())
    }

    /// Notes a fault that was found while reading the row.
    pub fn fault(&mut self, fault: Fault) {
        if self.faulty_line.replace(fault.line) != Some(fault.line) {
            self.faulty_rows += 1;
        }
        if self.faulty_rows <= limits::IMPORT_ERRORS {
            self.faults.push(fault);
        }
    }

    /// Ends the import: what was added stays only if no row was faulty. One record in the audit log stands for all rows.
    ///
    /// # Errors
    /// The faults, and the database's.
    pub fn finish(self, tx: &mut Tx<'_>, by: &Master) -> Result<Report, Stopped> {
        if self.faulty_rows > 0 {
            return Err(Stopped::Faulty { faults: self.faults, rows: self.faulty_rows as u64 });
        }
        store::groups::touch(tx, by.scope(), &self.grown.into_iter().collect::<Vec<_>>())?;
        record(tx, by.actor(), Event::TrackerImport, None, &json!({"after": self.report}))?;
        Ok(self.report)
    }

    /// The group of that title, made if the account has none.
    fn group(
        &mut self,
        tx: &mut Tx<'_>,
        by: &Master,
        title: &GroupTitle,
        color: Option<&Color>,
    ) -> Result<GroupId, Trouble> {
        if !self.named.contains_key(title) {
            let named = self.make(tx, by, title, color)?;
            self.named.insert(title.clone(), named);
        }
        let named = self.named.get_mut(title).ok_or(Failure::from(Code::UnexpectedError))?;
        match (&named.color, color) {
            (Some(known), Some(told)) if known != told => {
                let known = known.as_str();
                let error = format!("this group has the colour {known} already; give one colour, or leave it empty");
                return Err(Trouble::Row("color", error));
            }
            (None, Some(told)) => {
                let change = GroupChange { color: Some(told.clone()), ..GroupChange::default() };
                groups::update(tx, by, GroupChoice::Group(named.id), &change)?;
                named.color = Some(told.clone());
            }
            _ => {}
        }
        Ok(named.id)
    }

    fn make(
        &mut self,
        tx: &mut Tx<'_>,
        by: &Master,
        title: &GroupTitle,
        color: Option<&Color>,
    ) -> Result<Named, Trouble> {
        let most = tx.limits().groups_per_account;
        let new = NewGroup { title: title.clone(), color: color.cloned().unwrap_or_default(), description: None };
        let made = groups::create(tx, by, &new).map_err(|failure| match failure.code {
            Code::OverQuota => Trouble::Row("group", format!("would be one group too many; {most} is the most")),
            _ => Trouble::Failed(failure),
        })?;
        self.report.groups_created += 1;
        Ok(Named { id: made.id, color: color.cloned() })
    }
}

const DEVICE_TWICE: &str = "stands on an earlier line or is registered already; each device can be there once";

/// What kept a row out: something about the row, or the database.
enum Trouble {
    Row(&'static str, String),
    Failed(Failure),
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}
