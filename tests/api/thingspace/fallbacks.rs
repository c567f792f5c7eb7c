//! Whatever goes wrong before, beside or behind an action is told in this dialect's words.

use std::io::Write as _;
use std::num::NonZeroU32;
use std::sync::LazyLock;
use std::time::Duration;

use muster::access::{AnyUser, Master};
use muster::action::{Action, ActionDef, Effect, Route};
use muster::args::NoParams;
use muster::config::AtMost;
use muster::error::Result;
use muster::limits::Limits;
use muster::ops::groups::{self, NewGroup};
use muster::store::Tx;
use muster::thingspace::{Done, ThingSpace};
use serde_json::{Value, json};

use super::words::{done, no_resource, no_session, refusal, told};
use super::{ACCOUNT, BASE, calls, furnished, group, log_in, make_group, master, nobody, token};
use crate::support::raw::{connect, exchange, read_answer, request};
use crate::support::world::PASSWORD;
use crate::support::{Options, TestServer};

fn unexpected(status: u16, message: &str) -> (u16, Value) {
    let (_, body) = refusal("REQUEST_FAILED.UnexpectedError", message);
    (status, body)
}

#[test]
fn what_leads_nowhere_is_a_fault_of_the_gateway() {
    let server = furnished();
    let client = master(&server);
    let before = server.contents();
    for (method, path) in [
        ("GET", "/groups"),
        ("GET", "/groups/"),
        ("DELETE", "/groups"),
        ("PATCH", &group("Main office")),
        ("POST", &group("Main office")),
        ("POST", &format!("/groups/{ACCOUNT}")),
        ("DELETE", &format!("/groups/{ACCOUNT}")),
        ("GET", &format!("/groups/{ACCOUNT}/name")),
        ("GET", &format!("/groups/{ACCOUNT}/Name/Main%20office")),
        ("GET", &format!("/groups/{ACCOUNT}/name/Main%20office/more")),
        ("GET", &format!("/groups/{ACCOUNT}/id/167")),
        ("GET", "/session/login"),
        ("GET", "/session/logout"),
        ("POST", "/session"),
        ("POST", "/session/Login"),
        ("POST", "/devices"),
        ("GET", "/devices/actions/list"),
        ("POST", "/devices/actions/customFields"),
        ("PUT", "/devices/actions/customfields"),
        ("PUT", "/devices/actions/list"),
        ("GET", "/api/m2m"),
        ("GET", "/api/m2m/"),
        ("POST", "/api/m2m/v2/groups"),
        ("POST", "/api/m2m/v1"),
        ("POST", "/api/m2m/v1/tracker/group/list"),
        ("POST", "/api/m2m/v1/api/m2m/v1/groups"),
        ("TRACE", "/groups"),
        ("PROPFIND", "/groups"),
    ] {
        assert_eq!(told(&client.send(method, path, None, "")), no_resource(), "{method} {path}");
        assert_eq!(told(&nobody(&server).send(method, path, None, "")), no_resource(), "{method} {path}: for anybody");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn other_paths_are_other_dialects() {
    let server = furnished();
    for path in
        ["group", "Groups/x", "sessions/login", "tracker/group/list", "api/key/list", "api/group", "api/M2M/v1/groups"]
    {
        let answer = server.master().call(path, json!({}));
        assert!(answer.body["success"].is_boolean() && answer.body["fault"].is_null(), "{path}: {answer:?}");
    }
}

/// The service is at the root as well.
#[test]
fn each_action_is_the_same_at_its_full_path_and_at_the_root() {
    for call in calls() {
        let answers = ["", BASE].map(|base| {
            let server = furnished();
            let client = master(&server);
            let answer = client.call(call.method(), &format!("{base}{}", call.path), &call.body);
            let with_slash = nobody(&server).call(call.method(), &format!("{base}{}/", call.path), &call.body);
            assert_eq!(told(&with_slash), no_session());
            told(&answer)
        });
        let [at_the_root, in_full] = answers;
        assert_eq!((at_the_root.0, in_full.0), (200, 200), "{}", call.route);
        if !at_the_root.1["requestId"].is_string() && !at_the_root.1["sessionToken"].is_string() {
            assert_eq!(at_the_root, in_full, "{}", call.route);
        }
    }
    let server = furnished();
    let login = json!({"username": super::ADA, "password": PASSWORD});
    assert_eq!(nobody(&server).post(&format!("{BASE}/session/login"), &login).status, 200);
}

#[test]
fn every_row_is_served() {
    let mut served: Vec<_> = calls().iter().map(|call| call.route.to_string()).collect();
    for path in ["/api/ts/v1/oauth2/token", "/api/ts/v1/oauth2/revoke", "/api/m2m/v1/session/login"] {
        served.push(format!("POST {path}"));
    }
    let mut rows: Vec<_> = muster::thingspace::ACTIONS.iter().map(|row| row.route.to_string()).collect();
    served.sort();
    rows.sort();
    assert_eq!(served, rows);
}

const JSON: Option<&str> = Some("application/json");

#[test]
fn a_body_that_is_no_good_json_is_refused_and_changes_nothing() {
    let server = furnished();
    let client = master(&server);
    let before = server.contents();
    let (empty, bad) = (
        refusal("INPUT_INVALID.RequestUndefined", "The request has no body"),
        unexpected(400, "The body is not good JSON"),
    );
    let other_type = unexpected(400, "Send the body with Content-Type: application/json");
    let deep = format!("{}{}", "[".repeat(65), "]".repeat(65));
    for call in calls().into_iter().filter(|call| !call.body.is_null()) {
        for (content_type, body, expected) in [
            (JSON, "", &empty),
            (JSON, "[null, null]", &bad),
            (JSON, " \r\n", &empty),
            (None, "", &empty),
            (JSON, "{", &bad),
            (JSON, "x", &bad),
            (JSON, "5", &bad),
            (JSON, "\"text\"", &bad),
            (JSON, "null", &bad),
            (JSON, "{}{}", &bad),
            (JSON, "{\"x\":1e999}", &bad),
            (JSON, &deep, &bad),
            (None, "{}", &other_type),
            (Some(""), "{}", &other_type),
            (Some("text/plain"), "{}", &other_type),
            (Some("text/json"), "{}", &other_type),
            (Some("application/x-www-form-urlencoded"), "a=b", &other_type),
            (Some("application/json-patch+json"), "[]", &other_type),
        ] {
            let answer = client.send(call.method(), &call.path, content_type, body);
            assert_eq!(&told(&answer), expected, "{}: {content_type:?} {body:?}", call.route);
        }
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn json_is_json_however_it_is_declared() {
    let server = furnished();
    let client = master(&server);
    for content_type in ["application/json; charset=utf-8", "APPLICATION/JSON", " application/json ;charset=UTF-8"] {
        let answer = client.send("POST", "/devices/actions/list", Some(content_type), "{}");
        assert_eq!(answer.status, 200, "{content_type}");
    }
    let with_mark = client.send("POST", "/devices/actions/list", JSON, "\u{feff}{\"groupName\": \"Employees\"}");
    assert_eq!(told(&with_mark), (200, json!({"hasMoreData": false, "devices": []})));
}

/// What has no body wants no content type, whatever else is sent with it.
#[test]
fn a_get_and_a_delete_pass_over_content_type_and_body() {
    let server = furnished();
    let client = master(&server);
    for (content_type, body) in
        [(JSON, ""), (None, ""), (Some("text/plain"), "x"), (JSON, "{"), (JSON, "{\"aname\":\"x\"}")]
    {
        let answer = client.send("GET", &format!("/groups/{ACCOUNT}?aname=x&gname=y"), content_type, body);
        assert_eq!(answer.status, 200, "{content_type:?} {body:?}");
        make_group(&client, "Short-lived", &[]);
        let answer = client.send("DELETE", &group("Short-lived"), content_type, body);
        assert_eq!(told(&answer), done(), "{content_type:?} {body:?}");
    }
    let head = client.send("HEAD", &format!("/groups/{ACCOUNT}"), None, "");
    assert_eq!((head.status, &*head.text), (200, ""));
}

#[test]
fn a_body_over_the_limit_is_refused() {
    let usual = Options::default();
    let server = TestServer::with(Options { limits: Limits { body_bytes: 1_000, ..usual.limits }, ..usual });
    let client = master(&server);
    let long = format!("{{\"x\":\"{}\"}}", "x".repeat(1_000));
    let too_large = unexpected(400, "The request is too large");
    assert_eq!(told(&client.send("POST", "/devices/actions/list", JSON, &long)), too_large);
    assert_eq!(told(&client.send("DELETE", &group("Main office"), JSON, &long)), too_large);
    assert_eq!(told(&client.send("POST", "/groups/nowhere/at/all", JSON, &long)), no_resource());
}

#[test]
fn a_body_that_does_not_arrive_in_time_is_given_up() {
    let usual = Options::default();
    let limits = Limits { request_deadline: Duration::from_secs(1), ..usual.limits };
    let server = TestServer::with(Options { limits, ..usual });
    let mut stream = connect(server.address);
    let head = "POST /groups HTTP/1.1\r\nHost: m\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    stream.write_all(head.as_bytes()).expect("sent");
    let answer = read_answer(stream);
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    assert_eq!((answer.status, body), unexpected(400, "The body did not arrive in time"));
}

#[test]
fn answers_are_json_that_nobody_stores_and_any_page_may_read() {
    let server = furnished();
    let session = format!("VZ-M2M-Token: {}", token(&log_in(&server, super::ADA, PASSWORD)));
    for (first, headers) in [
        (format!("GET /groups/{ACCOUNT}"), vec![session.as_str()]),
        (format!("GET /groups/{ACCOUNT}"), vec![]),
        ("GET /groups".to_owned(), vec![]),
        (format!("GET /groups/{ACCOUNT}"), vec!["Authorization: Bearer x"]),
    ] {
        let answer = exchange(server.address, &request(&first, &headers, b""));
        for (name, value) in [
            ("content-type", "application/json; charset=utf-8"),
            ("access-control-allow-origin", "*"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{first} {headers:?}");
        }
    }
    let asked = exchange(server.address, &request("OPTIONS /groups", &["Origin: https://dashboard.example"], b""));
    assert_eq!((asked.status, asked.body.as_str()), (204, ""));
}

macro_rules! panics {
    ($name:ident, $access:ty, $route:literal, $effect:expr, $before:expr) => {
        struct $name;

        impl Action for $name {
            type Dialect = ThingSpace;
            type Access = $access;
            type Params = NoParams;
            type Output = Done;
            const ROUTE: Route = Route::Rpc($route);
            const SUMMARY: &str = "Only for a test";
            const EFFECT: Effect = $effect;

            fn run(tx: &mut Tx<'_>, by: &$access, _: &NoParams) -> Result<Done> {
                let before: fn(&mut Tx<'_>, &$access) -> Result<()> = $before;
                before(tx, by)?;
                panic!("as the test wants")
            }
        }
    };
}

panics!(PanicsReading, AnyUser, "test/panics_reading", Effect::Read, |_, _| Ok(()));
panics!(PanicsScanning, AnyUser, "test/panics_scanning", Effect::Scan, |_, _| Ok(()));
panics!(PanicsWriting, Master, "test/panics_writing", Effect::Write, |tx, by| {
    let (title, color) = ("Half done".parse().expect("a title"), "FF0000".parse().expect("a colour"));
    groups::create(tx, by, &NewGroup { title, color, description: None }).map(|_| ())
});

#[test]
fn a_panic_is_answered_and_changes_nothing_and_the_server_goes_on() {
    static ROWS: LazyLock<Vec<ActionDef>> = LazyLock::new(|| {
        vec![ActionDef::of::<PanicsReading>(), ActionDef::of::<PanicsScanning>(), ActionDef::of::<PanicsWriting>()]
    });
    let server = TestServer::with(Options { actions: &ROWS, ..Options::default() });
    let client = master(&server);
    let before = server.contents();
    for row in ROWS.iter() {
        for _ in 0..10 {
            let answer = client.post(&format!("/{}", row.route), &json!({}));
            assert_eq!(told(&answer), unexpected(500, "The request failed; try again later"), "{}", row.route);
        }
    }
    assert_eq!(server.contents(), before);
    assert_eq!(client.get(&format!("/groups/{ACCOUNT}")).status, 200);
}

#[test]
fn who_asks_too_often_is_told_when_to_come_back() {
    let usual = Options::default();
    let server = TestServer::with(Options { rate_limit: AtMost(NonZeroU32::new(1)), ..usual });
    let answers: Vec<_> = (0..20).map(|_| nobody(&server).get(&format!("/groups/{ACCOUNT}"))).collect();
    let refused: Vec<_> = answers.iter().filter(|answer| answer.status == 429).collect();
    assert!(refused.len() >= 10, "twenty requests do not take ten seconds");
    for answer in refused {
        assert_eq!(told(answer), unexpected(429, "Too many requests: try again later"));
        assert_eq!(answer.header("retry-after"), Some("1"));
    }
}

#[test]
fn a_refusal_repeats_nothing_that_was_sent() {
    let server = furnished();
    let client = master(&server);
    let canary = "cafe0cafe1cafe2cafe3cafe4cafe5ca";
    for body in [
        json!({"accountName": canary, "groupName": canary.repeat(2), "devicesToAdd": [{"kind": canary, "id": canary}]}),
        json!({"accountName": [canary], "groupDescription": canary.repeat(40), "customFieldsToUpdate": canary}),
        json!({"accountName": canary, "devices": canary, "customFieldsToUpdate": [{"key": canary, "value": canary}]}),
        json!({"username": canary, "password": [canary], "earliest": canary, "maxNumberOfDevices": canary}),
    ] {
        for call in calls().into_iter().filter(|call| !call.body.is_null() && call.method() != "DELETE") {
            let answer = client.call(call.method(), &call.path.replace("Main", canary), &body);
            assert!(!answer.text.contains(canary), "{answer:?}");
        }
        assert!(!client.post("/session/login", &body).text.contains(canary));
    }
    assert!(!client.get(&format!("/groups/{canary}")).text.contains(canary));
    assert!(!client.get(&group(canary)).text.contains(canary));
}
