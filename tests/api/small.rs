//! The list of time zones, which is too long to compare as a whole.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::support::{TestServer, Transport};

/// The zones by name, each with its other fields, as somebody without a credential is told them.
fn zones(server: &TestServer, transport: Transport) -> BTreeMap<String, Value> {
    let answer = server.client("").send(transport, "timezone/list", json!({"locale": "en_US"}));
    assert_eq!(answer.status, 200, "{answer:?}");
    assert!(answer.text.starts_with(r#"{"success":true,"list":["#), "{:.60}", answer.text);
    let list = answer.body["list"].as_array().expect("a list");
    let named = |zone: &Value| (zone["zone_id"].as_str().expect("a name").to_owned(), zone.clone());
    let zones: BTreeMap<_, _> = list.iter().map(named).collect();
    assert_eq!(zones.len(), list.len(), "a zone is there twice");
    let names: Vec<_> = list.iter().map(|zone| zone["zone_id"].as_str().expect("a name")).collect();
    assert!(names.is_sorted(), "{names:?}");
    zones
}

#[test]
fn time_zones_are_told_to_anybody() {
    let server = TestServer::start();
    for transport in Transport::ALL {
        let zones = zones(&server, transport);
        assert!(zones.len() > 300, "{} zones by {transport:?}", zones.len());
        for (name, description, base, summer) in [
            ("America/Argentina/Buenos_Aires", "Buenos Aires", -3.0, 0),
            ("America/New_York", "New York", -5.0, 1),
            ("America/St_Johns", "St Johns", -3.5, 1),
            ("Asia/Kathmandu", "Kathmandu", 5.75, 0),
            ("Asia/Tokyo", "Tokyo", 9.0, 0),
            ("Australia/Sydney", "Sydney", 10.0, 1),
            ("Europe/Berlin", "Berlin", 1.0, 1),
            ("Europe/Dublin", "Dublin", 0.0, 1),
            ("Pacific/Kiritimati", "Kiritimati", 14.0, 0),
            ("UTC", "UTC", 0.0, 0),
        ] {
            let expected = json!({"zone_id": name, "description": description, "base_offset": base,
                                  "dst_offset": summer, "country_code": ""});
            assert_eq!(zones.get(name), Some(&expected), "{transport:?}");
        }
        for other in ["EST5EDT", "localtime", "posixrules", "Factory"] {
            assert!(!zones.contains_key(other), "{other} is no place");
        }
    }
}

#[test]
fn each_time_zone_that_is_told_can_be_chosen() {
    let server = TestServer::start();
    let master = server.master();
    for zone in zones(&server, Transport::Json).keys() {
        master.must("user/settings/update", json!({"time_zone": zone}));
        let chosen = master.must("user/settings/read", json!({}))["settings"]["time_zone"].clone();
        assert_eq!(chosen, json!(zone));
    }
}
