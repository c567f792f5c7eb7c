//! Guessing passwords is hopeless: bad tries are counted for each address and, apart from it, for each login. Beyond the
//! limits even a right password is refused for a while, and never for good.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use crate::error::{Code, Failure, Result};
use crate::limits;
use crate::metrics::Metrics;
use crate::ratelimit::network;

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// From which bad try on the answer is held back.
const HELD_BACK_FROM: u32 = 3;

/// Where the log tells of failed logins, for whoever bars addresses because of them: its lines stay as they are.
const LOG: &str = "muster::login";

/// The bad tries of the last minute and hour.
pub struct Guesses {
    counts: Mutex<Counts>,
    /// Told whenever a try is over.
    over: Notify,
    longest_delay: Duration,
    metrics: Arc<Metrics>,
    /// Makes a number of a login, so that no text that somebody may have mistyped lies about in memory.
    hasher: RandomState,
}

struct Counts {
    addresses: Windows<IpAddr>,
    logins: Windows<u64>,
}

impl Guesses {
    /// No bad tries yet; the answer to one is held back for so long at most.
    pub fn new(longest_delay: Duration, metrics: Arc<Metrics>) -> Self {
        let counts = Counts {
            addresses: Windows::new(MINUTE, limits::BAD_LOGINS_PER_ADDRESS),
            logins: Windows::new(HOUR, limits::BAD_LOGINS_PER_LOGIN),
        };
        Self { counts: Mutex::new(counts), over: Notify::new(), longest_delay, metrics, hasher: RandomState::new() }
    }

    /// Lets a password be tried. Of many tries at once no more are under way than could all be bad without passing a limit;
    /// the others wait.
    ///
    /// # Errors
    /// 105 when the address or the login has had too many bad ones, with the time to wait.
    pub async fn begin(&self, address: IpAddr, login: &str, now: Timestamp) -> Result<Try<'_>> {
        // Logins are the same in any case, so their tries are counted together.
        let (counted, login) = (network(address), self.hasher.hash_one(login.to_lowercase()));
        loop {
            // Asked for before looking, so that no end in between is missed.
            let over = self.over.notified();
            let admission = self.counts().admit(counted, login, now);
            match admission {
                Admission::Yes => return Ok(Try { guesses: self, address, login, at: now, over: false }),
                Admission::Wait => over.await,
                Admission::No(wait) => {
                    self.metrics.refused_logins.add_one();
                    log::warn!(target: LOG, "refused login from {address}");
                    return Err(Failure::from(Code::LoginAttemptsLimitExceeded).retry_after(wait));
                }
            }
        }
    }

    /// Counts a failed login, in whatever dialect and by whatever secret, and logs it. Never the login itself:
    /// people type passwords into the wrong field.
    pub fn note_failure(&self, address: IpAddr) {
        self.metrics.failed_logins.add_one();
        log::warn!(target: LOG, "failed login from {address}");
    }

    fn counts(&self) -> MutexGuard<'_, Counts> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// None for the first bad tries, then a quarter of a second, doubled from try to try.
    fn delay(&self, bad_tries: u32) -> Duration {
        match bad_tries.checked_sub(HELD_BACK_FROM) {
            None => Duration::ZERO,
            Some(doublings) => self.longest_delay.min(Duration::from_millis(250) * 2_u32.pow(doublings.min(8))),
        }
    }
}

/// Whether a password may be tried.
enum Admission {
    Yes,
    /// Not before another try is over.
    Wait,
    /// Not before so long.
    No(Duration),
}

impl Counts {
    fn admit(&mut self, address: IpAddr, login: u64, now: Timestamp) -> Admission {
        if let Some(wait) = self.addresses.wait(&address, now).max(self.logins.wait(&login, now)) {
            return Admission::No(wait);
        }
        if !self.addresses.has_room(&address) || !self.logins.has_room(&login) {
            return Admission::Wait;
        }
        self.addresses.enter(address, now);
        self.logins.enter(login, now);
        Admission::Yes
    }

    /// How many bad ones there are now.
    fn leave(&mut self, address: IpAddr, login: u64, bad_at: Option<Timestamp>) -> u32 {
        self.addresses.leave(address, bad_at).max(self.logins.leave(login, bad_at))
    }
}

/// A password being tried. Dropped before anybody found out, it counts as bad: its caller has hung up. Each bad one is told
/// to the log.
pub struct Try<'g> {
    guesses: &'g Guesses,
    address: IpAddr,
    login: u64,
    at: Timestamp,
    over: bool,
}

