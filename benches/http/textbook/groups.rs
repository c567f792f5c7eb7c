//! Groups: list, create, update.

use rusqlite::{OptionalExtension as _, Transaction};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer::{INVALID_PARAMETERS, NOT_FOUND, OVER_QUOTA, Refusal};
use super::session::Principal;
use super::{audit, ids};

/// As many groups as Muster lets an account have unless told otherwise.
const GROUPS_PER_ACCOUNT: i64 = 10_000;

/// The parameters of an action that takes none.
#[derive(Deserialize)]
pub struct NoParams {}

#[derive(Serialize)]
struct Listing {
    success: bool,
    list: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    id: i64,
    title: String,
    color: String,
}

/// All groups of the account.
pub fn list(tx: &Transaction<'_>, by: &Principal, _: &NoParams) -> Result<Vec<u8>, Refusal> {
    let mut statement = tx.prepare_cached(
        "SELECT id, title, color, description, created_at, modified_at FROM tracker_groups
         WHERE account_id = ?1 ORDER BY id",
    )?;
    let items = statement
        .query_map([by.account], |row| Ok(Item { id: row.get(0)?, title: row.get(1)?, color: row.get(2)? }))?
        .collect::<rusqlite::Result<_>>()?;
    Ok(serde_json::to_vec(&Listing { success: true, list: items })?)
}

/// What a group is to be called.
#[derive(Deserialize)]
pub struct NewGroup {
    title: String,
    color: String,
}

/// The colour as it is kept, once title and colour are good.
fn checked(title: &str, color: &str) -> Result<String, Refusal> {
    let color = color.strip_prefix('#').unwrap_or(color);
    let right = color.len() == 6 && color.bytes().all(|byte| byte.is_ascii_hexdigit());
    let fits = (1..=60).contains(&title.chars().count()) && !title.chars().any(char::is_control);
    if right && fits { Ok(color.to_ascii_uppercase()) } else { Err(INVALID_PARAMETERS) }
}

#[derive(Serialize)]
struct NewId {
    success: bool,
    id: i64,
}

/// Makes a group.
pub fn create(tx: &Transaction<'_>, by: &Principal, new: &NewGroup) -> Result<Vec<u8>, Refusal> {
    by.check_master()?;
    let title = &new.title;
    let color = checked(title, &new.color)?;
    let count: i64 = tx
        .prepare_cached("SELECT count(*) FROM tracker_groups WHERE account_id = ?1")?
        .query_row([by.account], |row| row.get(0))?;
    if count >= GROUPS_PER_ACCOUNT {
        return Err(OVER_QUOTA);
    }
    let id = ids::next(tx, "tracker_group")?;
    tx.prepare_cached(
        "INSERT INTO tracker_groups (account_id, id, title, color, description, created_at, modified_at)
         VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?5)",
    )?
    .execute((by.account, id, title, &color, by.now))?;
    audit::record(tx, by, "create", Some(id), &json!({"after": {"title": title, "color": color}}))?;
    Ok(serde_json::to_vec(&NewId { success: true, id })?)
}

/// What is to become of which group.
#[derive(Deserialize)]
pub struct Change {
    id: i64,
    title: String,
    color: String,
}

/// Gives a group a title and a colour.
pub fn update(tx: &Transaction<'_>, by: &Principal, change: &Change) -> Result<Vec<u8>, Refusal> {
    by.check_master()?;
    let title = &change.title;
    let color = checked(title, &change.color)?;
    let before: Option<(String, String)> = tx
        .prepare_cached(
            "SELECT title, color, description, created_at, modified_at FROM tracker_groups
             WHERE account_id = ?1 AND id = ?2",
        )?
        .query_row((by.account, change.id), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (old_title, old_color) = before.ok_or(NOT_FOUND)?;
    if (old_title.as_str(), old_color.as_str()) != (title.as_str(), color.as_str()) {
        tx.prepare_cached(
            "UPDATE tracker_groups SET title = ?3, color = ?4, modified_at = ?5 WHERE account_id = ?1 AND id = ?2",
        )?
        .execute((by.account, change.id, title, &color, by.now))?;
        let shown = |title: &str, color: &str| json!({"title": title, "color": color});
        let payload = json!({"before": shown(&old_title, &old_color), "after": shown(title, &color)});
        audit::record(tx, by, "update", Some(change.id), &payload)?;
    }
    Ok(serde_json::to_vec(&json!({"success": true}))?)
}
