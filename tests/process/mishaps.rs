//! What happens to files: moved, left half written by a crash, known by two names, open for all eyes.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use rusqlite::Connection;
use serde_json::json;

use crate::support::{Installation, OWNER, RawAnswer, Running, exchange, request, wait_until};

fn ready(server: &Running) -> RawAnswer {
    exchange(server.address, &request("GET /readyz", &[], b""))
}

#[test]
fn a_server_whose_database_is_moved_is_not_ready_until_it_is_back() {
    let here = Installation::new();
    let server = here.serve();
    let elsewhere = here.path("elsewhere.db");
    fs::rename(here.database(), &elsewhere).expect("moved");
    let reason = "the database is no longer the file of its name; stop the server and put the file back";
    let told = ready(&server);
    assert_eq!((told.status, told.json()), (503, json!({"ready": false, "reason": reason})));
    fs::rename(&elsewhere, here.database()).expect("moved back");
    wait_until("it is ready again", || ready(&server).status == 200);
    let ended = server.stop();
    assert!(ended.stderr.contains(&format!("not ready: {reason}")), "{ended:?}");
}

/// What the owner's login would have been.
const CHANGED: &str = "half@written.example";

/// An installation of which a process died that had just begun to change a database without a write-ahead log: what the
/// database was is in a journal beside it.
fn half_written() -> Installation {
    let here = Installation::new();
    let conn = Connection::open(here.database()).expect("the database");
    conn.pragma_update_and_check(None, "journal_mode", "DELETE", |row| row.get::<_, String>(0)).expect("one file");
    // A journal that is not synced counts as soon as it is there.
    conn.pragma_update(None, "synchronous", "OFF").expect("set");
    conn.pragma_update(None, "cache_size", 1).expect("set");
    conn.execute_batch("BEGIN").expect("begun");
    conn.execute("UPDATE users SET login = ?1", [CHANGED]).expect("changed");
    conn.cache_flush().expect("written");
    let left = ["muster.db", "muster.db-journal"].map(|file| (file, fs::read(here.path(file)).expect("read")));
    assert!(left[0].1.windows(CHANGED.len()).any(|bytes| bytes == CHANGED.as_bytes()), "the change is in the file");
    drop(conn);
    left.into_iter().for_each(|(file, bytes)| fs::write(here.path(file), bytes).expect("as it was then"));
    here
}

#[test]
fn what_a_crash_left_half_written_is_rolled_back_by_whoever_comes_first() {
    for command in ["check", "user list", "backup kept.db"] {
        let here = half_written();
        here.run(command).done();
        assert_eq!(here.json("user list")["users"][0]["login"], OWNER, "{command}");
        here.run("check").done();
    }
    let here = half_written();
    assert_eq!(here.serve().client(&here.api_key).knocks(), (200, 0));
}

#[test]
fn what_is_half_written_and_not_ours_stays_as_it_is() {
    let here = Installation::bare();
    here.put("muster.db", [b"SQLite format 3\0".as_slice(), &[0; 4_080]].concat()).put("muster.db-journal", [1; 512]);
    here.run("check").refused(3, "is not a Muster database");
    assert_eq!(fs::read(here.path("muster.db-journal")).expect("read"), [1; 512]);
}

#[test]
fn a_database_has_one_server_whatever_it_is_called() {
    let here = Installation::new();
    symlink("muster.db", here.path("link.db")).expect("linked");
    fs::copy(here.path("muster.db.key"), here.path("link.db.key")).expect("copied");
    let server = here.serve();
    let second = here.run("--database link.db serve --listen 127.0.0.1:0");
    second.refused(3, "another server serves this database already");
    fs::remove_file(here.path("link.db.key")).expect("removed");
    here.run(&format!("--database link.db key create --login {OWNER} --title Spare")).done();
    assert_eq!(server.client(&here.api_key).knocks(), (200, 0));
}

#[test]
fn files_that_others_may_read_are_told() {
    let here = Installation::new();
    assert!(!here.serve().stop().stderr.contains("may be read by others"));
    for file in ["muster.db", "muster.db.key"] {
        fs::set_permissions(here.path(file), fs::Permissions::from_mode(0o640)).expect("set");
        let ended = here.serve().stop();
        assert!(ended.stderr.contains(&format!("{file} may be read by others; let only its owner")), "{ended:?}");
        fs::set_permissions(here.path(file), fs::Permissions::from_mode(0o600)).expect("set");
    }
}
