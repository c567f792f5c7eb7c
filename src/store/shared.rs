//! What all transactions of a store share.

use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use super::Settings;
use super::calls::Calls;
use super::generations::Generations;
use super::last_uses::LastUses;
use crate::metrics::Metrics;

/// What all transactions share.
pub(super) struct Shared {
    pub(super) settings: Settings,
    pub(super) last_uses: LastUses,
    pub(super) calls: Calls,
    pub(super) generations: Generations,
    pub(super) metrics: Arc<Metrics>,
    /// When these two were last written, in seconds since 1970.
    pub(super) notes_written: AtomicI64,
}

impl Shared {
    pub(super) fn new(settings: Settings) -> Self {
        Self {
            settings,
            last_uses: LastUses::default(),
            calls: Calls::default(),
            generations: Generations::default(),
            metrics: Arc::default(),
            notes_written: AtomicI64::new(0),
        }
    }
}
