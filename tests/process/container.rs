//! `Dockerfile`: it is read here and not carried out, for that takes a container engine and what it loads from elsewhere.

use std::path::Path;
use std::process::Command;

use crate::support::{Installation, feed};

const DOCKERFILE: &str = include_str!("../../Dockerfile");

/// The words behind an instruction.
#[track_caller]
fn said(instruction: &str) -> &'static str {
    let said = DOCKERFILE.lines().rev().find_map(|line| line.strip_prefix(instruction));
    said.unwrap_or_else(|| panic!("no {instruction}")).trim()
}

#[test]
fn the_image_is_built_with_the_oldest_rust_that_will_do() {
    let rust = format!("FROM rust:{}-alpine AS build\n", env!("CARGO_PKG_RUST_VERSION"));
    assert!(DOCKERFILE.contains(&rust), "{rust}");
}

#[test]
fn it_sets_and_runs_what_the_program_knows() {
    let here = Installation::bare();
    let help = here.run("serve --help").done().stdout;
    for setting in said("ENV ").split(' ') {
        let (name, _) = setting.split_once('=').expect("a value");
        assert!(help.contains(&format!("[env: {name}=")), "{name}");
    }
    let command = said("CMD ").split('"').nth(1);
    let health = said("HEALTHCHECK ").split_once(r#"CMD ["/muster", ""#).and_then(|(_, rest)| rest.split('"').next());
    for command in [command, health] {
        here.run(&format!("{} --help", command.expect("a command"))).done();
    }
}

#[test]
fn its_user_is_not_root_and_may_write_where_the_data_is() {
    let (user, volume) = (said("USER "), said("VOLUME "));
    assert!(!user.starts_with("0") && !user.starts_with("root"), "{user}");
    assert!(DOCKERFILE.contains(&format!("COPY --from=build --chown={user} {volume} {volume}\n")), "{user} {volume}");
    assert!(said("ENV ").contains(&format!("MUSTER_DATABASE={volume}/")), "{volume}");
}

#[test]
#[ignore = "needs hadolint, which tests/run installs"]
fn a_linter_finds_no_fault_with_it() {
    let dockerfile = Path::new(env!("CARGO_MANIFEST_DIR")).join("Dockerfile");
    assert_eq!(feed(Command::new("hadolint").arg(dockerfile), b"").done().stdout, "");
}
