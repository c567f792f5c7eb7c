//! SQLite: how a connection is opened, what a file must be to be ours, and what its errors mean.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use r2d2::{ManageConnection, Pool};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use scheduled_thread_pool::ScheduledThreadPool;

use super::migrations::STEPS;
use super::open_error::OpenError;
use super::upgrade::upgrade;
use crate::error::{Code, Failure};
use crate::files::{itself, with_ending};
use crate::limits::BUSY_PATIENCE;

/// `PRAGMA application_id`: "Must" in ASCII, by which a file is known to be ours.
const APPLICATION_ID: i32 = 0x4d75_7374;

/// `PRAGMA user_version`: the number of the schema in `schema.sql`.
pub const SCHEMA_VERSION: i32 = 4;

/// The oldest SQLite that is good enough: 3.51.3 mended a race between a checkpoint and a reset of the WAL.
const OLDEST_SQLITE: i32 = 3_051_003;

pub(super) const SCHEMA: &str = include_str!("../../schema.sql");

/// Every statement of the program fits, so each is prepared once a connection.
const STATEMENT_CACHE: usize = 256;

/// The writer's page cache: a long import touches the leaves of a dozen trees again and again, and with SQLite's
/// default of 2 MiB it would write each to the log and read it back many times.
const WRITER_CACHE_KIB: i32 = 40 * 1024;

/// Pages of the log, 16 MB of them, after which a commit writes them back to the database: SQLite's default of 4 MB comes
/// after every few commits of many writes, and each time with two waits for the disk.
const CHECKPOINT_PAGES: i32 = 4_000;

/// A reader's: room for the upper levels of the trees of a million accounts, so that a look-up reads only leaves.
const READER_CACHE_KIB: i32 = 8 * 1024;

/// What a connection is for.
#[derive(Clone, Copy)]
pub(super) enum Role {
    Writer,
    Reader,
}

/// Makes a new database from the schema, readable by its owner only.
pub(super) fn create(path: &Path) -> Result<(), OpenError> {
    new_file(path)?;
    let build = || {
        let mut conn = connect(path, Role::Writer)?;
        let tx = conn.transaction()?;
        tx.execute_batch(SCHEMA)?;
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.pragma_update(None, "user_version", SCHEMA_VERSION)?;
        tx.commit()
    };
    build().map_err(|source| OpenError::Sqlite { path: path.to_owned(), source })
}

/// Makes an empty file, readable by its owner only, where there is none.
pub(super) fn new_file(path: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => OpenError::Exists(path.to_owned()),
        _ => OpenError::Io { path: path.to_owned(), source },
    });
    made.map(drop)
}

/// Opens the writing connection of an existing database, after making sure that it is one of ours and of this version.
pub(super) fn open(path: &Path) -> Result<Connection, OpenError> {
    if recognise(path)? < SCHEMA_VERSION {
        upgrade(path, &mut || ())?;
    }
    connect(path, Role::Writer).map_err(|source| OpenError::Sqlite { path: path.to_owned(), source })
}

/// Makes sure that there is a database of ours, of a version that this program knows: which.
pub(super) fn recognise(path: &Path) -> Result<i32, OpenError> {
    if rusqlite::version_number() < OLDEST_SQLITE {
        return Err(OpenError::OldSqlite(rusqlite::version()));
    }
    match path.metadata() {
        Ok(_) => identify(path),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(OpenError::Missing(path.to_owned())),
        Err(source) => Err(OpenError::Unreadable { path: path.to_owned(), source }),
    }
}

/// Looks at the file without changing a byte of it, for it may be somebody else's; unless it says that it is ours, and a
/// crash has left what must be rolled back before anybody can read it.
fn identify(path: &Path) -> Result<i32, OpenError> {
    let flags = match is_left_half_written(path) {
        false => OpenFlags::SQLITE_OPEN_READ_ONLY,
        true => match says_that_it_is_ours(path) {
            Ok(true) => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Ok(false) => return Err(OpenError::NotOurs(path.to_owned())),
            Err(source) => return Err(OpenError::Unreadable { path: path.to_owned(), source }),
        },
    };
    let open = || {
        let conn = Connection::open_with_flags(path, flags)?;
        conn.busy_timeout(BUSY_PATIENCE)?;
        Ok(conn)
    };
    identify_open(&open().map_err(|source| refused(path, source))?, path)
}

