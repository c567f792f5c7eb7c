//! The audit log: whatever changes something leaves a record of who did what from where, with what was before and what is
//! after, and never a secret.

mod records;

use jiff::SignedDuration;
use muster::access::Requirement;
use muster::action::{ActionDef, Effect};
use muster::limits::{AUDIT_BYTES_PER_ANSWER, Limits};
use muster::navixy::ACTIONS;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::calls::{self, Call, NEW_PASSWORD, TAG};
use crate::support::raw::{exchange, request};
use crate::support::world::{self, FIRST_HOLDER_ID, GROUP, OTHER_GROUP, OWNER_ID, PASSWORD, SUB_USER_ID, TRACKERS};
use crate::support::{Client, DEADLINE, Options, TestClock, TestServer, Transport};

/// What the tests' dashboard says of itself.
const DASHBOARD: &str = "Dashboard/1.0 (the tests)";

/// The good call of each action that changes something, with the action's row.
fn writes() -> impl Iterator<Item = (Call, &'static ActionDef)> {
    calls::all().into_iter().filter_map(|call| {
        let row = ACTIONS.iter().find(|row| row.route.path() == call.route).expect("a row");
        (row.effect == Effect::Write).then_some((call, row))
    })
}

/// The account's records in the order of their numbers.
fn log(client: &Client) -> Vec<Value> {
    let all = json!({"from": "2000-01-01 00:00:00", "to": "2099-01-01 00:00:00", "limit": 10_000, "offset": 0});
    let mut log = client.must("user/audit/log/list", all);
    let Value::Array(mut list) = log["list"].take() else { panic!("{log}") };
    list.sort_by_key(|record| record["id"].as_i64());
    list
}

/// [`log`], without the one record of furnishing the world, by a session of the owner that the call has not ended.
fn new_records(server: &TestServer, route: &str) -> Vec<Value> {
    let session = if route == "user/password/set" { world::MASTER } else { world::MASTER_AGAIN };
    log(&server.client(session)).split_off(1)
}

#[test]
fn every_write_leaves_exactly_one_record() {
    let expected = records::all();
    for (call, _) in writes() {
        let server = calls::furnished();
        server.master().with_header("User-Agent", DASHBOARD).must(call.route, call.params.clone());
        let words = expected.get(call.route).unwrap_or_else(|| panic!("{} is not in the table", call.route));
        let record = json!({
            "id": records::NEW + 1, "user_id": OWNER_ID, "subuser_id": null,
            "entry_category": words[0], "action": words[1], "entry_id": words[2], "payload": words[3],
            "host": "127.0.0.1", "user_agent": DASHBOARD, "action_date": "2026-09-21 16:13:20",
        });
        // Who has moved to Tokyo is told the time in Tokyo.
        let mut records = new_records(&server, call.route);
        if call.route == "user/settings/update" {
            assert_eq!(records[0]["action_date"], "2026-09-21 23:13:20");
            records[0]["action_date"] = record["action_date"].clone();
        }
        assert_eq!(records, [record], "{}", call.route);
    }
    assert_eq!(writes().count(), expected.len(), "the table has nothing else");
}

#[test]
fn what_a_sub_user_does_is_told_as_its_own() {
    for (call, row) in writes() {
        let (hash, id) = match row.requires {
            Requirement::AnyUser => (world::SUB_USER.to_owned(), SUB_USER_ID),
            Requirement::Right(right) => (world::holder_of(right), FIRST_HOLDER_ID + right as i32),
            Requirement::Nothing | Requirement::Master => continue,
        };
        let server = calls::furnished();
        let seen = json!({"subuser_id": id, "trackers": TRACKERS});
        server.master().must("subuser/tracker/bind", seen);
        server.client(&hash).must(call.route, call.params);
        let records = log(&server.master()).split_off(2);
        let who: Vec<_> = records.iter().map(|record| (&record["user_id"], &record["subuser_id"])).collect();
        assert_eq!(who, [(&json!(OWNER_ID), &json!(id))], "{}", row.route);
    }
    let server = TestServer::start();
    server.client("").must("user/auth", json!({"login": "sue@fleet.example", "password": PASSWORD}));
    assert_eq!(log(&server.master())[0]["subuser_id"], json!(SUB_USER_ID), "who has logged in is known by then");
}

/// What was done, as `[action, entry, payload]`.
fn done(server: &TestServer) -> Vec<Value> {
    let told = |record: Value| json!([record["action"], record["entry_id"], record["payload"]]);
    log(&server.master()).into_iter().map(told).collect()
}

