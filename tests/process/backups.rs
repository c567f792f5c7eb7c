//! Backups: taken while the server works, looked at before they count, and brought back whole or not at all.

mod crash;
mod document;
mod drill;
mod key_file;
mod restore;
mod schedule;

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::refusals::{DATABASE, REFUSED, USAGE, refuse};
use crate::support::{Installation, OWNER, PASSWORD, dump};

/// An installation with a sub-user, three trackers in two groups, an API key and a session.
fn peopled() -> Installation {
    let here = Installation::new();
    here.json_with(&format!("subuser add --owner {OWNER} --login sue@fleet.example --password-stdin"), PASSWORD);
    here.put("fleet.csv", "label,imei,group\nVan 1,V1,Main office\nVan 2,V2,Night shift\nVan 3,V3,\n");
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    here.session(OWNER);
    here
}

/// What the command counts in it.
fn counted(object: &Value) -> Value {
    ["users", "groups", "trackers", "sessions"].map(|kind| object[kind].clone()).into()
}

#[test]
fn a_backup_holds_all_that_the_database_does_and_is_its_owners_alone() {
    let here = peopled();
    let server = here.serve();
    let made = here.json("backup kept.db");
    assert_eq!(counted(&made), json!([2, 2, 3, 1]));
    assert_eq!((&made["backup"], &made["key"]), (&json!("kept.db"), &json!("kept.db.key")));
    assert_eq!(made["bytes"].as_u64(), fs::metadata(here.path("kept.db")).map(|file| file.len()).ok());
    assert!(made["seconds"].as_f64().is_some_and(|seconds| seconds > 0.0), "{made}");
    for file in ["kept.db", "kept.db.key"] {
        let mode = fs::metadata(here.path(file)).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{file} is for its owner only");
    }
    assert!(dump(&here.path("kept.db")) == here.contents());
    let key = |name: &str| fs::read(here.path(name)).expect("a key file");
    assert_eq!(key("kept.db.key"), key("muster.db.key"));
    server.stop();
    let left = ["fleet.csv", "kept.db", "kept.db.key", "muster.db", "muster.db.key"];
    assert_eq!(here.files(), left, "one file that needs no log, and no draft");
}

#[test]
fn the_key_does_not_get_into_a_file_that_somebody_else_has_open() {
    let here = peopled();
    let draft = here.path("kept.db.part.key");
    fs::write(&draft, "").expect("left there");
    let mut open = fs::File::open(&draft).expect("open for other eyes");
    here.json("backup kept.db");
    let mut seen = Vec::new();
    open.read_to_end(&mut seen).expect("read");
    assert_eq!(seen, b"");
    assert_eq!(fs::read(here.path("kept.db.key")).expect("a key").len(), 32);
}

#[test]
fn a_person_is_told_what_was_made_and_what_was_restored() {
    let here = peopled();
    let said = here.run("backup kept.db").done().stdout;
    assert!(said.starts_with("made kept.db (") && said.contains("its key file kept.db.key"), "{said}");
    assert!(said.ends_with("users 2, groups 2, trackers 3, sessions 1\n"), "{said}");
    let said = here.run("restore kept.db --replace").done().stdout;
    assert!(said.starts_with("restored muster.db\nusers 2, groups 2, trackers 3, sessions 1\n"), "{said}");
    assert!(said.contains("all sessions and tokens have ended; API keys go on\nwhat was there is now /"), "{said}");
}

#[test]
fn a_backup_overwrites_nothing() {
    let here = peopled();
    here.put("letter", "Dear Ada").put("kept.db.key", "somebody's key");
    fs::create_dir(here.path("folder")).expect("made");
    refuse(
        &here,
        &[
            ("backup letter", "", REFUSED, "letter exists already; name another file, or move this one away"),
            ("backup muster.db", "", REFUSED, "muster.db exists already"),
            ("backup folder", "", REFUSED, "folder exists already"),
            ("backup kept.db", "", REFUSED, "kept.db.key exists already"),
            ("backup nowhere/kept.db", "", REFUSED, "cannot write to the folder nowhere: No such file"),
            ("backup", "", USAGE, "<FILE>"),
        ],
    );
    assert_eq!(fs::read(here.path("letter")).expect("read"), b"Dear Ada");
    assert_eq!(fs::read(here.path("kept.db.key")).expect("read"), b"somebody's key");
}

#[test]
fn without_its_key_file_a_database_is_not_backed_up() {
    let here = peopled();
    fs::remove_file(here.path("muster.db.key")).expect("removed");
    refuse(&here, &[("backup kept.db", "", DATABASE, "there is no key file muster.db.key")]);
}

#[test]
fn a_broken_database_is_not_backed_up_as_if_it_were_whole() {
    let here = peopled();
    let conn = Connection::open(here.database()).expect("the database");
    conn.execute_batch("PRAGMA foreign_keys = OFF; UPDATE trackers SET group_id = 99 WHERE id = 1").expect("broken");
    drop(conn);
    refuse(&here, &[("backup kept.db", "", DATABASE, "kept.db.part is not whole: a row of trackers names a row of")]);
}

#[test]
fn two_at_once_do_not_write_the_same_file() {
    let here = peopled();
    let draft = fs::File::create(here.path("kept.db.part.key")).expect("made");
    draft.lock().expect("as the other one has it");
    refuse(
        &here,
        &[("backup kept.db", "", REFUSED, "another program is writing kept.db.part.key; wait for it to end")],
    );
    drop(draft);
    here.json("backup kept.db");
}
