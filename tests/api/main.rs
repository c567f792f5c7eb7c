//! The API over a real socket, story by story. One binary, so that it links once.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod audit;
mod audit_log;
mod calls;
mod doors;
mod ended;
mod equivalence;
mod foreign;
mod group_times;
mod kept;
mod limits;
mod logins;
mod long_answers;
mod metrics;
mod model;
mod notes;
mod one_store;
mod openapi;
mod pages;
mod panics;
mod passwords;
mod plaspy;
mod quotas;
mod races;
mod rate_limit;
mod rights;
mod rows;
mod sight;
mod small;
mod spec;
mod stories;
mod sub_users;
mod support;
mod test_actions;
mod thingspace;
mod upgrade;
mod validity;
mod wire;
