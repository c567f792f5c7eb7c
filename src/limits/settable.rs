//! The bounds that are not the same everywhere, with their defaults.

use std::num::NonZeroU32;
use std::time::Duration;

use jiff::SignedDuration;

use super::{DEVICES_PER_ANSWER, MIB};

/// The bounds that differ between servers: as their operators want it, or because a test cannot wait so long.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a request body; a larger one is answered with 9 / 412.
    pub body_bytes: usize,
    /// How long a request's body may take to arrive; after it 5 / 400, and the connection is closed. The head before it
    /// may take as long.
    pub request_deadline: Duration,
    /// Connections of one address; a request on one more is answered with 15 / 429 and the connection closed.
    pub connections_per_address: Option<NonZeroU32>,
    /// How long requests under way may take to end when the server is told to stop.
    pub drain: Duration,
    /// Tracker groups of one account; beyond it 268 / 402.
    pub groups_per_account: u32,
    /// Trackers of one account; beyond it no more are added or imported.
    pub trackers_per_account: u32,
    /// Live sessions of one user; beyond it `session_overflow` says what a login does.
    pub sessions_per_user: u32,
    /// How long a session lives, counted from its creation; use does not extend it.
    pub session_lifetime: SignedDuration,
    /// What a login does that would be one session too many.
    pub session_overflow: SessionOverflow,
    /// How long records of the audit log are kept; `None` for ever.
    pub audit_lifetime: Option<SignedDuration>,
    /// How long a token lives that an API key was exchanged for.
    pub token_lifetime: SignedDuration,
    /// How long too many failed logins lock a user out, where they do.
    pub login_lock: SignedDuration,
    /// Devices in one answer about a group, where such answers come in pages.
    pub group_page: usize,
    /// How long the answer to a bad login is held back at most.
    pub bad_login_delay: Duration,
    /// Bytes of answers that are kept for those who ask again; 0 keeps none.
    pub kept_answers: u64,
    /// How old the metrics' numbers of what is stored may be before it is counted again.
    pub census_interval: Duration,
}

/// What a login does that would be one session too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum SessionOverflow {
    /// It ends the user's least recently used session.
    #[default]
    End,
    /// It is refused with 104.
    Refuse,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 20 * 1024 * 1024,
            request_deadline: Duration::from_secs(30),
            connections_per_address: NonZeroU32::new(1_000),
            drain: Duration::from_secs(30),
            groups_per_account: 10_000,
            trackers_per_account: 2_000_000,
            sessions_per_user: 100,
            session_lifetime: SignedDuration::from_hours(30 * 24),
            session_overflow: SessionOverflow::End,
            audit_lifetime: Some(SignedDuration::from_hours(400 * 24)),
            token_lifetime: SignedDuration::from_hours(24),
            login_lock: SignedDuration::from_mins(15),
            group_page: DEVICES_PER_ANSWER,
            bad_login_delay: Duration::from_secs(2),
            kept_answers: 64 * MIB,
            census_interval: Duration::from_secs(60),
        }
    }
}
