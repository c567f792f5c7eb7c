//! Statements on what else is known of a sub-user.

use std::collections::BTreeMap;
use std::error::Error;

use rusqlite::Row;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Tx;
use crate::access::Scope;
use crate::domain::{
    GroupId, Invalid, NamedCountry, Privilege, TrackerId, UserDetails, UserId, UserTagName, UserTagText,
};
use crate::error::{self, Code, Failure};

fn read(row: &Row<'_>) -> rusqlite::Result<UserDetails> {
    Ok(UserDetails {
        country: country(row)?,
        description: row.get(1)?,
        message: row.get(2)?,
        disabled_message: row.get(3)?,
        tags: tags(row)?,
        privileges: privileges(row)?,
        group: row.get(6)?,
        tracker: row.get(7)?,
        admin_devices: row.get(8)?,
    })
}

/// The user's details; the defaults if nobody has told any.
pub(crate) fn find(tx: &Tx<'_>, scope: Scope, user: UserId) -> error::Result<UserDetails> {
    let found = tx.first(
        "SELECT country, description, message, disabled_message, tags, privileges, group_id, tracker_id, admin_devices, country_code
         FROM user_details WHERE account_id = ?1 AND user_id = ?2",
        (scope.account(), user),
        read,
    )?;
    Ok(found.unwrap_or_default())
}

/// Writes what is known of a user, in the place of what was known before.
pub(crate) fn put(tx: &mut Tx<'_>, scope: Scope, user: UserId, details: &UserDetails) -> error::Result<()> {
    tx.execute(scope, "DELETE FROM user_details WHERE account_id = ?1 AND user_id = ?2", (scope.account(), user))?;
    tx.execute(
        scope,
        "INSERT INTO user_details (account_id, user_id, country, country_code, description, message, disabled_message, tags,
                                   privileges, group_id, tracker_id, admin_devices)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
        (
            scope.account(),
            user,
            details.country.as_ref().map(NamedCountry::as_str),
            details.country.as_ref().map(|country| country.country().code()),
            &details.description,
            &details.message,
            &details.disabled_message,
            to_json(&details.tags)?,
            to_json(&details.privileges)?,
            details.group,
            details.tracker,
            details.admin_devices,
        ),
    )?;
    Ok(())
}

/// Sees to it that no sub-user sees the members of a group, which is about to go.
pub(crate) fn leave_group(tx: &mut Tx<'_>, scope: Scope, group: GroupId) -> error::Result<()> {
    tx.execute(
        scope,
        "UPDATE user_details SET group_id = NULL WHERE account_id = ?1 AND group_id = ?2",
        (scope.account(), group),
    )?;
    Ok(())
}

/// Sees to it that a tracker, which is about to go, is nobody's own.
pub(super) fn leave_tracker(tx: &mut Tx<'_>, scope: Scope, tracker: TrackerId) -> error::Result<()> {
    tx.execute(
        scope,
        "UPDATE user_details SET tracker_id = NULL WHERE account_id = ?1 AND tracker_id = ?2",
        (scope.account(), tracker),
    )?;
    Ok(())
}

fn country(row: &Row<'_>) -> rusqlite::Result<Option<NamedCountry>> {
    let (text, code): (Option<String>, Option<String>) = (row.get(0)?, row.get(9)?);
    let kept = text.zip(code).map(|(text, code)| NamedCountry::kept(text, &code));
    kept.transpose().map_err(|why| unreadable(0, why))
}

fn tags(row: &Row<'_>) -> rusqlite::Result<BTreeMap<UserTagName, UserTagText>> {
    let texts: BTreeMap<String, String> = from_json(row, 4)?;
    let tag = |(key, value): (String, String)| Ok((key.try_into()?, value.try_into()?));
    texts.into_iter().map(tag).collect::<Result<_, Invalid>>().map_err(|why| unreadable(4, why))
}

fn privileges(row: &Row<'_>) -> rusqlite::Result<Vec<Privilege>> {
    let texts: Vec<String> = from_json(row, 5)?;
    texts.into_iter().map(Privilege::try_from).collect::<Result<_, Invalid>>().map_err(|why| unreadable(5, why))
}

fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(column, error))
}

fn unreadable(column: usize, why: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(why))
}

fn to_json<T: Serialize>(value: &T) -> error::Result<String> {
    serde_json::to_string(value).map_err(|error| Failure::caused(Code::UnexpectedError, error))
}
