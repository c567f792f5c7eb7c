//! What all requests share.

mod census;
mod verify;

use std::sync::Arc;

use crate::admissions::Admissions;
use crate::answers::Answers;
use crate::draining::Draining;
use crate::guesses::Guesses;
use crate::hasher::Hasher;
use crate::metrics::{Metrics, MetricsToken};
use crate::ratelimit::RateLimits;
use crate::readiness::Readiness;
use crate::store::Store;
use crate::turns::Turns;

pub use census::LastCensus;
pub use verify::{Besides, Lock};

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
    /// What is counted of all this.
    pub metrics: Arc<Metrics>,
    /// What is to be shown to whoever reads that, if anything.
    pub metrics_token: Option<MetricsToken>,
    /// When the metrics last looked how much is stored.
    pub last_census: LastCensus,
    /// The bad logins of late.
    pub guesses: Guesses,
    /// Where passwords are hashed.
    pub hasher: Hasher,
    /// What is kept for those who ask again.
    pub answers: Answers,
    /// Who was let in to write lately.
    pub admissions: Admissions,
    /// The queues of long reads.
    pub turns: Arc<Turns>,
    /// The requests under way, and whether the server is to stop.
    pub draining: Arc<Draining>,
    /// Whether the server is ready, as it was seen last.
    pub readiness: Readiness,
    /// What a GET may do.
    pub get_mutations: GetMutations,
    /// Whether each request must pass the gate, in the dialect that has one.
    pub require_bearer: bool,
}

impl App {
    /// An app over a database; what it counts begins at nothing, and no bearer is required.
    pub fn new(store: Store, rate_limits: RateLimits, get_mutations: GetMutations) -> Self {
        let metrics = store.metrics();
        let guesses = Guesses::new(store.limits().bad_login_delay, Arc::clone(&metrics));
        let answers = Answers::new(store.limits().kept_answers);
        Self {
            store: Arc::new(store),
            rate_limits,
            metrics,
            metrics_token: None,
            last_census: LastCensus::default(),
            guesses,
            hasher: Hasher::default(),
            answers,
            admissions: Admissions::default(),
            turns: Arc::default(),
            draining: Arc::default(),
            readiness: Readiness::default(),
            get_mutations,
            require_bearer: false,
        }
    }
}
