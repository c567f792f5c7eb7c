//! How many there may be of each kind, of things and of what waits: the last one, and no more.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};

use futures_util::FutureExt as _;
use muster::error::{Code, Failure};
use muster::limits::{self, Limits, NOTES_PER_USER, PATCH_OPERATIONS, WRITE_QUEUE, WRITES_PER_COMMIT};
use muster::store::{Process, Store};
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::support::{DEADLINE, TestServer};
use crate::{calls, plaspy};

/// A kind of thing.
struct Quota {
    /// How many the first owner has.
    count: &'static str,
    /// A row of the thing with the number `i`.
    row: &'static str,
    most: u32,
    /// What makes one more, of that number.
    action: &'static str,
    params: fn(u32) -> Value,
}

const QUOTAS: [Quota; 5] = [
    Quota {
        count: "tags WHERE account_id = 1",
        row: "tags SELECT 1, 300000 + i, 'Tag', '000000', 0",
        most: limits::TAGS_PER_ACCOUNT,
        action: "tag/create",
        params: |number| json!({"tag": {"name": format!("Tag {number}"), "color": "000000"}}),
    },
    Quota {
        count: "security_groups WHERE account_id = 1",
        row: "security_groups SELECT 1, 300000 + i, 'Drivers', NULL",
        most: limits::SECURITY_GROUPS_PER_ACCOUNT,
        action: "subuser/security_group/create",
        params: |number| json!({"group": {"label": format!("Group {number}"), "privileges": {"rights": []}}}),
    },
    Quota {
        count: "users WHERE account_id = 1 AND id <> 1",
        row: "users SELECT 1, 300000 + i, i || '@many.example', '', 'UTC', 'en_US', TRUE, FALSE, NULL, NULL, NULL, 0, 0, NULL",
        most: limits::SUB_USERS_PER_ACCOUNT,
        action: "subuser/register",
        params: |number| json!({"user": calls::user(&format!("{number}@more.example")), "password": "pass-word"}),
    },
    Quota {
        count: "ui_settings WHERE account_id = 1 AND user_id = 1",
        row: "ui_settings SELECT 1, 1, 'key' || i, ''",
        most: limits::UI_KEYS_PER_USER,
        action: "user/settings/ui/update",
        params: |number| json!({"key": format!("more{number}"), "value": "x"}),
    },
    Quota {
        count: "api_keys WHERE account_id = 1 AND user_id = 1",
        row: "api_keys SELECT randomblob(32), 1, 1, 300000 + i, 'Key', x'00', 0",
        most: limits::API_KEYS_PER_USER,
        action: "api/key/create",
        params: |number| json!({"title": format!("Key {number}")}),
    },
];

// shows: TAGS_PER_ACCOUNT, SUB_USERS_PER_ACCOUNT, SECURITY_GROUPS_PER_ACCOUNT, UI_KEYS_PER_USER, API_KEYS_PER_USER
#[test]
fn of_each_kind_there_are_as_many_as_may_be_and_no_more() {
    let server = TestServer::start();
    let conn = Connection::open(server.path()).expect("the database");
    conn.busy_timeout(DEADLINE).expect("set");
    for Quota { count, row, most, action, params } in QUOTAS {
        let there: u32 = conn.query_row(&format!("SELECT count(*) FROM {count}"), (), |row| row.get(0)).expect(count);
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
        conn.execute(&format!("{numbers} INSERT INTO {row} FROM n"), [most - 2 - there]).expect(row);
        for (number, code) in [(most - 1, Value::Null), (most, Value::Null), (most + 1, json!(268))] {
            let answer = server.master().call(action, params(number));
            assert_eq!(answer.body["status"]["code"], code, "{action}, the {number}th: {answer:?}");
        }
    }
}

// shows: NOTES_PER_USER
#[test]
fn a_plaspy_user_has_so_many_tags_and_privileges_and_no_more() {
    let server = TestServer::start();
    let client = plaspy::master(&server);
    for (number, status) in [(NOTES_PER_USER - 1, 201), (NOTES_PER_USER, 201), (NOTES_PER_USER + 1, 400)] {
        let tags: Map<String, Value> = (0..number).map(|tag| (format!("t{tag}"), json!("x"))).collect();
        for (field, notes) in [("tags", json!(tags)), ("privileges", json!(vec!["x"; number]))] {
            let user = json!({"email": format!("{field}{number}@fleet.example"), field: notes});
            let answer = client.post("/api/users", &plaspy::with(plaspy::jane(), user));
            assert_eq!(answer.status, status, "{number} {field}: {answer:?}");
        }
    }
}

// shows: PATCH_OPERATIONS
#[test]
fn a_patch_has_so_many_operations_and_no_more() {
    let server = TestServer::start();
    let client = plaspy::master(&server);
    for (number, status) in [(PATCH_OPERATIONS - 1, 200), (PATCH_OPERATIONS, 200), (PATCH_OPERATIONS + 1, 400)] {
        let patch = vec![json!({"op": "test", "path": "/name", "value": "Main office"}); number];
        let answer = client.patch("/api/groups/grp-167", &json!(patch));
        assert_eq!(answer.status, status, "{number} operations: {answer:?}");
    }
}

// shows: WRITE_QUEUE
#[test]
fn so_many_writes_wait_for_the_writer_and_no_more() {
    let server = TestServer::start();
    let store = server.open(Limits::default(), Process::Server);
    let release = hold_up(&store);
    let done = Arc::new(AtomicUsize::new(0));
    let write = || {
        let done = Arc::clone(&done);
        let writing = store.write(move |_| {
            done.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Failure>(())
        });
        writing.now_or_never()
    };
    for number in 1..=WRITE_QUEUE {
        assert!(write().is_none(), "the {number}th waits");
    }
    let refused = write().map(|refused| refused.expect_err("there is no room").code);
    assert_eq!(refused, Some(Code::DatabaseUnavailable), "one more does not");
    drop(release);
    // When the store has closed, all that waited has been done.
    drop(store);
    assert_eq!(done.load(Ordering::Relaxed), WRITE_QUEUE);
}

// shows: WRITES_PER_COMMIT
#[test]
fn so_many_writes_share_a_commit_and_the_rest_the_next() {
    let server = TestServer::start();
    for (writes, commits) in [(WRITES_PER_COMMIT - 1, 1), (WRITES_PER_COMMIT, 1), (WRITES_PER_COMMIT + 1, 2)] {
        let store = server.open(Limits::default(), Process::Server);
        let release = hold_up(&store);
        for _ in 1..writes {
            assert!(store.write(|_| Ok::<_, Failure>(())).now_or_never().is_none(), "it waits");
        }
        drop(release);
        let metrics = store.metrics();
        drop(store);
        let told = metrics.expose().expect("a page");
        let number = |series: &str| told.lines().find_map(|line| line.strip_prefix(series)?.trim().parse().ok());
        assert_eq!(number("muster_commit_writes_sum"), Some(writes), "{told}");
        assert_eq!(number("muster_commit_writes_count"), Some(commits), "{writes} writes");
    }
}

/// Has the writer begin a write that goes on until what is given back is dropped.
fn hold_up(store: &Store) -> Sender<()> {
    let ((entered, is_under_way), (release, released)) = (channel(), channel::<()>());
    let released = Mutex::new(released);
    let slow = store.write(move |_| {
        entered.send(()).expect("told");
        let end = released.lock().expect("alone").recv();
        assert!(end.is_err(), "nobody sends anything");
        Ok::<_, Failure>(())
    });
    assert!(slow.now_or_never().is_none(), "it waits");
    is_under_way.recv().expect("the writer has begun");
    release
}
