//! Which accounts have changed since when: what lets an answer be kept in memory and never be stale.
//!
//! Whoever keeps an answer asks for the [`Generation`] before reading, and whether it still holds before answering with
//! it. The writer marks the accounts that it changes before it commits, and gives them a generation of their own after the
//! commit and before anybody is answered. So a kept answer is given only while no commit of this process that concerns it
//! has begun: whoever was told of a change sees it, and nobody who has seen it sees the older state again.
//!
//! Commands at the command line are other processes. Each counts itself in the database, in the transaction of what it
//! writes, and answers only [`NOTICED`] later; a kept answer is given only within [`LEASE`] of a look at that counter. So
//! a command that has been answered is seen by all; before that some may see what it does, and others not yet.

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::access::Scope;
use crate::domain::AccountId;

/// How long after a look for commands kept answers are good. The look is part of the first read after it.
const LEASE: Duration = Duration::from_millis(25);

/// How long a command waits after its commit, so that a server has looked meanwhile, or gives no kept answers until it has.
pub(super) const NOTICED: Duration = Duration::from_millis(50);

/// A place in the order of commits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Generation(u64);

/// Accounts share slots, which bounds the memory; one that changes makes the answers of those beside it be read anew.
const SLOTS: usize = 1 << 15;

/// The mark of an account that is being changed: younger than whatever is kept.
const CHANGING: u64 = u64::MAX;

/// The generations of a whole store.
pub(super) struct Generations {
    current: AtomicU64,
    /// When the accounts of a slot were last changed.
    changed: Box<[AtomicU64]>,
    /// When all were.
    all_changed: AtomicU64,
    /// When a command was last noticed, which may have changed anything.
    command_noticed: AtomicU64,
    /// The last command that was noticed.
    command: AtomicI64,
    opened: Instant,
    /// When commands were last looked for, in microseconds after `opened`; 0 for never.
    looked: AtomicU64,
}

impl Default for Generations {
    fn default() -> Self {
        Self {
            current: AtomicU64::new(0),
            changed: (0..SLOTS).map(|_| AtomicU64::new(0)).collect(),
            all_changed: AtomicU64::new(0),
            command_noticed: AtomicU64::new(0),
            command: AtomicI64::new(0),
            opened: Instant::now(),
            looked: AtomicU64::new(0),
        }
    }
}

/// Whose rows a statement changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Those of one account.
    Of(AccountId),
    /// Those of several accounts.
    Everybodys,
    /// None that an answer is made of: counters, and what is noted about use.
    Nobodys,
}

impl From<AccountId> for Whose {
    fn from(account: AccountId) -> Self {
        Self::Of(account)
    }
}

impl From<Scope> for Whose {
    fn from(scope: Scope) -> Self {
        Self::Of(scope.account())
    }
}

/// Whose rows a transaction has changed.
#[derive(Default)]
pub(super) struct Touched {
    accounts: Vec<AccountId>,
    everybody: bool,
}

impl Touched {
    pub(super) fn note(&mut self, whose: Whose) {
        match whose {
            Whose::Of(account) if self.accounts.last() == Some(&account) => {}
            Whose::Of(account) => self.accounts.push(account),
            Whose::Everybodys => self.everybody = true,
            Whose::Nobodys => {}
        }
    }

    pub(super) fn extend(&mut self, other: &Self) {
        self.accounts.extend_from_slice(&other.accounts);
        self.everybody |= other.everybody;
    }
}

impl Generations {
    /// Where the order of commits stands. A read that begins after this sees all commits up to it.
    pub(super) fn current(&self) -> Generation {
        Generation(self.current.load(Ordering::SeqCst))
    }

    /// Whether the account has not changed since, by this process or another.
    pub(super) fn holds(&self, since: Generation, account: AccountId) -> bool {
        // The lease comes first: who finds it good finds the command that was noticed for it, too.
        let changes = [self.slot(account), &self.all_changed, &self.command_noticed];
        self.is_leased(Instant::now()) && changes.into_iter().all(|change| change.load(Ordering::SeqCst) <= since.0)
    }

    /// Marks what is about to be committed, so that from here on it is read from the database.
    pub(super) fn changing(&self, touched: &Touched) {
        self.mark(touched, CHANGING);
    }

    /// Tells that the commit is over, for better or worse.
    pub(super) fn changed(&self, touched: &Touched) {
        self.mark(touched, self.next());
    }

    fn mark(&self, touched: &Touched, generation: u64) {
        for account in &touched.accounts {
            self.slot(*account).store(generation, Ordering::SeqCst);
        }
        if touched.everybody {
            self.all_changed.store(generation, Ordering::SeqCst);
        }
    }

    /// Whether commands were looked for so lately that none can have been answered since.
    pub(super) fn is_leased(&self, now: Instant) -> bool {
        let looked = self.looked.load(Ordering::SeqCst);
        looked > 0 && self.micros(now).saturating_sub(looked) < LEASE.as_micros() as u64
    }

    /// Takes note of the number of the last command, as a read knows it that began at that moment.
    pub(super) fn look(&self, began: Instant, command: i64) {
        if self.command.load(Ordering::SeqCst) < command {
            // Before the command counts as noticed: another reader may renew the lease on the strength of that.
            self.command_noticed.fetch_max(self.next(), Ordering::SeqCst);
            self.command.fetch_max(command, Ordering::SeqCst);
        }
        self.looked.fetch_max(self.micros(began), Ordering::SeqCst);
    }

    fn next(&self) -> u64 {
        self.current.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn micros(&self, moment: Instant) -> u64 {
        let passed = moment.saturating_duration_since(self.opened).as_micros();
        u64::try_from(passed).unwrap_or(u64::MAX).max(1)
    }

    fn slot(&self, account: AccountId) -> &AtomicU64 {
        // Ids are dense, so the low bits spread them well; the mask keeps the index within the slots.
        &self.changed[account.get() as usize & (SLOTS - 1)]
    }
}
