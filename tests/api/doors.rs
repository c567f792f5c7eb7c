//! Who is let in, and from where: proxies, origins, connections, and what a request is called.

use std::io::{Read as _, Write as _};
use std::num::NonZeroU32;

use muster::limits::Limits;
use serde_json::json;

use crate::support::raw::{RawAnswer, connect, exchange, read_answer, request};
use crate::support::{Options, TestServer, world};

fn list(server: &TestServer, headers: &[&str]) -> RawAnswer {
    exchange(server.address, &request(&format!("GET /tracker/group/list?hash={}", world::MASTER), headers, b""))
}

fn behind(proxies: &str) -> Options {
    Options { proxies: proxies.parse().expect("proxies"), ..Options::default() }
}

#[test]
fn every_answer_says_what_its_request_is_called() {
    let server = TestServer::start();
    let mut names: Vec<_> =
        ["GET /tracker/group/list", "GET /nothing", "GET /api/groups", "GET /", "OPTIONS /x", "GET /livez"]
            .map(|first| exchange(server.address, &request(first, &[], b"")))
            .map(|answer| answer.header("x-request-id").expect("a name").to_owned())
            .to_vec();
    let run = names[0].split_once('-').expect("a run and a number").0.to_owned();
    assert!(run.len() == 8 && names.iter().all(|name| name.starts_with(&run)), "{names:?}");
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 6, "{names:?}");
}

#[test]
fn a_trusted_proxy_may_name_a_request() {
    let given = "X-Request-Id: from-the-proxy_1";
    assert_eq!(list(&TestServer::with(behind("127.0.0.1")), &[given]).header("x-request-id"), Some("from-the-proxy_1"));
    for (proxies, given) in [("", given), ("10.0.0.0/8", given), ("127.0.0.1", "X-Request-Id: two words")] {
        let answer = list(&TestServer::with(behind(proxies)), &[given]);
        let own = answer.header("x-request-id").expect("a name");
        assert!(!own.contains("proxy") && !own.contains("two"), "{proxies}: {own}");
    }
}

/// The address that the audit log has of a session's last login.
fn seen_from(server: &TestServer) -> String {
    let records = server.master().must(
        "user/audit/log/list",
        json!({"from": "2020-01-01 00:00:00", "to": "2036-01-01 00:00:00", "limit": 10, "offset": 0}),
    );
    let records = records["list"].as_array().expect("a list").clone();
    records.last().expect("a record")["host"].as_str().expect("an address").to_owned()
}

#[test]
fn only_a_trusted_proxy_says_whose_request_it_passes_on() {
    for (proxies, seen) in [("", "127.0.0.1"), ("192.0.2.0/24", "127.0.0.1"), ("127.0.0.0/8", "203.0.113.7")] {
        let server = TestServer::with(behind(proxies));
        let create = format!("POST /tracker/group/create?hash={}&title=A&color=FF6DDC", world::MASTER);
        let answer = exchange(server.address, &request(&create, &["X-Forwarded-For: 198.51.100.1, 203.0.113.7"], b""));
        assert_eq!(answer.code(), 0, "{answer:?}");
        assert_eq!(seen_from(&server), seen, "{proxies}");
    }
}

#[test]
fn pages_of_listed_origins_may_read_and_others_may_not() {
    let origins = "https://a.example,http://localhost:3000".parse().expect("origins");
    let server = TestServer::with(Options { origins, ..Options::default() });
    for (origin, allowed) in [
        ("https://a.example", true),
        ("http://localhost:3000", true),
        ("https://a.example:8443", false),
        ("http://a.example", false),
        ("https://b.example", false),
        ("null", false),
    ] {
        let header = format!("Origin: {origin}");
        for first in ["OPTIONS /tracker/group/list", "GET /tracker/group/list", "GET /api/groups"] {
            let answer = exchange(server.address, &request(first, &[&header], b""));
            assert_eq!(answer.header("access-control-allow-origin"), allowed.then_some(origin), "{first} {origin}");
            assert!(answer.head.to_ascii_lowercase().contains("vary: origin"), "{answer:?}");
        }
    }
    assert_eq!(list(&server, &[]).header("access-control-allow-origin"), None);
}

#[test]
fn no_page_of_another_origin_may_read_if_none_is_listed() {
    let server = TestServer::with(Options { origins: "none".parse().expect("origins"), ..Options::default() });
    assert_eq!(list(&server, &["Origin: https://a.example"]).header("access-control-allow-origin"), None);
}

#[test]
fn a_page_may_see_what_it_needs_of_the_head() {
    let server = TestServer::start();
    let exposed = Some("Location, Retry-After, X-Request-Id");
    let answer = list(&server, &["Origin: https://a.example"]);
    assert_eq!(answer.header("access-control-expose-headers"), exposed);
    assert_eq!(list(&server, &[]).header("access-control-expose-headers"), None, "who sends no origin is no page");
}

// shows: connections_per_address
#[test]
fn an_address_has_so_many_connections() {
    let most = NonZeroU32::new(3);
    let ask = format!("GET /tracker/group/list?hash={} HTTP/1.1\r\nHost: m\r\n\r\n", world::MASTER);
    for (proxies, last) in [("", "429"), ("127.0.0.1", "200")] {
        let limits = Limits { connections_per_address: most, ..Options::default().limits };
        let server = TestServer::with(Options { limits, ..behind(proxies) });
        let answer = || {
            let mut stream = connect(server.address);
            stream.write_all(ask.as_bytes()).expect("sent");
            let mut status = [0; 12];
            stream.read_exact(&mut status).expect("an answer");
            (stream, String::from_utf8_lossy(&status[9..]).into_owned())
        };
        let kept = [answer(), answer(), answer()];
        assert!(kept.iter().all(|(_, status)| status == "200"), "{kept:?}");
        assert_eq!(answer().1, last, "a proxy carries many callers");
        drop(kept);
    }
}

#[test]
fn one_connection_too_many_is_answered_and_closed() {
    let limits = Limits { connections_per_address: NonZeroU32::new(1), ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    const ASK: &[u8] = b"GET /tracker/group/list HTTP/1.1\r\nHost: m\r\n\r\n";
    let mut first = connect(server.address);
    first.write_all(ASK).expect("sent");
    // Once it is answered it has been counted.
    first.read_exact(&mut [0]).expect("an answer");
    // It is closed although the request does not ask for that.
    let mut second = connect(server.address);
    second.write_all(ASK).expect("sent");
    let answer = read_answer(second);
    assert_eq!((answer.status, answer.code()), (429, 15), "{answer:?}");
    for (path, status) in [("/", 429), ("/livez", 200), ("/readyz", 200)] {
        let mut page = connect(server.address);
        page.write_all(format!("GET {path} HTTP/1.1\r\nHost: m\r\n\r\n").as_bytes()).expect("sent");
        let page = read_answer(page);
        assert_eq!(page.status, status, "{path}: {page:?}");
    }
    drop(first);
}
