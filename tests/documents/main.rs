//! The documents against the code: what they say of actions, errors, limits and tests is what there is.

#![expect(clippy::panic, reason = "a test that cannot go on says why")]

mod architecture;
mod catalogue;
mod compatibility;
mod configure;
mod limits;
mod links;
mod openapi;
mod readme;
mod register;
mod rest_catalogue;
mod sample_settings;
mod sources;
mod spec_rows;

use std::path::{Path, PathBuf};
use std::{env, fs};

/// Set, it has what is generated written instead of compared.
const WRITE: &str = "MUSTER_WRITE_DOCUMENTS";

/// A file or folder of the project.
fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A document's text.
fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A generated file is as it would be made now; or it is made now.
#[track_caller]
fn compare_or_write(name: &str, made: &str) {
    if env::var_os(WRITE).is_some() {
        fs::write(path(name), made).expect("it is written");
        return;
    }
    let found = text(name);
    let stale = found.lines().zip(made.lines()).find(|(found, made)| found != made);
    assert_eq!(stale, None, "{name} is stale: write it anew with {WRITE}=1 cargo test --test documents");
    assert_eq!(found.lines().count(), made.lines().count(), "{name} is stale at its end: write it anew");
}

/// The cells of a row of a Markdown table, if the line is one.
fn cells(line: &str) -> Option<Vec<&str>> {
    let row = line.strip_prefix('|')?.strip_suffix('|')?;
    Some(row.split('|').map(str::trim).collect())
}

/// The parts of a text that stand between backticks.
fn quoted_as_code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}
