//! How much accounts call: counted in memory, where reads may count, and written now and then by the writer. A crash
//! loses some minutes of it.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use crate::domain::{AccountId, Usage};
use crate::error::Result;

const SECONDS_A_DAY: i64 = 24 * 60 * 60;

/// Calls ever made, and those of one day (days since 1970 in UTC).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Counted {
    pub(super) calls: i64,
    pub(super) day: i64,
    pub(super) day_calls: i64,
}

/// Calls that are not written yet.
pub(super) type Unwritten = Counted;

impl Counted {
    fn add(&mut self, day: i64) {
        if self.day != day {
            (self.day, self.day_calls) = (day, 0);
        }
        self.calls += 1;
        self.day_calls += 1;
    }
}

/// The counts of the accounts that have called since the store was opened.
#[derive(Default)]
pub(super) struct Calls(Mutex<HashMap<AccountId, Counts>>);

struct Counts {
    so_far: Counted,
    unwritten: Unwritten,
}

impl Calls {
    /// Counts a call. `written` tells what the database knows, and is asked at an account's first one.
    pub(super) fn count(
        &self,
        account: AccountId,
        now: Timestamp,
        written: impl FnOnce() -> Result<Counted>,
    ) -> Result<Usage> {
        let mut accounts = self.accounts();
        let counts = match accounts.entry(account) {
            Entry::Occupied(counts) => counts.into_mut(),
            Entry::Vacant(place) => place.insert(Counts { so_far: written()?, unwritten: Unwritten::default() }),
        };
        let day = now.as_second().div_euclid(SECONDS_A_DAY);
        counts.so_far.add(day);
        counts.unwritten.add(day);
        Ok(Usage { total: counts.so_far.calls, today: counts.so_far.day_calls })
    }

    /// Calls to be written, at most so many accounts' of them. They are kept until they have been.
    pub(super) fn unwritten(&self, most: usize) -> Vec<(AccountId, Unwritten)> {
        let accounts = self.accounts();
        let unwritten = accounts.iter().filter(|(_, counts)| counts.unwritten.calls > 0);
        unwritten.take(most).map(|(account, counts)| (*account, counts.unwritten)).collect()
    }

    /// Forgets calls that have been written, but not those that were made meanwhile.
    pub(super) fn forget(&self, written: &[(AccountId, Unwritten)]) {
        let mut accounts = self.accounts();
        for (account, written) in written {
            if let Some(Counts { unwritten, .. }) = accounts.get_mut(account) {
                unwritten.calls -= written.calls;
                unwritten.day_calls -= if unwritten.day == written.day { written.day_calls } else { 0 };
            }
        }
    }

    fn accounts(&self) -> MutexGuard<'_, HashMap<AccountId, Counts>> {
        // Whoever panicked while holding the lock counted one call too many or too few, and nothing worse.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Int, UserId};

    #[test]
    fn calls_are_counted_ever_and_by_the_day() {
        let account = AccountId::of_owner(UserId::try_from(Int::from(1)).expect("an id"));
        let at = |day: i64, second: i64| Timestamp::from_second(day * SECONDS_A_DAY + second).expect("a moment");
        let written = || Ok(Counted { calls: 122, day: 20_000, day_calls: 44 });
        let calls = Calls::default();
        let usage = |day, second| calls.count(account, at(day, second), written).expect("counted");
        assert_eq!(usage(20_000, 86_399), Usage { total: 123, today: 45 });
        let unwritten = calls.unwritten(9);
        assert_eq!(unwritten, [(account, Counted { calls: 1, day: 20_000, day_calls: 1 })]);
        assert_eq!(usage(20_001, 0), Usage { total: 124, today: 1 });
        calls.forget(&unwritten);
        assert_eq!(usage(20_001, 1), Usage { total: 125, today: 2 });
        let unwritten = calls.unwritten(9);
        assert_eq!(unwritten, [(account, Counted { calls: 2, day: 20_001, day_calls: 2 })]);
        calls.forget(&unwritten);
        assert_eq!(calls.unwritten(9), []);
    }
}
