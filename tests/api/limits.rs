//! Bad input: a clear error, nothing changed, nothing hanging, every size bounded.

use std::io::{Read as _, Write as _};
use std::time::Duration;

use muster::limits::{FIELD_ERRORS, HEAD_BYTES, HEADERS, JSON_DEPTH, Limits, TARGET_BYTES};
use serde_json::{Value, json};

use crate::support::raw::{connect, exchange, read_answer, request};
use crate::support::{Options, TestServer, world};

/// A body of exactly that many bytes that asks for the list.
fn list_body(bytes: usize) -> Vec<u8> {
    let mut body = format!("{{\"hash\":\"{}\",\"pad\":\"", world::MASTER).into_bytes();
    body.resize(bytes - 2, b'x');
    body.extend_from_slice(b"\"}");
    body
}

// shows: body_bytes
#[test]
fn bodies_up_to_the_limit_are_read_and_larger_ones_refused() {
    const LIMIT: usize = 100_000;
    let limits = Limits { body_bytes: LIMIT, ..Limits::default() };
    let server = TestServer::with(Options { limits, ..Options::default() });
    for (bytes, status, code) in
        [(LIMIT - 1, 200, 0), (LIMIT, 200, 0), (LIMIT + 1, 412, 9), (LIMIT * 3, 412, 9), (LIMIT * 4, 412, 9)]
    {
        let plain = exchange(server.address, &request("POST /tracker/group/list", &[], &list_body(bytes)));
        assert_eq!((plain.status, plain.code()), (status, code), "{bytes} bytes");
        let mut chunked = request("POST /tracker/group/list", &["Transfer-Encoding: chunked"], b"");
        chunked.extend_from_slice(format!("{bytes:x}\r\n").as_bytes());
        chunked.extend_from_slice(&list_body(bytes));
        chunked.extend_from_slice(b"\r\n0\r\n\r\n");
        assert_eq!(exchange(server.address, &chunked).code(), code, "{bytes} bytes in a chunk");
    }
}

/// What a server answers first to these bytes, or nothing if it hangs up before it could be read.
fn first_line(server: &TestServer, bytes: &[u8]) -> String {
    let mut stream = connect(server.address);
    // Beyond a bound the library stops reading and hangs up, so neither sending nor reading need succeed.
    let _ = stream.write_all(bytes);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).lines().next().unwrap_or_default().to_owned()
}

// shows: HEAD_BYTES, TARGET_BYTES, HEADERS
#[test]
fn a_head_is_read_up_to_its_limits_and_no_further() {
    let server = TestServer::start();
    let target = format!("/tracker/group/list?hash={}&x=", world::MASTER);
    let head =
        |target: &str, more: &str| format!("GET {target} HTTP/1.1\r\nHost: m\r\nConnection: close\r\n{more}\r\n");
    let pad = |text: String, bytes: usize| text.replace('~', &"y".repeat(bytes + 1 - text.len()));
    let sized = |bytes| pad(head(&target, "X: ~\r\n"), bytes);
    let aimed = |bytes| head(&pad(format!("{target}~"), bytes), "");
    let headed =
        |count: usize| head(&target, &(2..count).map(|number| format!("X{number}: y\r\n")).collect::<String>());
    let refused = |status: &'static str| ["HTTP/1.1 200 OK", "HTTP/1.1 200 OK", status];
    for (what, most, make, expected) in [
        (
            "bytes",
            HEAD_BYTES,
            &sized as &dyn Fn(usize) -> String,
            refused("HTTP/1.1 431 Request Header Fields Too Large"),
        ),
        ("bytes of the target", TARGET_BYTES, &aimed, refused("HTTP/1.1 400 Bad Request")),
        ("headers", HEADERS, &headed, refused("HTTP/1.1 431 Request Header Fields Too Large")),
    ] {
        for (number, expected) in (most - 1..).zip(expected) {
            let line = first_line(&server, make(number).as_bytes());
            assert!(line == expected || number > most && line.is_empty(), "{number} {what}: {line}");
        }
    }
}

// shows: JSON_DEPTH
#[test]
fn json_nests_up_to_its_limit_and_no_deeper() {
    let server = TestServer::start();
    for (levels, code) in [(JSON_DEPTH - 1, 0), (JSON_DEPTH, 0), (JSON_DEPTH + 1, 5)] {
        let lists = ("[".repeat(levels - 1), "]".repeat(levels - 1));
        let body = format!("{{\"hash\":\"{}\",\"x\":{}{}}}", world::MASTER, lists.0, lists.1);
        let answer = exchange(server.address, &request("POST /tracker/group/list", &[], body.as_bytes()));
        assert_eq!(answer.code(), code, "{levels} levels");
    }
}

#[test]
fn a_body_far_over_the_limit_is_cut_off() {
    let limits = Limits { body_bytes: 1_000, ..Limits::default() };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let mut stream = connect(server.address);
    let head = "POST /tracker/group/list HTTP/1.1\r\nHost: m\r\nContent-Length: 1000000000\r\n\r\n";
    stream.write_all(head.as_bytes()).expect("sent");
    stream.write_all(&[b'x'; 5_000]).expect("sent");
    let answer = read_answer(stream);
    assert_eq!((answer.status, answer.code()), (412, 9), "answered, and the connection closed");
}

