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

    /// Whether nothing was changed that an answer is made of.
    pub(super) fn is_empty(&self) -> bool {
        self.accounts.is_empty() && !self.everybody
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

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, AtomicUsize};

    use super::*;
    use crate::domain::{Int, UserId};

    const ACCOUNT: i32 = 7;
    const OTHER: i32 = 8;
    /// An account in the slot of the first.
    const NEIGHBOUR: i32 = ACCOUNT + SLOTS as i32;

    fn account(id: i32) -> AccountId {
        AccountId::of_owner(UserId::try_from(Int::from(id)).expect("an id"))
    }

    fn touched(whose: &[Whose]) -> Touched {
        let mut touched = Touched::default();
        whose.iter().for_each(|whose| touched.note(*whose));
        touched
    }

    fn of(id: i32) -> Touched {
        touched(&[Whose::Of(account(id))])
    }

    /// A moment so late that a look at it is good for as long as any test takes.
    fn late() -> Instant {
        Instant::now() + Duration::from_secs(3_600)
    }

    /// After a look that saw the first command.
    fn leased() -> Generations {
        let generations = Generations::default();
        generations.look(late(), 1);
        generations
    }

    /// For which of the three accounts what was read then still holds.
    fn held(generations: &Generations, since: Generation) -> [bool; 3] {
        [ACCOUNT, OTHER, NEIGHBOUR].map(|id| generations.holds(since, account(id)))
    }

    #[test]
    fn what_was_read_holds_as_long_as_nobody_changes_anything() {
        let generations = leased();
        assert_eq!(held(&generations, generations.current()), [true; 3]);
    }

    #[test]
    fn a_change_ends_it_from_before_the_commit_on_for_the_account_and_those_in_its_slot() {
        let generations = leased();
        let (before, change) = (generations.current(), of(ACCOUNT));
        generations.changing(&change);
        let meanwhile = generations.current();
        assert_eq!(held(&generations, before), [false, true, false], "it may be committed already");
        assert_eq!(held(&generations, meanwhile), [false, true, false]);
        generations.changed(&change);
        assert_eq!(held(&generations, before), [false, true, false]);
        assert_eq!(held(&generations, meanwhile), [false, true, false], "read before the commit, or after it");
        assert_eq!(held(&generations, generations.current()), [true; 3], "read after it");
    }

    #[test]
    fn a_commit_that_failed_before_it_began_ends_it_as_well() {
        let generations = leased();
        let before = generations.current();
        generations.changed(&of(ACCOUNT));
        assert_eq!(held(&generations, before), [false, true, false]);
        assert_eq!(held(&generations, generations.current()), [true; 3]);
    }

    #[test]
    fn what_a_transaction_touches_is_all_that_its_parts_do() {
        for (parts, ended) in [
            (vec![Whose::Nobodys], [false; 3]),
            (vec![Whose::Of(account(OTHER))], [false, true, false]),
            (vec![Whose::Of(account(OTHER)), Whose::Nobodys, Whose::Of(account(ACCOUNT))], [true; 3]),
            (vec![Whose::Everybodys], [true; 3]),
            (vec![Whose::Everybodys, Whose::Of(account(OTHER))], [true; 3]),
        ] {
            let generations = leased();
            let before = generations.current();
            let mut batch = Touched::default();
            parts.iter().for_each(|part| batch.extend(&touched(&[*part])));
            generations.changing(&batch);
            assert_eq!(held(&generations, before), ended.map(|ended| !ended), "{parts:?}");
            generations.changed(&batch);
            assert_eq!(held(&generations, before), ended.map(|ended| !ended), "{parts:?}");
            assert_eq!(held(&generations, generations.current()), [true; 3], "{parts:?}");
        }
    }

    #[test]
    fn without_a_look_nothing_holds_and_a_look_is_good_for_its_time_only() {
        let generations = Generations::default();
        assert_eq!(held(&generations, generations.current()), [false; 3]);
        let began = generations.opened + Duration::from_secs(1);
        generations.look(began, 1);
        let instant = Duration::from_micros(1);
        assert!(generations.is_leased(began));
        assert!(generations.is_leased(began + LEASE - instant));
        assert!(!generations.is_leased(began + LEASE));
        generations.look(began - LEASE, 1);
        assert!(generations.is_leased(began + LEASE - instant), "a slower one takes nothing away");
        // A command that is answered has waited until every look from before its commit is over, with room to spare.
        assert!(NOTICED >= 2 * LEASE);
    }

    #[test]
    fn a_command_ends_all_that_was_read_before_it_was_noticed() {
        let generations = leased();
        let before = generations.current();
        generations.look(late(), 2);
        let noticed = generations.current();
        assert_eq!(held(&generations, before), [false; 3]);
        assert_eq!(held(&generations, noticed), [true; 3]);
        generations.look(late(), 2);
        generations.look(late(), 1);
        assert_eq!(held(&generations, noticed), [true; 3], "known already, whoever looks again or saw less");
    }

    /// One round of a race, in which there has been another command.
    struct Round<'g> {
        generations: &'g Generations,
        /// When something was read, before the command.
        since: Generation,
        command: i64,
    }

    impl Round<'_> {
        fn look(&self) {
            self.generations.look(late(), self.command);
        }

        fn is_over(&self) -> bool {
            !self.generations.holds(self.since, account(ACCOUNT))
        }
    }

    /// Lets two meet in every round at the same moment, so often that whatever can happen between two steps of one does; on
    /// a busy machine, where each waits long for the other, as often as there is time for.
    /// When a round begins, the time of the last look is over. In how many rounds something was not as it should be.
    fn race(first: impl Fn(Round<'_>) -> bool + Sync, second: impl Fn(Round<'_>) -> bool + Sync) -> usize {
        const ROUNDS: usize = 300_000;
        const TIME: Duration = Duration::from_secs(5);
        let (generations, since, arrived) = (leased(), AtomicU64::new(0), AtomicUsize::new(0));
        let (began, is_over) = (Instant::now(), AtomicBool::new(false));
        let meet = |times: usize| {
            arrived.fetch_add(1, Ordering::SeqCst);
            while arrived.load(Ordering::SeqCst) < 2 * times {
                std::thread::yield_now();
            }
        };
        let run = |prepares: bool, work: &dyn Fn(Round<'_>) -> bool| {
            let rounds = (1..=ROUNDS).map_while(|round| {
                meet(2 * round - 1);
                if prepares {
                    generations.looked.store(0, Ordering::SeqCst);
                    since.store(generations.current().0, Ordering::SeqCst);
                    is_over.store(began.elapsed() > TIME, Ordering::SeqCst);
                }
                meet(2 * round);
                let since = Generation(since.load(Ordering::SeqCst));
                let round = Round { generations: &generations, since, command: round as i64 + 1 };
                (!is_over.load(Ordering::SeqCst)).then(|| work(round))
            });
            rounds.filter(|as_it_should_be| !as_it_should_be).count()
        };
        std::thread::scope(|scope| {
            let (first, second) = (scope.spawn(|| run(true, &first)), scope.spawn(|| run(false, &second)));
            first.join().expect("ended") + second.join().expect("ended")
        })
    }

    #[test]
    fn of_two_that_notice_a_command_neither_goes_on_before_it_has_ended_what_was_read() {
        let notice = |round: Round<'_>| {
            round.look();
            round.is_over()
        };
        assert_eq!(race(notice, notice), 0);
    }

    #[test]
    fn a_look_of_another_does_not_make_hold_what_it_ends() {
        let look = |round: Round<'_>| {
            round.look();
            true
        };
        assert_eq!(race(|round| round.is_over(), look), 0);
    }
}
