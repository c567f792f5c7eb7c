//! Is the file whole? SQLite's own checks, and what the schema promises beyond them.

use super::Tx;
use crate::error::Result;

/// How many problems one check reports; a broken file may have millions.
const MOST: usize = 1_000;

/// What must be empty, and what it means if it is not.
const INVARIANTS: [(&str, &str); 3] = [
    (
        "SELECT t.id FROM trackers t WHERE t.group_id IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM tracker_groups g WHERE g.account_id = t.account_id AND g.id = t.group_id)",
        "tracker {} is in a group that its account does not have",
    ),
    (
        "SELECT u.id FROM users u WHERE NOT EXISTS
         (SELECT 1 FROM users o WHERE o.id = u.account_id AND o.account_id = u.account_id)",
        "user {} belongs to an account without an owner",
    ),
    (
        "SELECT s.id FROM sources s WHERE NOT EXISTS
         (SELECT 1 FROM trackers t WHERE t.source_account_id = s.account_id AND t.source_id = s.id)",
        "source {} is shown by no tracker",
    ),
];

/// Every problem found, in words; none if the database is whole.
pub(crate) fn problems(tx: &Tx<'_>) -> Result<Vec<String>> {
    let mut problems = tx.all("PRAGMA integrity_check", (), |row| row.get::<_, String>(0))?;
    problems.retain(|line| line != "ok");
    problems.extend(tx.all("PRAGMA foreign_key_check", (), |row| {
        Ok(format!(
            "a row of {} names a row of {} that is not there",
            row.get::<_, String>(0)?,
            row.get::<_, String>(2)?
        ))
    })?);
    for (query, meaning) in INVARIANTS {
        problems.extend(tx.all(query, (), |row| Ok(meaning.replace("{}", &row.get::<_, i64>(0)?.to_string())))?);
    }
    problems.truncate(MOST);
    Ok(problems)
}
