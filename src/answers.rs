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
    pub fn new(caller: &Principal, now: Timestamp, since: Generation, body: Bytes) -> Self {
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
            && used.swap(now.as_second(), Ordering::Relaxed) != now.as_second()
        {
            // Once a second is often enough: what is written of it is in seconds.
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
