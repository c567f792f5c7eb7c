//! What callers may be told of one thing that changes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;

/// The states of one thing in their order. One writes them, and many read.
pub struct Register {
    states: Mutex<Vec<Value>>,
    /// The last state that anybody knows of: who wrote it was answered, or a reader was told it.
    known: AtomicUsize,
}

impl Register {
    pub fn new(state: Value) -> Self {
        Self { states: Mutex::new(vec![state]), known: AtomicUsize::new(0) }
    }

    /// Writes the next state: from now on readers may be told it, and once it is acknowledged they must.
    pub fn write<T>(&self, state: Value, write: impl FnOnce() -> T) -> T {
        let place = {
            let mut states = self.states();
            states.push(state);
            states.len() - 1
        };
        let answer = write();
        self.known.fetch_max(place, Ordering::SeqCst);
        answer
    }

    /// What is known before a read begins.
    pub fn known(&self) -> usize {
        self.known.load(Ordering::SeqCst)
    }

    /// What a reader was told is that state or a later one, which is then known.
    #[track_caller]
    pub fn is_told(&self, known: usize, told: &Value) {
        let place = self.is_among_the_latest(known, told);
        self.known.fetch_max(place, Ordering::SeqCst);
    }

    /// [`Register::is_told`], but that others may yet be told an earlier one.
    #[track_caller]
    pub fn is_among_the_latest(&self, known: usize, told: &Value) -> usize {
        let states = self.states();
        let place = states[known..].iter().position(|state| state == told);
        known + place.unwrap_or_else(|| panic!("told {told} when known was {}", states[known]))
    }

    fn states(&self) -> MutexGuard<'_, Vec<Value>> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
