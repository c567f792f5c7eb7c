//! The group commit: one thread owns the one writing connection.
//!
//! It takes every write that waits, runs each in a savepoint of its own inside one transaction, commits once, and only
//! then answers all of them. So a durable commit (`synchronous=FULL`) is paid once for many callers, writes are applied
//! one after another, and one that is refused, fails or panics rolls back to its savepoint and disturbs nobody.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::generations::{self, Touched};
use super::ids::{self, Counters};
use super::{Process, Shared, Tx, audit};
use crate::error::{Code, Failure, Result};
use crate::limits;

/// How often the writer looks for readers' notes when nobody writes.
const NOTES_INTERVAL: Duration = Duration::from_secs(60);

/// The queue's end that callers hold.
pub(super) struct Writer {
    queue: Option<SyncSender<Box<dyn Job>>>,
    thread: Option<JoinHandle<()>>,
}

/// An answer that arrives once the write is durable.
pub(super) type Answer<T, E> = oneshot::Receiver<std::result::Result<T, E>>;

impl Writer {
    /// Starts the thread.
    pub(super) fn start(conn: Connection, shared: Arc<Shared>) -> Self {
        let (sender, receiver) = sync_channel(limits::WRITE_QUEUE);
        let thread = std::thread::spawn(move || serve(&conn, &shared, &receiver));
        Self { queue: Some(sender), thread: Some(thread) }
    }

    /// Puts a write in the queue.
    pub(super) fn submit<T, E, F>(&self, work: F) -> Result<Answer<T, E>>
    where
        T: Send + 'static,
        E: From<Failure> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Request { work, outcome: None, reply });
        let queue = self.queue.as_ref().ok_or_else(stopped)?;
        match queue.try_send(job) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(Failure::caused(Code::DatabaseUnavailable, "the write queue is full")),
            Err(TrySendError::Disconnected(_)) => Err(stopped()),
        }
    }
}

impl Drop for Writer {
    /// Lets the thread finish what is queued, then close its connection.
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            log::error!("the writer thread panicked");
        }
    }
}

/// The failure of a write that nobody will run.
pub(super) fn stopped() -> Failure {
    Failure::caused(Code::DatabaseUnavailable, "the writer has stopped")
}

/// One write, without its types.
trait Job: Send {
    /// Runs the work and keeps its outcome; whether its changes are to stay.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;

    /// Answers the caller: with the outcome if the commit held, else with the commit's failure.
    fn settle(self: Box<Self>, commit: Result<()>);
}

struct Request<T, E, F> {
    work: F,
    outcome: Option<std::result::Result<T, E>>,
    reply: oneshot::Sender<std::result::Result<T, E>>,
}

impl<T, E, F> Job for Request<T, E, F>
where
    T: Send,
    E: From<Failure> + Send,
    F: Fn(&mut Tx<'_>) -> std::result::Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let work = AssertUnwindSafe(|| (self.work)(tx));
        let outcome = catch_unwind(work).unwrap_or_else(|_| Err(super::panicked().into()));
        self.outcome.insert(outcome).is_ok()
    }

    fn settle(self: Box<Self>, commit: Result<()>) {
        let answer = match commit {
            Ok(()) => self.outcome.unwrap_or_else(|| Err(stopped().into())),
            Err(failure) => Err(failure.into()),
        };
        // A caller that hung up does not want to know; its write stands all the same.
        let _ = self.reply.send(answer);
    }
}

fn serve(conn: &Connection, shared: &Shared, queue: &Receiver<Box<dyn Job>>) {
    loop {
        let mut batch = match queue.recv_timeout(NOTES_INTERVAL) {
            Ok(first) => vec![first],
            // Nobody writes, but readers may have left notes.
            Err(RecvTimeoutError::Timeout) if !shared.notes_are_due() => continue,
            Err(RecvTimeoutError::Timeout) => Vec::new(),
            Err(RecvTimeoutError::Disconnected) => break,
        };
        let mut touched = Touched::default();
        let committed = commit(conn, shared, queue, &mut batch, &mut touched);
        if committed.is_err() {
            shared.metrics.commits.failed();
            if !conn.is_autocommit() {
                roll_back(conn);
            }
        }
        // Before anybody is answered, and whatever came of it: what failed may yet have been written.
        shared.generations.changed(&touched);
        if is_command(shared, &touched) {
            std::thread::sleep(generations::NOTICED);
        }
        for job in batch {
            // Even a refusal is void if the commit failed: it may rest on what an earlier job of the batch had done.
            job.settle(committed.as_ref().map_err(same_failure).copied());
        }
    }
    if let Err(failure) = write_all_notes(conn, shared) {
        log::warn!("cannot note when sessions were last used, and how often was called: {failure:#}");
    }
}

