//! The odd cases, pinned with bytes.

use std::io::{Read as _, Write as _};

use muster::app::GetMutations;
use serde_json::{Value, json};

use crate::support::raw::{RawAnswer, connect, exchange, request};
use crate::support::{Options, TestServer, world};

fn send(server: &TestServer, first: &str, headers: &[&str], body: &[u8]) -> RawAnswer {
    exchange(server.address, &request(first, headers, body))
}

fn list_with(server: &TestServer, headers: &[&str], body: &str) -> u64 {
    send(server, "POST /tracker/group/list", headers, body.as_bytes()).code()
}

#[test]
fn the_hash_is_looked_for_in_body_query_and_header_in_that_order() {
    let server = TestServer::start();
    let (good, unknown) = (world::MASTER, world::UNKNOWN);
    let json = |hash: &str| format!("{{\"hash\":{hash}}}");
    for (what, query, header, body, code) in [
        ("the body wins", format!("?hash={unknown}"), format!("NVX {unknown}"), json(&format!("\"{good}\"")), 0),
        ("even if it is unknown", format!("?hash={good}"), format!("NVX {good}"), json(&format!("\"{unknown}\"")), 4),
        ("even if it is malformed", format!("?hash={good}"), format!("NVX {good}"), json("\"x\""), 3),
        ("even if it is a number", format!("?hash={good}"), format!("NVX {good}"), json("5"), 3),
        ("an empty one does not count", format!("?hash={good}"), format!("NVX {unknown}"), json("\"\""), 0),
        ("nor null", format!("?hash={good}"), format!("NVX {unknown}"), json("null"), 0),
        ("then the query", format!("?hash={unknown}"), format!("NVX {good}"), String::new(), 4),
        ("an empty one does not count", "?hash=".to_owned(), format!("NVX {good}"), String::new(), 0),
        ("then the header", String::new(), format!("NVX {good}"), String::new(), 0),
        ("the scheme in any case, more spaces", String::new(), format!("nvx   {good}"), String::new(), 0),
        ("a hash in capitals", String::new(), format!("NVX {}", good.to_uppercase()), String::new(), 0),
        ("the space is a must", String::new(), format!("NVX{good}"), String::new(), 3),
        ("another scheme is none", String::new(), format!("Bearer {good}"), String::new(), 3),
        ("no hash after the scheme", String::new(), "NVX".to_owned(), String::new(), 3),
    ] {
        let header = format!("Authorization: {header}");
        let answer = send(&server, &format!("POST /tracker/group/list{query}"), &[&header], body.as_bytes());
        assert_eq!(answer.code(), code, "{what}");
    }
}

#[test]
fn a_cookie_is_never_a_credential() {
    let server = TestServer::start();
    for name in ["hash", "session_key", "JSESSIONID"] {
        let cookie = format!("Cookie: {name}={}", world::MASTER);
        assert_eq!(list_with(&server, &[&cookie], ""), 3, "{name}");
    }
}

#[test]
fn bodies_are_read_by_any_content_type_or_none() {
    let server = TestServer::start();
    let (json, form) = (format!("{{\"hash\":\"{}\"}}", world::MASTER), format!("hash={}", world::MASTER));
    for content_type in [
        "X-None: 1",
        "Content-Type: application/json",
        "Content-Type: application/json;charset=UTF-8",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: text/plain",
        "Content-Type:",
    ] {
        for body in [&json, &form] {
            assert_eq!(list_with(&server, &[content_type], body), 0, "{content_type}: {body}");
        }
    }
    let multipart =
        format!("--x\r\nContent-Disposition: form-data; name=\"hash\"\r\n\r\n{}\r\n--x--\r\n", world::MASTER);
    assert_eq!(list_with(&server, &["Content-Type: multipart/form-data; boundary=x"], &multipart), 5);
}

#[test]
fn a_get_may_have_a_content_type_and_a_body() {
    let server = TestServer::start();
    let first = format!("GET /tracker/group/list?hash={}", world::MASTER);
    assert_eq!(send(&server, &first, &["Content-Type: application/json"], b"").code(), 0);
    let body = format!("{{\"hash\":\"{}\"}}", world::MASTER);
    assert_eq!(send(&server, "GET /tracker/group/list", &[], body.as_bytes()).code(), 0);
}

