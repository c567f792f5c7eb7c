//! Every bound in one place: what can be set, with its default, and what is fixed.

use std::time::Duration;

use jiff::SignedDuration;

/// The bounds that an operator can set.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of a request body; a larger one is answered with 9 / 412.
    pub body_bytes: usize,
    /// How long a request's body may take to arrive; after it 5 / 400, and the connection is closed. The head before it may
    /// take as long.
    pub request_deadline: Duration,
    /// Tracker groups of one account; beyond it 268 / 402.
    pub groups_per_account: u32,
    /// How long a session lives, counted from its creation; use does not extend it.
    pub session_lifetime: SignedDuration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            body_bytes: 20 * 1024 * 1024,
            request_deadline: Duration::from_secs(30),
            groups_per_account: 10_000,
            session_lifetime: SignedDuration::from_hours(30 * 24),
        }
    }
}

/// How deep JSON may nest; deeper is answered with 5.
pub const JSON_DEPTH: usize = 64;

/// How much one request's arguments may weigh: a value in a list 1, a name with its value 8. More is answered with 9. It is
/// room for lists of two and a half million ids, and bounds the memory to some 160 MB; a body of the largest size made of the
/// shortest names would otherwise take gigabytes.
pub const ARGUMENTS_WEIGHT: usize = 2_500_000;

/// How many bad parameters one answer names.
pub const FIELD_ERRORS: usize = 1_000;

/// How many faulty rows of a file an import names.
pub const IMPORT_ERRORS: usize = 1_000;

/// API keys of one account; beyond it 268 / 402 (the vendor's own limit).
pub const API_KEYS_PER_ACCOUNT: u32 = 20;

/// Writes that may wait for the writer; beyond it 14 / 503.
pub const WRITE_QUEUE: usize = 4_096;

/// Writes that one commit carries at most, so that the first of them does not wait for ever.
pub const WRITES_PER_COMMIT: usize = 512;

/// Callers that the rate limiter remembers before it forgets those that are at rest.
pub const RATE_LIMITED_CALLERS: usize = 100_000;
