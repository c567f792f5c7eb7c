//! The Plaspy dialect: groups, users and devices by method and path, as a client with a token sees them.

mod audit;
mod devices;
mod group_patches;
mod groups;
mod keys;
mod membership;
mod refusals;
mod seeds;
mod sight;
mod tokens;
mod usage;
mod user_fields;
mod user_patches;
mod users;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::rest::{Rest, RestAnswer};
use crate::support::{TestServer, world};

/// The moment at which every world begins, as this dialect writes it.
pub const BEGIN: &str = "2026-09-21T14:13:20Z";

/// Whoever shows no token.
pub fn nobody(server: &TestServer) -> Rest {
    Rest::new(server.address)
}

/// Exchanges a key.
pub fn exchange(server: &TestServer, login: &str, key: &str) -> RestAnswer {
    nobody(server).post("/api/Auth/Token", &json!({"userName": login, "apiKey": key}))
}

/// Whoever has that login and key, with a token.
#[track_caller]
pub fn caller(server: &TestServer, login: &str, key: &str) -> Rest {
    nobody(server).with_bearer(&token(&exchange(server, login, key)))
}

/// The token that a key was exchanged for.
#[track_caller]
pub fn token(answer: &RestAnswer) -> String {
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.body["token"].as_str().expect("a token").to_owned()
}

/// The first owner.
pub fn master(server: &TestServer) -> Rest {
    caller(server, "ada@fleet.example", world::API_KEY)
}

/// The owner of another account.
pub fn stranger(server: &TestServer) -> Rest {
    caller(server, "otto@quarry.example", world::STRANGERS_KEY)
}

/// The first owner's sub-user Sue, who sees the first tracker.
pub fn sub_user(server: &TestServer) -> Rest {
    caller(server, "sue@fleet.example", world::KEY_OF_SUB_USER)
}

/// What no dialect can bring about.
pub fn sql(server: &TestServer, statements: &str) {
    let database = Connection::open(server.path()).expect("the database");
    database.execute_batch(statements).expect(statements);
}

/// Every row of the tables that a call could change: of all that is kept, only how much is called grows by itself.
pub fn contents(server: &TestServer) -> String {
    world::dump_without(&server.path(), &["api_usage"])
}

/// The status and the body without the counters, which every answer has to somebody who is known.
#[track_caller]
pub fn told(answer: &RestAnswer) -> (u16, Value) {
    let mut body = answer.body.clone();
    let fields = body.as_object_mut().expect("an object");
    let mut counter = |name: &str| fields.remove(name).and_then(|count| count.as_u64());
    let (total, today) = (counter("apiUsage"), counter("apiDailyUsage"));
    assert!(today >= Some(1) && total >= today, "{answer:?}");
    (answer.status, body)
}

/// What [`told`] tells of a refusal.
pub fn refusal(status: u16, error: &str) -> (u16, Value) {
    (status, json!({"success": false, "error": error}))
}

/// What [`told`] tells of bad parameters.
pub fn invalid(error: &str, bad: &[(&str, &str)]) -> (u16, Value) {
    let named = |(parameter, why): &(&str, &str)| json!({"parameter": parameter, "error": why});
    let errors: Vec<_> = bad.iter().map(named).collect();
    (400, json!({"success": false, "error": error, "errors": errors}))
}

/// The ids of devices.
pub fn devices(ids: &[i32]) -> Value {
    ids.iter().map(|id| format!("dev-{id}")).collect::<Vec<_>>().into()
}

/// What [`told`] tells of a group that was just made or read.
pub fn group(id: i32, name: &str, members: &[i32]) -> Value {
    json!({
        "success": true, "error": null, "id": format!("grp-{id}"), "name": name, "description": null,
        "devices": devices(members), "creation": BEGIN, "lastModified": BEGIN,
    })
}

/// A thing with other values for some of its fields.
pub fn with(mut thing: Value, changes: Value) -> Value {
    let Value::Object(changes) = changes else { panic!("{changes} is no object") };
    thing.as_object_mut().expect("an object").extend(changes);
    thing
}

/// What [`told`] tells of a user of whom no more is known.
pub fn user(id: i32, name: &str, email: &str) -> Value {
    json!({
        "success": true, "id": format!("usr-{id}"), "name": name, "email": email, "country": null,
        "timeZone": "Europe/Berlin", "description": null, "message": null, "disabled": false, "disabledMessage": null,
        "tags": {}, "privileges": [], "group": null, "deviceId": null, "adminDevices": null, "from": null, "expires": null,
        "password": null, "creation": BEGIN, "modification": BEGIN, "lastLogin": null,
    })
}

/// What must be said of a user.
pub fn jane() -> Value {
    json!({"name": "Jane Doe", "email": "jane@fleet.example", "country": "CO", "timeZone": "America/Bogota"})
}

/// A thing as it stands in a list.
pub fn listed(thing: Value) -> Value {
    let Value::Object(mut fields) = thing else { panic!("{thing} is no object") };
    fields.retain(|name, _| name != "success" && name != "error");
    fields.into()
}
