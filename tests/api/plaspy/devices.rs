//! Devices: trackers, to be read only.

use serde_json::{Value, json};

use super::{master, refusal, sql, told};
use crate::support::TestServer;
use crate::support::world::{BLOCKED, CLONE, TRACKERS};

fn device(id: i32, name: &str) -> Value {
    json!({
        "id": format!("dev-{id}"), "name": name, "description": null, "min": "15555550100", "tags": {}, "expires": null,
    })
}

#[test]
fn the_list_has_every_tracker_that_is_not_blocked() {
    let server = TestServer::start();
    let [first, second, third] = TRACKERS.map(|id| device(id, &format!("Tracker {id}")));
    let listed = json!({"success": true, "devices": [first, second, third, device(CLONE, "Clone")]});
    assert_eq!(told(&master(&server).get("/api/devices")), (200, listed));
}

#[test]
fn a_device_has_its_phone_number_and_its_tags() {
    let server = TestServer::start();
    let owner = server.master();
    for (name, ordinal) in [("Heavy", 2), ("Leased", 5)] {
        let tag = owner.must("tag/create", json!({"tag": {"name": name, "color": "FF6DDC"}}))["id"].clone();
        sql(&server, &format!("INSERT INTO tag_bindings VALUES (1, {}, {ordinal}, {tag})", TRACKERS[0]));
    }
    sql(&server, &format!("UPDATE sources SET phone = NULL WHERE id = {}", TRACKERS[0]));
    let mut first = device(TRACKERS[0], "Tracker 991999");
    first["min"] = json!(null);
    first["tags"] = json!({"2": "Heavy", "5": "Leased"});
    let client = master(&server);
    assert_eq!(told(&client.get("/api/devices")).1["devices"][0], first);
    let one = json!({"success": true, "device": first});
    for path in ["/api/devices/dev-991999", "/api/devices/991999", "/API/Devices/dev-991999/"] {
        assert_eq!(told(&client.get(path)), (200, one.clone()), "{path}");
    }
}

#[test]
fn where_a_device_was_last_is_told_if_it_is_known() {
    let server = TestServer::start();
    let client = master(&server);
    let unknown = (200, json!({"success": true, "lastLocation": null}));
    assert_eq!(told(&client.get("/api/devices/dev-991999/lastLocation")), unknown);
    let state = "1789999000, 1789999001, 52.5, 13.25, 90, 60, 40, 9, 100";
    for (source, battery) in [(991_999, "80, 1789999002"), (999_199, "NULL, NULL")] {
        let row = format!("(1, {source}, 'active', 'moving', {state}, {battery})");
        sql(
            &server,
            &format!("INSERT INTO source_states VALUES {}", row.replace("1789999000, ", "NULL, 1789999000, ")),
        );
    }
    let known = json!({
        "dateTime": "2026-09-21T13:56:41Z", "latitude": 52.5, "longitude": 13.25, "speed": 60, "course": 90, "battery": 80,
    });
    let answer = client.get("/api/devices/991999/LastLocation");
    assert_eq!(told(&answer), (200, json!({"success": true, "lastLocation": known})));
    let mut without_battery = known;
    without_battery.as_object_mut().expect("an object").remove("battery");
    let answer = client.get("/api/devices/dev-999199/lastLocation");
    assert_eq!(told(&answer), (200, json!({"success": true, "lastLocation": without_battery})));
}

#[test]
fn a_blocked_device_can_be_looked_at_but_not_located() {
    let server = TestServer::start();
    let client = master(&server);
    let one = json!({"success": true, "device": device(BLOCKED, "Tracker 999950")});
    assert_eq!(told(&client.get("/api/devices/dev-999950")), (200, one));
    assert_eq!(told(&client.get("/api/devices/dev-999950/lastLocation")), refusal(409, "Device blocked"));
}

#[test]
fn what_is_no_device_is_not_found() {
    let server = TestServer::start();
    let client = master(&server);
    for id in [
        "dev-404405",
        "404405",
        "dev-600",
        "600",
        "dev-0",
        "0",
        "dev-0991999",
        "0991999",
        "+991999",
        "dev-+991999",
        "-991999",
        "DEV-991999",
        "grp-991999",
        "usr-991999",
        "dev991999",
        "dev-",
        "dev--991999",
        "991999.0",
        "9.91999e5",
        "%20991999",
        "dev-991999%00",
        "dev-991999%2F",
        "2147483648",
        "99999999999999999999",
        "%D9%A9%D9%A9%D9%A1",
        "null",
        "*",
        "..%2Fdevices",
    ] {
        for path in [format!("/api/devices/{id}"), format!("/api/devices/{id}/lastLocation")] {
            assert_eq!(told(&client.get(&path)), refusal(404, "Device not found"), "{path}");
        }
    }
}
