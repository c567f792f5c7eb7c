//! Passwords hashed and verified where they hold nobody up: off the workers, a few at a time, and not too many waiting.
//! Logins have places of their own: whoever has an account cannot keep others from logging in by changing passwords.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::access::{Candidate, Verified};
use crate::domain::Password;
use crate::error::{Code, Failure, Result};
use crate::limits;
use crate::phc;

/// When to come back if too many wait.
const COME_BACK: Duration = Duration::from_secs(5);

/// What a password is verified against when nobody has the login, so that the answer takes as long.
static NOBODYS: LazyLock<String> = LazyLock::new(phc::nobodys);

/// Where passwords are hashed.
pub struct Hasher {
    logins: Lane,
    changes: Lane,
}

impl Default for Hasher {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, std::num::NonZero::get);
        Self { logins: Lane::new(cores.min(limits::PASSWORDS_AT_A_TIME)), changes: Lane::new(1) }
    }
}

impl Hasher {
    /// Hashes a password.
    ///
    /// # Errors
    /// 15 when too many wait already.
    pub async fn hash(&self, password: &Password) -> Result<String> {
        let password = password.clone();
        self.changes.run(move || phc::hash(&password)).await?
    }

    /// Whether the hash is that of the password.
    ///
    /// # Errors
    /// 15 when too many wait already.
    pub async fn matches(&self, password: &Password, hash: &str) -> Result<bool> {
        let (password, hash) = (password.clone(), hash.to_owned());
        self.changes.run(move || phc::verify(&password, &hash)).await
    }

    /// The proof that the password is the candidate's. Without a candidate there is none, which takes as long to find out.
    ///
    /// # Errors
    /// 15 when too many wait already.
    pub async fn verify(&self, password: &Password, candidate: Option<Candidate>) -> Result<Option<Verified>> {
        let password = password.clone();
        let verify = move || match candidate {
            Some(candidate) => candidate.verify(&password),
            None => {
                phc::verify(&password, &NOBODYS);
                None
            }
        };
        self.logins.run(verify).await
    }
}

/// A queue of its own.
struct Lane {
    permits: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Lane {
    fn new(at_a_time: usize) -> Self {
        Self { permits: Arc::new(Semaphore::new(at_a_time)), waiting: Arc::default() }
    }

    /// Permit and place go with the work: a caller that hangs up takes neither away while it runs on.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        let unexpected = |cause: String| Failure::caused(Code::UnexpectedError, cause);
        let place = Place::take(&self.waiting)?;
        let permit = Arc::clone(&self.permits).acquire_owned().await.map_err(|error| unexpected(error.to_string()))?;
        let working = spawn_blocking(move || {
            let _held = (permit, place);
            work()
        });
        working.await.map_err(|error| unexpected(error.to_string()))
    }
}

/// A place among those who wait or are served; given back when dropped.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(waiting: &Arc<AtomicUsize>) -> Result<Self> {
        let place = Self(Arc::clone(waiting));
        if waiting.fetch_add(1, Ordering::Relaxed) >= limits::WAITING_PASSWORDS {
            return Err(Failure::too_many_requests(COME_BACK));
        }
        Ok(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // shows: WAITING_PASSWORDS
    #[test]
    fn as_many_passwords_wait_as_may_and_no_more() {
        let waiting = Arc::default();
        let mut places: Vec<_> =
            (0..limits::WAITING_PASSWORDS).map(|_| Place::take(&waiting).expect("a place")).collect();
        assert_eq!(Place::take(&waiting).err().map(|failure| failure.code), Some(Code::TooManyRequests));
        places.pop();
        assert!(Place::take(&waiting).is_ok(), "there is room again");
    }
}
