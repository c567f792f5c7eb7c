//! Upgrades a database that an older program made: alone with it, after a copy of it, in one transaction, and only if
//! what comes out is the schema of a new database.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::{Batch, Connection, ErrorCode, MAIN_DB, OpenFlags, Transaction, TransactionBehavior};

use super::migrations::{STEPS, Step};
use super::open_error::OpenError;
use super::sqlite::{SCHEMA, SCHEMA_VERSION, new_file};
use crate::files::{sync_folder, with_ending};
use crate::limits::{UPGRADE_PATIENCE, UPGRADE_RETRY};

/// Brings the database to the present version; one that has it already stays as it is. `watch` is called whenever
/// something has been done.
pub(super) fn upgrade(path: &Path, watch: &mut dyn FnMut()) -> Result<(), OpenError> {
    let mut conn = alone(path)?;
    let cannot = |source| OpenError::Upgrade { path: path.to_owned(), source };
    let found = version(&conn).map_err(cannot)?;
    // Another program may have been faster.
    if found == SCHEMA_VERSION {
        return Ok(());
    }
    log::info!("upgrading {} from schema version {found} to {SCHEMA_VERSION}", path.display());
    let draft = copy(&conn, path, found)?;
    watch();
    let tx = upgraded(&mut conn, path, watch)?;
    let kept = keep(draft, path, found)?;
    watch();
    tx.commit().map_err(cannot)?;
    watch();
    log::info!("upgraded; the database as it was is kept as {} until you delete it", kept.display());
    Ok(())
}

/// Brings a file that is itself a copy, and that nobody else has, to the present version. It keeps no other.
pub(super) fn upgrade_copy(path: &Path) -> Result<(), OpenError> {
    let mut conn = alone(path)?;
    upgraded(&mut conn, path, &mut || ())?
        .commit()
        .map_err(|source| OpenError::Upgrade { path: path.to_owned(), source })
}

/// The transaction in which all steps have been taken.
fn upgraded<'c>(conn: &'c mut Connection, path: &Path, watch: &mut dyn FnMut()) -> Result<Transaction<'c>, OpenError> {
    let cannot = |source| OpenError::Upgrade { path: path.to_owned(), source };
    let found = version(conn).map_err(cannot)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(cannot)?;
    take_steps(&tx, watch).map_err(cannot)?;
    match problem(&tx).map_err(cannot)? {
        Some(problem) => Err(OpenError::Unfit { path: path.to_owned(), found, problem }),
        None => Ok(tx),
    }
}

/// The only connection to the database, so that it does not change under an older server. It waits for commands that
/// are about to end.
fn alone(path: &Path) -> Result<Connection, OpenError> {
    let since = Instant::now();
    loop {
        match lock(path) {
            Ok(conn) => return Ok(conn),
            Err(error) if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) => {
                return Err(OpenError::Upgrade { path: path.to_owned(), source: error });
            }
            Err(_) if since.elapsed() >= UPGRADE_PATIENCE => return Err(OpenError::InUse(path.to_owned())),
            Err(_) => thread::sleep(UPGRADE_RETRY),
        }
    }
}

/// Locks the file against all other connections, or fails at once: two that wait would wait for each other.
fn lock(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    conn.busy_timeout(Duration::ZERO)?;
    conn.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "trusted_schema", false)?;
    // Tables are dropped and made anew while others refer to them. Inside a transaction it could not be set.
    conn.pragma_update(None, "foreign_keys", false)?;
    // In this mode the first transaction takes the lock, and its end keeps it.
    conn.execute_batch("BEGIN EXCLUSIVE; COMMIT")?;
    Ok(conn)
}

