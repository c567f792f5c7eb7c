//! What readers note in memory, on its way to the database: when sessions were last used, and how often accounts have
//! called.

use std::sync::atomic::Ordering;

use jiff::{SignedDuration, Timestamp};

use super::calls::Unwritten;
use super::{Shared, Tx, api_usage, sessions};
use crate::domain::{AccountId, Digest};
use crate::error::Result;
use crate::limits;

/// How long notes may lie in memory.
const KEPT: SignedDuration = SignedDuration::from_mins(5);

/// Some notes.
pub(super) struct Notes {
    uses: Vec<(Digest, Timestamp)>,
    calls: Vec<(AccountId, Unwritten)>,
}

impl Notes {
    pub(super) fn is_empty(&self) -> bool {
        self.uses.is_empty() && self.calls.is_empty()
    }

    /// Writes them. They are not forgotten before the commit has held: see [`Shared::notes_were_written`].
    pub(super) fn write(&self, tx: &mut Tx<'_>) -> Result<()> {
        sessions::note_uses(tx, &self.uses)?;
        self.calls.iter().try_for_each(|(account, unwritten)| api_usage::add(tx, *account, unwritten))
    }
}

impl Shared {
    /// The notes that are to be written, at most so many of each kind.
    pub(super) fn notes(&self, most: usize) -> Notes {
        Notes { uses: self.last_uses.unwritten(most), calls: self.calls.unwritten(most) }
    }

    /// Whether notes have been lying long enough.
    pub(super) fn notes_are_due(&self) -> bool {
        let written = self.notes_written.load(Ordering::Relaxed);
        self.settings.clock.now().as_second().saturating_sub(written) >= KEPT.as_secs()
    }

    /// Forgets notes that have been written. If there were as many as may be at once, more are due already.
    pub(super) fn notes_were_written(&self, notes: &Notes) {
        self.last_uses.forget(&notes.uses);
        self.calls.forget(&notes.calls);
        if notes.uses.len().max(notes.calls.len()) < limits::NOTES_PER_COMMIT {
            let now = self.settings.clock.now().as_second();
            self.notes_written.store(now, Ordering::Relaxed);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Process, Settings, Store};
    use super::*;
    use crate::clock::SystemClock;
    use crate::limits::Limits;

    // shows: NOTES_PER_COMMIT
    #[test]
    fn a_commit_writes_so_many_notes_and_the_next_the_rest() {
        let most = limits::NOTES_PER_COMMIT;
        for (noted, left) in [(most - 1, [0, 0]), (most, [0, 0]), (most + 1, [1, 0]), (2 * most + 1, [most + 1, 1])] {
            let folder = tempfile::tempdir().expect("a folder");
            let (clock, limits) = (Box::new(SystemClock), Limits::default());
            let settings = Settings { clock, limits, keyring: None, process: Process::Server };
            let store = Store::create(&folder.path().join("test.db"), 1, settings).expect("a database");
            for number in 0..noted {
                let mut bytes = [0; 32];
                bytes[..8].copy_from_slice(&number.to_be_bytes());
                store.note_use(&Digest::from_bytes(bytes), store.now());
            }
            let left_by_a_commit = [(); 2].map(|()| {
                store.write_blocking(|_| Result::Ok(())).expect("a commit");
                store.shared.last_uses.unwritten(usize::MAX).len()
            });
            assert_eq!(left_by_a_commit, left, "of {noted}");
        }
    }
}
