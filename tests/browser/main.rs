//! The console as people use it: the real program, and a real Chromium that WebDriver steers. One binary, so that it links
//! once. Each story has a server and a browser of its own.

#![cfg(unix)]
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod accessibility;
mod between;
mod browser;
mod chromedriver;
mod confinement;
mod focus;
mod groups;
mod hands;
mod keys;
mod log;
mod logins;
mod long_lists;
mod passwords;
mod pictures;
mod servers;
mod slow_server;
mod stale_tabs;

mod sub_users;
#[path = "../process/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the stories of the process need more of it")]
mod support;
mod themes;
mod trackers;
