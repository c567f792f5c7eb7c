//! How many there may be of each kind, of things and of what waits: the last one, and no more.

use std::future::Future as _;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::task::{Context, Poll, Waker};

use muster::error::{Code, Failure};
use muster::limits::{self, Limits, NOTES_PER_USER, PATCH_OPERATIONS, WRITE_QUEUE};
use muster::store::Process;
use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::support::TestServer;
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

#[test]
fn of_each_kind_there_are_as_many_as_may_be_and_no_more() {
    let server = TestServer::start();
    let conn = Connection::open(server.path()).expect("the database");
    conn.busy_timeout(std::time::Duration::from_secs(60)).expect("set");
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

#[test]
fn so_many_writes_wait_for_the_writer_and_no_more() {
    let server = TestServer::start();
    let store = server.open(Limits::default(), Process::Server);
    let ((entered, is_under_way), (release, released)) = (mpsc::channel(), mpsc::channel());
    let released = Mutex::new(released);
    let slow = store.write(move |_| {
        entered.send(()).expect("told");
        released.lock().expect("alone").recv().expect("released");
        Ok::<_, Failure>(())
    });
    let mut context = Context::from_waker(Waker::noop());
    assert!(pin!(slow).poll(&mut context).is_pending());
    is_under_way.recv().expect("the writer has begun");

    let done = Arc::new(AtomicUsize::new(0));
    let mut write = || {
        let done = Arc::clone(&done);
        let writing = store.write(move |_| {
            done.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Failure>(())
        });
        pin!(writing).poll(&mut context)
    };
    for number in 1..=WRITE_QUEUE {
        assert!(write().is_pending(), "the {number}th waits");
    }
    let Poll::Ready(Err(failure)) = write() else { panic!("one more waits") };
    assert_eq!(failure.code, Code::DatabaseUnavailable);
    release.send(()).expect("released");
    // When the store has closed, all that waited has been done.
    drop(store);
    assert_eq!(done.load(Ordering::Relaxed), WRITE_QUEUE);
}
