//! Is the file whole? SQLite's own checks, and what the schema promises beyond them.

use rusqlite::{Connection, Result, Row};

/// What must be empty, and what it means if it is not. Each question stops at a thousand: a broken file may have millions.
const INVARIANTS: [(&str, &str); 3] = [
    (
        "SELECT t.id FROM trackers t WHERE t.group_id IS NOT NULL AND NOT EXISTS
         (SELECT 1 FROM tracker_groups g WHERE g.account_id = t.account_id AND g.id = t.group_id) LIMIT 1000",
        "tracker {} is in a group that its account does not have",
    ),
    (
        "SELECT u.id FROM users u WHERE NOT EXISTS
         (SELECT 1 FROM users o WHERE o.id = u.account_id AND o.account_id = u.account_id) LIMIT 1000",
        "user {} belongs to an account without an owner",
    ),
    (
        "SELECT s.id FROM sources s WHERE NOT EXISTS
         (SELECT 1 FROM trackers t WHERE t.source_account_id = s.account_id AND t.source_id = s.id) LIMIT 1000",
        "source {} is shown by no tracker",
    ),
];

/// Every problem found, in words; none if the database is whole.
pub(super) fn problems(conn: &Connection) -> Result<Vec<String>> {
    let mut problems = all(conn, "PRAGMA integrity_check", |row| row.get::<_, String>(0))?;
    problems.retain(|line| line != "ok");
    problems.extend(all(conn, "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1000", |row| {
        let (child, parent): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(format!("a row of {child} names a row of {parent} that is not there"))
    })?);
    for (query, meaning) in INVARIANTS {
        problems.extend(all(conn, query, |row| Ok(meaning.replace("{}", &row.get::<_, i64>(0)?.to_string())))?);
    }
    Ok(problems)
}

fn all<T>(conn: &Connection, sql: &str, read: impl FnMut(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
    conn.prepare(sql)?.query_map((), read)?.collect()
}
