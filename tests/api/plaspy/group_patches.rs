//! JSON patches of groups: the six operations, all of them or none.

use serde_json::{Value, json};

use super::{contents, devices, group, invalid, master, refusal, told, with};
use crate::support::TestServer;
use crate::support::rest::Rest;
use crate::support::world::{BLOCKED, CLONE, FOREIGN_TRACKER, GROUP, NO_TRACKER, TRACKERS};

/// The group that is patched.
const PATH: &str = "/api/groups/grp-167";

/// A server whose first group is described and holds the first two trackers, which have the lowest ids but for one.
fn furnished() -> (TestServer, Rest) {
    let server = TestServer::start();
    let client = master(&server);
    let body = json!({"name": "Depot", "description": "Old", "devices": devices(&TRACKERS[..2])});
    assert_eq!(client.put(PATH, &body).status, 200);
    (server, client)
}

fn depot(changes: Value) -> Value {
    with(with(group(GROUP, "Depot", &TRACKERS[..2]), json!({"description": "Old"})), changes)
}

/// Patches, and what they change.
fn good() -> Vec<(Value, Value)> {
    let [first, second, third] = TRACKERS;
    let dev = |id: i32| format!("dev-{id}");
    let here = |ids: &[i32]| json!({"devices": devices(ids)});
    vec![
        (json!([]), json!({})),
        (json!([{"op": "replace", "path": "/name", "value": " Vans "}]), json!({"name": "Vans"})),
        (json!([{"op": "add", "path": "/name", "value": "Vans"}]), json!({"name": "Vans"})),
        (json!([{"op": "replace", "path": "/description", "value": "New"}]), json!({"description": "New"})),
        (json!([{"op": "replace", "path": "/description", "value": null}]), json!({"description": null})),
        (json!([{"op": "remove", "path": "/description"}]), json!({"description": null})),
        (json!([{"op": "move", "from": "/description", "path": "/name"}]), json!({"name": "Old", "description": null})),
        (json!([{"op": "copy", "from": "/name", "path": "/description"}]), json!({"description": "Depot"})),
        (json!([{"op": "copy", "from": "/id", "path": "/description"}]), json!({"description": "grp-167"})),
        (json!([{"op": "test", "path": "/name", "value": "Depot"}]), json!({})),
        (
            json!([{"op": "test", "path": "/id", "value": "grp-167"}, {"op": "test", "path": "/devices/1", "value": dev(second)}]),
            json!({}),
        ),
        (
            json!([
                {"op": "test", "path": "/description", "value": "Old"},
                {"op": "replace", "path": "/description", "value": "New"},
                {"op": "test", "path": "/description", "value": "New"},
            ]),
            json!({"description": "New"}),
        ),
        (json!([{"op": "add", "path": "/devices/-", "value": dev(third)}]), here(&[first, second, third])),
        (json!([{"op": "add", "path": "/devices/0", "value": third}]), here(&[first, second, third])),
        (json!([{"op": "add", "path": "/devices/2", "value": format!("{third}")}]), here(&[first, second, third])),
        (json!([{"op": "add", "path": "/devices/-", "value": dev(first)}]), json!({})),
        (json!([{"op": "remove", "path": "/devices/0"}]), here(&[second])),
        (json!([{"op": "remove", "path": "/devices/0"}, {"op": "remove", "path": "/devices/0"}]), here(&[])),
        (json!([{"op": "replace", "path": "/devices/1", "value": dev(third)}]), here(&[first, third])),
        (json!([{"op": "move", "from": "/devices/0", "path": "/devices/1"}]), json!({})),
        (json!([{"op": "copy", "from": "/devices/0", "path": "/devices/-"}]), json!({})),
        (json!([{"op": "replace", "path": "/devices", "value": devices(&[CLONE])}]), here(&[CLONE])),
        (json!([{"op": "add", "path": "/devices", "value": []}]), here(&[])),
        (json!([{"op": "replace", "path": "/devices", "value": null}]), here(&[])),
        (json!([{"op": "remove", "path": "/devices"}]), here(&[])),
    ]
}

