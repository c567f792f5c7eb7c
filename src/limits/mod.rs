//! The bounds in one place, those that can be set with their defaults: of what somebody could make large, of what waits
//! and for how long, and of what is remembered.
//!
//! How long a text may be is a matter of its type in `domain`; what only makes the program quick, such as
//! the size of a cache, stands where it is used. A test knows which numbers these are.

mod amount;
mod fixed;
mod settable;
mod table;

pub use amount::Amount;
pub use fixed::*;
pub use settable::{Limits, SessionOverflow};
pub use table::{Bound, table};
