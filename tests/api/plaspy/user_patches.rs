//! JSON patches of users: the six operations, all of them or none.

use serde_json::{Value, json};

use super::{contents, invalid, jane, master, refusal, told, user, with};
use crate::support::TestServer;
use crate::support::rest::Rest;

const PATH: &str = "/api/users/usr-1000000";

/// A server that has Jane, with a description, a tag and two privileges.
fn furnished() -> (TestServer, Rest) {
    let server = TestServer::start();
    let client = master(&server);
    assert_eq!(client.post("/api/users", &with(jane(), notes())).status, 201);
    (server, client)
}

fn notes() -> Value {
    json!({"description": "Old", "tags": {"role": "driver"}, "privileges": ["read", "write"], "password": null})
}

fn changed(changes: Value) -> Value {
    with(with(with(user(1_000_000, "", ""), jane()), notes()), changes)
}

/// Patches, and what they change, be it only what nobody is told. The vendor's own sample is the first.
fn good() -> Vec<(Value, Value)> {
    vec![
        (
            json!([
                {"op": "replace", "path": "/name", "value": "John Doe"},
                {"op": "replace", "path": "/email", "value": "john.doe@example.com"},
                {"op": "add", "path": "/tags", "value": {"role": "admin"}},
            ]),
            json!({"name": "John Doe", "email": "john.doe@example.com", "tags": {"role": "admin"}}),
        ),
        (json!([]), json!({})),
        (
            json!([{"op": "add", "path": "/tags/team", "value": "north"}]),
            json!({"tags": {"role": "driver", "team": "north"}}),
        ),
        (json!([{"op": "add", "path": "/tags/a~1b~0", "value": ""}]), json!({"tags": {"role": "driver", "a/b~": ""}})),
        (json!([{"op": "remove", "path": "/tags/role"}]), json!({"tags": {}})),
        (json!([{"op": "remove", "path": "/tags"}]), json!({"tags": {}})),
        (json!([{"op": "move", "from": "/tags/role", "path": "/message"}]), json!({"tags": {}, "message": "driver"})),
        (json!([{"op": "copy", "from": "/description", "path": "/message"}]), json!({"message": "Old"})),
        (json!([{"op": "copy", "from": "/creation", "path": "/from"}]), json!({"from": "2026-09-21T14:13:20Z"})),
        (
            json!([{"op": "add", "path": "/privileges/-", "value": "execute"}]),
            json!({"privileges": ["read", "write", "execute"]}),
        ),
        (
            json!([{"op": "add", "path": "/privileges/0", "value": "execute"}]),
            json!({"privileges": ["execute", "read", "write"]}),
        ),
        (json!([{"op": "remove", "path": "/privileges/0"}]), json!({"privileges": ["write"]})),
        (json!([{"op": "remove", "path": "/privileges"}]), json!({"privileges": []})),
        (json!([{"op": "replace", "path": "/disabled", "value": true}]), json!({"disabled": true})),
        (json!([{"op": "replace", "path": "/group", "value": "grp-167"}]), json!({"group": "Main office"})),
        (json!([{"op": "add", "path": "/deviceId", "value": 991_999}]), json!({"deviceId": "dev-991999"})),
        (json!([{"op": "add", "path": "/adminDevices", "value": 3}]), json!({"adminDevices": 3})),
        (json!([{"op": "replace", "path": "/country", "value": "Germany"}]), json!({"country": "Germany"})),
        (json!([{"op": "replace", "path": "/timeZone", "value": "UTC"}]), json!({"timeZone": "UTC"})),
        (json!([{"op": "remove", "path": "/description"}]), json!({"description": null})),
        (json!([{"op": "test", "path": "/password", "value": null}]), json!({})),
        (json!([{"op": "replace", "path": "/password", "value": null}]), json!({})),
        (json!([{"op": "remove", "path": "/password"}]), json!({})),
        (json!([{"op": "add", "path": "/password", "value": "P@ssw0rd123"}]), json!({"password": null})),
        (
            json!([{"op": "test", "path": "/lastLogin", "value": null}, {"op": "test", "path": "/id", "value": "usr-1000000"}]),
            json!({}),
        ),
    ]
}

#[test]
fn a_patch_changes_the_user_as_it_is_answered() {
    for (patch, changes) in good() {
        let (server, client) = furnished();
        server.clock.advance(60);
        let (status, answered) = told(&client.patch(PATH, &patch));
        let nothing = changes == json!({});
        let moment = if nothing { json!({}) } else { json!({"modification": "2026-09-21T14:14:20Z"}) };
        assert_eq!((status, answered.clone()), (200, with(changed(changes), moment)), "{patch}");
        assert_eq!(told(&client.get(PATH)), (200, answered), "{patch}");
    }
}

