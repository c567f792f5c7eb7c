//! Importing a fleet: many trackers at once, with the groups that they name, all or nothing.

use std::collections::HashMap;

use crate::access::{Access, Master};
use crate::domain::{Color, GroupChoice, GroupId, GroupTitle};
use crate::error::{Code, Failure};
use crate::limits;
use crate::store::Tx;

use super::groups;
use super::trackers::{NewTracker, register};

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
    /// These rows are faulty (the first [`limits::IMPORT_ERRORS`] of them).
    Faulty(Vec<Fault>),
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
    report: Report,
    faults: Vec<Fault>,
}

impl Import {
    /// Adds a row, or notes why it cannot be.
    ///
    /// # Errors
    /// Only the database's: a faulty row is no error yet, so that the rest of the file is looked at too.
    pub fn add(&mut self, tx: &mut Tx<'_>, by: &Master, row: &Row) -> Result<(), Failure> {
        match self.try_add(tx, by, row) {
            Ok(()) => Ok(()),
            Err(Trouble::Row(column, error)) => {
                self.fault(Fault { line: row.line, column, error });
                Ok(())
            }
            Err(Trouble::Failed(failure)) => Err(failure),
        }
    }

    fn try_add(&mut self, tx: &mut Tx<'_>, by: &Master, row: &Row) -> Result<(), Trouble> {
        let group = match &row.group {
            None => None,
            Some((title, color)) => Some(self.group(tx, by, title, color.as_ref())?),
        };
        register(tx, by, &row.tracker, group).map_err(|failure| match failure.code {
            Code::DeviceIdAlreadyInUse => Trouble::Row("device_id", DEVICE_TWICE.to_owned()),
            _ => Trouble::Failed(failure),
        })?;
        self.report.imported += 1;
        Ok(())
    }

    /// Notes a fault that was found while reading the row.
    pub fn fault(&mut self, fault: Fault) {
        if self.faults.len() < limits::IMPORT_ERRORS {
            self.faults.push(fault);
        }
    }

    /// Ends the import: what was added stays only if no row was faulty.
    ///
    /// # Errors
    /// The faults.
    pub fn finish(self) -> Result<Report, Stopped> {
        if self.faults.is_empty() { Ok(self.report) } else { Err(Stopped::Faulty(self.faults)) }
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
            let named = self.find_or_make(tx, by, title, color)?;
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
                groups::update(tx, by, GroupChoice::Group(named.id), title, told)?;
                named.color = Some(told.clone());
            }
            _ => {}
        }
        Ok(named.id)
    }

    fn find_or_make(
        &mut self,
        tx: &mut Tx<'_>,
        by: &Master,
        title: &GroupTitle,
        color: Option<&Color>,
    ) -> Result<Named, Trouble> {
        if let Some(group) = groups::titled(tx, by.scope(), title)? {
            return Ok(Named { id: group.id, color: Some(group.color) });
        }
        let most = tx.limits().groups_per_account;
        let id = groups::create(tx, by, title, &color.cloned().unwrap_or_default()).map_err(|failure| match failure
            .code
        {
            Code::OverQuota => Trouble::Row("group", format!("would be one group too many; {most} is the most")),
            _ => Trouble::Failed(failure),
        })?;
        self.report.groups_created += 1;
        Ok(Named { id, color: color.cloned() })
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
