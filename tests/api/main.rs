//! The API over a real socket, story by story. One binary, so that it links once.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod stories;
mod support;
