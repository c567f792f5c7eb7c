//! Who was let in to what lately: so that a write of theirs can be queued without another look at the database.
//!
//! This is no proof. The write itself looks again, in its own transaction; what is remembered here only spares the look
//! before it, which is there to keep those out who would trouble the writer for nothing.

use std::any::TypeId;
use std::ops::Range;

use jiff::Timestamp;
use quick_cache::sync::Cache;

use crate::access::{Credential, Principal};
use crate::domain::{AccountId, Digest};
use crate::limits;

/// Who enters what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    credential: Digest,
    action: TypeId,
}

impl Entry {
    /// Of who shows that credential, to the action `A`.
    pub fn new<A: 'static>(credential: &Credential) -> Self {
        Self { credential: *credential.digest(), action: TypeId::of::<A>() }
    }
}

/// Somebody who was let in.
#[derive(Debug, Clone)]
struct Admission {
    account: AccountId,
    /// From when until when, in seconds since 1970, if nobody changes anything.
    good: Range<i64>,
}

/// Those who were let in lately.
pub struct Admissions(Cache<Entry, Admission>);

impl Default for Admissions {
    fn default() -> Self {
        Self(Cache::new(limits::REMEMBERED_ADMISSIONS))
    }
}

impl Admissions {
    /// The account of whoever enters, if it was let in lately.
    pub fn find(&self, entry: &Entry, now: Timestamp) -> Option<AccountId> {
        let admission = self.0.get(entry)?;
        admission.good.contains(&now.as_second()).then_some(admission.account)
    }

    /// Remembers that the caller was let in at that moment.
    pub fn remember(&self, entry: Entry, caller: &Principal, now: Timestamp) {
        let good = now.as_second()..caller.until().as_second();
        self.0.insert(entry, Admission { account: caller.account(), good });
    }

    /// Forgets whoever enters: it has been refused.
    pub fn forget(&self, entry: &Entry) {
        self.0.remove(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Int, UserId};

    // shows: REMEMBERED_ADMISSIONS
    #[test]
    fn so_many_are_remembered_and_no_more() {
        let admissions = Admissions::default();
        let account = AccountId::of_owner(UserId::try_from(Int::from(1)).expect("an id"));
        let most = limits::REMEMBERED_ADMISSIONS;
        for number in 0..2 * most {
            let credential = Credential::hash(&format!("{number:032x}")).expect("a hash");
            let entry = Entry::new::<Admission>(&credential);
            admissions.0.insert(entry, Admission { account, good: 0..1 });
            assert_eq!(admissions.find(&entry, Timestamp::UNIX_EPOCH), Some(account), "the {number}th");
        }
        // The cache's parts are not filled evenly.
        assert!((most / 2..=most).contains(&admissions.0.len()), "{}", admissions.0.len());
    }
}
