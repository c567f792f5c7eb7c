//! The sample of the vendor's own page on `POST /groups`, with the session alone and at the root, as the page has it.

use serde_json::{Value, json};

use super::words::told;
use super::{TANKS, UNASSIGNED, encoded, furnished, master, members, sql, with};
use crate::support::TestServer;

const ACCOUNT: &str = "10001234-0001";

/// The furnished server, whose first account is called as the sample's.
fn server() -> TestServer {
    let server = furnished();
    sql(&server, &format!("INSERT INTO account_names VALUES (1, '{ACCOUNT}')"));
    server
}

/// The sample's request. Where it says `"identifier", "990003420535537"` it is no JSON; this field was meant.
fn sample(field: &str) -> String {
    r#"{
        "accountName": "10001234-0001",
        "groupName": "NV tanks",
        "groupDescription": "Nevada tank level monitors",
        "devicesToAdd": [
          {"kind": "imei", "identifier", "990003420535537"},
          {"kind": "imei", "identifier", "990005373420535"},
          {"kind": "imei", "identifier", "990003420537355"}
        ]
    }"#
    .replace("\"identifier\",", field)
}

#[test]
fn the_sample_group_is_made_as_documented_whichever_way_it_is_repaired() {
    for field in ["\"id\":", "\"identifier\":"] {
        let server = server();
        let client = master(&server);
        let answer = client.send("POST", "/groups", Some("application/json"), &sample(field));
        assert_eq!((answer.status, &*answer.text), (200, r#"{"success":true}"#), "{field}");

        let read = client.get(&format!("/groups/{ACCOUNT}/name/{}", encoded("NV tanks")));
        assert_eq!(told(&read), members("NV tanks", "Nevada tank level monitors", &[0, 1, 2]), "{field}");
        let listed = client.get(&format!("/groups/{ACCOUNT}"));
        let shown = |name: &str, description: &str, is_default: bool| {
            let rest = json!({"isDefaultGroup": is_default, "extendedAttributes": []});
            with(&json!({"name": name, "description": description}), rest)
        };
        let groups = json!([
            shown(UNASSIGNED, "All devices that are in no other group", true),
            shown("Main office", "", false),
            shown("Employees", "", false),
            shown("NV tanks", "Nevada tank level monitors", false),
        ]);
        assert_eq!(told(&listed), (200, groups), "{field}");
    }
}

#[test]
fn a_failure_is_answered_as_documented() {
    let server = server();
    let client = master(&server);
    let ask = |body: &str| client.send("POST", "/groups", Some("application/json"), body);
    assert_eq!(ask(&sample("\"id\":")).status, 200);
    let compact = |code: &str, message: &str| {
        format!(r#"{{"errorCode":"UnifiedWebService.REQUEST_FAILED.{code}","errorMessage":"{message}"}}"#)
    };
    let again = ask(&sample("\"id\":"));
    let taken = compact("DeviceGroup.Exists", "The account has a device group of that name already");
    assert_eq!((again.status, again.text), (400, taken));
    let as_printed = ask(&sample("\"identifier\","));
    assert_eq!((as_printed.status, as_printed.text), (400, compact("UnexpectedError", "The body is not good JSON")));
}

#[test]
fn the_answers_say_id_and_never_identifier() {
    let server = server();
    let client = master(&server);
    client.send("POST", "/groups", Some("application/json"), &sample("\"identifier\":"));
    for answer in [
        client.get(&format!("/groups/{ACCOUNT}/name/{}", encoded("NV tanks"))),
        client.post("/devices/actions/list", &json!({"groupName": "NV tanks"})),
    ] {
        assert!(answer.text.contains(TANKS[0].1) && !answer.text.contains("identifier"), "{answer:?}");
        assert_ne!(answer.body, Value::Null);
    }
}
