//! When sessions were last used: noted in memory, where reads may note it, and written now and then by the writer. What
//! a crash loses of it are some minutes, which decide no more than which of a user's many sessions is the least recently
//! used, and when one that ends by being idle does.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::domain::Digest;
use crate::limits;

/// The notes.
#[derive(Default)]
pub(super) struct LastUses(Mutex<HashMap<Digest, Timestamp>>);

impl LastUses {
    /// Notes that a session was used.
    pub(super) fn note(&self, session: &Digest, now: Timestamp) {
        let mut uses = self.uses();
        // Beyond the bound a use is forgotten; the sessions noted already are the busier ones.
        if uses.len() < limits::NOTED_SESSIONS || uses.contains_key(session) {
            uses.insert(*session, now);
        }
    }

    /// When a session was last used, if that has not been written yet.
    pub(super) fn of(&self, session: &Digest) -> Option<Timestamp> {
        self.uses().get(session).copied()
    }

    /// Notes to be written, at most so many. They are kept until they have been.
    pub(super) fn unwritten(&self, most: usize) -> Vec<(Digest, Timestamp)> {
        self.uses().iter().take(most).map(|(session, used)| (*session, *used)).collect()
    }

    /// Forgets notes that have been written, but for sessions that were used again meanwhile.
    pub(super) fn forget(&self, written: &[(Digest, Timestamp)]) {
        let mut uses = self.uses();
        for (session, used) in written {
            if uses.get(session) == Some(used) {
                uses.remove(session);
            }
        }
    }

    fn uses(&self) -> MutexGuard<'_, HashMap<Digest, Timestamp>> {
        // Whoever panicked while holding the lock left a note too many or too few, and nothing worse.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::SecretHash;

    #[test]
    fn the_last_use_is_noted_until_it_is_written() {
        let session = "a6aa75587e5c59c32d347da438505fc3".parse::<SecretHash>().expect("a hash").digest();
        let at = |seconds: i64| Timestamp::from_second(1_790_000_000 + seconds).expect("a moment");
        let uses = LastUses::default();
        uses.note(&session, at(0));
        uses.note(&session, at(1));
        assert_eq!(uses.of(&session), Some(at(1)));
        let unwritten = uses.unwritten(9);
        assert_eq!(unwritten, [(session, at(1))]);
        uses.note(&session, at(2));
        uses.forget(&unwritten);
        assert_eq!(uses.of(&session), Some(at(2)), "it was used again");
        uses.forget(&uses.unwritten(9));
        assert_eq!(uses.of(&session), None);
    }

    // shows: NOTED_SESSIONS
    #[test]
    fn so_many_sessions_are_noted_and_no_more() {
        let uses = LastUses::default();
        let session = |number: usize| {
            let mut bytes = [0; 32];
            bytes[..8].copy_from_slice(&number.to_be_bytes());
            Digest::from_bytes(bytes)
        };
        let at = |seconds: i64| Timestamp::from_second(1_790_000_000 + seconds).expect("a moment");
        let most = limits::NOTED_SESSIONS;
        (0..=most).for_each(|number| uses.note(&session(number), at(0)));
        let noted = [most - 2, most - 1, most].map(|number| uses.of(&session(number)));
        assert_eq!((noted, uses.unwritten(usize::MAX).len()), ([Some(at(0)), Some(at(0)), None], most));
        uses.note(&session(0), at(1));
        assert_eq!(uses.of(&session(0)), Some(at(1)), "one that is noted already is noted again");
        uses.forget(&uses.unwritten(1));
        uses.note(&session(most), at(2));
        assert_eq!(uses.of(&session(most)), Some(at(2)), "there is room again");
    }
}
