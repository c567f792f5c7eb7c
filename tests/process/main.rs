//! The real program as its users run it: its command line, its signals, its crashes, and what it leaves on disk.
//! One binary, so that it links once. Unix only, because the stories send signals.

#![cfg(unix)]
#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod access_log;
mod audit;
mod backups;
mod beside;
mod commands;
mod configuration;
mod container;
mod crash;
mod databases;
mod debian;
mod demo;
mod dialect_commands;
mod dialect_examples;
mod documents;
mod examples;
mod fail2ban;
mod fleets;
mod health;
mod logins;
mod manual;
#[cfg(target_os = "linux")]
mod memory;
mod metrics;
mod mishaps;
mod noticed;
mod openapi;
mod proxies;
mod readme;
mod refusals;
mod schemathesis;
mod sdks;
mod secrets;
mod settings;
mod signals;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
mod tls;
mod unit;
mod upgrade;