#[test]
fn head_reads_and_never_writes() {
    let server = TestServer::start();
    let before = server.contents();
    let list = send(&server, &format!("HEAD /v2/tracker/group/list/?hash={}", world::MASTER), &[], b"");
    assert_eq!((list.status, list.body.as_str()), (200, ""));
    assert!(list.header("content-length").is_some_and(|length| length != "0"));
    for row in muster::navixy::ACTIONS.iter().filter(|row| row.effect == muster::action::Effect::Write) {
        let first = format!("HEAD /{}?hash={}&id=167&title=x&color=000000&trackers=[]", row.route, world::MASTER);
        let answer = send(&server, &first, &[], b"");
        assert_eq!((answer.status, answer.body.as_str()), (403, ""), "{}", row.route);
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn any_other_method_is_a_wrong_method() {
    let server = TestServer::start();
    let before = server.contents();
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"] {
        let answer = send(&server, &format!("{method} /tracker/group/delete?hash={}&id=167", world::MASTER), &[], b"");
        assert_eq!((answer.status, answer.code()), (400, 112), "{method}");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn a_browser_on_another_origin_may_ask_and_read() {
    let server = TestServer::start();
    for path in ["/tracker/group/list", "/nothing/there", "/", "/tracker/group/delete/"] {
        let answer = send(&server, &format!("OPTIONS {path}"), &["Origin: https://dashboard.example"], b"");
        assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
        assert_eq!(answer.header("access-control-allow-methods"), Some("GET, POST, PUT, PATCH, DELETE, OPTIONS"));
        let headers = answer.header("access-control-allow-headers").expect("headers");
        for name in [
            "Authorization",
            "Content-Type",
            "NVX-ISO-DateTime",
            "VZ-M2M-Token",
            "Idempotency-Key",
            "X-Requested-With",
            "Accept",
        ] {
            assert!(headers.contains(name), "{name}");
        }
        assert!(answer.header("access-control-max-age").is_some());
    }
}

#[test]
fn every_answer_is_json_not_stored_and_readable_from_anywhere() {
    let server = TestServer::start();
    for path in [&format!("/tracker/group/list?hash={}", world::MASTER), "/nothing", "//", "/v2/tracker/group/nothing"]
    {
        let answer = send(&server, &format!("GET {path}"), &[], b"");
        assert!(answer.body.starts_with("{\"success\":"), "{path}: {}", answer.body);
        for (name, value) in [
            ("content-type", "application/json; charset=utf-8"),
            ("access-control-allow-origin", "*"),
            ("cache-control", "no-store"),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}");
        }
        assert!(answer.status != 401 && answer.status != 404 && !(300..400).contains(&answer.status), "{path}");
    }
}

#[test]
fn a_prefetch_changes_nothing() {
    let server = TestServer::start();
    let before = server.contents();
    let delete = format!("GET /tracker/group/delete?hash={}&id=167", world::MASTER);
    for purpose in ["Sec-Purpose: prefetch", "Sec-Purpose: prefetch;prerender", "Purpose: prefetch", "X-Moz: prefetch"]
    {
        assert_eq!(send(&server, &delete, &[purpose], b"").code(), 13, "{purpose}");
    }
    assert_eq!(server.contents(), before);
    let list = format!("GET /tracker/group/list?hash={}", world::MASTER);
    assert_eq!(send(&server, &list, &["Sec-Purpose: prefetch"], b"").code(), 0, "a read may be looked at ahead");
    assert_eq!(send(&server, &delete, &[], b"").code(), 0, "GET links are a documented use");
}

#[test]
fn get_mutations_can_be_forbidden() {
    let server = TestServer::with(Options { get_mutations: GetMutations::Deny, ..Options::default() });
    let delete = format!("/tracker/group/delete?hash={}&id=167", world::MASTER);
    assert_eq!(send(&server, &format!("GET {delete}"), &[], b"").code(), 13);
    assert_eq!(send(&server, &format!("POST {delete}"), &[], b"").code(), 0);
    assert_eq!(send(&server, &format!("GET /tracker/group/list?hash={}", world::MASTER), &[], b"").code(), 0);
}

#[test]
fn one_connection_carries_many_requests() {
    let server = TestServer::start();
    let mut stream = connect(server.address);
    let body = format!("{{\"hash\":\"{}\"}}", world::MASTER);
    let length = body.len();
    let one = format!("POST /tracker/group/list HTTP/1.1\r\nHost: m\r\nContent-Length: {length}\r\n\r\n{body}");
    let refused = "POST /nothing HTTP/1.1\r\nHost: m\r\nContent-Length: 3\r\n\r\n{}x";
    let last = "GET /nowhere HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n";
    stream.write_all(format!("{one}{refused}{one}{last}").as_bytes()).expect("sent");
    let mut answers = String::new();
    stream.read_to_string(&mut answers).expect("answered");
    let codes: Vec<_> = answers.matches("HTTP/1.1 ").count().to_string().chars().collect();
    assert_eq!(codes, ['4'], "{answers}");
    assert_eq!(answers.matches("\"success\":true").count(), 2);
    assert_eq!(answers.matches("\"code\":111").count(), 2);
}

#[test]
fn bodies_may_come_in_chunks_and_after_a_question() {
    let server = TestServer::start();
    let body = format!("{{\"hash\":\"{}\"}}", world::MASTER);
    let (first, second) = body.split_at(20);
    let chunks = format!("{:x}\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n", first.len(), second.len());
    let head =
        "POST /tracker/group/list HTTP/1.1\r\nHost: m\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
    assert_eq!(exchange(server.address, format!("{head}{chunks}").as_bytes()).code(), 0);

    let length = body.len();
    let head = format!(
        "POST /tracker/group/list HTTP/1.1\r\nHost: m\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n"
    );
    let mut stream = connect(server.address);
    stream.write_all(head.as_bytes()).expect("asked");
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).expect("told to go on");
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body.as_bytes()).expect("sent");
    assert_eq!(crate::support::raw::read_answer(stream).code(), 0);
}

