//! The store: what it promises is durability, all or nothing, one order of writes, and bounds.
//!
//! Only this folder names the database's crates. [`Store`] lends a [`Tx`]; the entity files hold each statement once,
//! and those that touch an account's rows take a [`Scope`](crate::access::Scope), which only authorisation can make: so
//! the owner stands in every `WHERE`, and what belongs to another is simply not there.

pub(crate) mod account_names;
pub(crate) mod account_settings;
pub(crate) mod api_keys;
mod api_usage;
pub(crate) mod applications;
pub(crate) mod audit;
pub mod backup;
pub(crate) mod bindings;
mod calls;
pub(crate) mod census;
mod check;
mod closing;
mod columns;
mod copy_error;
pub(crate) mod custom_fields;
pub(crate) mod failed_logins;
mod generations;
pub(crate) mod groups;
pub(crate) mod identifiers;
pub(crate) mod idle_sessions;
pub(crate) mod ids;
pub(crate) mod key_tokens;
mod last_uses;
pub(crate) mod membership;
mod migrations;
mod notes;
mod open_error;
pub(crate) mod passwords;
mod place;
pub(crate) mod profiles;
pub mod put_away;
mod readers;
pub(crate) mod security_groups;
pub(crate) mod sessions;
mod shared;
pub(crate) mod sources;
mod sqlite;
pub(crate) mod states;
pub(crate) mod tags;
pub(crate) mod trackers;
mod tx;
pub(crate) mod ui_settings;
mod upgrade;
pub(crate) mod user_details;
pub(crate) mod user_settings;
pub(crate) mod users;
mod writer;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::clock::Clock;
use crate::domain::{AccountId, Digest};
use crate::error::{Code, Failure, Result};
use crate::limits::{LONG_READS, Limits};
use crate::metrics::{Bytes, Metrics};
use crate::seal::Keyring;

pub use closing::Closed;
use closing::Closing;
pub use copy_error::{CopyError, WriteError};
pub use generations::Generation;
pub use open_error::OpenError;
use place::Place;
use readers::{Readers, Reading};
use shared::Shared;
pub use sqlite::SCHEMA_VERSION;
pub use tx::Tx;
use writer::Writer;

/// What every transaction carries.
pub struct Settings {
    /// Dates what is written.
    pub clock: Box<dyn Clock>,
    /// Bounds it.
    pub limits: Limits,
    /// Seals and unseals API keys; commands that touch none go without.
    pub keyring: Option<Keyring>,
    /// What the process is.
    pub process: Process,
}

/// What a process is that opens a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Process {
    /// The one server of the database, which may keep answers as long as nobody changes what they tell.
    Server,
    /// A command beside it, which lets the server notice what it has changed before it answers.
    Command,
}

/// An open database.
pub struct Store {
    // The order matters: readers close first, so that the writer's connection is the last and folds the WAL back in; then
    // those who wait for that are told.
    readers: Readers,
    writer: Writer,
    scans: Arc<Semaphore>,
    shared: Arc<Shared>,
    place: Place,
    closing: Closing,
}

impl Store {
    /// Makes a new database at `path` and opens it.
    ///
    /// # Errors
    /// When a file stands there already, or cannot be made.
    pub fn create(path: &Path, readers: u32, settings: Settings) -> std::result::Result<Self, OpenError> {
        sqlite::create(path)?;
        Self::open(path, readers, settings)
    }

    /// Opens the database at `path` with so many reading connections for short reads. One that an older program made is
    /// upgraded first, after a copy of it has been put beside it.
    ///
    /// # Errors
    /// When there is none, it is not one of ours, it is newer than this program, or it cannot be upgraded.
    pub fn open(path: &Path, readers: u32, settings: Settings) -> std::result::Result<Self, OpenError> {
        let shared = Arc::new(Shared::new(settings));
        let writing = sqlite::open(path)?;
        Ok(Self {
            readers: Readers::open(path, readers + LONG_READS)?,
            scans: Arc::new(Semaphore::new(LONG_READS as usize)),
            writer: Writer::start(writing, Arc::clone(&shared)),
            shared,
            place: Place::of(path),
            closing: Closing::default(),
        })
    }

