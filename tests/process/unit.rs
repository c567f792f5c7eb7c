//! `deploy/muster.service`: systemd finds no fault with it, it locks the server in tightly, and the server can do all that
//! it must. They need systemd's own tool and strace, so `cargo test` alone passes them over; `tests/run` runs them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::support::{Installation, NO_SETTINGS, OWNER, PASSWORD, Ran, Running, feed};

/// SQLite gives new files to the database's owner if root runs it, as tests often do. The unit's user is another.
const OF_ROOT: &str = "fchown";

fn unit() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/muster.service")
}

fn systemd_analyze(arguments: &[&str], file: &Path) -> Ran {
    feed(Command::new("systemd-analyze").args(arguments).arg(file), b"")
}

#[test]
#[ignore = "needs systemd-analyze, which tests/run installs"]
fn systemd_knows_every_word_of_the_unit_and_finds_it_locked_in() {
    let here = Installation::bare();
    // It looks for the program, too.
    let text = fs::read_to_string(unit()).expect("the unit").replace("/usr/bin/muster", env!("CARGO_BIN_EXE_muster"));
    here.put("muster.service", &text);
    systemd_analyze(&["verify", "--man=no"], &here.path("muster.service")).done();
    here.put("muster.service", text.replace("ProtectHome", "ProtectHouse"));
    let misspelt = systemd_analyze(&["verify", "--man=no"], &here.path("muster.service"));
    assert!(misspelt.stderr.contains("Unknown key 'ProtectHouse'"), "{misspelt:?}");
    // In tenths: an exposure of 2.0, of 10.
    systemd_analyze(&["security", "--offline=true", "--threshold=20", "--no-pager"], &unit()).done();
}

/// The system calls that a set of systemd's has, with those of the sets within it.
fn calls_of(set: &str) -> BTreeSet<String> {
    let listed = systemd_analyze(&["syscall-filter", "--no-pager"], Path::new(set)).done().stdout;
    let names = listed.lines().skip(1).map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    names
        .flat_map(|name| if name.starts_with('@') { calls_of(name) } else { BTreeSet::from([name.to_owned()]) })
        .collect()
}

/// The system calls that the unit allows.
fn allowed() -> BTreeSet<String> {
    let text = fs::read_to_string(unit()).expect("the unit");
    let mut allowed = BTreeSet::new();
    for sets in text.lines().filter_map(|line| line.strip_prefix("SystemCallFilter=")) {
        let (taken_away, sets) = sets.strip_prefix('~').map_or((false, sets), |sets| (true, sets));
        for call in sets.split(' ').flat_map(calls_of) {
            if taken_away {
                allowed.remove(&call)
            } else {
                allowed.insert(call)
            };
        }
    }
    allowed
}

#[test]
#[ignore = "needs systemd-analyze and strace, which tests/run installs"]
fn the_unit_allows_every_system_call_that_the_server_makes() {
    let here = Installation::new();
    let mut strace = Command::new("strace");
    // It stands aside, so that what was started is the server; and it follows the server's threads.
    strace.args(["--daemonize", "--follow-forks", "--output"]).arg(here.path("calls"));
    strace.arg(env!("CARGO_BIN_EXE_muster")).args(["serve", "--listen", "127.0.0.1:0"]);
    let server = Running::start(strace.current_dir(here.folder()).env("MUSTER_CONFIG", NO_SETTINGS));
    let owner = server.client(&here.api_key);
    let group = owner.must("tracker/group/create", json!({"title": "Vans", "color": "FF6DDC"}))["id"].clone();
    owner.must("tracker/group/delete", json!({"id": group}));
    owner.must("tracker/list", json!({}));
    server.client("").must("user/auth", json!({"login": OWNER, "password": PASSWORD}));
    assert_eq!(server.stop().code, Some(0));

    let traced = fs::read_to_string(here.path("calls")).expect("calls");
    let made = traced.lines().filter_map(|line| {
        let call = line.split_once(' ')?.1.trim_start().split_once('(')?.0;
        call.chars()
            .all(|char| char.is_ascii_lowercase() || char.is_ascii_digit() || char == '_')
            .then(|| call.to_owned())
    });
    let made: BTreeSet<_> = made.filter(|call| call != OF_ROOT).collect();
    assert!(made.contains("pwrite64") && made.contains("fsync") && made.len() > 30, "{made:?}");
    assert_eq!(made.difference(&allowed()).collect::<Vec<_>>(), [""; 0], "not allowed, of {made:?}");
}