/// Whether a rollback journal lies beside the file. A database of ours has a write-ahead log in its place, but not while it
/// is turned from one to the other: when it is put away, and when it is first served after it was brought back.
fn is_left_half_written(path: &Path) -> bool {
    with_ending(&itself(path), "-journal").metadata().is_ok_and(|file| file.len() > 0)
}

/// Whether the file's head has our application id, which SQLite keeps there. Closing the file gives up all locks that this
/// process has on it; but it has none where a crash has left a journal that nobody has rolled back yet.
fn says_that_it_is_ours(path: &Path) -> io::Result<bool> {
    const APPLICATION_ID_AT: u64 = 68;
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(APPLICATION_ID_AT))?;
    let mut found = [0; size_of::<i32>()];
    match file.read_exact(&mut found) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(false),
        read => read.map(|()| i32::from_be_bytes(found) == APPLICATION_ID),
    }
}

/// Makes sure that what is open is a database of ours, of a version that this program knows: which.
pub(super) fn identify_open(conn: &Connection, path: &Path) -> Result<i32, OpenError> {
    let pragma = |name| conn.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    if pragma("application_id").map_err(|source| refused(path, source))? != APPLICATION_ID {
        return Err(OpenError::NotOurs(path.to_owned()));
    }
    match pragma("user_version").map_err(|source| refused(path, source))? {
        found if found > SCHEMA_VERSION => Err(OpenError::TooNew { path: path.to_owned(), found }),
        found if found < STEPS[0].from => Err(OpenError::NotOurs(path.to_owned())),
        found => Ok(found),
    }
}

/// What it means that SQLite refused to look at the file.
pub(super) fn refused(path: &Path, source: rusqlite::Error) -> OpenError {
    match source.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenError::NotOurs(path.to_owned()),
        // SQLite does not tell what is in the way. Its locks would go with our file if we had it open too; but what it could
        // not open we cannot.
        Some(ErrorCode::CannotOpen) if let Err(source) = File::open(path) => {
            OpenError::Unreadable { path: path.to_owned(), source }
        }
        _ => OpenError::Sqlite { path: path.to_owned(), source },
    }
}

/// Opens one connection that can only read, for a long read, which must not take one of the pool's.
pub(super) fn reader(path: &Path) -> Result<Connection, OpenError> {
    let found = recognise(path)?;
    if found < SCHEMA_VERSION {
        return Err(OpenError::TooOld { path: path.to_owned(), found });
    }
    connect(path, Role::Reader).map_err(|source| refused(path, source))
}

/// Opens `size` connections that can only read, on `opener`'s thread.
pub(super) fn readers(
    path: &Path,
    size: u32,
    opener: Arc<ScheduledThreadPool>,
) -> Result<Pool<SqliteConnectionManager>, OpenError> {
    let builder = Pool::builder().thread_pool(opener).max_size(size).connection_timeout(BUSY_PATIENCE);
    Ok(builder.test_on_check_out(false).build(manager(path, Role::Reader))?)
}

fn connect(path: &Path, role: Role) -> rusqlite::Result<Connection> {
    manager(path, role).connect()
}

fn manager(path: &Path, role: Role) -> SqliteConnectionManager {
    SqliteConnectionManager::file(path)
        .with_flags(OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .with_init(move |conn| set_up(conn, role))
}

fn set_up(conn: &Connection, role: Role) -> rusqlite::Result<()> {
    conn.busy_timeout(BUSY_PATIENCE)?;
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "trusted_schema", false)?;
    match role {
        // A read that tried to write is a mistake of ours; let the database say so.
        Role::Reader => {
            conn.pragma_update(None, "query_only", true)?;
            conn.pragma_update(None, "cache_size", -READER_CACHE_KIB)?;
        }
        Role::Writer => {
            conn.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
            conn.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
        }
    }
    conn.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    Ok(())
}

/// A database error is never "not found": the caller learns 14 when trying again may help, 1 otherwise.
impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        let code = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Code::DatabaseUnavailable,
            _ => Code::DatabaseError,
        };
        Self::caused(code, error)
    }
}
