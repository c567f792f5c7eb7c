//! What all requests share.

use std::sync::Arc;

use crate::ratelimit::RateLimits;
use crate::store::Store;

/// Whether a GET may change something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum GetMutations {
    /// It may: GET links are a documented use.
    #[default]
    Allow,
    /// It is refused with 13.
    Deny,
}

/// The parts that a request may need on its way.
pub struct App {
    /// The database.
    pub store: Arc<Store>,
    /// The buckets of the rate limit.
    pub rate_limits: RateLimits,
    /// What a GET may do.
    pub get_mutations: GetMutations,
}