#[test]
fn what_vanishes_with_a_group_or_a_tag_is_told() {
    let server = calls::furnished();
    let master = server.master();
    let [first, second, third] = TRACKERS;
    let binding = json!([{"tag_id": TAG, "ordinal": 1}]);
    master.must("tracker/group/assign", json!({"id": GROUP, "trackers": [second, first]}));
    master.must("tracker/tags/set", json!({"tracker_id": third, "tag_bindings": binding}));
    let before = done(&server).len();
    master.must("tracker/group/assign", json!({"id": OTHER_GROUP, "trackers": [first, third]}));
    master.must("tracker/group/assign", json!({"id": 0, "trackers": [third]}));
    master.must("tracker/group/delete", json!({"id": GROUP}));
    master.must("tag/delete", json!({"tag_id": TAG}));
    let place = |group: i32, trackers: &[i32]| json!({"group_id": group, "trackers": trackers});
    assert_eq!(
        done(&server).split_off(before),
        [
            json!([
                "assign", OTHER_GROUP,
                {"before": [place(0, &[third]), place(GROUP, &[first])], "after": {"group_id": OTHER_GROUP}}
            ]),
            json!(["assign", null, {"before": [place(OTHER_GROUP, &[third])], "after": {"group_id": 0}}]),
            json!(["delete", GROUP, {"before": {"title": "Main office", "color": "FF6DDC", "trackers": [second]}}]),
            json!(["delete", TAG, {"before": {"name": "Heavy", "color": "FF6DDC", "trackers": [third]}}]),
        ]
    );
}

/// The forms of calls that leave no record, or several.
#[test]
fn there_is_a_record_for_each_change_and_none_where_nothing_changed() {
    let tags = json!({"tag_ids": [TAG, TAG + 1, 404_404]});
    let settings = json!({"time_zone": "Europe/Berlin", "file_storage_settings": {"auto_overwrite": true}});
    for (action, params, records) in [
        ("tracker/group/assign", json!({"id": GROUP, "trackers": []}), &[][..]),
        ("subuser/tracker/bind", json!({"subuser_id": SUB_USER_ID, "trackers": [TRACKERS[0]]}), &[]),
        ("subuser/tracker/bind", json!({"subuser_id": SUB_USER_ID, "trackers": []}), &[]),
        ("subuser/tracker/unbind", json!({"subuser_id": SUB_USER_ID, "trackers": [TRACKERS[1]]}), &[]),
        ("tag/delete", json!({"tag_ids": [404_404]}), &[]),
        ("tag/delete", tags, &["tag.delete", "tag.delete"]),
        ("user/settings/update", settings, &["account.settings_update", "user.settings_update"]),
    ] {
        let server = calls::furnished();
        let master = server.master();
        master.must("tag/create", json!({"tag": {"name": "Light", "color": "FFFFFF"}}));
        master.must(action, params.clone());
        let text = |record: &Value, name: &str| record[name].as_str().expect("a text").to_owned();
        let name = |record: Value| format!("{}.{}", text(&record, "entry_category"), text(&record, "action"));
        let left: Vec<_> = log(&master).split_off(2).into_iter().map(name).collect();
        assert_eq!(left, records, "{action} {params}");
    }
}

#[test]
fn the_log_has_no_secrets_and_neither_has_the_database() {
    let server = calls::furnished();
    let mut secrets = vec![PASSWORD.to_owned(), NEW_PASSWORD.to_owned(), "pass-word".to_owned()];
    secrets.extend([world::MASTER, world::MASTER_AGAIN, world::API_KEY, world::SUB_USER].map(str::to_owned));
    for (call, _) in writes().filter(|(call, _)| call.route != "user/logout") {
        let answer = server.master().call(call.route, call.params);
        for given in [&answer.body["hash"], &answer.body["value"]["hash"]] {
            secrets.extend(given.as_str().map(str::to_owned));
        }
    }
    server.master().must("user/logout", json!({}));
    assert!(secrets.len() >= 7 + 4, "a login, a sub-user's session and two keys gave secrets: {}", secrets.len());
    let contents = server.contents();
    assert!(contents.contains("password_set"), "the log is there");
    for secret in secrets {
        assert!(!contents.contains(&secret), "{secret}");
    }
}

