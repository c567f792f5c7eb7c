//! What is changed here is told in the one audit log, which another dialect shows.

use serde_json::{Value, json};

use super::words::{done, told};
use super::{
    ADA, Call, SUE, TANKS, UNASSIGNED, calls, furnished, group, imeis, log_in, make_group, master, new_group, nobody,
};
use crate::support::TestServer;
use crate::support::world::{GROUP, OTHER_GROUP, OWNER_ID, PASSWORD, SUB_USER_ID};

/// What the tests' client says of itself.
const CLIENT: &str = "Telematics/2.0 (the tests)";

/// The id of a group that is made first.
const NEW: i32 = 1_000_000;

/// The first account's records in the order of their numbers.
fn log(server: &TestServer) -> Vec<Value> {
    let all = json!({"from": "2000-01-01 00:00:00", "to": "2099-01-01 00:00:00", "limit": 10_000, "offset": 0});
    let mut log = server.master().must("user/audit/log/list", all);
    let Value::Array(mut list) = log["list"].take() else { panic!("{log}") };
    list.sort_by_key(|record| record["id"].as_i64());
    list
}

/// What was done, as `[category, action, entry, payload]`, after that many records.
fn done_after(server: &TestServer, records: usize) -> Vec<Value> {
    let told =
        |record: &Value| json!([record["entry_category"], record["action"], record["entry_id"], record["payload"]]);
    log(server)[records..].iter().map(told).collect()
}

/// What each call leaves.
fn left_by(call: &Call) -> Vec<Value> {
    let tank = |place: usize| TANKS[place].0;
    let office = |title: &str| json!({"title": title, "color": "FF6DDC"});
    let moved = |trackers: &[i32], to: i32| {
        let change = json!({"before": [{"group_id": 0, "trackers": trackers}], "after": {"group_id": to}});
        json!(["tracker_group", "assign", to, change])
    };
    match call.route.to_string().trim_start_matches("DELETE ").split("/v1").last() {
        Some("/groups") => {
            let made = json!({"after": {"title": "NV tanks", "color": "1E96DC", "description": ""}});
            vec![json!(["tracker_group", "create", NEW, made]), moved(&[tank(0), tank(1)], NEW)]
        }
        Some("/groups/{aname}/name/{gname}") if call.method() == "PUT" => {
            let renamed = json!({"before": office("Main office"), "after": office("Head office")});
            vec![json!(["tracker_group", "update", GROUP, renamed]), moved(&[tank(2)], GROUP)]
        }
        Some("/groups/{aname}/name/{gname}") => {
            let gone = json!({"before": {"title": "Employees", "color": "1E96DC", "trackers": []}});
            vec![json!(["tracker_group", "delete", OTHER_GROUP, gone])]
        }
        Some("/devices/actions/customFields") => {
            let noted = json!({
                "before": [{"tracker_id": tank(0), "fields": {"CustomField1": ""}}],
                "after": {"trackers": [tank(0)], "fields": {"CustomField1": "Bay 4"}},
            });
            vec![json!(["tracker", "custom_fields_update", null, noted])]
        }
        Some("/session/logout") => vec![json!(["user", "logout", OWNER_ID, null])],
        other => panic!("{other:?} leaves what?"),
    }
}

#[test]
fn every_write_leaves_its_records_and_no_read_leaves_any() {
    for call in calls() {
        let server = furnished();
        let client = master(&server);
        assert_eq!(call.send(&client).status, 200, "{}", call.route);
        let expected = if call.writes() { left_by(&call) } else { Vec::new() };
        assert_eq!(done_after(&server, 1), expected, "{}", call.route);
    }
}

#[test]
fn a_record_tells_who_did_it_and_from_where() {
    let server = furnished();
    let client = nobody(&server).with_header("User-Agent", CLIENT);
    let session = client.post("/session/login", &json!({"username": ADA, "password": PASSWORD}));
    let client = client.with_header("VZ-M2M-Token", &super::token(&session));
    client.post("/groups", &new_group("Tanks", &[]));
    log_in(&server, SUE, PASSWORD);
    let record = |id: i32, sub_user: Value, [category, action]: [&str; 2], entry: i32, payload: Value| {
        json!({
            "id": id, "user_id": OWNER_ID, "subuser_id": sub_user, "entry_category": category, "action": action,
            "entry_id": entry, "payload": payload, "host": "127.0.0.1", "user_agent": CLIENT,
            "action_date": "2026-09-21 16:13:20",
        })
    };
    let made = json!({"after": {"title": "Tanks", "color": "1E96DC", "description": ""}});
    let mut log = log(&server);
    let first = log[0]["id"].as_i64().and_then(|id| i32::try_from(id).ok()).expect("an id");
    log[2]["user_agent"] = json!(CLIENT);
    assert_eq!(
        log,
        [
            record(first, json!(null), ["user", "login"], OWNER_ID, json!(null)),
            record(first + 1, json!(null), ["tracker_group", "create"], NEW, made),
            record(first + 2, json!(SUB_USER_ID), ["user", "login"], SUB_USER_ID, json!(null)),
        ]
    );
}

#[test]
fn what_is_refused_or_changes_nothing_leaves_no_record() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[0]);
    let before = log(&server).len();
    log_in(&server, ADA, "wrong");
    let nobodys = json!([{"kind": "imei", "id": "1"}]);
    for change in [
        json!({"newGroupName": "Main office", "devicesToRemove": imeis(&[0])}),
        json!({"newGroupName": "Fine", "devicesToAdd": nobodys}),
        json!({"newGroupName": ""}),
    ] {
        assert_eq!(client.put(&group("Tanks"), &change).status, 400, "{change}");
    }
    assert_eq!(client.delete(&group(UNASSIGNED)).status, 400);
    assert_eq!(client.post("/groups", &new_group("Tanks", &[1])).status, 400);
    for change in [
        json!({}),
        json!({"devicesToAdd": imeis(&[0])}),
        json!({"devicesToRemove": imeis(&[1])}),
        json!({"newGroupName": "Tanks", "newGroupDescription": ""}),
    ] {
        assert_eq!(told(&client.put(&group("Tanks"), &change)), done(), "{change}");
    }
    let empty = json!([{"key": "CustomField1", "value": ""}]);
    let body = json!({"groupName": "Tanks", "customFieldsToUpdate": empty});
    assert_eq!(client.put("/devices/actions/customFields", &body).status, 200);
    assert_eq!(log(&server).len(), before);
}