impl Try<'_> {
    /// Ends the try. A proof passes, and a failure to find out does not count. No proof counts as a bad try, and is held
    /// back, the longer the more there were.
    ///
    /// # Errors
    /// `refusal` for no proof, and the failure to find out.
    pub async fn settle<T>(mut self, found: Result<Option<T>>, refusal: Code) -> Result<T> {
        match found {
            Ok(None) => {
                let delay = self.guesses.delay(self.end(Some(self.at)));
                if !delay.is_zero() {
                    tokio::time::sleep(delay).await;
                }
                Err(refusal.into())
            }
            Ok(Some(proof)) => {
                self.end(None);
                Ok(proof)
            }
            Err(failure) => {
                self.end(None);
                Err(failure)
            }
        }
    }

    fn end(&mut self, bad_at: Option<Timestamp>) -> u32 {
        self.over = true;
        if bad_at.is_some() {
            self.guesses.note_failure(self.address);
        }
        let bad = self.guesses.counts().leave(network(self.address), self.login, bad_at);
        self.guesses.over.notify_waiters();
        bad
    }
}

impl Drop for Try<'_> {
    fn drop(&mut self) {
        if !self.over {
            self.end(Some(self.at));
        }
    }
}

/// For each of some callers, how many tries are under way, and when the last bad ones were, within a span of time.
struct Windows<K> {
    span: SignedDuration,
    most: usize,
    callers: HashMap<K, Window>,
}

#[derive(Default)]
struct Window {
    under_way: usize,
    bad: VecDeque<Timestamp>,
}

impl<K: Hash + Eq> Windows<K> {
    fn new(span: SignedDuration, most: usize) -> Self {
        Self { span, most, callers: HashMap::new() }
    }

    /// How long the caller has to wait; `None` if it has not had too many bad tries.
    fn wait(&mut self, key: &K, now: Timestamp) -> Option<Duration> {
        let bad = &mut self.callers.get_mut(key)?.bad;
        while bad.front().is_some_and(|first| now.duration_since(*first) >= self.span) {
            bad.pop_front();
        }
        let first = *bad.front().filter(|_| bad.len() >= self.most)?;
        Some(Duration::try_from(self.span - now.duration_since(first)).unwrap_or_default())
    }

    /// Whether one more could be bad without passing the limit.
    fn has_room(&self, key: &K) -> bool {
        self.callers.get(key).is_none_or(|caller| caller.under_way + caller.bad.len() < self.most)
    }

    fn enter(&mut self, key: K, now: Timestamp) {
        if self.callers.len() >= limits::REMEMBERED_GUESSERS && !self.callers.contains_key(&key) {
            self.make_room(now);
        }
        self.callers.entry(key).or_default().under_way += 1;
    }

    fn leave(&mut self, key: K, bad_at: Option<Timestamp>) -> u32 {
        let Entry::Occupied(mut caller) = self.callers.entry(key) else { return 0 };
        let Window { under_way, bad } = caller.get_mut();
        *under_way = under_way.saturating_sub(1);
        bad.extend(bad_at);
        let so_far = u32::try_from(bad.len()).unwrap_or(u32::MAX);
        if *under_way == 0 && bad.is_empty() {
            caller.remove();
        }
        so_far
    }

