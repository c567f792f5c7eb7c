//! The life of a group, as the vendor's clients live it: both tokens on every call, and the full paths.

use serde_json::{Value, json};

use super::gateway::{KEY, SECRET, add_application, ask_for_token};
use super::words::{done, no_group, refusal, session_ended, told, wrong_bearer};
use super::{ACCOUNT, ADA, BASE, UNASSIGNED, furnish, group, imeis, members, new_group, nobody, token, unassigned};
use crate::support::rest::Rest;
use crate::support::world::PASSWORD;
use crate::support::{Options, TestServer};

/// A server that tells the devices of a group two by two, and an application.
fn server() -> TestServer {
    let usual = Options::default();
    let limits = muster::limits::Limits { group_page: 2, ..usual.limits };
    let server = TestServer::with(Options { limits, require_bearer: true, ..usual });
    furnish(&server);
    add_application(&server);
    server
}

/// Asks for the application's token twice, a minute apart: it is the same one, of which less is left.
fn bearer(server: &TestServer) -> String {
    let mut first = ask_for_token(server, KEY, SECRET);
    server.clock.advance(60);
    let second = ask_for_token(server, KEY, SECRET);
    assert_eq!((&first.body["expires_in"], &second.body["expires_in"]), (&json!(3600), &json!(3540)));
    first.body["expires_in"] = json!(3540);
    assert_eq!(first.body, second.body);
    second.body["access_token"].as_str().expect("a token").to_owned()
}

fn at(path: &str) -> String {
    format!("{BASE}{path}")
}

fn names(client: &Rest) -> Value {
    let listed = client.get(&at(&format!("/groups/{ACCOUNT}")));
    listed.body.as_array().expect("a list").iter().map(|group| group["name"].clone()).collect()
}

/// The devices of a group over all of its pages, of which each but the last names the next.
fn pages(client: &Rest, name: &str) -> (Vec<u16>, Vec<Value>) {
    let (mut statuses, mut devices, mut next) = (Vec::new(), Vec::new(), Some(at(&group(name))));
    while let Some(path) = next {
        let answer = client.get(&path);
        statuses.push(answer.status);
        devices.extend(answer.body["devices"].as_array().expect("devices").clone());
        next = answer.header("location").map(str::to_owned);
        assert_eq!(answer.body["hasMoreData"], json!(next.is_some()));
    }
    (statuses, devices)
}

#[test]
fn a_group_from_its_first_day_to_its_last() {
    let server = server();
    let bearer = bearer(&server);
    let gateway = nobody(&server).with_bearer(&bearer);
    let login = gateway.post(&at("/session/login"), &json!({"username": ADA, "password": PASSWORD}));
    let session = token(&login);
    let client = gateway.with_header("VZ-M2M-Token", &session);

    assert_eq!(told(&client.post(&at("/groups"), &new_group("Tanks", &[0, 1]))), done());
    assert_eq!(names(&client), json!([UNASSIGNED, "Main office", "Employees", "Tanks"]));
    assert_eq!(told(&client.get(&at(&group("Tanks")))), members("Tanks", "", &[0, 1]));

    let change = json!({"newGroupName": "NV tanks", "devicesToRemove": imeis(&[1])});
    assert_eq!(told(&client.put(&at(&group("Tanks")), &change)), done());
    assert_eq!(told(&client.get(&at(&group("Tanks")))), no_group());
    assert_eq!(told(&client.get(&at(&group("NV tanks")))), members("NV tanks", "", &[0]));
    let everything_else = unassigned(&[1, 2, 3]).1["devices"].clone();
    assert_eq!(Value::from(pages(&client, UNASSIGNED).1), everything_else);

    assert_eq!(told(&client.post(&at("/groups"), &new_group("UT tanks", &[0, 1]))), done());
    assert_eq!(told(&client.get(&at(&group("NV tanks")))), members("NV tanks", "", &[]));
    assert_eq!(told(&client.get(&at(&group("UT tanks")))), members("UT tanks", "", &[0, 1]));

    assert_eq!(told(&client.delete(&at(&group("UT tanks")))), done());
    let (statuses, devices) = pages(&client, UNASSIGNED);
    assert_eq!(statuses, [202, 202, 202, 202, 200], "nine devices, two by two");
    assert_eq!(Value::from(devices), unassigned(&[0, 1, 2, 3]).1["devices"], "no gap and no overlap");
    let kept = refusal("INPUT_INVALID.DeviceGroup.DeleteDefault", "The default device group cannot be deleted");
    assert_eq!(told(&client.delete(&at(&group(UNASSIGNED)))), kept);

    let logout = client.call("POST", &at("/session/logout"), &Value::Null);
    assert_eq!(told(&logout), (200, json!({"sessionToken": session})));
    assert_eq!(told(&client.get(&at(&format!("/groups/{ACCOUNT}")))), session_ended());
    let stale = nobody(&server).with_bearer(&"0".repeat(32)).with_header("VZ-M2M-Token", &session);
    assert_eq!(told(&stale.get(&at(&format!("/groups/{ACCOUNT}")))), wrong_bearer());
}
