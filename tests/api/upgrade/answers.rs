//! An upgraded database answers what it answered before, to those who were let in before.

use serde_json::{Value, json};

use super::old::Old;
use crate::support::TestServer;
use crate::support::rest::Rest;

/// What has been answered otherwise since, and the schema of the program that answered so: a sub-user whom the operator has
/// disabled was told to be not activated, which is its owner's word.
const OTHERWISE: [(&str, &str); 1] = [("2a", r#""owner" subuser/list/list/3/activated: false is now true"#)];

/// Where the new answer does not say what the old one said; it may say more.
fn missing(place: &str, old: &Value, new: &Value, places: &mut Vec<String>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (name, value) in old {
                missing(&format!("{place}/{name}"), value, new.get(name).unwrap_or(&Value::Null), places);
            }
        }
        (Value::Array(old), Value::Array(new)) if old.len() == new.len() => {
            for (index, (old, new)) in old.iter().zip(new).enumerate() {
                missing(&format!("{place}/{index}"), old, new, places);
            }
        }
        _ if old == new => {}
        _ => places.push(format!("{place}: {old} is now {new}")),
    }
}

#[test]
fn every_credential_is_answered_as_before() {
    for old in Old::all() {
        let server = TestServer::of(|path| old.put(path), old.told["made_at"].as_i64().expect("a moment"));
        let mut places = Vec::new();
        let asked = old.told["answers"].as_array().expect("answers");
        assert!(asked.len() >= 6, "{}", asked.len());
        for ask in asked {
            let hash = old.told["hashes"][ask["who"].as_str().expect("who")].as_str().expect("a hash");
            let action = ask["action"].as_str().expect("an action");
            let answer = server.client(hash).call(action, ask["params"].clone()).body;
            missing(&format!("{} {action}", ask["who"]), &ask["answer"], &answer, &mut places);
        }
        let expected = OTHERWISE.iter().filter(|(schema, _)| *schema == old.schema).map(|(_, place)| *place);
        assert_eq!(places, expected.collect::<Vec<_>>(), "{}", old.schema);
    }
}

#[test]
fn keys_open_with_the_old_key_file_and_new_ones_follow() {
    for old in Old::all() {
        let server = TestServer::of(|path| old.put(path), old.told["made_at"].as_i64().expect("a moment"));
        let owner = server.client(old.told["hashes"]["owner"].as_str().expect("a hash"));
        let keys = || -> Vec<Value> {
            let listed = owner.must("api/key/list", json!({}))["list"].clone();
            listed.as_array().expect("keys").iter().map(|key| key["hash"].clone()).collect()
        };
        assert_eq!(json!(keys()), old.told["keys"]["ada@demo.example"], "{}", old.schema);
        let new = owner.must("api/key/create", json!({"title": "New"}))["value"].clone();
        assert_eq!(keys().len(), old.told["keys"]["ada@demo.example"].as_array().expect("keys").len() + 1, "{new}");
        let made = owner.must("tracker/group/create", json!({"title": "After", "color": "FF6DDC"}));
        owner.must("tracker/group/assign", json!({"id": made["id"], "trackers": [991_999]}));
        owner.must("user/session/renew", json!({}));
    }
}

#[test]
fn tokens_and_idle_sessions_of_the_other_dialects_live_on() {
    let old = Old::of("3");
    let server = TestServer::of(|path| old.put(path), old.told["made_at"].as_i64().expect("a moment"));
    let secret = |name: &str| old.told["dialects"][name].as_str().expect(name).to_owned();
    let plaspy = Rest::new(server.address).with_bearer(&secret("token")).get("/api/groups");
    assert_eq!((plaspy.status, plaspy.body["groups"].as_array().map(Vec::len)), (200, Some(6)), "{plaspy:?}");
    let thingspace = Rest::new(server.address).with_header("VZ-M2M-Token", &secret("session"));
    let listed = thingspace.post("/devices/actions/list", &json!({"accountName": "Demo-Fleet"}));
    let fields = |device: &Value| device["customFields"] == json!([{"key": "CustomField1", "value": "West"}]);
    let west = listed.body["devices"].as_array().expect("devices").iter().filter(|device| fields(device)).count();
    assert_eq!((listed.status, west), (200, 1), "{listed:?}");
}