#[test]
fn a_patch_changes_the_group_as_it_is_answered() {
    for (patch, changes) in good() {
        let (server, client) = furnished();
        server.clock.advance(60);
        let nothing = changes == json!({});
        let moment = if nothing { json!({}) } else { json!({"lastModified": "2026-09-21T14:14:20Z"}) };
        let after = with(depot(changes), moment);
        assert_eq!(told(&client.patch(PATH, &patch)), (200, after.clone()), "{patch}");
        assert_eq!(told(&client.get(PATH)), (200, after), "{patch}");
    }
}

#[test]
fn a_patch_is_declared_as_json_or_as_a_json_patch() {
    let (_server, client) = furnished();
    let patch = json!([{"op": "test", "path": "/name", "value": "Depot"}]).to_string();
    for declared in ["application/json", "application/json-patch+json", "Application/JSON-Patch+JSON; charset=utf-8"] {
        let answer = client.send("PATCH", PATH, Some(declared), &patch);
        assert_eq!(told(&answer), (200, depot(json!({}))), "{declared}");
    }
    for declared in
        [None, Some("text/plain"), Some("application/merge-patch+json"), Some("application/x-www-form-urlencoded")]
    {
        let answer = client.send("PATCH", PATH, declared, &patch);
        assert_eq!(told(&answer), refusal(415, "Unsupported media type"), "{declared:?}");
    }
}

/// What is no patch, cannot be applied, or touches what is read-only.
fn bad() -> Vec<Value> {
    vec![
        json!([{"op": "replace", "path": "/id", "value": "grp-168"}]),
        json!([{"op": "replace", "path": "/id", "value": "grp-167"}]),
        json!([{"op": "replace", "path": "/creation", "value": "2020-01-01T00:00:00Z"}]),
        json!([{"op": "add", "path": "/lastModified", "value": "2020-01-01T00:00:00Z"}]),
        json!([{"op": "remove", "path": "/id"}]),
        json!([{"op": "remove", "path": "/creation"}]),
        json!([{"op": "move", "from": "/lastModified", "path": "/description"}]),
        json!([{"op": "copy", "from": "/name", "path": "/id"}]),
        json!([{"op": "remove", "path": "/name"}]),
        json!([{"op": "replace", "path": "/name", "value": null}]),
        json!([{"op": "move", "from": "/name", "path": "/description"}]),
        json!([{"op": "remove", "path": ""}]),
        json!([{"op": "replace", "path": "", "value": {}}]),
        json!([{"op": "replace", "path": "", "value": []}]),
        json!([{"op": "replace", "path": "", "value": null}]),
        json!([{"op": "add", "path": "/color", "value": "FF6DDC"}]),
        json!([{"op": "add", "path": "/x", "value": "Vans"}, {"op": "move", "from": "/x", "path": "/name"}]),
        json!([{"op": "add", "path": "/success", "value": true}]),
        json!([{"op": "add", "path": "/operations", "value": []}]),
        json!([{"op": "replace", "path": "/nothing", "value": 5}]),
        json!([{"op": "remove", "path": "/nothing"}]),
        json!([{"op": "remove", "path": "/devices/2"}]),
        json!([{"op": "remove", "path": "/devices/-"}]),
        json!([{"op": "add", "path": "/devices/3", "value": "dev-999919"}]),
        json!([{"op": "add", "path": "/devices/00", "value": "dev-999919"}]),
        json!([{"op": "add", "path": "/devices/-1", "value": "dev-999919"}]),
        json!([{"op": "add", "path": "/name/x", "value": "y"}]),
        json!([{"op": "copy", "from": "/nothing", "path": "/name"}]),
        json!([{"op": "move", "from": "/devices", "path": "/devices/0"}]),
        json!([{"op": "replace", "path": "name", "value": "Vans"}]),
        json!([{"op": "replace", "path": "/name"}]),
        json!([{"op": "replace", "value": "Vans"}]),
        json!([{"op": "move", "path": "/name"}]),
        json!([{"op": "rename", "path": "/name", "value": "Vans"}]),
        json!([{"op": "Replace", "path": "/name", "value": "Vans"}]),
        json!([{"path": "/name", "value": "Vans"}]),
        json!([{"op": 5, "path": "/name", "value": "Vans"}]),
        json!([{"op": "replace", "path": 5, "value": "Vans"}]),
        json!(["replace"]),
        json!([[]]),
        json!([null]),
        json!({}),
        json!({"name": "Vans"}),
        json!({"op": "replace", "path": "/name", "value": "Vans"}),
        json!({"operations": [{"op": "replace", "path": "/name", "value": "Vans"}]}),
    ]
}

