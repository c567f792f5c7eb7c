//! The API over a real socket, story by story. One binary, so that it links once.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod equivalence;
mod limits;
mod model;
mod panics;
mod races;
mod rate_limit;
mod rights;
mod spec;
mod stories;
mod support;
mod test_actions;
mod wire;
