//! How much an account calls.

/// An account's calls of the counted kind, the one that asks included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Usage {
    /// Since the account was made.
    pub total: i64,
    /// Since midnight in UTC.
    pub today: i64,
}
