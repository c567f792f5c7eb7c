//! The samples of the vendor's own pages on `POST /api/groups` and `POST /api/users`: the same account at the same moment
//! gives the same answers.

use jiff::Timestamp;
use serde_json::{Value, json};

use super::{master, sql};
use crate::support::{TestClock, TestServer};

/// A server where it is that moment, the next id is this, and the account has made so many calls, and so many on that day.
fn server(moment: &str, next_id: i32, calls: [i64; 2]) -> TestServer {
    const DAY: i64 = 24 * 3600;
    let server = TestServer::start();
    let moment = moment.parse::<Timestamp>().expect("a moment").as_second();
    server.clock.advance(moment - TestClock::BEGIN);
    let [total, today] = calls;
    sql(&server, &format!("UPDATE id_counters SET next_id = {next_id}"));
    sql(&server, &format!("INSERT INTO api_usage VALUES (1, {total}, {}, {today})", moment / DAY));
    server
}

/// Makes trackers of the first owner with these ids.
fn register(server: &TestServer, ids: &[i32]) {
    for id in ids {
        let source = format!("INSERT INTO sources VALUES (1, {id}, 'D{id}', 'telfmb920', NULL, FALSE, 0)");
        sql(server, &format!("{source}; INSERT INTO trackers VALUES (1, {id}, 'T{id}', NULL, 1, {id}, FALSE, 0)"));
    }
}

/// JSON without what stands between its values for the eye's sake.
fn compact(sample: &str) -> String {
    let lines: String = sample.lines().map(str::trim).collect();
    lines.replace("\": ", "\":").replace(", ", ",")
}

#[test]
fn the_sample_group_is_made_as_documented() {
    let server = server("2023-06-01T12:00:00Z", 125, [122, 44]);
    register(&server, &[456, 789]);
    let request =
        json!({"name": "New Group", "description": "Description of the new group", "devices": ["dev-456", "dev-789"]});
    let answer = master(&server).post("/api/groups", &request);
    let sample = r#"{
        "success": true,
        "error": null,
        "apiUsage": 123,
        "apiDailyUsage": 45,
        "id": "grp-125",
        "name": "New Group",
        "description": "Description of the new group",
        "devices": ["dev-456", "dev-789"],
        "creation": "2023-06-01T12:00:00Z",
        "lastModified": "2023-06-01T12:00:00Z"
    }"#;
    assert_eq!((answer.status, answer.text), (201, compact(sample)));
}

#[test]
fn the_sample_of_a_refused_group_is_answered_as_documented() {
    let sample = json!({"success": false, "error": "Invalid input", "apiUsage": 123, "apiDailyUsage": 45});
    let server = server("2023-06-01T12:00:00Z", 125, [122, 44]);
    let answer = master(&server).post("/api/groups", &json!({"name": "New Group", "devices": ["dev-456", "dev-789"]}));
    assert_eq!((answer.status, answer.body), (400, sample));
}

/// The sample's request: it has the moments that the server notes itself, and a password in the clear.
fn jane() -> Value {
    json!({
        "name": "Jane Doe",
        "email": "jane.doe@example.com",
        "country": "USA",
        "timeZone": "America/Los_Angeles",
        "description": "New user for the marketing department",
        "tags": {"role": "user", "department": "marketing"},
        "privileges": ["read", "write"],
        "group": "Marketing",
        "deviceId": "dev-12345",
        "adminDevices": 2,
        "from": "2023-01-01T00:00:00Z",
        "expires": "2024-01-01T00:00:00Z",
        "password": "P@ssw0rd123",
        "creation": "2023-01-01T00:00:00Z",
        "modification": "2023-06-01T00:00:00Z",
        "lastLogin": "2024-05-01T00:00:00Z",
    })
}

/// The sample's server, with its group and its device.
fn marketing() -> TestServer {
    let server = server("2023-06-01T00:00:00Z", 67890, [149, 14]);
    register(&server, &[12345]);
    sql(&server, "INSERT INTO tracker_groups VALUES (1, 900, 'Marketing', 'FF6DDC', NULL, 0, 0)");
    server
}

#[test]
fn the_sample_user_is_made_as_documented() {
    let server = marketing();
    let answer = master(&server).post("/api/users", &jane());
    // The sample's fields, those that it leaves out, and the moment of its making, which the server notes itself.
    let sample = json!({
        "success": true,
        "apiUsage": 150,
        "apiDailyUsage": 15,
        "id": "usr-67890",
        "name": "Jane Doe",
        "email": "jane.doe@example.com",
        "country": "USA",
        "timeZone": "America/Los_Angeles",
        "description": "New user for the marketing department",
        "message": null,
        "disabled": false,
        "disabledMessage": null,
        "tags": {"role": "user", "department": "marketing"},
        "privileges": ["read", "write"],
        "group": "Marketing",
        "deviceId": "dev-12345",
        "adminDevices": 2,
        "from": "2023-01-01T00:00:00Z",
        "expires": "2024-01-01T00:00:00Z",
        "password": null,
        "creation": "2023-06-01T00:00:00Z",
        "modification": "2023-06-01T00:00:00Z",
        "lastLogin": null,
    });
    assert_eq!((answer.status, answer.body), (201, sample));
    let login = json!({"login": "jane.doe@example.com", "password": "P@ssw0rd123"});
    server.client("").must("user/auth", login);
}

#[test]
fn the_sample_of_a_refused_user_is_answered_as_documented() {
    let server = marketing();
    let mut request = jane();
    request["email"] = json!("jane.doe");
    let answer = master(&server).post("/api/users", &request);
    let sample = json!({
        "success": false,
        "error": "Invalid email address.",
        "errors": [{"parameter": "email", "error": "must be a well-formed email address"}],
        "apiUsage": 150,
        "apiDailyUsage": 15,
    });
    assert_eq!((answer.status, answer.body), (400, sample));
}
