//! The ThingSpace dialect: sessions, device groups by name, and devices, as a client with a session sees them.

mod audit;
mod bearers;
mod changes;
mod conformance;
mod custom_fields;
mod devices;
mod fallbacks;
pub mod gateway;
mod groups;
mod identifiers;
mod lockout;
mod names;
mod pages;
mod seeds;
mod sessions;
pub mod words;

use muster::action::{Effect, Method, Route};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::rest::{Rest, RestAnswer};
use crate::support::world::{BLOCKED, CLONE, PASSWORD, TRACKERS};
use crate::support::{TestClock, TestServer};
use words::{done, told};

/// The first owner, its account and its sub-user, who sees the first tracker.
pub const ADA: &str = "ada@fleet.example";
pub const ACCOUNT: &str = "0000000001-00001";
pub const SUE: &str = "sue@fleet.example";

/// The owner of another account, and that account.
pub const OTTO: &str = "otto@quarry.example";
pub const FOREIGN_ACCOUNT: &str = "0000000002-00001";

/// Where the service is; what it has is found at the root as well.
pub const BASE: &str = "/api/m2m/v1";

/// The default group.
pub const UNASSIGNED: &str = "Unassigned Devices";

/// Trackers of the first owner with devices that are called by IMEIs: those of the vendor's sample, and one more.
pub const TANKS: [(i32, &str); 4] =
    [(21, "990003420535537"), (22, "990005373420535"), (23, "990003420537355"), (24, "490154203237518")];

/// A server whose first owner has the tanks too.
pub fn furnished() -> TestServer {
    let server = TestServer::start();
    furnish(&server);
    server
}

pub fn furnish(server: &TestServer) {
    for (id, imei) in TANKS {
        register(server, 1, id, imei, None);
    }
}

/// Makes a tracker.
pub fn register(server: &TestServer, account: i32, id: i32, device: &str, phone: Option<&str>) {
    let begin = TestClock::BEGIN;
    let phone = phone.map_or("NULL".to_owned(), |phone| format!("'{phone}'"));
    let source = format!("INSERT INTO sources VALUES ({account}, {id}, '{device}', 'm', {phone}, FALSE, {begin})");
    let values = format!("({account}, {id}, 'T{id}', NULL, {account}, {id}, FALSE, {begin})");
    sql(server, &format!("{source}; INSERT INTO trackers VALUES {values}"));
}

/// What no dialect can bring about.
pub fn sql(server: &TestServer, statements: &str) {
    Connection::open(server.path()).expect("the database").execute_batch(statements).expect(statements);
}

/// Whoever shows no session.
pub fn nobody(server: &TestServer) -> Rest {
    Rest::new(server.address)
}

pub fn log_in(server: &TestServer, login: &str, password: &str) -> RestAnswer {
    nobody(server).post("/session/login", &json!({"username": login, "password": password}))
}

/// The token of a session that an answer tells.
#[track_caller]
pub fn token(answer: &RestAnswer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["sessionToken"].as_str().expect("a token").to_owned()
}

pub fn with_session(server: &TestServer, token: &str) -> Rest {
    nobody(server).with_header("VZ-M2M-Token", token)
}

/// Whoever has that login, with a session.
#[track_caller]
pub fn caller(server: &TestServer, login: &str) -> Rest {
    with_session(server, &token(&log_in(server, login, PASSWORD)))
}

/// The first owner, with a session.
#[track_caller]
pub fn master(server: &TestServer) -> Rest {
    caller(server, ADA)
}

