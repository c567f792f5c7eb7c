//! A transaction, as the statements of the entity files see it.

use std::cell::RefCell;
use std::ops::ControlFlow;

use jiff::Timestamp;
use rand::rngs::SysRng;
use rusqlite::{CachedStatement, Connection, Params, Row, Statement};

use super::generations::{Touched, Whose};
use super::ids::Counters;
use super::{Shared, api_usage, check};
use crate::domain::{AccountId, Digest, SecretHash, Usage};
use crate::error::{Code, Failure, Result};
use crate::limits::Limits;
use crate::seal::Keyring;

/// One transaction: all its reads see one state of the database, and all its writes happen or none.
///
/// It also carries the moment it began, which all it writes is dated with, and the limits that bound it.
pub struct Tx<'c> {
    conn: &'c Connection,
    now: Timestamp,
    shared: &'c Shared,
    touched: RefCell<Touched>,
    counters: Counters,
}

impl<'c> Tx<'c> {
    pub(super) fn new(conn: &'c Connection, shared: &'c Shared) -> Self {
        Self {
            conn,
            now: shared.settings.clock.now(),
            shared,
            touched: RefCell::default(),
            counters: Counters::default(),
        }
    }

    /// The same, going on from these counters.
    pub(super) fn counting_from(self, counters: Counters) -> Self {
        Self { counters, ..self }
    }

    /// Whose rows it has changed, and where its counters stand.
    pub(super) fn into_parts(self) -> (Touched, Counters) {
        (self.touched.into_inner(), self.counters)
    }

    /// The counters that it has used.
    pub(super) fn counters(&mut self) -> &mut Counters {
        &mut self.counters
    }

    /// When the transaction began.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// What the store is bounded by.
    pub fn limits(&self) -> &Limits {
        &self.shared.settings.limits
    }

    /// A fresh session hash or API key.
    ///
    /// # Errors
    /// 6 when no random numbers are to be had.
    pub fn fresh_secret(&self) -> Result<SecretHash> {
        SecretHash::generate(&mut SysRng).map_err(|error| Failure::caused(Code::UnexpectedError, error.to_string()))
    }

    /// What seals and unseals API keys.
    pub(super) fn keyring(&self) -> Result<&Keyring> {
        let keyring = self.shared.settings.keyring.as_ref();
        keyring.ok_or_else(|| Failure::caused(Code::UnexpectedError, "the database was opened without its key file"))
    }

    /// Notes that a session is being used: in memory, for a read writes nothing.
    pub(super) fn note_use(&self, session: &Digest) {
        self.shared.last_uses.note(session, self.now);
    }

    /// When a session was last used, if the database does not know it yet.
    pub(super) fn noted_use(&self, session: &Digest) -> Option<Timestamp> {
        self.shared.last_uses.of(session)
    }

    /// Counts a call of the account: in memory, for a read writes nothing.
    ///
    /// # Errors
    /// Only the database's.
    pub fn count_call(&self, account: AccountId) -> Result<Usage> {
        self.shared.calls.count(account, self.now, || api_usage::find(self, account))
    }

    /// Every problem found in the file, in words; none if it is whole.
    pub(crate) fn problems(&self) -> Result<Vec<String>> {
        Ok(check::problems(self.conn)?)
    }

    /// Runs a statement that changes rows, and tells how many it changed. There is no other way to change any, so that
    /// whose they are is never forgotten.
    pub(super) fn execute(&self, whose: impl Into<Whose>, sql: &str, params: impl Params) -> Result<usize> {
        let changed = self.conn.prepare_cached(sql)?.execute(params)?;
        if changed > 0 {
            self.touched.borrow_mut().note(whose.into());
        }
        Ok(changed)
    }

    /// [`Tx::execute`] of a statement that returns something of each row that it changed.
    pub(super) fn execute_returning<T>(
        &self,
        whose: impl Into<Whose>,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let changed = statement.query_map(params, read)?.collect::<rusqlite::Result<Vec<T>>>()?;
        if !changed.is_empty() {
            self.touched.borrow_mut().note(whose.into());
        }
        Ok(changed)
    }

    /// The one row of a query that has exactly one.
    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T> {
        Ok(self.reading(sql)?.query_row(params, read)?)
    }

    /// The first row of a query, if there is one.
    pub(super) fn first<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let mut statement = self.reading(sql)?;
        let mut rows = statement.query(params)?;
        Ok(rows.next()?.map(read).transpose()?)
    }

    /// All rows of a query.
    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.reading(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Hands each row of a query to `visit`, one at a time, so that a long answer need not fit in memory.
    pub(super) fn each(&self, sql: &str, params: impl Params, visit: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        visit_all(&mut *self.reading(sql)?, params, visit)
    }

    /// [`Tx::each`] until `visit` has seen enough.
    pub(super) fn each_while(
        &self,
        sql: &str,
        params: impl Params,
        mut visit: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut statement = self.reading(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next()? {
            if visit(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// Lends `work` the rows of a query, one at each call: for what goes through two queries at once.
    pub(super) fn stepping<T, U>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
        work: impl FnOnce(&mut dyn FnMut() -> Result<Option<T>>) -> Result<U>,
    ) -> Result<U> {
        let mut statement = self.reading(sql)?;
        let mut rows = statement.query(params)?;
        work(&mut || Ok(rows.next()?.map(&read).transpose()?))
    }

    /// [`Tx::each`] for one of so many statements that none of them is worth keeping prepared.
    pub(super) fn each_once(
        &self,
        sql: &str,
        params: impl Params,
        visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        visit_all(&mut self.conn.prepare(sql)?, params, visit)
    }

    fn reading(&self, sql: &str) -> Result<CachedStatement<'c>> {
        let statement = self.conn.prepare_cached(sql)?;
        debug_assert!(statement.readonly(), "changes rows, and does not say whose: {sql}");
        Ok(statement)
    }
}

fn visit_all(
    statement: &mut Statement<'_>,
    params: impl Params,
    mut visit: impl FnMut(&Row<'_>) -> Result<()>,
) -> Result<()> {
    let mut rows = statement.query(params)?;
    while let Some(row) = rows.next()? {
        visit(row)?;
    }
    Ok(())
}
