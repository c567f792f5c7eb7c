//! What is done in this dialect stands in the audit log, as the other dialect tells it: who did what to what, and no secrets.

use serde_json::{Value, json};

use super::{contents, devices, exchange, jane, master, sub_user, with};
use crate::support::rest::Rest;
use crate::support::world::{GROUP, OTHER_GROUP, TRACKERS};
use crate::support::{TestServer, world};

/// The id of the first thing that is made in a world.
const NEW: i32 = 1_000_000;

/// The account's records in the order of their numbers, but for those of its tokens: category, action, entry and payload.
fn log(server: &TestServer) -> Vec<Value> {
    let told =
        |record: &Value| json!([record["entry_category"], record["action"], record["entry_id"], record["payload"]]);
    records(server).iter().map(told).filter(|record| record[1] != "token_create").collect()
}

fn records(server: &TestServer) -> Vec<Value> {
    let all = json!({"from": "2000-01-01 00:00:00", "to": "2099-01-01 00:00:00", "limit": 10_000, "offset": 0});
    let mut log = server.master().must("user/audit/log/list", all);
    let Value::Array(mut list) = log["list"].take() else { panic!("{log}") };
    list.sort_by_key(|record| record["id"].as_i64());
    list
}

fn place(group: i32, trackers: &[i32]) -> Value {
    json!({"group_id": group, "trackers": trackers})
}

/// A move of trackers into a group.
fn moved(before: &Value, to: i32) -> Value {
    let entry = if to == 0 { json!(null) } else { json!(to) };
    json!(["tracker_group", "assign", entry, {"before": before, "after": {"group_id": to}}])
}