    /// Forgets those whose bad tries are all over; if that are too few, those with a single one; and if whoever guesses has
    /// more addresses than can be remembered, all but those under way: to refuse everybody would be worse.
    fn make_room(&mut self, now: Timestamp) {
        let (span, most) = (self.span, limits::REMEMBERED_GUESSERS);
        let recent = |caller: &Window| caller.bad.back().is_some_and(|last| now.duration_since(*last) < span);
        self.callers.retain(|_, caller| caller.under_way > 0 || recent(caller));
        if self.callers.len() >= most {
            self.callers.retain(|_, caller| caller.under_way > 0 || caller.bad.len() > 1);
        }
        if self.callers.len() >= most {
            self.callers.retain(|_, caller| caller.under_way > 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt as _;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).expect("a moment")
    }

    fn address(last: u8) -> IpAddr {
        IpAddr::from([192, 0, 2, last])
    }

    /// A try that need not wait for others, or the seconds to wait.
    fn begin<'g>(guesses: &'g Guesses, last: u8, login: &str, seconds: i64) -> std::result::Result<Try<'g>, u64> {
        let begun = guesses.begin(address(last), login, at(seconds)).now_or_never().expect("room");
        begun.map_err(|refused| refused.retry_after.expect("a time").as_secs())
    }

    fn settle(attempt: Try<'_>, found: Result<Option<()>>) -> Option<Code> {
        // Without a delay it is over at once.
        let settled = attempt.settle(found, Code::WrongLoginOrPassword).now_or_never().expect("no delay");
        settled.err().map(|failure| failure.code)
    }

    /// A bad try, or the seconds to wait.
    fn bad_try(guesses: &Guesses, last: u8, login: &str, seconds: i64) -> std::result::Result<(), u64> {
        let attempt = begin(guesses, last, login, seconds)?;
        assert_eq!(settle(attempt, Ok(None)), Some(Code::WrongLoginOrPassword));
        Ok(())
    }

    // shows: BAD_LOGINS_PER_ADDRESS
    #[test]
    fn an_address_has_ten_bad_tries_a_minute_whatever_the_login() {
        let guesses = Guesses::new(Duration::ZERO, Arc::default());
        for number in 0..10 {
            assert_eq!(bad_try(&guesses, 1, &format!("{number}@fleet.example"), number), Ok(()));
        }
        assert_eq!(bad_try(&guesses, 1, "ada@fleet.example", 10), Err(50));
        assert_eq!(bad_try(&guesses, 2, "ada@fleet.example", 10), Ok(()), "another address");
        assert_eq!(bad_try(&guesses, 1, "ada@fleet.example", 60), Ok(()), "the first is a minute ago");
        assert_eq!(bad_try(&guesses, 1, "ada@fleet.example", 60), Err(1), "the second is not");
    }

    // shows: BAD_LOGINS_PER_LOGIN
    #[test]
    fn a_login_has_twenty_bad_tries_an_hour_wherever_they_come_from() {
        let guesses = Guesses::new(Duration::ZERO, Arc::default());
        for number in 0..20 {
            assert_eq!(bad_try(&guesses, number, "ada@fleet.example", number.into()), Ok(()));
        }
        assert_eq!(bad_try(&guesses, 99, "Ada@Fleet.Example", 20), Err(3580));
        assert_eq!(bad_try(&guesses, 99, "otto@fleet.example", 20), Ok(()), "another login");
        assert_eq!(bad_try(&guesses, 99, "ada@fleet.example", 3600), Ok(()));
    }

    #[test]
    fn neither_right_passwords_nor_failures_to_find_out_count() {
        let guesses = Guesses::new(Duration::ZERO, Arc::default());
        for _ in 0..100 {
            let right = begin(&guesses, 1, "ada@fleet.example", 0).expect("let in");
            assert_eq!(settle(right, Ok(Some(()))), None);
            let unknown = begin(&guesses, 1, "ada@fleet.example", 0).expect("let in");
            assert_eq!(settle(unknown, Err(Code::TooManyRequests.into())), Some(Code::TooManyRequests));
        }
        assert!(guesses.counts().addresses.callers.is_empty(), "and leave nothing behind");
    }

    #[test]
    fn of_many_at_once_no_more_are_under_way_than_could_be_bad() {
        let guesses = Guesses::new(Duration::ZERO, Arc::default());
        let next = || guesses.begin(address(1), "ada@fleet.example", at(0)).now_or_never();
        let mut under_way: Vec<_> = (0..10).map(|_| next().expect("room").expect("let in")).collect();
        assert!(next().is_none(), "the eleventh waits, and is not refused");
        assert_eq!(settle(under_way.pop().expect("one"), Ok(Some(()))), None);
        under_way.push(next().expect("there is room again").expect("let in"));
        drop(under_way);
        assert_eq!(begin(&guesses, 1, "ada@fleet.example", 0).err(), Some(60), "who hangs up has guessed");
    }

    // shows: bad_login_delay
    #[test]
    fn answers_are_held_back_from_the_third_on() {
        let guesses = Guesses::new(Duration::from_secs(2), Arc::default());
        let delays = [1, 2, 3, 4, 5, 6, 7, 1000].map(|tries| guesses.delay(tries).as_millis());
        assert_eq!(delays, [0, 0, 250, 500, 1000, 2000, 2000, 2000]);
    }

    // shows: REMEMBERED_GUESSERS
    #[test]
    fn so_many_guessers_are_remembered_and_one_more_has_those_forgotten_who_guessed_least() {
        let most = limits::REMEMBERED_GUESSERS;
        let mut windows = Windows::new(MINUTE, 10);
        let guess = |windows: &mut Windows<usize>, guesser, seconds| {
            windows.enter(guesser, at(seconds));
            windows.leave(guesser, Some(at(seconds)));
            windows.callers.len()
        };
        let remembered: Vec<_> = (0..most).map(|guesser| guess(&mut windows, guesser, 0)).collect();
        assert_eq!(remembered[most - 2..], [most - 1, most]);
        assert_eq!(guess(&mut windows, 0, 1), most, "known already");
        assert_eq!(guess(&mut windows, most, 2), 2, "itself, and who has guessed twice");

        let remembered: Vec<_> = (1..most - 1).map(|guesser| guess(&mut windows, guesser, 61)).collect();
        assert_eq!(remembered.last(), Some(&most));
        assert_eq!(guess(&mut windows, most + 1, 62), most - 1, "what was a minute ago goes first");
    }
}
