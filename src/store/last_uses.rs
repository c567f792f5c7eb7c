//! When sessions were last used: noted in memory, where reads may note it, and written now and then by the writer. What
//! a crash loses of it are some minutes, which only decide which of a user's many sessions is the least recently used.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use crate::domain::Digest;
use crate::limits;

/// How long notes may lie in memory while something else is written anyway.
const INTERVAL: SignedDuration = SignedDuration::from_mins(5);

/// The notes.
#[derive(Default)]
pub(super) struct LastUses(Mutex<Notes>);

#[derive(Default)]
struct Notes {
    uses: HashMap<Digest, Timestamp>,
    flushed: Timestamp,
}

impl LastUses {
    /// Notes that a session was used.
    pub(super) fn note(&self, session: &Digest, now: Timestamp) {
        let mut notes = self.notes();
        // Beyond the bound a use is forgotten; the sessions noted already are the busier ones.
        if notes.uses.len() < limits::NOTED_SESSIONS || notes.uses.contains_key(session) {
            notes.uses.insert(*session, now);
        }
    }

    /// When a session was last used, if that has not been written yet.
    pub(super) fn of(&self, session: &Digest) -> Option<Timestamp> {
        self.notes().uses.get(session).copied()
    }

    /// Notes to be written now: none until the interval is over, and not too many at once.
    pub(super) fn due(&self, now: Timestamp) -> Vec<(Digest, Timestamp)> {
        if now.duration_since(self.notes().flushed) < INTERVAL {
            return Vec::new();
        }
        let due = self.take(limits::NOTES_PER_COMMIT);
        if due.len() < limits::NOTES_PER_COMMIT {
            self.notes().flushed = now;
        }
        due
    }

    /// Takes so many notes.
    pub(super) fn take(&self, most: usize) -> Vec<(Digest, Timestamp)> {
        let mut notes = self.notes();
        let sessions: Vec<_> = notes.uses.keys().copied().take(most).collect();
        sessions.into_iter().filter_map(|session| notes.uses.remove_entry(&session)).collect()
    }

    fn notes(&self) -> MutexGuard<'_, Notes> {
        // Whoever panicked while holding the lock left a note too many or too few, and nothing worse.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SecretHash;

    #[test]
    fn notes_are_due_once_an_interval() {
        let session = "a6aa75587e5c59c32d347da438505fc3".parse::<SecretHash>().expect("a hash").digest();
        let at = |seconds: i64| Timestamp::from_second(1_790_000_000 + seconds).expect("a moment");
        let uses = LastUses::default();
        uses.note(&session, at(0));
        uses.note(&session, at(1));
        assert_eq!(uses.of(&session), Some(at(1)));
        assert_eq!(uses.due(at(2)), [(session, at(1))]);
        assert_eq!(uses.of(&session), None);
        uses.note(&session, at(3));
        assert_eq!(uses.due(at(301)), []);
        assert_eq!(uses.due(at(302)), [(session, at(3))]);
    }
}
