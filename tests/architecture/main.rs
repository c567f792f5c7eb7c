//! The source tree keeps its own rules: who may use whom, how long a file may grow, and that schema and statements mean
//! what the types say. They are read off the text, because the compiler knows none of them.
//!
//! Each module has rules, the tests that hold the tree to them, and the scanners that read the text for these; at its end
//! stand samples for the scanners, bad ones among them, so that no test passes for want of looking.

mod layers;
mod schema;
mod sizes;
mod sources;
mod statements;
mod tokens;

#[track_caller]
fn expect_none(problems: impl Iterator<Item = String>) {
    let problems: Vec<_> = problems.collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}