fn version(conn: &Connection) -> rusqlite::Result<i32> {
    conn.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Takes each step that starts where the database is.
fn take_steps(tx: &Transaction<'_>, watch: &mut dyn FnMut()) -> rusqlite::Result<()> {
    for step in &STEPS {
        if version(tx)? == step.from && lacks(tx, step)? {
            let mut statements = Batch::new(tx, step.sql);
            while let Some(mut statement) = statements.next()? {
                statement.raw_execute()?;
                watch();
            }
            tx.pragma_update(None, "user_version", step.to)?;
            watch();
        }
    }
    Ok(())
}

/// Whether the database is without what it must be without to go this step.
fn lacks(tx: &Transaction<'_>, step: &Step) -> rusqlite::Result<bool> {
    const PARTS: &str = "SELECT NOT EXISTS (SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2
                                            UNION ALL SELECT 1 FROM pragma_index_list(?1) WHERE name = ?2)";
    step.without.map_or(Ok(true), |part| tx.query_row(PARTS, part, |row| row.get(0)))
}

/// What speaks against the upgraded database: it is not like a new one, or not whole.
fn problem(tx: &Transaction<'_>) -> rusqlite::Result<Option<String>> {
    let new = Connection::open_in_memory()?;
    new.execute_batch(SCHEMA)?;
    let (expected, found) = (schema(&new)?, schema(tx)?);
    let differs = |name: &&String| expected.get(*name) != found.get(*name);
    if let Some(name) = expected.keys().chain(found.keys()).find(differs) {
        return Ok(Some(format!("{name} is not what it was in any version")));
    }
    let dangling = "SELECT 'a row of ' || \"table\" || ' names a row of ' || parent || ' that is not there'
                    FROM pragma_foreign_key_check LIMIT 1";
    let broken = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok' LIMIT 1";
    for question in [dangling, broken] {
        let mut statement = tx.prepare(question)?;
        if let Some(row) = statement.query(())?.next()? {
            return row.get(0).map(Some);
        }
    }
    Ok(None)
}

/// Everything that has been defined, by name, without what means nothing: comments, spaces, and the quotes that a
/// renamed table gets.
fn schema(conn: &Connection) -> rusqlite::Result<BTreeMap<String, String>> {
    let mut defined = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let plain = |sql: String| {
        let code = sql.lines().map(|line| line.split("--").next().unwrap_or_default());
        code.flat_map(str::split_whitespace).collect::<String>().replace('"', "")
    };
    defined.query_map((), |row| Ok((row.get(0)?, plain(row.get(1)?))))?.collect()
}

/// A copy of the database under another name until the upgrade is certain; what is not kept is taken away.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        // The next upgrade would write it anew.
        let _ = fs::remove_file(&self.0);
    }
}

/// Copies the database, readable by its owner only. What an upgrade left that was killed is written anew.
fn copy(conn: &Connection, path: &Path, version: i32) -> Result<Draft, OpenError> {
    let draft = Draft(with_ending(path, &format!(".v{version}.unfinished")));
    match fs::remove_file(&draft.0) {
        Err(source) if source.kind() != io::ErrorKind::NotFound => Err(OpenError::Io { path: draft.0.clone(), source }),
        _ => new_file(&draft.0),
    }?;
    let copied = conn.backup(MAIN_DB, &draft.0, None);
    copied.map_err(|source| OpenError::Upgrade { path: path.to_owned(), source })?;
    Ok(draft)
}

/// Gives the copy its name, which no other file has. A link, unlike a rename, never replaces one.
fn keep(draft: Draft, path: &Path, version: i32) -> Result<PathBuf, OpenError> {
    let mut kept = with_ending(path, &format!(".v{version}"));
    let mut number = 1;
    while let Err(source) = fs::hard_link(&draft.0, &kept) {
        if source.kind() != io::ErrorKind::AlreadyExists {
            return Err(OpenError::Io { path: kept, source });
        }
        number += 1;
        kept = with_ending(path, &format!(".v{version}.{number}"));
    }
    drop(draft);
    sync_folder(path).map_err(|source| OpenError::Io { path: kept.clone(), source })?;
    Ok(kept)
}
