//! Answers kept in memory for those who ask the same again, as long as nobody has changed what they tell.
//!
//! Whether an answer still holds is for the [`Store`] to say, each time; so nothing is ever removed from here because it
//! has changed. What is over the bound goes by the cache's own choice: what is asked for seldom goes first.

use std::any::TypeId;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use bytes::Bytes;
use jiff::Timestamp;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::access::{Credential, Principal};
use crate::domain::{AccountId, Digest};
use crate::store::{Generation, Store};

/// Who asks what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Question {
    credential: Digest,
    action: TypeId,
    variant: u8,
}

impl Question {
    /// The question of who shows that credential, for one of the few answers that the action `A` has for each.
    pub fn new<A: 'static>(credential: &Credential, variant: u8) -> Self {
        Self { credential: *credential.digest(), action: TypeId::of::<A>(), variant }
    }
}

/// A kept answer.
#[derive(Debug)]
pub struct Answer {
    /// The account that it tells of.
    pub account: AccountId,
    /// Its body.
    pub body: Bytes,
    since: Generation,
    /// When who asked was let in, and when it is no more, in seconds since 1970.
    good: Range<i64>,
    /// When its session was last used, in seconds since 1970; `None` for an API key, of which that is not noted.
    used: Option<AtomicI64>,
}

impl Answer {
    /// An answer to that caller, read at that moment and in that generation.
    pub fn new(caller: &Principal, now: Timestamp, since: Generation, body: &[u8]) -> Self {
        // Copied, for what it was written into has room for twice as much.
        let body = Bytes::copy_from_slice(body);
        let used = caller.has_session().then(AtomicI64::default);
        Self { account: caller.account(), body, since, good: now.as_second()..caller.until().as_second(), used }
    }
}

/// All that are kept.
pub struct Answers(Option<Cache<Question, Arc<Answer>, Weight>>);

/// What an answer weighs: its bytes, and about as many as the bookkeeping takes.
#[derive(Clone)]
struct Weight;

const BOOKKEEPING: usize = size_of::<Question>() + size_of::<Answer>() + 96;

impl Weighter<Question, Arc<Answer>> for Weight {
    fn weight(&self, _: &Question, answer: &Arc<Answer>) -> u64 {
        (answer.body.len() + BOOKKEEPING) as u64
    }
}

/// What an answer weighs on average, as far as the cache wants a guess.
const USUAL_WEIGHT: u64 = 1_024;

impl Answers {
    /// Room for so many bytes; for 0, nothing is kept.
    pub fn new(bytes: u64) -> Self {
        let expected = usize::try_from(bytes / USUAL_WEIGHT).unwrap_or(usize::MAX);
        Self((bytes > 0).then(|| Cache::with_weighter(expected, bytes, Weight)))
    }

    /// The answer to that question, if it is kept and still holds.
    pub fn find(&self, store: &Store, question: &Question) -> Option<Arc<Answer>> {
        let answer = self.0.as_ref()?.get(question)?;
        let now = store.now();
        if !answer.good.contains(&now.as_second()) || !store.holds(answer.since, answer.account) {
            return None;
        }
        if let Some(used) = &answer.used
            && used.load(Ordering::Relaxed) != now.as_second()
        {
            // Once a second is often enough: what is written of it is in seconds.
            used.store(now.as_second(), Ordering::Relaxed);
            store.note_use(&question.credential, now);
        }
        Some(answer)
    }

