//! What is not upgraded is left as it was, and told why.

use std::fs;
use std::path::Path;
use std::thread;

use muster::store::{OpenError, SCHEMA_VERSION, Store};
use rusqlite::Connection;

use super::old::Old;
use crate::support::dump;

fn upgrade(path: &Path) -> Result<(), OpenError> {
    Store::upgrade(path, &mut || ())
}

// shows: UPGRADE_PATIENCE
#[test]
fn a_database_that_others_have_open_is_not_touched() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    Old::of("3").put(&path);
    let before = dump(&path);
    // An older server at rest: it reads nothing, and has its connections.
    let server = Connection::open(&path).expect("the database");
    let one: i64 = server.query_row("SELECT count(*) FROM id_counters", (), |row| row.get(0)).expect("a read");
    assert!(one > 0);
    let refused = upgrade(&path).expect_err("refused");
    assert!(matches!(refused, OpenError::InUse(_)), "{refused}");
    assert!(refused.to_string().ends_with("stop the server, and try again"), "{refused}");
    assert!(dump(&path) == before && !path.with_file_name("muster.db.v3").exists());

    // As soon as it has gone it is upgraded.
    let waiting = thread::spawn(move || upgrade(&path));
    drop(server);
    waiting.join().expect("no panic").expect("upgraded");
}

#[test]
fn two_that_start_at_once_upgrade_it_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    Old::of("2a").put(&path);
    let start = || {
        thread::spawn({
            let path = path.clone();
            move || upgrade(&path)
        })
    };
    let both = [start(), start()];
    for started in both {
        started.join().expect("no panic").expect("upgraded, or found upgraded");
    }
    assert!(path.with_file_name("muster.db.v2").exists());
    assert!(!path.with_file_name("muster.db.v2.2").exists(), "the second had nothing to upgrade");
}

#[test]
fn what_would_not_become_a_new_database_stays_as_it_was() {
    for (change, problem) in [
        ("CREATE TABLE notes (text TEXT)", "notes is not what it was in any version"),
        ("DROP INDEX sources_by_phone", "sources_by_phone is not what it was in any version"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM sources WHERE id = 1", "a row of trackers names a row of sources"),
        ("PRAGMA foreign_keys = OFF; DROP TABLE id_counters", "no such table: id_counters"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("muster.db");
        Old::of("3").put(&path);
        Connection::open(&path).expect("the database").execute_batch(change).expect(change);
        let before = dump(&path);
        let refused = upgrade(&path).expect_err(change).to_string();
        assert!(refused.contains(problem), "{change}: {refused}");
        assert!(dump(&path) == before, "{change} was upgraded in part");
        for copy in ["muster.db.v3", "muster.db.v3.unfinished"] {
            assert!(!path.with_file_name(copy).exists(), "{change}: nothing was upgraded");
        }
    }
}

#[test]
fn a_copy_that_is_kept_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    Old::of("3").put(&path);
    let kept = path.with_file_name("muster.db.v3");
    fs::write(&kept, "the operator's").expect("written");
    fs::write(path.with_file_name("muster.db.v3.unfinished"), "half a copy").expect("written");
    upgrade(&path).expect("upgraded");
    assert_eq!(fs::read_to_string(&kept).expect("read"), "the operator's");
    let copy = Connection::open(path.with_file_name("muster.db.v3.2")).expect("the copy");
    let version: i32 = copy.pragma_query_value(None, "user_version", |row| row.get(0)).expect("a version");
    assert_eq!(version, 3);
    assert!(!path.with_file_name("muster.db.v3.unfinished").exists());
}

#[test]
fn newer_and_foreign_files_are_refused_as_ever() {
    for (version, refusal) in [(SCHEMA_VERSION + 1, "use a newer Muster"), (0, "is not a Muster database")] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("muster.db");
        Old::of("4").put(&path);
        let conn = Connection::open(&path).expect("the database");
        conn.pragma_update(None, "user_version", version).expect("set");
        let refused = upgrade(&path).expect_err("refused").to_string();
        assert!(refused.contains(refusal), "{refused}");
    }
}
