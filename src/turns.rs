//! Long reads take turns: a few at a time for each credential, so that whoever polls a large fleet holds up nobody else.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::access::Credential;
use crate::domain::Digest;
use crate::error::{Code, Failure, Result};
use crate::limits;

/// When to come back if too many wait.
const COME_BACK: Duration = Duration::from_secs(2);

/// The queues of those who read long.
#[derive(Default)]
pub struct Turns(Mutex<HashMap<Digest, Queue>>);

struct Queue {
    permits: Arc<Semaphore>,
    /// Those who wait and those whose turn it is.
    members: usize,
}

/// Somebody's turn; over when dropped.
pub struct Turn {
    _permit: OwnedSemaphorePermit,
    _place: Place,
}

impl Turns {
    /// Waits for a turn of the credential.
    ///
    /// # Errors
    /// 15 when too many of its requests wait already.
    pub async fn wait(self: &Arc<Self>, credential: &Credential) -> Result<Turn> {
        let (place, permits) = self.queue_up(credential.digest())?;
        let permit = permits.acquire_owned().await;
        let permit = permit.map_err(|error| Failure::caused(Code::UnexpectedError, error.to_string()))?;
        Ok(Turn { _permit: permit, _place: place })
    }

    fn queue_up(self: &Arc<Self>, credential: &Digest) -> Result<(Place, Arc<Semaphore>)> {
        let mut queues = self.queues();
        let queue = queues.entry(*credential).or_insert_with(|| Queue {
            permits: Arc::new(Semaphore::new(limits::LONG_READS_PER_CREDENTIAL)),
            members: 0,
        });
        if queue.members >= limits::LONG_READS_PER_CREDENTIAL + limits::WAITING_LONG_READS {
            return Err(Failure::too_many_requests(COME_BACK));
        }
        queue.members += 1;
        let permits = Arc::clone(&queue.permits);
        Ok((Place { turns: Arc::clone(self), credential: *credential }, permits))
    }

    fn queues(&self) -> MutexGuard<'_, HashMap<Digest, Queue>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in a queue; given up when dropped, however the waiting ends. The last one takes the queue with it.
struct Place {
    turns: Arc<Turns>,
    credential: Digest,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut queues = self.turns.queues();
        if let Some(queue) = queues.get_mut(&self.credential) {
            queue.members -= 1;
            if queue.members == 0 {
                queues.remove(&self.credential);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn credential(digit: char) -> Credential {
        Credential::hash(&digit.to_string().repeat(32)).expect("a hash")
    }

    // shows: LONG_READS_PER_CREDENTIAL
    #[test]
    fn a_credential_has_two_turns_at_a_time_and_the_others_wait() {
        let turns = Arc::new(Turns::default());
        let next = |digit| turns.wait(&credential(digit)).now_or_never();
        let first = next('a').expect("its turn").expect("a turn");
        let _second = next('a').expect("its turn").expect("a turn");
        assert!(next('a').is_none(), "the third waits");
        assert!(next('b').expect("its turn").is_ok(), "another credential does not");
        drop(first);
        assert!(next('a').expect("its turn").is_ok());
    }

    // shows: WAITING_LONG_READS
    #[test]
    fn not_too_many_wait_and_whoever_gives_up_leaves_nothing_behind() {
        let turns = Arc::new(Turns::default());
        let shown = credential('a');
        let most = limits::LONG_READS_PER_CREDENTIAL + limits::WAITING_LONG_READS;
        let mut waiting: Vec<_> = (0..most).map(|_| Box::pin(turns.wait(&shown))).collect();
        let mut turns_had: Vec<_> = waiting.iter_mut().filter_map(|turn| turn.now_or_never()).collect();
        assert_eq!(turns_had.len(), limits::LONG_READS_PER_CREDENTIAL);
        let refused = turns.wait(&shown).now_or_never().expect("an answer").err().expect("one too many");
        assert_eq!((refused.code, refused.retry_after), (Code::TooManyRequests, Some(COME_BACK)));
        turns_had.clear();
        waiting.clear();
        assert!(turns.queues().is_empty());
    }
}
