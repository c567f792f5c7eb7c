//! Writes that come to nothing, and the notes that a commit takes along.

use rusqlite::Connection;
use serde_json::json;

use super::Pair;
use crate::support::world::{self, MASTER, NO_GROUP};
use crate::support::{Answer, Options, TestClock, TestServer};
use crate::test_actions;

#[test]
fn what_a_write_did_before_it_failed_is_never_told() {
    let actions = test_actions::with_the_table();
    let pair = Pair::of(TestServer::with(Options { actions, ..Options::default() }));
    let before = pair.all_answers();
    let group = |id: i32| json!({"id": id, "title": "Never", "color": "000000"});
    let fails = |action: &str, params, code| -> Answer {
        let answer = pair.server.master().call(action, params);
        assert_eq!(super::code(&answer), code, "{answer:?}");
        answer
    };
    for _ in 0..3 {
        fails("test/panics_writing", json!({"now": true}), 6);
        assert_eq!(pair.all_answers(), before);
        fails("tracker/group/update", group(NO_GROUP), 201);
        assert_eq!(pair.all_answers(), before);
        fails("tracker/group/assign", json!({"id": world::GROUP, "trackers": [world::BLOCKED]}), 208);
        assert_eq!(pair.all_answers(), before);
    }
    pair.server.master().must("test/panics_writing", json!({"now": false}));
    assert_ne!(pair.all_answers(), before);
}

#[test]
fn notes_of_use_are_written_and_change_nothing_that_is_told() {
    let pair = Pair::start();
    let conn = Connection::open(pair.server.path()).expect("the database");
    let used = || {
        let sql = "SELECT last_used_at FROM sessions WHERE digest = ?1";
        conn.query_row(sql, [world::digest(MASTER)], |row| row.get::<_, i64>(0)).expect("a session")
    };
    let list = |hash: &str| pair.server.client(hash).must("tracker/group/list", json!({}));
    let told = list(MASTER);
    for round in 1..4 {
        pair.server.clock.advance(10 * 60);
        assert_eq!(list(MASTER), told);
        pair.server.stranger().must("tracker/group/create", json!({"title": "Pit", "color": "000000"}));
        assert_eq!(used() - TestClock::BEGIN, round * 10 * 60, "the stranger's commit took the note along");
        assert_eq!(list(MASTER), told);
        pair.all_answers();
    }
}