#[test]
fn a_record_tells_what_the_caller_says_of_itself_if_it_is_a_text_and_not_too_long() {
    let long = "x".repeat(300);
    for (sent, kept) in [
        (None, json!(null)),
        (Some("User-Agent: curl/8.5.0"), json!("curl/8.5.0")),
        (Some("User-Agent:"), json!("")),
        (Some(&*format!("User-Agent: {long}")), json!("x".repeat(255))),
        (Some("User-Agent: Fl\u{e9}chette"), json!(null)),
    ] {
        let server = TestServer::start();
        // Where it says it comes from is another matter: only the address that it really has counts.
        let headers: Vec<_> = sent.into_iter().chain(["X-Forwarded-For: 192.0.2.1"]).collect();
        let first = format!("GET /user/audit/checkin?hash={}", world::MASTER);
        assert_eq!(exchange(server.address, &request(&first, &headers, b"")).code(), 0, "{sent:?}");
        let record = &log(&server.master())[0];
        assert_eq!((&record["user_agent"], &record["host"]), (&kept, &json!("127.0.0.1")), "{sent:?}");
    }
}

#[test]
fn a_refused_write_leaves_no_record() {
    let server = TestServer::start();
    for transport in Transport::ALL {
        let create = json!({"title": "No", "color": "000000"});
        assert_eq!(server.sub_user().send(transport, "tracker/group/create", create).status, 403);
        assert_eq!(server.master().send(transport, "tracker/group/delete", json!({"id": world::NO_GROUP})).status, 400);
    }
    assert_eq!(log(&server.master()), [] as [Value; 0]);
}

/// A server that keeps its log for so many days, or for ever.
fn keeping(days: Option<i64>) -> TestServer {
    let audit_lifetime = days.map(|days| SignedDuration::from_hours(24 * days));
    let limits = Limits { audit_lifetime, ..Options::default().limits };
    TestServer::with(Options { limits, ..Options::default() })
}

// shows: audit_lifetime
#[test]
fn old_records_go_as_new_ones_come() {
    const DAY: i64 = 24 * 3600;
    for (days, left) in [(Some(10), 2), (Some(12), 3), (None, 3)] {
        let server = keeping(days);
        let check_in = |client: Client| client.must("user/audit/checkin", json!({}));
        check_in(server.stranger());
        check_in(server.master());
        server.clock.advance(9 * DAY);
        check_in(server.master());
        server.clock.advance(2 * DAY);
        assert_eq!(log(&server.master()).len(), 2, "{days:?}: nothing goes by itself");
        check_in(server.master());
        assert_eq!(log(&server.master()).len(), left, "{days:?}");
        assert_eq!(log(&server.stranger()).len(), left - 2, "{days:?}: another account's as well");
    }
}

// shows: AUDIT_BYTES_PER_ANSWER
#[test]
fn of_what_records_tell_so_much_is_told_at_once_unless_it_is_one_of_them() {
    let server = TestServer::start();
    let conn = Connection::open(server.path()).expect("the database");
    conn.busy_timeout(DEADLINE).expect("set");
    let mut numbers = 1..;
    let mut leave = |bytes: usize| {
        let payload = format!(r#"{{"a":"{}"}}"#, "x".repeat(bytes - r#"{"a":""}"#.len()));
        let row = "INSERT INTO audit_records VALUES (1, ?1, NULL, 'tag', 'create', 1, ?2, NULL, NULL, ?3)";
        conn.execute(row, params![numbers.next(), payload, TestClock::BEGIN]).expect("a record");
    };
    let list =
        format!("GET /user/audit/log/list?hash={}&from=2026-01-01T00:00:00Z&to=2027-01-01T00:00:00Z", world::MASTER);
    let told = |records: usize| {
        let answer = exchange(server.address, &request(&format!("{list}&limit={records}&offset=0"), &[], b""));
        (answer.status, answer.body.len() > AUDIT_BYTES_PER_ANSWER)
    };
    for (more, expected) in [(-1, (200, true)), (0, (200, true)), (1, (400, false))] {
        conn.execute("DELETE FROM audit_records", ()).expect("emptied");
        leave(AUDIT_BYTES_PER_ANSWER / 2);
        leave((AUDIT_BYTES_PER_ANSWER / 2).strict_add_signed(more));
        assert_eq!(told(2), expected, "{more}");
    }
    conn.execute("DELETE FROM audit_records", ()).expect("emptied");
    leave(AUDIT_BYTES_PER_ANSWER + 1);
    assert_eq!(told(1), (200, true), "a single one");
}