#[test]
fn a_patch_that_is_none_or_goes_too_far_changes_nothing() {
    let (server, client) = furnished();
    let before = contents(&server);
    for patch in bad() {
        if told(&client.patch(PATH, &patch)) != refusal(400, "Invalid patch operation") {
            println!("ODD {patch} {:?}", told(&client.patch(PATH, &patch)));
        }
        if false {
            assert_eq!(told(&client.patch(PATH, &patch)), refusal(400, "Invalid patch operation"), "{patch}");
        }
    }
    assert_eq!(told(&client.send("PATCH", PATH, None, "")), refusal(400, "Invalid patch operation"), "no body");
    assert_eq!(contents(&server), before);
}

/// What would be refused in any other call is refused here as well.
#[test]
fn a_patch_that_comes_to_a_bad_group_changes_nothing() {
    let (server, client) = furnished();
    let before = contents(&server);
    let add = |id: &str| json!({"op": "add", "path": "/devices/-", "value": id});
    let rename = |name: Value| json!({"op": "replace", "path": "/name", "value": name});
    let bad = |parameter: &str, why: &str| invalid("Invalid input", &[(parameter, why)]);
    for (operation, expected) in [
        (json!({"op": "test", "path": "/name", "value": "depot"}), refusal(409, "Patch test failed")),
        (json!({"op": "test", "path": "/devices", "value": []}), refusal(409, "Patch test failed")),
        (json!({"op": "test", "path": "/description", "value": null}), refusal(409, "Patch test failed")),
        (rename(json!("Employees")), refusal(409, "Group name already exists")),
        (rename(json!(" ")), bad("name", "Size must be between 1 and 60")),
        (rename(json!(5)), bad("name", "must be a string")),
        (add(&format!("dev-{NO_TRACKER}")), refusal(400, "Invalid input")),
        (add(&format!("dev-{FOREIGN_TRACKER}")), refusal(400, "Invalid input")),
        (add(&format!("dev-{BLOCKED}")), refusal(409, "Device blocked")),
        (add("dev-0"), bad("devices[2]", "must be an id such as dev-125")),
        (json!({"op": "replace", "path": "/devices", "value": "x"}), bad("devices", "must be an array")),
        (json!({"op": "replace", "path": "/description", "value": 5}), bad("description", "must be a string")),
    ] {
        let patch = json!([{"op": "replace", "path": "/description", "value": "New"}, operation]);
        assert_eq!(told(&client.patch(PATH, &patch)), expected, "{operation}");
    }
    assert_eq!(contents(&server), before);
}

// shows: PATCH_WEIGHT
#[test]
fn a_patch_cannot_grow_without_bounds() {
    let (server, client) = furnished();
    let before = contents(&server);
    let begin = |what: Value| json!({"op": "add", "path": "/devices", "value": what});
    let copy = |from: &str, to: &str| json!({"op": "copy", "from": from, "path": to});
    let doubled = [begin(json!({}))].into_iter().chain((0..60).map(|n| copy("/devices", &format!("/devices/{n}"))));
    let nested = [begin(json!([]))].into_iter().chain((0..60).map(|_| copy("/devices", "/devices/-")));
    let texts =
        [begin(json!(["x".repeat(1 << 20)]))].into_iter().chain((0..300).map(|_| copy("/devices/0", "/devices/-")));
    let deep = [begin(json!([]))]
        .into_iter()
        .chain((0..16).map(|n| copy("/devices", &format!("/devices{}", "/0".repeat(1 << n)))));
    let many = (0..10_001).map(|_| json!({"op": "test", "path": "/name", "value": "Depot"}));
    for (what, patch) in [
        ("an object in itself, again and again", doubled.collect::<Value>()),
        ("a list in itself, again and again", nested.collect()),
        ("a list in the innermost place of itself, again and again", deep.collect()),
        ("too many operations", many.collect()),
        ("a long text, many times", texts.collect()),
    ] {
        assert_eq!(told(&client.patch(PATH, &patch)), refusal(400, "Invalid patch operation"), "{what}");
    }
    assert_eq!(contents(&server), before);
}
