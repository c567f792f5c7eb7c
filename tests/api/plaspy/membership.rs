//! Who stands in which group: a device in one at most, whichever dialect put it there.

use serde_json::{Value, json};

use super::{devices, group, master, refusal, sql, told, with};
use crate::support::TestServer;
use crate::support::world::{BLOCKED, CLONE, GROUP, OTHER_GROUP, TRACKERS};

/// The id of the first thing that is made in a world, and the moment a minute after it began.
const NEW: i32 = 1_000_000;
const LATER: &str = "2026-09-21T14:14:20Z";

/// The groups of the first owner: ids and members.
fn members(server: &TestServer) -> Vec<(String, Value)> {
    let answer = master(server).get("/api/groups");
    let groups = answer.body["groups"].as_array().expect("a list");
    groups.iter().map(|group| (group["id"].as_str().expect("an id").to_owned(), group["devices"].clone())).collect()
}

fn stand(groups: &[(i32, &[i32])]) -> Vec<(String, Value)> {
    groups.iter().map(|(id, members)| (format!("grp-{id}"), devices(members))).collect()
}

#[test]
fn whoever_is_put_in_a_group_leaves_the_former_one() {
    let server = TestServer::start();
    let client = master(&server);
    let [first, second, third] = TRACKERS;
    server.master().must("tracker/group/assign", json!({"id": GROUP, "trackers": [first, second]}));
    server.clock.advance(60);
    let named = json!([third, format!("{first}"), format!("dev-{first}"), format!("dev-{CLONE}"), first]);
    let answer = client.post("/api/groups", &json!({"name": "Vans", "devices": named}));
    let moment = json!({"creation": LATER, "lastModified": LATER});
    assert_eq!(told(&answer), (201, with(group(NEW, "Vans", &[first, third, CLONE]), moment)), "repeats count once");
    let left = with(group(GROUP, "Main office", &[second]), json!({"lastModified": LATER}));
    assert_eq!(told(&client.get("/api/groups/grp-167")), (200, left), "it has changed as well");
    let untouched = client.get("/api/groups/grp-168");
    assert_eq!(told(&untouched), (200, group(OTHER_GROUP, "Employees", &[])));
    assert_eq!(server.master().must("tracker/read", json!({"tracker_id": first}))["value"]["group_id"], NEW);
}

#[test]
fn a_blocked_device_stays_where_it_is() {
    let server = TestServer::start();
    let client = master(&server);
    sql(&server, &format!("UPDATE trackers SET group_id = {GROUP} WHERE id IN ({BLOCKED}, {})", TRACKERS[0]));
    let put =
        |members: &[i32]| told(&client.put("/api/groups/167", &json!({"name": "Depot", "devices": devices(members)})));
    assert_eq!(put(&[TRACKERS[1]]), refusal(409, "Device blocked"));
    assert_eq!(members(&server), stand(&[(GROUP, &[TRACKERS[0], BLOCKED]), (OTHER_GROUP, &[])]));
    assert_eq!(put(&[TRACKERS[1], BLOCKED]), (200, group(GROUP, "Depot", &[TRACKERS[1], BLOCKED])));
}

#[test]
fn a_deleted_group_leaves_its_devices_in_none() {
    let server = TestServer::start();
    let client = master(&server);
    let [first, second, third] = TRACKERS;
    for (id, ids) in [(GROUP, vec![first, second]), (OTHER_GROUP, vec![third])] {
        server.master().must("tracker/group/assign", json!({"id": id, "trackers": ids}));
    }
    assert_eq!(told(&client.delete("/api/groups/grp-167")), (200, json!({"success": true, "error": null})));
    assert_eq!(members(&server), stand(&[(OTHER_GROUP, &[third])]));
    assert_eq!(told(&client.delete("/api/groups/grp-167")), refusal(404, "Group not found"));
    assert_eq!(client.get("/api/devices").body["devices"].as_array().map(Vec::len), Some(4), "they are all there");
    assert_eq!(server.master().must("tracker/read", json!({"tracker_id": first}))["value"]["group_id"], 0);
    let again = client.post("/api/groups", &json!({"name": "Main office"}));
    assert_eq!(told(&again), (201, group(NEW, "Main office", &[])), "its name is free again");
}
