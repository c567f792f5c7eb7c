//! The users of one dialect are the sub-users of another, and log in to the third.

use serde_json::{Value, json};

use super::{A_MINUTE_LATER, Ada, NEW, of_text};
use crate::support::rest::Rest;
use crate::support::world::{OWNER_ID, PASSWORD};
use crate::thingspace::{self, ACCOUNT, words};

/// What Navixy lists of its sub-users: id, login, first and last name, and whether they may log in.
fn sub_users(ada: &Ada) -> Vec<Value> {
    let list = ada.navixy.must("subuser/list", json!({}))["list"].clone();
    let told =
        |user: &Value| json!([user["id"], user["login"], user["first_name"], user["last_name"], user["activated"]]);
    list.as_array().expect("a list").iter().map(told).collect()
}

/// What Plaspy lists of its users: the same.
fn users(ada: &Ada) -> Vec<Value> {
    let list = ada.plaspy.get("/api/users").body["users"].clone();
    let told = |user: &Value| json!([of_text(&user["id"]), user["email"], user["name"], user["disabled"]]);
    list.as_array().expect("a list").iter().map(told).collect()
}

/// Whether the right password lets somebody in, in Navixy and in ThingSpace.
fn is_let_in(ada: &Ada, login: &str) -> [bool; 2] {
    let navixy = ada.server.client("").call("user/auth", json!({"login": login, "password": PASSWORD}));
    let thingspace = thingspace::log_in(&ada.server, login, PASSWORD);
    [navixy.status == 200, thingspace.status == 200]
}

#[test]
fn a_user_of_one_dialect_is_a_sub_user_of_the_other() {
    let ada = Ada::new();
    let jane = json!({
        "name": "Jane Mary Doe", "email": "jane@fleet.example", "country": "US", "timeZone": "America/Los_Angeles",
        "password": PASSWORD, "deviceId": "dev-21",
    });
    assert_eq!(ada.plaspy.post("/api/users", &jane).status, 201);
    let listed = |users: Vec<Value>| users.last().expect("a user").clone();
    assert_eq!(listed(sub_users(&ada)), json!([NEW, "jane@fleet.example", "Jane Mary", "Doe", true]));
    assert_eq!(is_let_in(&ada, "jane@fleet.example"), [true, true]);
    let seen = thingspace::caller(&ada.server, "jane@fleet.example").post("/devices/actions/list", &json!({}));
    assert_eq!(seen.body["devices"].as_array().map(Vec::len), Some(1), "the one device");

    let tom = json!({
        "login": "tom@fleet.example", "first_name": "Tom", "last_name": "Porter", "legal_type": "individual",
        "phone": "491701234567",
    });
    ada.navixy.must("subuser/register", json!({"user": tom, "password": PASSWORD}));
    assert_eq!(listed(users(&ada)), json!([NEW + 1, "tom@fleet.example", "Tom Porter", false]));
    assert_eq!(is_let_in(&ada, "tom@fleet.example"), [true, true]);

    let mut renamed = tom;
    renamed["id"] = json!(NEW + 1);
    renamed["last_name"] = json!("Second");
    ada.navixy.must("subuser/update", json!({"user": renamed}));
    assert_eq!(listed(users(&ada)), json!([NEW + 1, "tom@fleet.example", "Tom Second", false]));
    assert_eq!(ada.plaspy.delete(&format!("/api/users/usr-{}", NEW + 1)).status, 200);
    assert_eq!(listed(sub_users(&ada)), json!([NEW, "jane@fleet.example", "Jane Mary", "Doe", true]));
    assert_eq!(is_let_in(&ada, "tom@fleet.example"), [false, false]);
    assert!(!users(&ada).iter().any(|user| user[0] == OWNER_ID), "the owner is none of them");
}

#[test]
fn who_is_barred_in_one_dialect_is_barred_in_all() {
    let ada = Ada::new();
    let sue = "sue@fleet.example";
    let patch = |field: &str, value: Value| {
        let patch = json!([{"op": "add", "path": format!("/{field}"), "value": value}]);
        let answer = ada.plaspy.patch("/api/users/usr-4", &patch);
        assert_eq!(answer.status, 200, "{answer:?}");
    };
    let session = || thingspace::caller(&ada.server, sue);
    let list = |session: &Rest| words::told(&session.get(&format!("/groups/{ACCOUNT}")));

    let before = session();
    patch("disabled", json!(true));
    assert_eq!(sub_users(&ada)[0], json!([4, sue, "", "", false]));
    assert_eq!((is_let_in(&ada, sue), list(&before)), ([false, false], words::session_ended()));
    patch("disabled", json!(false));
    assert_eq!(sub_users(&ada)[0], json!([4, sue, "", "", true]));
    assert_eq!(is_let_in(&ada, sue), [true, true]);

    let before = session();
    patch("expires", json!(A_MINUTE_LATER));
    assert_eq!(list(&before).0, 200);
    ada.server.clock.advance(60);
    assert_eq!((is_let_in(&ada, sue), list(&before)), ([false, false], words::session_ended()));
    patch("expires", json!(null));
    assert_eq!(is_let_in(&ada, sue), [true, true]);

    let user = json!({
        "id": 4, "login": sue, "first_name": "Sue", "last_name": "Porter", "legal_type": "individual",
        "phone": "491701234567",
        "activated": false,
    });
    let before = session();
    ada.navixy.must("subuser/update", json!({"user": user}));
    assert_eq!(users(&ada)[0], json!([4, sue, "Sue Porter", true]));
    assert_eq!((is_let_in(&ada, sue), list(&before)), ([false, false], words::session_ended()));
}
