//! Whether the server should be asked at all, for what sends it requests.

use std::fmt;
use std::time::Instant;

use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::draining::Draining;
use crate::limits::{READINESS_HOLDS, READINESS_PATIENCE};
use crate::store::Store;

/// Why a server is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotReady {
    /// It has been told to stop.
    Stopping,
    /// A write failed; the log says why.
    CannotWrite,
    /// The database has been moved or removed.
    Moved,
    /// A write waits for another process, such as an import.
    WriteWaits,
}

/// The reason in words.
impl fmt::Display for NotReady {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stopping => f.write_str("the server is stopping"),
            Self::CannotWrite => f.write_str("the database cannot be written; the log says why"),
            Self::Moved => {
                f.write_str("the database is no longer the file of its name; stop the server and put the file back")
            }
            Self::WriteWaits => {
                let seconds = READINESS_PATIENCE.as_secs();
                write!(
                    f,
                    "a write has waited for {seconds} seconds: another process holds the database, or the disk is slow"
                )
            }
        }
    }
}

/// What was found last.
#[derive(Default)]
pub struct Readiness(Mutex<Option<(Instant, Result<(), NotReady>)>>);

impl Readiness {
    /// Looks whether the server is ready: it is not stopping, and its database can be written and is still the file of its
    /// name. That it is of the version that the program wants is certain, for it would not have been opened otherwise.
    ///
    /// # Errors
    /// Why it is not.
    pub async fn look(&self, draining: &Draining, store: &Store) -> Result<(), NotReady> {
        if draining.has_begun() {
            return Err(NotReady::Stopping);
        }
        // Held meanwhile, so that those who ask at the same time get the same answer.
        let mut last = self.0.lock().await;
        if let Some((when, found)) = *last
            && when.elapsed() < READINESS_HOLDS
        {
            return found;
        }
        let found = match timeout(READINESS_PATIENCE, store.try_to_write()).await {
            Ok(Ok(())) if store.is_in_place() => Ok(()),
            Ok(Ok(())) => {
                log::error!("not ready: {}", NotReady::Moved);
                Err(NotReady::Moved)
            }
            Ok(Err(failure)) => {
                log::error!("not ready: a write failed: {failure:#}");
                Err(NotReady::CannotWrite)
            }
            Err(_) => Err(NotReady::WriteWaits),
        };
        *last = Some((Instant::now(), found));
        found
    }
}
