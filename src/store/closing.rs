//! Waiting until a store is closed, for whoever has shared it with threads that nobody joins.

use std::convert::Infallible;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Those who wait, told when this is dropped.
#[derive(Default)]
pub(super) struct Closing(Mutex<Vec<Sender<Infallible>>>);

impl Closing {
    pub(super) fn watch(&self) -> Closed {
        let (sender, receiver) = channel();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(sender);
        Closed(receiver)
    }
}

/// The end of a store, which somebody waits for.
pub struct Closed(Receiver<Infallible>);

impl Closed {
    /// Waits until whoever shared the store has let go of it, what was left to write is written, and its log is folded into
    /// the database; whether that was so in time.
    #[must_use]
    pub fn wait(self, patience: Duration) -> bool {
        matches!(self.0.recv_timeout(patience), Err(RecvTimeoutError::Disconnected))
    }
}
