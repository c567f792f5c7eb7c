//! What the stories are told with: a server of one's own, a small world in its database, and clients by principal.

mod client;
#[path = "../../support/dump.rs"]
mod dump;
#[path = "../../support/raw.rs"]
pub mod raw;
pub mod rest;
mod server;
#[path = "../../support/waiting.rs"]
mod waiting;
pub mod world;

pub use client::{Answer, Client, Transport};
pub use dump::dump;
pub use server::{Options, TestClock, TestServer};
pub use waiting::{DEADLINE, wait_until};