#[test]
fn a_password_can_be_copied_but_not_taken_away() {
    let (server, client) = furnished();
    let gets_in = |password: &str| {
        let login = json!({"login": "jane@fleet.example", "password": password});
        server.client("").call("user/auth", login).status == 200
    };
    let copied = json!([{"op": "copy", "from": "/description", "path": "/password"}]);
    assert_eq!(client.patch(PATH, &copied).body["password"], json!(null));
    assert!(gets_in("Old"));
    for patch in
        [json!([{"op": "remove", "path": "/password"}]), json!([{"op": "add", "path": "/password", "value": null}])]
    {
        assert_eq!(client.patch(PATH, &patch).status, 200, "{patch}");
        assert!(gets_in("Old"), "{patch}");
    }
}

/// What is no patch, cannot be applied, or touches what is read-only.
fn bad() -> Vec<Value> {
    let fixed = ["id", "creation", "modification", "lastLogin"].into_iter().flat_map(|field| {
        let path = format!("/{field}");
        [
            json!([{"op": "add", "path": path, "value": "2020-01-01T00:00:00Z"}]),
            json!([{"op": "replace", "path": path, "value": "2020-01-01T00:00:00Z"}]),
            json!([{"op": "copy", "from": "/name", "path": path}]),
            json!([{"op": "move", "from": "/name", "path": path}]),
            json!([{"op": "remove", "path": path}]),
        ]
    });
    let required = ["name", "email", "country", "timeZone"].into_iter().flat_map(|field| {
        let path = format!("/{field}");
        [
            json!([{"op": "remove", "path": path}]),
            json!([{"op": "replace", "path": path, "value": null}]),
            json!([{"op": "move", "from": path, "path": "/description"}]),
        ]
    });
    let others = [
        json!([{"op": "replace", "path": "/modification", "value": "2026-09-21T14:13:20Z"}]),
        json!([{"op": "add", "path": "/success", "value": true}]),
        json!([{"op": "add", "path": "/first_name", "value": "Jane"}]),
        json!([{"op": "add", "path": "/security_group_id", "value": 100}]),
        json!([{"op": "remove", "path": "/tags/nothing"}]),
        json!([{"op": "replace", "path": "/tags/nothing", "value": "x"}]),
        json!([{"op": "remove", "path": "/privileges/2"}]),
        json!([{"op": "add", "path": "/privileges/3", "value": "x"}]),
        json!([{"op": "add", "path": "/name/x", "value": "y"}]),
        json!([{"op": "replace", "path": "", "value": {}}]),
        json!([{"op": "upsert", "path": "/name", "value": "x"}]),
        json!([{"op": "replace", "path": "/name"}]),
        json!(["replace"]),
        json!({}),
        json!({"name": "John Doe"}),
        json!({"operations": []}),
    ];
    fixed.chain(required).chain(others).collect()
}

#[test]
fn a_patch_that_is_none_or_goes_too_far_changes_nothing() {
    let (server, client) = furnished();
    let before = contents(&server);
    for patch in bad() {
        assert_eq!(told(&client.patch(PATH, &patch)), refusal(400, "Invalid patch operation"), "{patch}");
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_patch_that_comes_to_a_bad_user_changes_nothing() {
    let (server, client) = furnished();
    let before = contents(&server);
    let replace = |field: &str, value: Value| json!({"op": "replace", "path": format!("/{field}"), "value": value});
    let group = "must be a group of the account, by id or name";
    for (operation, expected) in [
        (json!({"op": "test", "path": "/name", "value": "John Doe"}), refusal(409, "Patch test failed")),
        (json!({"op": "test", "path": "/tags", "value": {}}), refusal(409, "Patch test failed")),
        (json!({"op": "test", "path": "/password", "value": "P@ssw0rd123"}), refusal(409, "Patch test failed")),
        (replace("email", json!("ada@fleet.example")), refusal(409, "Email already in use.")),
        (
            replace("email", json!("jane")),
            invalid("Invalid email address.", &[("email", "must be a well-formed email address")]),
        ),
        (
            replace("country", json!("Atlantis")),
            invalid("Invalid country.", &[("country", "must be a country, such as US, USA or United States")]),
        ),
        (
            replace("timeZone", json!("Mars/Olympus")),
            invalid("Invalid time zone.", &[("timeZone", "must be an IANA time zone, such as Europe/Berlin or UTC")]),
        ),
        (replace("group", json!("Quarry")), invalid("Invalid input", &[("group", group)])),
        (replace("deviceId", json!("dev-600")), refusal(400, "Invalid input")),
        (
            replace("password", json!("x".repeat(41))),
            invalid("Invalid input", &[("password", "Size must be between 1 and 40")]),
        ),
        (
            json!({"op": "add", "path": "/tags/x", "value": {"y": "z"}}),
            invalid("Invalid input", &[("tags.x", "must be a string")]),
        ),
    ] {
        let patch = json!([replace("description", json!("New")), operation]);
        assert_eq!(told(&client.patch(PATH, &patch)), expected, "{operation}");
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_user_from_elsewhere_can_be_patched_though_it_has_no_country() {
    let server = TestServer::start();
    let client = master(&server);
    let patch = json!([{"op": "add", "path": "/message", "value": "Hello"}]);
    let sue = with(user(4, "sue@fleet.example", "sue@fleet.example"), json!({"message": "Hello"}));
    assert_eq!(told(&client.patch("/api/users/usr-4", &patch)), (200, sue));
}
