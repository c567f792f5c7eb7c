//! When a group was last changed: itself, or who stands in it. Navixy's clients are not told; others are.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::world::{CLONE, GROUP, OTHER_GROUP, OWNER_ID, TRACKERS};
use crate::support::{TestClock, TestServer};

/// Each group of the owner, with the seconds from the beginning to when it was made and last changed.
fn times(server: &TestServer) -> Vec<(i32, i64, i64)> {
    let conn = Connection::open(server.path()).expect("the database");
    let times = "SELECT id, created_at - ?2, modified_at - ?2 FROM tracker_groups WHERE account_id = ?1 ORDER BY id";
    let mut times = conn.prepare(times).expect("a query");
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let rows = times.query_map((OWNER_ID, TestClock::BEGIN), read).expect("rows");
    rows.map(|row| row.expect("a row")).collect()
}

/// The first tracker and the clone stand in the one group, the second tracker in the other, and the third in none; a minute
/// has passed.
fn server() -> TestServer {
    let server = TestServer::start();
    let [first, second, _] = TRACKERS;
    for (group, trackers) in [(GROUP, vec![first, CLONE]), (OTHER_GROUP, vec![second])] {
        server.master().must("tracker/group/assign", json!({"id": group, "trackers": trackers}));
    }
    assert_eq!(times(&server), [(GROUP, 0, 0), (OTHER_GROUP, 0, 0)]);
    server.clock.advance(60);
    server
}

#[test]
fn a_group_was_changed_when_it_or_its_membership_was() {
    let [first, second, third] = TRACKERS;
    let assign = |group: i32, trackers: &[i32]| ("tracker/group/assign", json!({"id": group, "trackers": trackers}));
    let settings = |group: i32, label: &str| {
        ("tracker/settings/update", json!({"tracker_id": first, "group_id": group, "label": label}))
    };
    let one = |action, tracker: i32| (action, json!({"tracker_id": tracker}));
    let (neither, group, other, both) = ((0, 0), (60, 0), (0, 60), (60, 60));
    for ((action, params), (changed, other_changed)) in [
        (assign(OTHER_GROUP, &[first]), both),
        (assign(OTHER_GROUP, &[first, second, third]), both),
        (assign(OTHER_GROUP, &[second, third]), other),
        (assign(GROUP, &[third]), group),
        (assign(GROUP, &[first, CLONE]), neither),
        (assign(GROUP, &[]), neither),
        (assign(0, &[first]), group),
        (assign(0, &[first, second, third]), both),
        (assign(0, &[third]), neither),
        (settings(OTHER_GROUP, "Moved"), both),
        (settings(0, "Out"), group),
        (settings(GROUP, "Renamed"), neither),
        (one("tracker/delete", CLONE), group),
        (one("tracker/corrupt", second), other),
        (one("tracker/corrupt", third), neither),
        (("tracker/group/update", json!({"id": GROUP, "title": "Changed", "color": "000000"})), group),
        (("tracker/list", json!({})), neither),
    ] {
        let server = server();
        server.master().must(action, params.clone());
        assert_eq!(times(&server), [(GROUP, 0, changed), (OTHER_GROUP, 0, other_changed)], "{action} {params}");
    }
}

#[test]
fn a_new_group_was_changed_when_it_was_made_and_a_deleted_one_changes_no_other() {
    let server = server();
    let made = server.master().must("tracker/group/create", json!({"title": "Made", "color": "ABCDEF"}));
    let id = made["id"].as_i64().and_then(|id| i32::try_from(id).ok()).expect("an id");
    server.clock.advance(60);
    server.master().must("tracker/group/delete", json!({"id": GROUP}));
    assert_eq!(times(&server), [(OTHER_GROUP, 0, 0), (id, 60, 60)]);
}

#[test]
fn what_is_refused_changes_no_group() {
    let server = server();
    let params = |trackers: &[i32]| json!({"id": OTHER_GROUP, "trackers": trackers});
    let code = |params: Value| server.master().call("tracker/group/assign", params).body["status"]["code"].clone();
    assert_eq!(code(params(&[TRACKERS[0], 404_405])), json!(217));
    assert_eq!(code(params(&[TRACKERS[0], crate::support::world::BLOCKED])), json!(208));
    assert_eq!(times(&server), [(GROUP, 0, 0), (OTHER_GROUP, 0, 0)]);
}