    /// Keeps an answer.
    pub fn keep(&self, question: Question, answer: Answer) {
        if let Some(kept) = &self.0 {
            kept.insert(question, Arc::new(answer));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicI32;

    use jiff::Timestamp;
    use tempfile::TempDir;

    use super::*;
    use crate::clock::Clock;
    use crate::domain::{Int, UserId};
    use crate::limits::Limits;
    use crate::store::users::{self, User};
    use crate::store::{Process, Settings};

    const BEGIN: i64 = 1_790_000_000;
    const HASH: &str = "a6aa75587e5c59c32d347da438505fc3";
    const OTHER_HASH: &str = "a6aa75587e5c59c32d347da438505fc4";
    const ROOM: u64 = 64 * 1_024;

    /// A clock that stands still until a test moves it.
    #[derive(Clone)]
    struct StandingClock(Arc<AtomicI64>);

    impl Clock for StandingClock {
        fn now(&self) -> Timestamp {
            Timestamp::from_second(self.0.load(Ordering::SeqCst)).expect("a moment")
        }
    }

    fn user_id(id: i32) -> UserId {
        UserId::try_from(Int::from(id)).expect("an id")
    }

    /// What an answer is to.
    struct Asked;
    struct AskedElsewhere;

    /// A database, and two accounts in it.
    struct World {
        store: Store,
        clock: StandingClock,
        accounts: [AccountId; 2],
        /// The id of the next sub-user.
        next: AtomicI32,
        _folder: TempDir,
    }

    impl World {
        fn new() -> Self {
            let folder = tempfile::tempdir().expect("a folder");
            let clock = StandingClock(Arc::new(BEGIN.into()));
            let settings = Settings {
                clock: Box::new(clock.clone()),
                limits: Limits::default(),
                keyring: None,
                process: Process::Server,
            };
            let store = Store::create(&folder.path().join("test.db"), 1, settings).expect("a database");
            let accounts = [1, 2].map(|id| AccountId::of_owner(user_id(id)));
            let world = Self { store, clock, accounts, next: 100.into(), _folder: folder };
            accounts.iter().for_each(|account| world.add_user(*account, account.owner()));
            world
        }

        fn add_user(&self, account: AccountId, id: UserId) {
            let now = self.store.now();
            let user = User {
                account,
                id,
                login: format!("user-{}@fleet.example", id.get()).parse().expect("a login"),
                time_zone: "UTC".parse().expect("a zone"),
                locale: "en_US".parse().expect("a locale"),
                activated: true,
                disabled: false,
                security_group: None,
                valid_from: None,
                valid_until: None,
                created: now,
                modified: now,
                last_login: None,
            };
            self.store.write_blocking(move |tx| users::insert(tx, &user, "")).expect("added");
        }

        /// Changes something of an account: it has one sub-user more.
        fn change(&self, account: AccountId) {
            let id = self.next.fetch_add(1, Ordering::SeqCst);
            self.add_user(account, user_id(id));
        }

        /// Whether the answer that is kept for the first owner until that moment is found at once. The machine may be so
        /// busy that the time of a look is over by then, so this is tried a few times; `between` runs in each.
        fn finds(&self, answers: &Answers, until: i64, between: impl Fn()) -> bool {
            (0..20).any(|_| {
                answers.keep(question(), self.answer(until, "told"));
                between();
                self.tells(answers, &question())
            })
        }

        /// An answer as it was read at this moment.
        fn answer(&self, until: i64, body: &'static str) -> Answer {
            let ((), since) = self.store.read_to_keep(|_| Ok(())).expect("read");
            let account = self.accounts[0];
            let good = self.store.now().as_second()..until;
            Answer { account, body: Bytes::from_static(body.as_bytes()), since, good, used: None }
        }

        fn tells(&self, answers: &Answers, question: &Question) -> bool {
            answers.find(&self.store, question).is_some_and(|answer| answer.body == "told")
        }
    }

    fn asked<A: 'static>(hash: &str, variant: u8) -> Question {
        Question::new::<A>(&Credential::hash(hash).expect("a hash"), variant)
    }

    fn question() -> Question {
        asked::<Asked>(HASH, 0)
    }

    #[test]
    fn an_answer_is_found_as_often_as_it_is_asked_for_while_nothing_changes() {
        let (world, answers) = (World::new(), Answers::new(ROOM));
        assert!(world.finds(&answers, i64::MAX, || ()));
        assert!(world.finds(&answers, i64::MAX, || assert!(answers.0.as_ref().is_some_and(|kept| kept.len() == 1))));
    }

    #[test]
    fn it_is_found_for_nothing_else_that_anybody_asks() {
        let (world, answers) = (World::new(), Answers::new(ROOM));
        let others = [asked::<Asked>(OTHER_HASH, 0), asked::<Asked>(HASH, 1), asked::<AskedElsewhere>(HASH, 0)];
        assert!(world.finds(&answers, i64::MAX, || {
            others.iter().for_each(|other| assert!(!world.tells(&answers, other)));
        }));
    }

    #[test]
    fn it_is_found_no_more_once_its_account_has_changed() {
        let (world, answers) = (World::new(), Answers::new(ROOM));
        assert!(!world.finds(&answers, i64::MAX, || world.change(world.accounts[0])));
        assert!(world.finds(&answers, i64::MAX, || ()), "it was read again");
        let (_, unchanged) = world.store.read_to_keep(|_| Ok(())).expect("read");
        world.change(world.accounts[1]);
        let still = || {
            world.store.read_to_keep(|_| Ok(())).expect("looked");
            world.store.holds(unchanged, world.accounts[0])
        };
        assert!((0..20).any(|_| still()), "another account's change is none of it");
    }

    #[test]
    fn it_is_found_in_no_second_in_which_its_caller_is_not_let_in() {
        let (world, answers) = (World::new(), Answers::new(ROOM));
        assert!(world.finds(&answers, BEGIN + 1, || ()));
        assert!(!world.finds(&answers, BEGIN, || ()));
        for moved in [BEGIN + 2, BEGIN - 1] {
            world.clock.0.store(BEGIN, Ordering::SeqCst);
            answers.keep(question(), world.answer(BEGIN + 2, "told"));
            world.clock.0.store(moved, Ordering::SeqCst);
            world.store.read_to_keep(|_| Ok(())).expect("looked");
            assert!(!world.tells(&answers, &question()), "{moved}");
        }
    }

    #[test]
    fn a_newer_answer_takes_the_place_of_an_older_one() {
        let (world, answers) = (World::new(), Answers::new(ROOM));
        answers.keep(question(), world.answer(i64::MAX, "told before"));
        assert!(world.finds(&answers, i64::MAX, || ()));
    }

    // shows: kept_answers
    #[test]
    fn no_more_is_kept_than_there_is_room_for() {
        let world = World::new();
        let answers = Answers::new(ROOM);
        let long: &'static str = "told".repeat(1_024).leak();
        for variant in 0..=u8::MAX {
            answers.keep(asked::<Asked>(HASH, variant), world.answer(i64::MAX, long));
        }
        let kept = answers.0.as_ref().expect("a cache");
        assert!(kept.weight() <= ROOM && kept.weight() >= ROOM / 4, "{}", kept.weight());
        let too_long: &'static str = "told".repeat(ROOM as usize).leak();
        answers.keep(question(), world.answer(i64::MAX, too_long));
        assert!(kept.weight() <= ROOM, "{}", kept.weight());
    }

    #[test]
    fn without_room_nothing_is_kept() {
        let world = World::new();
        assert!(!world.finds(&Answers::new(0), i64::MAX, || ()));
    }
}