// shows: request_deadline
#[test]
fn a_body_that_never_ends_is_given_up() {
    let limits = Limits { request_deadline: Duration::from_secs(1), ..Limits::default() };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let mut stream = connect(server.address);
    let head = "POST /tracker/group/list HTTP/1.1\r\nHost: m\r\nContent-Length: 100\r\n\r\n{\"hash\":";
    stream.write_all(head.as_bytes()).expect("sent");
    let answer = read_answer(stream);
    assert_eq!((answer.status, answer.code()), (400, 5), "answered, and the connection closed");
}

#[test]
fn a_body_that_breaks_off_changes_nothing() {
    let server = TestServer::start();
    let before = server.contents();
    let body = format!("{{\"hash\":\"{}\",\"id\":167}}", world::MASTER);
    for cut in 1..body.len() {
        let mut stream = connect(server.address);
        let head = format!("POST /tracker/group/delete HTTP/1.1\r\nHost: m\r\nContent-Length: {}\r\n\r\n", body.len());
        stream.write_all(format!("{head}{}", &body[..cut]).as_bytes()).expect("sent");
        drop(stream);
    }
    server.master().must("tracker/group/list", json!({}));
    assert_eq!(server.contents(), before);
}

#[test]
fn nonsense_is_refused_and_changes_nothing() {
    let server = TestServer::start();
    let before = server.contents();
    let hash = format!("\"hash\":\"{}\"", world::MASTER);
    let nested = |levels: usize| format!("{{{hash},\"x\":{}{}}}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    let create = |rest: &str| format!("{{{hash},\"title\":\"x\",\"color\":\"000000\"{rest}}}");
    let cases: Vec<(&str, Vec<u8>, u64)> = vec![
        ("cut short", b"{".to_vec(), 5),
        ("nested too deep", nested(65).into_bytes(), 5),
        ("nested far too deep", nested(100_000).into_bytes(), 5),
        ("a raw NUL", create(",\"title\":\"\u{0}\"").into_bytes(), 5),
        ("a lone continuation byte", [create(",\"y\":\"").as_bytes(), b"\x80\"}"].concat(), 5),
        ("an escaped NUL", create(",\"title\":\"a\\u0000\"").into_bytes(), 7),
        ("a lone surrogate", create(",\"title\":\"\\ud800\"").into_bytes(), 5),
        ("a number beyond all floats", create(",\"x\":1e999").into_bytes(), 5),
        ("an array for a title", create(",\"title\":[\"x\"]").into_bytes(), 7),
        ("an object for a colour", create(",\"color\":{}").into_bytes(), 7),
        ("a number for a title", create(",\"title\":5").into_bytes(), 7),
        ("null for a title", create(",\"title\":null").into_bytes(), 7),
        ("trailing text", (create("") + "x").into_bytes(), 5),
        ("two objects", (create("") + "{}").into_bytes(), 5),
        ("a title of a megabyte", create(&format!(",\"title\":\"{}\"", "x".repeat(1 << 20))).into_bytes(), 7),
    ];
    for (what, body, code) in cases {
        let answer = exchange(server.address, &request("POST /tracker/group/create", &[], &body));
        assert_eq!(answer.code(), code, "{what}: {}", answer.body);
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn unknown_parameters_are_ignored_however_many_and_the_last_of_a_name_counts() {
    let server = TestServer::start();
    let many: Vec<String> = (0..20_000).map(|number| format!("p{number}={number}")).collect();
    let form = format!("hash={}&{}&title=first&color=000000&title=last", world::MASTER, many.join("&"));
    let answer = exchange(server.address, &request("POST /tracker/group/create", &[], form.as_bytes()));
    assert_eq!(answer.code(), 0, "{}", answer.body);
    let body = format!("{{\"hash\":\"{}\",\"title\":\"a\",\"title\":\"b\",\"color\":\"000000\"}}", world::MASTER);
    assert_eq!(exchange(server.address, &request("POST /tracker/group/create", &[], body.as_bytes())).code(), 0);
    let listed = server.master().must("tracker/group/list", json!({}));
    let titles: Vec<_> =
        listed["list"].as_array().expect("a list").iter().filter_map(|g| g["title"].as_str()).collect();
    assert_eq!(titles[2..], ["last", "b"]);
}

// shows: FIELD_ERRORS
#[test]
fn a_list_of_nonsense_names_its_first_thousand_places() {
    let server = TestServer::start();
    let answer =
        server.master().call("tracker/group/assign", json!({"id": 167, "trackers": vec![Value::Null; 50_000]}));
    assert_eq!(answer.body["status"]["code"], 7);
    let errors = answer.body["errors"].as_array().expect("errors");
    assert_eq!(errors.len(), FIELD_ERRORS);
    assert_eq!(errors[999], json!({"parameter": "trackers[999]", "error": "must not be null"}));
}

#[test]
fn a_refusal_never_repeats_what_was_sent() {
    let server = TestServer::start();
    let canary = "cafe0cafe1cafe2cafe3cafe4cafe5ca";
    for params in [
        json!({"id": canary, "title": [canary], "color": canary}),
        json!({"id": {canary: canary}, "trackers": [canary], "title": format!("{canary}{canary}"), "color": canary}),
    ] {
        for action in ["tracker/group/update", "tracker/group/assign", canary] {
            let answer = server.master().call(action, params.clone());
            assert_ne!(answer.status, 200);
            assert!(!answer.body.to_string().contains(canary), "{answer:?}");
        }
    }
}
