//! Pages, beside the actions: the root tells people and programs what is here, and a page is read and nothing else.

use serde_json::{Value, json};

use crate::support::raw::{RawAnswer, exchange, request};
use crate::support::{Options, TestServer};

fn ask(server: &TestServer, first: &str, headers: &[&str]) -> RawAnswer {
    exchange(server.address, &request(first, headers, b""))
}

#[test]
fn the_root_tells_a_program_what_the_server_is() {
    let server = TestServer::start();
    let answer = ask(&server, "GET /", &["Accept: */*"]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json; charset=utf-8")));
    let about: Value = serde_json::from_str(&answer.body).expect("JSON");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(about, json!({"name": "Muster", "version": version, "dialects": ["navixy", "plaspy", "thingspace"]}));
}

#[test]
fn the_root_shows_a_person_where_to_go() {
    let server = TestServer::start();
    let answer = ask(&server, "GET /", &["Accept: text/html,application/xhtml+xml,*/*;q=0.8"]);
    assert_eq!((answer.status, answer.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(answer.header("content-security-policy").is_some_and(|policy| policy.contains("default-src 'none'")));
    for link in ["console/", "docs/", "openapi.json", "plaspy/openapi.json", "thingspace/openapi.json", "readyz"] {
        assert!(answer.body.contains(&format!("href=\"{link}\"")), "{link}: {}", answer.body);
    }
    for header in
        [("cache-control", "no-store"), ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer")]
    {
        assert_eq!(answer.header(header.0), Some(header.1));
    }
}

#[test]
fn a_page_is_only_read() {
    let server = TestServer::start();
    for (first, status) in [("HEAD /", 200), ("POST /", 405), ("DELETE /", 405), ("PUT /", 405)] {
        let answer = ask(&server, first, &[]);
        assert_eq!(answer.status, status, "{first}");
    }
    assert_eq!(ask(&server, "POST /", &[]).header("allow"), Some("GET, HEAD"));
}

#[test]
fn health_is_told_to_anybody_on_both_listeners() {
    let server = TestServer::with(Options { operators: true, ..Options::default() });
    for address in [server.address, server.operators.expect("an address")] {
        let ask = |path: &str| exchange(address, &request(&format!("GET {path}"), &[], b""));
        let alive = ask("/livez");
        assert_eq!((alive.status, alive.body.as_str()), (200, "ok\n"));
        let ready = ask("/readyz");
        assert_eq!((ready.status, ready.body.as_str()), (200, r#"{"ready":true}"#));
    }
}

#[test]
fn the_operators_listener_has_no_api_and_no_console() {
    let server = TestServer::with(Options { operators: true, ..Options::default() });
    let operators = server.operators.expect("an address");
    for path in ["/tracker/group/list", "/api/groups", "/groups", "/nothing", "/console/"] {
        let answer = exchange(operators, &request(&format!("GET {path}"), &[], b""));
        assert_eq!((answer.status, answer.header("content-type")), (404, Some("text/plain; charset=utf-8")), "{path}");
    }
    assert_eq!(exchange(server.address, &request("GET /tracker/group/list", &[], b"")).code(), 3);
}

#[test]
fn the_console_is_there_and_may_run_nothing_but_itself() {
    let server = TestServer::start();
    for (path, media_type) in [
        ("/console/", "text/html; charset=utf-8"),
        ("/console/js/main.js", "text/javascript; charset=utf-8"),
        ("/console/css/base.css", "text/css; charset=utf-8"),
        ("/console/icons.svg", "image/svg+xml"),
    ] {
        let answer = ask(&server, &format!("GET {path}"), &[]);
        assert_eq!((answer.status, answer.header("content-type")), (200, Some(media_type)), "{path}");
        let policy = answer.header("content-security-policy").expect("a policy");
        for part in ["default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'"] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
    }
    let beside = ask(&server, "GET /console", &[]);
    assert_eq!((beside.status, beside.header("location")), (308, Some("console/")), "wherever a proxy has it");
    for path in ["/console/absent.js", "/console/js", "/console/../schema.sql", "/console/%2e%2e/mod.rs"] {
        assert_eq!(ask(&server, &format!("GET {path}"), &[]).status, 404, "{path}");
    }
}

#[test]
fn each_listener_shows_what_is_there() {
    let server = TestServer::with(Options { operators: true, ..Options::default() });
    let operators = server.operators.expect("an address");
    for (address, there, elsewhere) in
        [(server.address, "console/", ["docs/", "metrics"]), (operators, "docs/", ["console/", "console/js/main.js"])]
    {
        let ask = |path: &str| exchange(address, &request(&format!("GET /{path}"), &["Accept: text/html"], b""));
        let home = ask("").body;
        assert!(home.contains(&format!("href=\"{there}\"")), "{home}");
        assert_eq!(ask(there).status, 200);
        for path in elsewhere {
            assert!(!home.contains(&format!("href=\"{path}\"")), "{home}");
            assert_eq!(ask(path).status, 404, "{path}");
        }
    }
}
