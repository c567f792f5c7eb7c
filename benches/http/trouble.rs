//! What goes wrong, in words that say what to do.

/// Whatever went wrong.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// What may go wrong.
pub type Result<T> = std::result::Result<T, Trouble>;
