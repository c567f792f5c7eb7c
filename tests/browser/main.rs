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
mod group_lists;
mod groups;
mod hands;
mod history;
mod keys;
mod log;
mod logins;
mod long_lists;
mod modules;
mod names;
mod passwords;
mod pictures;
mod screens;
mod servers;
mod sight;
mod slow_server;
mod stale_tabs;
mod sub_users;
#[path = "../process/support/mod.rs"]
#[expect(dead_code, unused_imports, reason = "the stories of the process need more of it")]
mod support;
mod themes;
mod trackers;
