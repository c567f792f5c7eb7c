//! What goes wrong before or around the actions is told in this dialect's words as well: paths, methods, bodies, limits.

use std::io::Write as _;
use std::num::NonZeroU32;
use std::time::Duration;

use muster::config::AtMost;
use muster::limits::Limits;
use serde_json::{Value, json};

use super::{contents, exchange, invalid, master, nobody, refusal, sql, told};
use crate::support::raw::{self, connect, read_answer, request};
use crate::support::rest::RestAnswer;
use crate::support::{Options, TestServer, world};

/// The status and the body of an answer to nobody in particular.
fn plain(answer: &RestAnswer) -> (u16, Value) {
    (answer.status, answer.body.clone())
}

#[test]
fn unknown_paths_of_its_families_are_not_found() {
    let server = TestServer::start();
    let client = master(&server);
    for (method, path) in [
        ("GET", "/api/groups/grp-167/devices"),
        ("GET", "/api/groups//grp-167"),
        ("GET", "/api/groups/grp-167/devices/dev-991999"),
        ("POST", "/api/groups/grp-167/x"),
        ("GET", "/api/groups/grp-167//"),
        ("GET", "/API/Groups/1/2"),
        ("GET", "/api/users/usr-4/keys"),
        ("GET", "/api/users/countries/US"),
        ("POST", "/api/devices/dev-991999/locations"),
        ("POST", "/api/devices/dev-991999/alerts"),
        ("POST", "/api/devices/dev-991999/sendCommand"),
        ("GET", "/api/devices/dev-991999/lastLocation/x"),
        ("POST", "/api/Auth"),
        ("POST", "/api/auth/refresh"),
        ("POST", "/api/auth/token/x"),
        ("GET", "/api/groups/%FF"),
    ] {
        for caller in [&client, &nobody(&server)] {
            assert_eq!(plain(&caller.call(method, path, &Value::Null)), refusal(404, "Not found"), "{method} {path}");
        }
    }
}

