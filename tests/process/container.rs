//! `Dockerfile`: it is read here and not carried out, for that takes a container engine and what it loads from elsewhere.

use std::path::Path;
use std::process::Command;

use crate::support::feed;

const DOCKERFILE: &str = include_str!("../../Dockerfile");

/// The words behind an instruction.
#[track_caller]
fn said(instruction: &str) -> &'static str {
    let said = DOCKERFILE.lines().rev().find_map(|line| line.strip_prefix(instruction));
    said.unwrap_or_else(|| panic!("no {instruction}")).trim()
}

#[test]
fn the_image_is_built_with_the_oldest_rust_that_will_do_and_runs_as_nobody() {
    let rust = format!("FROM rust:{}-alpine AS build\n", env!("CARGO_PKG_RUST_VERSION"));
    assert!(DOCKERFILE.contains(&rust), "{rust}");
    assert_eq!([said("FROM "), said("USER "), said("VOLUME ")], ["scratch", "65532:65532", "/data"]);
    assert!(said("HEALTHCHECK ").ends_with(r#"CMD ["/muster", "health"]"#));
}

#[test]
#[ignore = "needs hadolint, which tests/run installs"]
fn a_linter_finds_no_fault_with_it() {
    let dockerfile = Path::new(env!("CARGO_MANIFEST_DIR")).join("Dockerfile");
    assert_eq!(feed(Command::new("hadolint").arg(dockerfile), b"").done().stdout, "");
}
