//! What a request's arguments may cost in memory, whatever they are made of.

use std::cell::Cell;

use crate::error::{Code, Failure, Result};
use crate::limits;

/// A value in a list, or a scalar: 32 bytes.
pub(super) const VALUE: usize = 1;

/// A name with its value: two texts and a place in a tree, some 260 bytes.
pub(super) const ENTRY: usize = 8;

/// How much of [`limits::ARGUMENTS_WEIGHT`] is left; `None` once more was wanted. Anybody can send a body, so it is counted
/// before anybody is asked who they are.
pub(super) struct Budget(Cell<Option<usize>>);

impl Default for Budget {
    fn default() -> Self {
        Self(Cell::new(Some(limits::ARGUMENTS_WEIGHT)))
    }
}

impl Budget {
    /// Takes that much.
    ///
    /// # Errors
    /// 9 when there is less.
    pub(super) fn spend(&self, weight: usize) -> Result<()> {
        let left = self.0.get().and_then(|left| left.checked_sub(weight));
        self.0.set(left);
        if left.is_some() { Ok(()) } else { Err(Failure::caused(Code::TooLargeRequest, "too many arguments")) }
    }

    /// Whether more was wanted than there was.
    pub(super) fn is_exceeded(&self) -> bool {
        self.0.get().is_none()
    }
}
