//! Muster keeps GPS trackers in groups and speaks the APIs of Navixy, Plaspy and Verizon ThingSpace.
//!
//! A request meets the modules in this order; each may use only those further down (a test reads the `use` lines):
//!
//! * [`cli`]: the commands; `serve` starts a server.
//! * [`config`]: flags, environment, file, defaults.
//! * [`logging`]: what is logged, and how it gets out.
//! * [`server`]: binds, serves, stops.
//! * [`dispatch`]: the one handler of HTTP: request to row to answer, and one log line.
//! * [`pages`]: what is no API: pages for people, and for what watches the server.
//! * [`console`]: the files that a browser runs to look after an account.
//! * [`openapi`]: the vendors' APIs as documents for other programs.
//! * [`thingspace`], [`plaspy`], [`navixy`]: the vendors' dialects: paths, credentials, envelopes, and one file for each
//!   action. They do not know of each other.
//! * [`rest`]: rows found by method and path.
//! * [`action`]: what an action is, and the one way that each is carried out.
//! * [`app`]: what all requests share: store, rate limits, settings.
//! * [`backups`]: copies of the database with its key file, by hand or on a schedule, and how they come back.
//! * [`admissions`]: who was let in to write lately.
//! * [`answers`]: answers kept in memory for those who ask again.
//! * [`turns`]: how many long reads a caller may have at a time.
//! * [`readiness`]: whether the server should be asked at all.
//! * [`draining`]: requests under way, for a server that is to stop.
//! * [`guesses`]: how often a password may be tried.
//! * [`hasher`]: passwords hashed where they hold nobody up.
//! * [`ratelimit`]: how often a caller may call.
//! * [`args`]: one set of arguments from query, form and JSON; every bad one named.
//! * [`ops`]: the rules, neutral of any dialect.
//! * [`access`]: from a credential to a principal to a proof; scopes.
//! * [`store`]: transactions, the group commit, and each statement once.
//! * [`phc`]: passwords as hashes.
//! * [`seal`]: sealed copies of API keys, and the key file.
//! * [`metrics`], [`shards`]: what the server counts of itself, and how threads count without waiting for each other.
//! * [`files`]: names beside others, the folders that they stand in, and what a file is apart from its name.
//! * [`clock`], [`limits`], [`error`], [`domain`], [`schema`]: the present moment, every bound, every failure, the field's
//!   own types, and how they are told to other programs.

#![warn(unreachable_pub)]

// What derives a schema calls the crate by its name, for the tests' own actions derive theirs too.
extern crate self as muster;

pub mod access;
pub mod action;
pub mod admissions;
pub mod answers;
pub mod app;
pub mod args;
pub mod backups;
pub mod cli;
pub mod clock;
pub mod config;
pub mod console;
pub mod dispatch;
pub mod domain;
pub mod draining;
pub mod error;
pub mod files;
pub mod guesses;
pub mod hasher;
pub mod limits;
pub mod logging;
pub mod metrics;
pub mod navixy;
pub mod openapi;
pub mod ops;
pub mod pages;
pub mod phc;
pub mod plaspy;
pub mod ratelimit;
pub mod readiness;
pub mod rest;
pub mod schema;
pub mod seal;
pub mod server;
pub mod shards;
pub mod store;
pub mod thingspace;
pub mod turns;