/// Writes what is left of the readers' notes when the store closes.
fn write_all_notes(conn: &Connection, shared: &Shared) -> Result<()> {
    let notes = shared.notes(usize::MAX);
    if notes.is_empty() {
        return Ok(());
    }
    statement(conn, "BEGIN IMMEDIATE")?;
    notes.write(&mut Tx::new(conn, shared))?;
    statement(conn, "COMMIT")
}

/// Runs the batch, and all that arrives meanwhile, in one transaction.
fn commit(
    conn: &Connection,
    shared: &Shared,
    queue: &Receiver<Box<dyn Job>>,
    batch: &mut Vec<Box<dyn Job>>,
    touched: &mut Touched,
) -> Result<()> {
    if let Err(failure) = statement(conn, "BEGIN IMMEDIATE") {
        // Another process has held the lock for as long as anybody waits. Those who queued behind have waited as well.
        batch.extend(queue.try_iter());
        return Err(failure);
    }
    let mut ran = 0;
    let mut counters = Counters::default();
    while let Some(job) = batch.get_mut(ran) {
        run_in_savepoint(conn, shared, job.as_mut(), touched, &mut counters)?;
        ran += 1;
        if ran == batch.len()
            && ran < limits::WRITES_PER_COMMIT
            && let Ok(next) = queue.try_recv()
        {
            batch.push(next);
        }
    }
    let mut tx = Tx::new(conn, shared).counting_from(counters);
    match shared.settings.process {
        Process::Server => audit::forget(&mut tx, ran)?,
        Process::Command if touched.is_empty() => {}
        Process::Command => ids::next_command(&mut tx)?,
    }
    let counters = *tx.counters();
    counters.write(&tx)?;
    shared.generations.changing(touched);
    if !shared.notes_are_due() {
        return make_durable(conn, shared, ran);
    }
    let notes = shared.notes(limits::NOTES_PER_COMMIT);
    notes.write(&mut Tx::new(conn, shared))?;
    make_durable(conn, shared, ran)?;
    shared.notes_were_written(&notes);
    Ok(())
}

/// Commits so many writes: here the disk is waited for.
fn make_durable(conn: &Connection, shared: &Shared, writes: usize) -> Result<()> {
    let began = Instant::now();
    statement(conn, "COMMIT")?;
    shared.metrics.commits.done(writes, began.elapsed());
    Ok(())
}

/// Whether this is a command that a server must notice.
fn is_command(shared: &Shared, touched: &Touched) -> bool {
    shared.settings.process == Process::Command && !touched.is_empty()
}

fn run_in_savepoint(
    conn: &Connection,
    shared: &Shared,
    job: &mut dyn Job,
    touched: &mut Touched,
    counters: &mut Counters,
) -> Result<()> {
    statement(conn, "SAVEPOINT request")?;
    let mut tx = Tx::new(conn, shared).counting_from(*counters);
    let keep = job.run(&mut tx);
    let (touched_too, counted) = tx.into_parts();
    if keep {
        touched.extend(&touched_too);
        *counters = counted;
    }
    if conn.is_autocommit() {
        // After a full disk, an I/O error or lack of memory SQLite may give up the whole transaction, and with it what
        // the others in the batch had written.
        return Err(Failure::caused(Code::DatabaseError, "SQLite rolled the transaction back"));
    }
    if !keep {
        statement(conn, "ROLLBACK TO request")?;
    }
    statement(conn, "RELEASE request")
}

fn statement(conn: &Connection, sql: &str) -> Result<()> {
    conn.prepare_cached(sql)?.execute(())?;
    Ok(())
}

fn roll_back(conn: &Connection) {
    if let Err(failure) = statement(conn, "ROLLBACK") {
        log::error!("cannot roll back: {failure:#}");
    }
}

/// The commit's failure once more, for each of the batch.
fn same_failure(failure: &Failure) -> Failure {
    Failure::caused(failure.code, failure.cause().map_or_else(String::new, ToString::to_string))
}