/// A segment of a path, with every character encoded that may be.
pub fn encoded(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Where the first account's group of that name is.
pub fn group(name: &str) -> String {
    format!("/groups/{ACCOUNT}/name/{}", encoded(name))
}

/// Devices as requests name them.
pub fn imeis(tanks: &[usize]) -> Value {
    tanks.iter().map(|tank| json!({"kind": "imei", "id": TANKS[*tank].1})).collect()
}

/// What a new group is made from.
pub fn new_group(name: &str, tanks: &[usize]) -> Value {
    json!({"accountName": ACCOUNT, "groupName": name, "groupDescription": "", "devicesToAdd": imeis(tanks)})
}

#[track_caller]
pub fn make_group(client: &Rest, name: &str, tanks: &[usize]) {
    assert_eq!(told(&client.post("/groups", &new_group(name, tanks))), done(), "{name}");
}

/// What [`told`] tells of a group whose devices these tanks are.
pub fn members(name: &str, description: &str, tanks: &[usize]) -> (u16, Value) {
    let devices: Vec<_> =
        tanks.iter().map(|tank| json!({"deviceIds": [{"id": TANKS[*tank].1, "kind": "imei"}]})).collect();
    (200, json!({"name": name, "description": description, "hasMoreData": false, "devices": devices}))
}

/// What [`told`] tells of the default group, when these tanks and none of the world's own trackers are grouped.
pub fn unassigned(tanks: &[usize]) -> (u16, Value) {
    let (status, mut group) = members(UNASSIGNED, "All devices that are in no other group", tanks);
    let numbers = json!([{"id": "5555550100", "kind": "mdn"}, {"id": "15555550100", "kind": "msisdn"}]);
    let others = TRACKERS.iter().chain(&[BLOCKED, CLONE]).map(|_| json!({"deviceIds": numbers}));
    group["devices"].as_array_mut().expect("devices").extend(others);
    (status, group)
}

/// A thing with other values for some of its fields; without those that are null now.
pub fn with(thing: &Value, changes: Value) -> Value {
    let (mut thing, Value::Object(changes)) = (thing.clone(), changes) else { panic!("no object") };
    let fields = thing.as_object_mut().expect("an object");
    fields.extend(changes);
    fields.retain(|_, value| !value.is_null());
    thing
}

/// A good call, which the first owner could send in the furnished world.
pub struct Call {
    pub route: Route,
    pub path: String,
    pub body: Value,
}

impl Call {
    pub fn method(&self) -> &'static str {
        match self.route {
            Route::Rest(method, _) => method.as_str(),
            Route::Rpc(name) => panic!("{name} has no method"),
        }
    }

    pub fn send(&self, client: &Rest) -> RestAnswer {
        client.call(self.method(), &self.path, &self.body)
    }

    pub fn writes(&self) -> bool {
        let row = muster::thingspace::ACTIONS.iter().find(|row| row.route == self.route);
        row.unwrap_or_else(|| panic!("{} is no row", self.route)).effect == Effect::Write
    }
}

/// One good call of each action that wants a session; logging out is the last.
pub fn calls() -> Vec<Call> {
    let call = |method, route: &'static str, path: &str, body| {
        let path = path.replace("{group}", &group("Main office"));
        Call { route: Route::Rest(method, route), path, body }
    };
    let named = "/api/m2m/v1/groups/{aname}/name/{gname}";
    let field = json!({"key": "CustomField1", "value": "Bay 4"});
    let noted = json!({"customFieldsToUpdate": [field], "devices": [{"deviceIds": imeis(&[0])}]});
    vec![
        call(Method::Post, "/api/m2m/v1/groups", "/groups", new_group("NV tanks", &[0, 1])),
        call(Method::Get, "/api/m2m/v1/groups/{aname}", &format!("/groups/{ACCOUNT}"), Value::Null),
        call(Method::Get, named, "{group}", Value::Null),
        call(Method::Put, named, "{group}", json!({"newGroupName": "Head office", "devicesToAdd": imeis(&[2])})),
        call(Method::Post, "/api/m2m/v1/devices/actions/list", "/devices/actions/list", json!({})),
        call(Method::Put, "/api/m2m/v1/devices/actions/customFields", "/devices/actions/customFields", noted),
        call(Method::Delete, named, &group("Employees"), Value::Null),
        call(Method::Post, "/api/m2m/v1/session/logout", "/session/logout", Value::Null),
    ]
}
