//! The program on a database that an older one made: it upgrades it, says so, and keeps the old one.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::refusals::DATABASE;
use crate::support::{Installation, Ran, Running};

/// A folder with such a database and its key file, and one of its API keys.
fn installed(schema: &str) -> (Installation, String) {
    let here = Installation::bare();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/upgrade");
    let read = |end: &str| fs::read_to_string(data.join(format!("{schema}.{end}"))).expect("a file");
    let told: Value = serde_json::from_str(&read("json")).expect("JSON");
    let hex = told["key_file"].as_str().expect("a key file");
    let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"));
    here.put("muster.db.key", bytes.collect::<Vec<_>>());
    let conn = Connection::open(here.database()).expect("a file");
    conn.execute_batch(&read("sql")).expect("the dump");
    (here, told["hashes"]["key"].as_str().expect("a key").to_owned())
}

/// Runs a command that succeeds, and says on stderr what it upgrades.
#[track_caller]
fn upgrade(here: &Installation, line: &str) -> Ran {
    let ran = here.run(line);
    assert!(ran.code == 0 && ran.stderr.lines().count() == 2, "{ran:?}");
    ran
}

#[test]
fn a_command_upgrades_first_and_says_where_the_old_database_is() {
    let (here, _) = installed("3");
    let ran = upgrade(&here, "tracker list --owner ada@demo.example --json");
    assert!(ran.stderr.contains("upgrading muster.db from schema version 3 to 4"), "{ran:?}");
    assert!(ran.stderr.contains("the database as it was is kept as muster.db.v3 until you delete it"), "{ran:?}");
    let listed = ran.object()["trackers"].clone();
    assert_eq!(here.files(), ["muster.db", "muster.db.key", "muster.db.v3"]);
    assert_eq!(here.run("check").done().stderr, "", "upgraded once");

    // Back, and to it again.
    fs::rename(here.path("muster.db.v3"), here.database()).expect("renamed");
    let again = upgrade(&here, "tracker list --owner ada@demo.example --json");
    assert_eq!(again.object()["trackers"], listed);
    assert_eq!(here.files(), ["muster.db", "muster.db.key", "muster.db.v3"]);
}

#[cfg(unix)]
#[test]
fn the_copy_is_for_its_owners_eyes_as_the_database_is() {
    use std::os::unix::fs::PermissionsExt as _;

    let (here, _) = installed("2b");
    upgrade(&here, "check");
    let mode = fs::metadata(here.path("muster.db.v2")).expect("the copy").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_server_upgrades_and_then_serves_those_who_were_let_in_before() {
    let (here, key) = installed("1a");
    let server = Running::start(&mut here.command("serve --listen 127.0.0.1:0"));
    let listed = server.client(&key).must("tracker/list", json!({}));
    assert_eq!(listed["list"].as_array().map(Vec::len), Some(25));
    server.stop();
    assert_eq!(here.files(), ["muster.db", "muster.db.key", "muster.db.v1"]);
}

#[test]
fn beside_an_older_server_nothing_is_upgraded() {
    let (here, _) = installed("3");
    let version = |conn: &Connection| -> i32 {
        conn.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version")
    };
    let server = Connection::open(here.database()).expect("the database");
    server.pragma_update(None, "journal_mode", "WAL").expect("set");
    // From its first look on it has the database open.
    assert_eq!(version(&server), 3);
    for command in ["check", "serve --listen 127.0.0.1:0"] {
        here.run(command)
            .refused(DATABASE, "muster.db has to be upgraded, and another program has it open; stop the server");
    }
    assert_eq!(version(&server), 3);
}

#[test]
fn an_old_backup_is_upgraded_when_it_is_brought_back_and_stays_as_it_is() {
    for schema in ["1a", "2b", "3"] {
        let (old, key) = installed(schema);
        let before = fs::read(old.database()).expect("the old one");
        let here = Installation::bare();
        let database = here.database().display().to_string();
        old.run(&format!("restore muster.db --keep-sessions --database {database}")).done();
        assert_eq!(fs::read(old.database()).expect("the old one"), before, "{schema}");
        assert_eq!(here.files(), ["muster.db", "muster.db.key"], "{schema}");
        let server = here.serve();
        assert_eq!(server.client(&key).knocks(), (200, 0), "{schema}");
    }
}

#[test]
fn an_old_database_is_upgraded_before_it_is_backed_up() {
    let (here, _) = installed("3");
    let advice = "muster.db has schema version 3, and this program works with 4; upgrade it first with: muster check --database muster.db";
    here.run("backup copy.db").refused(DATABASE, advice);
    upgrade(&here, "check");
    here.run("backup copy.db").done();
}