#[test]
fn an_offer_of_another_protocol_is_passed_over() {
    let server = TestServer::start();
    let list = format!("/tracker/group/list?hash={}", world::MASTER);
    let body = format!("{{\"hash\":\"{}\"}}", world::MASTER);
    for offer in [
        &["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"][..],
        &["Connection: upgrade"],
        &["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13"],
    ] {
        // Neither waits for a body that does not come: the test's own patience would run out.
        assert_eq!(send(&server, &format!("GET {list}"), offer, b"").code(), 0, "{offer:?}");
        assert_eq!(send(&server, &format!("POST {list}"), offer, b"").code(), 0, "{offer:?}");
    }
    let offer = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABk"];
    assert_eq!(send(&server, "POST /tracker/group/list", &offer, body.as_bytes()).code(), 0, "the body is read");
}

#[test]
fn long_answers_are_compressed_for_those_who_ask() {
    let server = TestServer::start();
    for _ in 0..30 {
        server.master().must("tracker/group/create", json!({"title": "A title to repeat", "color": "123456"}));
    }
    let list = format!("GET /tracker/group/list?hash={}", world::MASTER);
    let plain = send(&server, &list, &[], b"");
    assert_eq!(plain.header("content-encoding"), None);
    let small = send(&server, &list, &["Accept-Encoding: gzip"], b"");
    assert_eq!(small.header("content-encoding"), Some("gzip"));
    let length = |answer: &RawAnswer| answer.header("content-length").and_then(|l| l.parse::<usize>().ok());
    assert!(length(&small) < length(&plain).map(|length| length / 2), "{small:?}");

    let response = ureq::get(server.url(&list["GET /".len()..])).header("Accept-Encoding", "gzip").call();
    let mut compressed = response.expect("answered").into_body().into_reader();
    let mut text = String::new();
    flate2::read::GzDecoder::new(&mut compressed).read_to_string(&mut text).expect("gzip");
    assert_eq!(text, plain.body);
}

/// What the HTTP library refuses before our code sees it: a line of the register of differences.
#[test]
fn what_is_not_http_is_refused_by_the_http_library() {
    let server = TestServer::start();
    let hash = world::MASTER;
    for (what, target) in [
        ("a raw quote", format!("/tracker/group/list?hash={hash}&x=\"")),
        ("a raw angle bracket", format!("/tracker/group/list?hash={hash}&x=<")),
        ("a raw space", format!("/tracker/group/list?hash={hash}&x= ")),
    ] {
        let answer = send(&server, &format!("GET {target}"), &[], b"");
        assert_eq!((answer.status, answer.body.as_str()), (400, ""), "{what}");
    }
    let mut raw = format!("GET /tracker/group/list?hash={hash}&x=").into_bytes();
    raw.extend_from_slice(b"\xD0\xA1 HTTP/1.1\r\nHost: m\r\nConnection: close\r\n\r\n");
    let answer = exchange(server.address, &raw);
    assert_eq!((answer.status, answer.body.as_str()), (400, ""), "bytes over 0x7F");
    let long = |length: usize| request("GET /tracker/group/list", &[&format!("X-Long: {}", "x".repeat(length))], b"");
    assert_eq!(exchange(server.address, &long(60_000)).code(), 3, "a long head is read");
    let mut stream = connect(server.address);
    // The library stops reading and hangs up, so neither sending nor reading need succeed.
    let _ = stream.write_all(&long(1_000_000));
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 431"), "a head far too long: {answer}");

    let good =
        send(&server, &format!("GET /tracker/group/assign?hash={hash}&id=167&trackers=[999199,991999]"), &[], b"");
    let body: Value = serde_json::from_str(&good.body).expect("JSON");
    assert_eq!(body, json!({"success": true}), "raw brackets, as the documents show them, are fine");
}
