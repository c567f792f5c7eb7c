//! The pool of connections that only read.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::channel;

use r2d2::{Pool, PooledConnection};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;
use scheduled_thread_pool::ScheduledThreadPool;

use super::open_error::OpenError;
use super::sqlite;
use crate::error::{Code, Failure, Result};

/// The pool. When it is dropped, its connections are closed.
pub(super) struct Readers {
    pool: Option<Pool<SqliteConnectionManager>>,
    opener: Arc<ScheduledThreadPool>,
}

impl Readers {
    /// Opens that many connections.
    ///
    /// # Errors
    /// When one cannot be opened.
    pub(super) fn open(path: &Path, size: u32) -> std::result::Result<Self, OpenError> {
        let opener = Arc::new(ScheduledThreadPool::new(1));
        let pool = sqlite::readers(path, size, Arc::clone(&opener))?;
        Ok(Self { pool: Some(pool), opener })
    }

    /// A connection that nobody else has, until it is dropped.
    ///
    /// # Errors
    /// 14 when none becomes free.
    pub(super) fn get(&self) -> Result<PooledConnection<SqliteConnectionManager>> {
        let closed = || Failure::caused(Code::DatabaseUnavailable, "the readers are closed");
        let pool = self.pool.as_ref().ok_or_else(closed)?;
        pool.get().map_err(|cause| Failure::caused(Code::DatabaseUnavailable, cause))
    }
}

/// A read transaction, which ends when this is dropped. Its statements are prepared once, which those of rusqlite's own
/// transactions are not.
pub(super) struct Reading<'c>(&'c Connection);

impl<'c> Reading<'c> {
    /// Begins one.
    ///
    /// # Errors
    /// Only the database's.
    pub(super) fn begin(conn: &'c Connection) -> Result<Self> {
        conn.prepare_cached("BEGIN")?.execute(())?;
        Ok(Self(conn))
    }

    fn end(&self) -> Result<()> {
        Ok(self.0.prepare_cached("ROLLBACK")?.execute(()).map(drop)?)
    }
}

impl Drop for Reading<'_> {
    fn drop(&mut self) {
        // SQLite ends a transaction itself after some errors.
        if !self.0.is_autocommit()
            && let Err(failure) = self.end()
        {
            log::error!("cannot end a read: {failure:#}");
        }
    }
}

impl Drop for Readers {
    /// r2d2 opens connections on a thread of its own, which holds the pool a moment longer than it needs. Its one thread does
    /// one job after another, so when this last job has run no connection is left; and the writer's, closed after these, is
    /// the last of all and folds the log back into the database.
    fn drop(&mut self) {
        self.pool = None;
        let (done, last) = channel::<()>();
        self.opener.execute(move || drop(done));
        // An error is what comes when the other end is dropped.
        let _ = last.recv();
    }
}
