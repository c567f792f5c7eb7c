//! From an API key to a token.

pub mod token;
