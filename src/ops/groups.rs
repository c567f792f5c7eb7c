//! Tracker groups: make, change, delete, and put trackers in them.

use std::collections::HashMap;

use crate::access::{Access, Master, Scope};
use crate::domain::{Color, GroupChoice, GroupId, GroupTitle, TrackerId};
use crate::error::{Code, Result};
pub use crate::store::groups::TrackerGroup;
use crate::store::{Tx, groups, ids, trackers};

use super::trackers::as_set;

/// All groups of the account, the oldest first. The default group is not one of them.
///
/// # Errors
/// Only the database's.
pub fn list(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<TrackerGroup>> {
    groups::list(tx, scope)
}

/// All groups of the account with the number of trackers in each.
///
/// # Errors
/// Only the database's.
pub fn list_with_counts(tx: &mut Tx<'_>, scope: Scope) -> Result<Vec<(TrackerGroup, u32)>> {
    let counts: HashMap<_, _> = trackers::count_by_group(tx, scope)?.into_iter().collect();
    let with_count = |group: TrackerGroup| {
        let count = counts.get(&group.id).copied().unwrap_or(0);
        (group, count)
    };
    Ok(groups::list(tx, scope)?.into_iter().map(with_count).collect())
}

/// The oldest group of that title: titles need not be unique.
///
/// # Errors
/// Only the database's.
pub fn titled(tx: &mut Tx<'_>, scope: Scope, title: &GroupTitle) -> Result<Option<TrackerGroup>> {
    groups::titled(tx, scope, title)
}

/// Makes an empty group. Titles need not be unique.
///
/// # Errors
/// 268 when the account has as many groups as it may.
pub fn create(tx: &mut Tx<'_>, by: &Master, title: &GroupTitle, color: &Color) -> Result<GroupId> {
    if groups::count(tx, by.scope())? >= tx.limits().groups_per_account {
        return Err(Code::OverQuota.into());
    }
    let id = ids::next(tx)?;
    groups::insert(tx, by.scope(), &TrackerGroup { id, title: title.clone(), color: color.clone() })?;
    Ok(id)
}

/// Gives a group a title and a colour, both.
///
/// # Errors
/// 201 when the account has no such group; the default group cannot be changed and counts as absent.
pub fn update(tx: &mut Tx<'_>, by: &Master, id: GroupChoice, title: &GroupTitle, color: &Color) -> Result<()> {
    let id = id.group().ok_or(Code::NotFoundInDatabase)?;
    let group = TrackerGroup { id, title: title.clone(), color: color.clone() };
    if groups::update(tx, by.scope(), &group)? { Ok(()) } else { Err(Code::NotFoundInDatabase.into()) }
}

/// Deletes a group; its trackers go to the default group.
///
/// # Errors
/// 201 when the account has no such group; the default group cannot be deleted and counts as absent.
pub fn delete(tx: &mut Tx<'_>, by: &Master, id: GroupChoice) -> Result<()> {
    let id = id.group().ok_or(Code::NotFoundInDatabase)?;
    trackers::leave_group(tx, by.scope(), id)?;
    if groups::delete(tx, by.scope(), id)? { Ok(()) } else { Err(Code::NotFoundInDatabase.into()) }
}

/// Puts trackers in a group, or with the default one out of any. All of them or none; repeated ids count once, and no ids
/// at all change nothing.
///
/// # Errors
/// 201 when the account has no such group; then 217 when it lacks one of the trackers; then 208 when one is blocked.
pub fn assign(tx: &mut Tx<'_>, by: &Master, to: GroupChoice, ids: &[TrackerId]) -> Result<()> {
    let group = to.group();
    if let Some(id) = group
        && !groups::exists(tx, by.scope(), id)?
    {
        return Err(Code::NotFoundInDatabase.into());
    }
    let ids = as_set(ids);
    let survey = trackers::survey(tx, by.scope(), &ids)?;
    if (survey.found as usize) < ids.len() {
        return Err(Code::ListContainsNonexistent.into());
    }
    if survey.blocked > 0 {
        return Err(Code::DeviceBlocked.into());
    }
    trackers::assign(tx, by.scope(), &ids, group)
}