    /// Makes sure that a database could be opened there, without doing it.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn recognise(path: &Path) -> std::result::Result<(), OpenError> {
        sqlite::recognise(path).map(drop)
    }

    /// Upgrades the database at `path`, as opening it would, and calls `watch` after each statement.
    ///
    /// # Errors
    /// When there is none, it is not one of ours, it is newer than this program, or another has it open.
    pub fn upgrade(path: &Path, watch: &mut dyn FnMut()) -> std::result::Result<(), OpenError> {
        sqlite::recognise(path)?;
        upgrade::upgrade(path, watch)
    }

    /// The bounds it was opened with.
    pub fn limits(&self) -> &Limits {
        &self.shared.settings.limits
    }

    /// Where the database is: there is room for files, and they may be written.
    pub fn folder(&self) -> &Path {
        self.place.folder()
    }

    /// Whether the database is still the file of its name: in one that has been moved or removed nobody will find what is
    /// written.
    pub fn is_in_place(&self) -> bool {
        self.place.has_it_still()
    }

    /// What it counts of itself, and whoever serves it counts beside that.
    pub fn metrics(&self) -> Arc<Metrics> {
        Arc::clone(&self.shared.metrics)
    }

    /// How large its files are; one that is not there has no bytes.
    pub fn bytes(&self) -> Bytes {
        self.place.bytes()
    }

    /// Its end, to be waited for after it was given up.
    pub fn closed(&self) -> Closed {
        self.closing.watch()
    }

    /// The present moment, by the clock that it was opened with.
    pub fn now(&self) -> Timestamp {
        self.shared.settings.clock.now()
    }

    /// Runs `work` on the calling thread in one read transaction.
    ///
    /// # Errors
    /// Those of `work`; 14 when no connection is free; 6 when `work` panics.
    pub fn read<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
        let conn = self.readers.get()?;
        let _reading = Reading::begin(&conn)?;
        let mut tx = Tx::new(&conn, &self.shared);
        catch_unwind(AssertUnwindSafe(|| work(&mut tx))).unwrap_or_else(|_| Err(panicked()))
    }

    /// [`Store::read`], with the generation that what was read belongs to, for whoever wants to keep it.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_to_keep<T>(&self, work: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<(T, Generation)> {
        let began = Instant::now();
        let generations = &self.shared.generations;
        let generation = generations.current();
        let read = self.read(|tx| {
            if !generations.is_leased(began) {
                generations.look(began, ids::last_command(tx)?);
            }
            work(tx)
        })?;
        Ok((read, generation))
    }

    /// Whether what was read in that generation still holds for the account: no change of it, by whatever process, has
    /// been answered since.
    pub fn holds(&self, since: Generation, account: AccountId) -> bool {
        self.shared.generations.holds(since, account)
    }

    /// Notes that a session was used for an answer that was kept.
    pub fn note_use(&self, session: &Digest, now: Timestamp) {
        self.shared.last_uses.note(session, now);
    }

    /// Runs `work` on the blocking pool in one read transaction: for reads so long that they would hold a worker up.
    /// Only a few run at a time, so that short reads always find a connection.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn scan<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Tx<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
        let permit = Arc::clone(&self.scans).acquire_owned().await.map_err(|error| unexpected(error.to_string()))?;
        let store = Arc::clone(self);
        let scanned = tokio::task::spawn_blocking(move || {
            let _permit = permit;
            store.read(work)
        });
        scanned.await.unwrap_or_else(|error| Err(unexpected(error.to_string())))
    }

    /// Queues `work` for the writer and waits until it is durable. `work` may run again, so it must have no effect
    /// outside the transaction.
    ///
    /// # Errors
    /// Those of `work`, whose changes are then undone; 1 or 14 when the commit fails; 6 when `work` panics.
    pub async fn write<T, E>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        self.writer.submit(work)?.await.unwrap_or_else(|_| Err(writer::stopped().into()))
    }

    /// Makes sure that the database can be written, by a durable write that changes nothing.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn try_to_write(&self) -> Result<()> {
        self.write(|tx| ids::rewrite(tx)).await
    }

    /// [`Store::write`] for a caller that has no async runtime, such as the command line.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub fn write_blocking<T, E>(
        &self,
        work: impl Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    ) -> std::result::Result<T, E>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
    {
        self.writer.submit(work)?.blocking_recv().unwrap_or_else(|_| Err(writer::stopped().into()))
    }
}

/// The answer to a caller whose action panicked; the panic itself was printed by the panic hook.
fn panicked() -> Failure {
    Failure::caused(Code::UnexpectedError, "the action panicked")
}