#[test]
fn every_change_of_a_group_is_told() {
    let [first, second, third] = TRACKERS;
    let depot = json!({"title": "Main office", "color": "FF6DDC"});
    let renamed = with(depot.clone(), json!({"title": "Depot", "description": "New"}));
    let vans = json!({"title": "Vans", "color": "1E96DC", "description": "All of them"});
    type Act<'a> = &'a dyn Fn(&Rest) -> u16;
    let cases: [(Act<'_>, Vec<Value>); 6] = [
        (
            &|client| {
                let body = json!({"name": "Vans", "description": "All of them", "devices": devices(&[third, first])});
                client.post("/api/groups", &body).status
            },
            vec![
                json!(["tracker_group", "create", NEW, {"after": vans}]),
                moved(&json!([place(0, &[third]), place(GROUP, &[first])]), NEW),
            ],
        ),
        (
            &|client| client.put("/api/groups/167", &json!({"name": "Depot", "description": "New"})).status,
            vec![json!(["tracker_group", "update", GROUP, {"before": depot, "after": renamed}])],
        ),
        (
            &|client| client.put("/api/groups/167", &json!({"name": "Main office", "devices": [second, third]})).status,
            vec![moved(&json!([place(0, &[third])]), GROUP), moved(&json!([place(GROUP, &[first])]), 0)],
        ),
        (
            &|client| {
                let add = json!([{"op": "add", "path": "/devices/-", "value": first}]);
                client.patch("/api/groups/168", &add).status
            },
            vec![moved(&json!([place(GROUP, &[first])]), OTHER_GROUP)],
        ),
        (
            &|client| client.delete("/api/groups/grp-167").status,
            vec![
                json!(["tracker_group", "delete", GROUP, {"before": with(depot.clone(), json!({"trackers": [first, second]}))}]),
            ],
        ),
        (
            &|client| {
                let same = json!({"name": "Main office", "description": null, "devices": [first, second]});
                client.put("/api/groups/167", &same).status.max(client.patch("/api/groups/167", &json!([])).status)
            },
            vec![],
        ),
    ];
    for (act, expected) in cases {
        let server = TestServer::start();
        server.master().must("tracker/group/assign", json!({"id": GROUP, "trackers": [first, second]}));
        assert!([200, 201].contains(&act(&master(&server))), "{expected:?}");
        assert_eq!(log(&server).split_off(1), expected);
    }
}

/// A sub-user as the log shows it.
fn shown(said: Value) -> Value {
    let jane = json!({
        "login": "jane@fleet.example", "activated": true, "security_group_id": null,
        "profile": {
            "legal_type": null, "first_name": "Jane", "middle_name": "", "last_name": "Doe", "phone": "",
        },
        "time_zone": "America/Bogota", "valid_from": null, "valid_until": null,
        "details": {
            "country": "CO", "description": null, "message": null, "disabled_message": null, "tags": {}, "privileges": [],
            "group": null, "tracker": null, "admin_devices": null,
        },
    });
    with(jane, said)
}

#[test]
fn every_change_of_a_user_is_told() {
    let server = TestServer::start();
    let client = master(&server);
    assert_eq!(client.post("/api/users", &with(jane(), json!({"password": "P@ssw0rd123"}))).status, 201);
    let patch = json!([
        {"op": "replace", "path": "/disabled", "value": true}, {"op": "add", "path": "/expires", "value": "2030-01-01"},
    ]);
    assert_eq!(client.patch("/api/users/usr-1000000", &patch).status, 200);
    assert_eq!(client.put("/api/users/1000000", &with(jane(), json!({"password": "An0ther"}))).status, 200);
    assert_eq!(client.delete("/api/users/usr-1000000").status, 200);
    let log = log(&server);
    let disabled = json!({"activated": false, "valid_until": "2030-01-01T00:00:00Z"});
    let what: Vec<_> = log.iter().map(|record| json!([record[0], record[1], record[2]])).collect();
    assert_eq!(
        what,
        [
            json!(["subuser", "register", NEW]),
            json!(["subuser", "update", NEW]),
            json!(["user", "password_set", NEW]),
            json!(["subuser", "delete", NEW]),
        ]
    );
    let profile = log[0][3]["after"]["profile"].clone();
    assert_eq!((&profile["first_name"], &profile["last_name"]), (&json!("Jane"), &json!("Doe")));
    let known = |said: Value| with(shown(said), json!({"profile": profile}));
    assert_eq!(log[0][3], json!({"after": known(json!({}))}));
    assert_eq!(log[1][3], json!({"before": known(json!({})), "after": known(disabled)}));
    assert_eq!(log[2][3], json!(null), "of a password no more than that it was set");
    assert_eq!(log[3][3]["before"]["login"], "jane@fleet.example");
    let contents = contents(&server);
    assert!(!contents.contains("P@ssw0rd123") && !contents.contains("An0ther"));
}

#[test]
fn a_record_tells_who_did_it_and_from_where() {
    let server = TestServer::start();
    let client = master(&server).with_header("User-Agent", "Dispatch/1.0");
    assert_eq!(client.delete("/api/groups/grp-168").status, 200);
    sub_user(&server);
    let who = |record: &Value| {
        json!([record["action"], record["user_id"], record["subuser_id"], record["entry_id"], record["host"]])
    };
    let records = records(&server);
    assert_eq!(
        records.iter().map(who).collect::<Vec<_>>(),
        [
            json!(["token_create", 1, null, 1, "127.0.0.1"]),
            json!(["delete", 1, null, OTHER_GROUP, "127.0.0.1"]),
            json!(["token_create", 1, 4, 4, "127.0.0.1"]),
        ]
    );
    assert_eq!(records[1]["user_agent"], "Dispatch/1.0");
}

#[test]
fn what_is_refused_leaves_no_record() {
    let server = TestServer::start();
    let (client, sue) = (master(&server), sub_user(&server));
    for (answer, status) in [
        (client.post("/api/groups", &json!({"name": "Employees"})), 409),
        (client.put("/api/groups/grp-167", &json!({"name": "Depot", "devices": ["dev-404405"]})), 400),
        (client.patch("/api/groups/grp-167", &json!([{"op": "remove", "path": "/name"}])), 400),
        (client.delete("/api/groups/grp-500"), 404),
        (client.put("/api/users/usr-4", &with(jane(), json!({"deviceId": "dev-600"}))), 400),
        (client.delete("/api/users/usr-1"), 404),
        (sue.delete("/api/groups/grp-167"), 403),
        (exchange(&server, "ada@fleet.example", world::UNKNOWN), 401),
    ] {
        assert_eq!(answer.status, status, "{answer:?}");
    }
    assert_eq!(log(&server), [] as [Value; 0]);
}