#[test]
fn wrong_methods_are_not_allowed() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    for (path, methods) in [
        ("/api/Auth/Token", &["GET", "HEAD", "PUT", "PATCH", "DELETE"][..]),
        ("/api/groups", &["PUT", "PATCH", "DELETE", "PURGE"]),
        ("/api/groups/grp-167", &["POST", "TRACE"]),
        ("/api/users", &["PUT", "PATCH", "DELETE"]),
        ("/api/users/usr-4", &["POST"]),
        ("/api/users/countries", &["POST", "PUT", "PATCH", "DELETE"]),
        ("/api/users/timeZones", &["POST", "PUT", "PATCH", "DELETE"]),
        ("/api/devices", &["POST", "PUT", "PATCH", "DELETE"]),
        ("/api/devices/dev-991999", &["POST", "PUT", "PATCH", "DELETE"]),
        ("/api/devices/dev-991999/lastLocation", &["POST", "DELETE"]),
    ] {
        for method in methods {
            let answer = client.call(method, path, &Value::Null);
            if *method == "HEAD" {
                assert_eq!(answer.status, 405, "{path}");
            } else {
                assert_eq!(plain(&answer), refusal(405, "Method not allowed"), "{method} {path}");
            }
        }
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_wrong_method_is_told_the_right_ones() {
    let server = TestServer::start();
    for (path, allowed) in [
        ("/api/Auth/Token", "POST"),
        ("/api/groups/", "GET, HEAD, POST"),
        ("/API/Groups/grp-167", "GET, HEAD, PUT, PATCH, DELETE"),
        ("/api/users/countries", "GET, HEAD"),
        ("/api/devices/dev-991999/lastLocation", "GET, HEAD"),
    ] {
        let answer = nobody(&server).call("PURGE", path, &Value::Null);
        assert_eq!((answer.status, answer.header("allow")), (405, Some(allowed)), "{path}");
    }
    assert_eq!(nobody(&server).get("/api/nothing").header("allow"), None);
}

#[test]
fn a_preflight_lets_browsers_through() {
    let server = TestServer::start();
    for path in ["/api/groups", "/api/groups/grp-167", "/api/Auth/Token"] {
        let answer = nobody(&server).call("OPTIONS", path, &Value::Null);
        assert_eq!((answer.status, answer.text.as_str()), (204, ""), "{path}");
        let methods = answer.header("access-control-allow-methods").unwrap_or_default();
        assert!(["PUT", "PATCH", "DELETE"].iter().all(|method| methods.contains(method)), "{methods}");
        assert!(answer.header("access-control-allow-headers").unwrap_or_default().contains("Authorization"));
    }
}

#[test]
fn paths_that_only_look_alike_are_the_other_dialects() {
    let server = TestServer::start();
    let navixy = |path: &str| nobody(&server).post(path, &json!({"hash": world::MASTER}));
    for path in [
        "/api/tracker/group/list",
        "/api/key/list",
        "/api/api/key/list",
        "/api/user/settings/read",
        "/api/tracker/list",
    ] {
        let answer = navixy(path);
        assert_eq!((answer.status, &answer.body["success"]), (200, &json!(true)), "{path}");
        assert!(answer.body["apiUsage"].is_null(), "{path}");
    }
    for (path, code) in [
        ("/api", 111),
        ("/api/", 111),
        ("/api/group", 112),
        ("/api/groups2", 112),
        ("/api/device/list", 111),
        ("/api/%67roups", 112),
        ("/v2/api/groups", 112),
        ("/api/api/groups", 112),
    ] {
        let answer = navixy(path);
        assert_eq!((answer.status, &answer.body["status"]["code"]), (400, &json!(code)), "{path}");
    }
}

/// Calls that take a body.
const WRITES: [(&str, &str); 6] = [
    ("POST", "/api/groups"),
    ("PUT", "/api/groups/grp-167"),
    ("PATCH", "/api/groups/grp-167"),
    ("POST", "/api/users"),
    ("PUT", "/api/users/usr-4"),
    ("PATCH", "/api/users/usr-4"),
];

#[test]
fn a_body_that_is_no_json_is_refused_and_so_is_one_that_is_not_called_json() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    let json = Some("application/json");
    let deep = "[".repeat(100_000);
    for (declared, body, expected) in [
        (json, "{", refusal(400, "Invalid input")),
        (json, "{} x", refusal(400, "Invalid input")),
        (json, "nonsense", refusal(400, "Invalid input")),
        (json, "name=Vans", refusal(400, "Invalid input")),
        (json, "5", refusal(400, "Invalid input")),
        (json, "\"Vans\"", refusal(400, "Invalid input")),
        (json, "null", refusal(400, "Invalid input")),
        (json, "true", refusal(400, "Invalid input")),
        (json, "{\"name\": \"\u{1}\"}", refusal(400, "Invalid input")),
        (json, "{\"name\": \"\\ud800\"}", refusal(400, "Invalid input")),
        (json, "{\"name\": 1e999}", refusal(400, "Invalid input")),
        (json, &*deep, refusal(400, "Invalid input")),
        (None, "{\"name\": \"Vans\"}", refusal(415, "Unsupported media type")),
        (Some(""), "{\"name\": \"Vans\"}", refusal(415, "Unsupported media type")),
        (Some("text/plain"), "{\"name\": \"Vans\"}", refusal(415, "Unsupported media type")),
        (Some("text/json"), "{\"name\": \"Vans\"}", refusal(415, "Unsupported media type")),
        (Some("application/x-www-form-urlencoded"), "name=Vans", refusal(415, "Unsupported media type")),
        (Some("multipart/form-data; boundary=x"), "--x--", refusal(415, "Unsupported media type")),
    ] {
        for (method, path) in WRITES {
            let what = format!("{method} {path} {declared:?} {}", &body[..body.len().min(30)]);
            assert_eq!(told(&client.send(method, path, declared, body)), expected, "{what}");
            assert_eq!(nobody(&server).send(method, path, declared, body).status, 401, "{what}");
        }
    }
    let patch = "[{\"op\": \"remove\", \"path\": \"/description\"}]";
    for (method, path) in WRITES.into_iter().filter(|(method, _)| *method != "PATCH") {
        let answer = client.send(method, path, Some("application/json-patch+json"), patch);
        assert_eq!(told(&answer), refusal(415, "Unsupported media type"), "{method} {path}");
        let answer = client.send(method, path, json, patch);
        assert_eq!(told(&answer), refusal(400, "Invalid input"), "{method} {path}");
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_list_is_no_group_and_no_user() {
    let server = TestServer::start();
    let client = master(&server);
    let name = ("name", "must not be null");
    let missing = ["name", "email", "country", "timeZone"].map(|field| (field, "must not be null"));
    for (method, path, expected) in [
        ("POST", "/api/groups", invalid("Invalid input", &[name])),
        ("PUT", "/api/groups/grp-167", invalid("Invalid input", &[name])),
        ("POST", "/api/users", invalid("Invalid email address.", &missing)),
        ("PUT", "/api/users/usr-4", invalid("Invalid email address.", &missing)),
    ] {
        for body in [json!([]), json!([{"name": "Vans"}])] {
            assert_eq!(
                told(&client.call(method, path, &body)),
                refusal(400, "Invalid input"),
                "{method} {path} {body}"
            );
        }
        for body in [json!({}), json!({"operations": [{"name": "Vans"}]})] {
            assert_eq!(told(&client.call(method, path, &body)), expected, "{method} {path} {body}");
        }
    }
}

#[test]
fn json_may_begin_with_a_byte_order_mark_and_be_declared_with_a_charset() {
    let server = TestServer::start();
    let body = "\u{feff}{\"name\": \"Vans\"}";
    let answer = master(&server).send("POST", "/api/groups", Some("Application/JSON; charset=utf-8"), body);
    assert_eq!(answer.status, 201);
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
}

#[test]
fn a_body_that_is_too_large_is_refused_and_changes_nothing() {
    const LIMIT: usize = 10_000;
    let limits = Limits { body_bytes: LIMIT, ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let client = master(&server);
    let body = |bytes: usize| {
        let start = "{\"name\":\"Vans\",\"pad\":\"";
        format!("{start}{}\"}}", "x".repeat(bytes - start.len() - 2))
    };
    let before = contents(&server);
    for bytes in [LIMIT + 1, LIMIT * 3] {
        for (method, path) in WRITES {
            let answer = client.send(method, path, Some("application/json"), &body(bytes));
            assert_eq!(plain(&answer), refusal(413, "Request too large"), "{method} {path} {bytes}");
        }
    }
    assert_eq!(contents(&server), before);
    assert_eq!(client.send("POST", "/api/groups", Some("application/json"), &body(LIMIT)).status, 201);
}

// shows: request_deadline
#[test]
fn a_body_that_never_ends_is_given_up() {
    let limits = Limits { request_deadline: Duration::from_secs(1), ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let mut stream = connect(server.address);
    let head = "POST /api/groups HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    stream.write_all(head.as_bytes()).expect("sent");
    let answer = read_answer(stream);
    assert_eq!((answer.status, answer.body.as_str()), (408, "{\"success\":false,\"error\":\"Request timeout\"}"));
}

#[test]
fn whoever_asks_too_often_is_told_when_to_come_back() {
    let server = TestServer::with(Options { rate_limit: AtMost(NonZeroU32::new(1)), ..Options::default() });
    let answers: Vec<_> =
        (0..20).map(|_| raw::exchange(server.address, &request("GET /api/groups", &[], b""))).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(refused.len() >= 10, "twenty requests do not take ten seconds");
    for answer in refused {
        assert_eq!(answer.body, "{\"success\":false,\"error\":\"Too many requests\"}");
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
}

/// What is not there because the database has no such table is no missing group.
#[test]
fn a_broken_database_is_the_servers_fault() {
    let server = TestServer::start();
    let client = master(&server);
    sql(&server, "PRAGMA legacy_alter_table = TRUE; ALTER TABLE tracker_groups RENAME TO elsewhere");
    for (method, path, body) in [
        ("GET", "/api/groups/grp-167", json!(null)),
        ("POST", "/api/groups", json!({"name": "Vans"})),
        ("DELETE", "/api/groups/grp-167", json!(null)),
    ] {
        let answer = client.call(method, path, &body);
        assert_eq!(told(&answer), refusal(500, "Internal Server Error"), "{method} {path}");
    }
    let (status, body) = told(&client.get("/api/groups"));
    assert_eq!((status, body["groups"].clone()), (500, json!(null)));
    assert!(
        body.as_object().is_some_and(|body| body.contains_key("groups")),
        "the list's failures say that there are none"
    );
}

#[test]
fn a_refusal_never_repeats_what_was_sent() {
    let server = TestServer::start();
    let client = master(&server);
    let canary = "cafe0cafe1cafe2cafe3cafe4cafe5ca";
    let sent = json!({
        "name": [canary], "email": canary, "country": canary, "timeZone": canary, "group": canary, "deviceId": canary,
        "devices": [canary], "from": canary, "tags": canary, "disabled": canary, "description": {canary: 1},
    });
    let patch =
        json!([{"op": "replace", "path": format!("/{canary}"), "value": canary}, {"op": canary, "path": "/name"}]);
    for (method, path, body) in [
        ("POST", "/api/groups".to_owned(), &sent),
        ("POST", "/api/users".to_owned(), &sent),
        ("PUT", "/api/users/usr-4".to_owned(), &sent),
        ("PATCH", "/api/users/usr-4".to_owned(), &patch),
        ("PATCH", "/api/groups/grp-167".to_owned(), &patch),
        ("GET", format!("/api/groups/{canary}"), &Value::Null),
        ("GET", format!("/api/groups/{canary}/{canary}"), &Value::Null),
        ("POST", format!("/api/Auth/{canary}"), &Value::Null),
    ] {
        let answer = client.call(method, &path, body);
        assert!((400..500).contains(&answer.status), "{method} {path}: {answer:?}");
        assert!(!answer.text.contains(canary), "{method} {path}: {answer:?}");
    }
    let answer = exchange(&server, canary, canary);
    assert!(answer.status == 401 && !answer.text.contains(canary));
}
