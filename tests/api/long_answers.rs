//! Lists that are longer than what is kept in memory: they are the same in every way of taking them, and whoever does not
//! take one holds up nobody else.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use muster::limits;
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::support::raw::{RawAnswer, connect, exchange, request};
use crate::support::{Options, TestServer, world};
use crate::test_actions;

/// Enough for a list of them to be long.
const TRACKERS: i64 = 2_000;
const FIRST: i64 = 1_000_000;

/// A server whose first owner has many more trackers, of which every third has a tag and every seventh another one before
/// it, and the sub-user sees every second.
fn with_many_trackers() -> TestServer {
    let server = TestServer::with(Options { actions: test_actions::with_the_table(), ..Options::default() });
    let connection = rusqlite::Connection::open(server.path()).expect("the database");
    let seeded = connection.execute_batch(&format!(
        "WITH RECURSIVE ids (id) AS (SELECT {FIRST} UNION ALL SELECT id + 1 FROM ids WHERE id < {FIRST} + {TRACKERS} - 1)
         INSERT INTO sources SELECT 1, id, 'D' || id, 'telfmb920', '1555' || id, FALSE, 1785576225 FROM ids;
         INSERT INTO trackers SELECT 1, id, 'Car ' || id, NULL, 1, id, FALSE, 0 FROM sources WHERE id >= {FIRST};
         INSERT INTO tags VALUES (1, 71, 'Seventh', '000000', 0), (1, 73, 'Third', '000000', 0);
         INSERT INTO tag_bindings SELECT 1, id, 2, 73 FROM trackers WHERE id >= {FIRST} AND id % 3 = 0;
         INSERT INTO tag_bindings SELECT 1, id, 1, 71 FROM trackers WHERE id >= {FIRST} AND id % 7 = 0;
         INSERT INTO bound_trackers SELECT 1, {}, id FROM trackers WHERE id >= {FIRST} AND id % 2 = 0;",
        world::SUB_USER_ID
    ));
    seeded.expect("seeded");
    server
}

fn send(server: &TestServer, first: &str, headers: &[&str]) -> RawAnswer {
    exchange(server.address, &request(first, headers, b""))
}

fn length(answer: &RawAnswer) -> Option<usize> {
    answer.header("content-length").and_then(|length| length.parse().ok())
}

/// What a tracker of [`with_many_trackers`] looks like.
fn shown(id: i64) -> String {
    let binding = |tag, ordinal| format!("{{\"tag_id\":{tag},\"ordinal\":{ordinal}}}");
    let mut bindings = Vec::new();
    if id % 7 == 0 {
        bindings.push(binding(71, 1));
    }
    if id % 3 == 0 {
        bindings.push(binding(73, 2));
    }
    let bindings = bindings.join(",");
    format!(
        "{{\"id\":{id},\"label\":\"Car {id}\",\"clone\":false,\"group_id\":0,\"source\":{{\"id\":{id},\"device_id\":\"D{id}\",\
         \"model\":\"telfmb920\",\"blocked\":false,\"tariff_id\":1,\"status_listing_id\":null,\
         \"creation_date\":\"2026-08-01\",\"tariff_end_date\":null,\"phone\":\"1555{id}\"}},\"tag_bindings\":[{bindings}]}}"
    )
}

/// The things of a list, each as it was written; all around them must be written as it always is.
fn things<'a>(body: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    let list = body.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).expect(before);
    let things: Vec<&'a RawValue> = serde_json::from_str(list).expect("a list");
    let things: Vec<_> = things.into_iter().map(RawValue::get).collect();
    assert!(format!("[{}]", things.join(",")) == list, "nothing but commas between them");
    things
}

#[test]
fn a_long_list_is_written_as_a_short_one_is() {
    let server = with_many_trackers();
    let all: Vec<_> = (FIRST..FIRST + TRACKERS).map(shown).collect();
    for (hash, step, others) in [(world::MASTER, 1, world::TRACKERS.len() + 2), (world::SUB_USER, 2, 0)] {
        let answer = send(&server, &format!("GET /tracker/list?hash={hash}"), &[]);
        assert_eq!(length(&answer), Some(answer.body.len()));
        let list = things(&answer.body, "{\"success\":true,\"list\":", "}");
        let (old, new) = list.split_at(list.len() - all.len() / step);
        assert!(new.iter().eq(all.iter().step_by(step)), "{:?}", &new[..3]);
        assert!(old.len() >= others, "{old:?}");
    }
    let few = server.master().call("tracker/list", json!({"labels": ["car 1000123"]}));
    assert_eq!(few.text, format!("{{\"success\":true,\"list\":[{}]}}", shown(FIRST + 123)));
    let none = server.master().call("tracker/list", json!({"labels": ["nothing has this"]}));
    assert_eq!(none.text, "{\"success\":true,\"list\":[]}");

    let tagged = |params: Value| server.master().call("tag/search", params).text;
    let both = tagged(json!({"tag_ids": [71, 73], "entity_types": ["tracker"]}));
    let both = things(&both, "{\"success\":true,\"result\":{\"tracker\":", "}}");
    assert!(both.iter().eq((FIRST..FIRST + TRACKERS).filter(|id| id % 21 == 0).map(shown).collect::<Vec<_>>().iter()));
    let other = tagged(json!({"tag_ids": [71, 73], "entity_types": ["place"]}));
    assert_eq!(other, "{\"success\":true,\"result\":{\"place\":[]}}");
}

#[test]
fn a_long_list_is_the_same_compressed_and_without_its_body() {
    let server = with_many_trackers();
    let list = format!("/tracker/list?hash={}", world::MASTER);
    let plain = send(&server, &format!("GET {list}"), &[]);
    assert!(plain.body.len() > limits::ANSWER_IN_MEMORY, "it is long");
    assert_eq!((length(&plain), plain.header("transfer-encoding")), (Some(plain.body.len()), None));

    let response = ureq::get(server.url(&list[1..])).header("Accept-Encoding", "gzip").call().expect("answered");
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok().map(str::to_owned));
    assert_eq!(header("content-encoding").as_deref(), Some("gzip"));
    assert_eq!(header("vary").as_deref(), Some("Accept-Encoding"));
    assert_eq!(header("content-type").as_deref(), Some("application/json; charset=utf-8"));
    let mut text = String::new();
    let mut compressed = Vec::new();
    response.into_body().into_reader().read_to_end(&mut compressed).expect("taken");
    flate2::read::GzDecoder::new(&*compressed).read_to_string(&mut text).expect("gzip");
    assert!(text == plain.body, "the same when unpacked");
    assert!(compressed.len() * 4 < text.len());

    let head = send(&server, &format!("HEAD {list}"), &[]);
    assert_eq!((head.status, head.body.as_str(), length(&head)), (200, "", length(&plain)));
    let head = send(&server, &format!("HEAD {list}"), &["Accept-Encoding: gzip"]);
    assert_eq!((head.status, head.body.as_str(), head.header("content-encoding")), (200, "", Some("gzip")));
}

#[test]
fn one_connection_carries_long_answers_and_short_ones() {
    let server = with_many_trackers();
    let mut stream = connect(server.address);
    let get = |path: &str, more: &str| format!("GET {path}?hash={} HTTP/1.1\r\nHost: m\r\n{more}\r\n", world::MASTER);
    let (list, groups) = (get("/tracker/list", ""), get("/tracker/group/list", ""));
    let last = get("/tracker/list", "Connection: close\r\n");
    stream.write_all(format!("{list}{groups}{list}{last}").as_bytes()).expect("sent");
    let mut answers = String::new();
    stream.read_to_string(&mut answers).expect("answered");
    assert_eq!(answers.matches("\"success\":true").count(), 4);
    assert_eq!(answers.matches(&shown(FIRST + TRACKERS - 1)).count(), 3);
}

#[test]
fn a_list_that_fails_halfway_is_an_ordinary_failure() {
    let server = with_many_trackers();
    let whole = server.master().must("test/lists", json!({"things": 30, "then": "end"}));
    assert_eq!(whole["list"].as_array().map(Vec::len), Some(30));
    for things in [0, 1, 1_000] {
        let failed = server.master().call("test/lists", json!({"things": things, "then": "fail"}));
        assert_eq!((failed.status, failed.text.contains("\"code\":201")), (400, true), "{}", failed.text);
        let panicked = server.master().call("test/lists", json!({"things": things, "then": "panic"}));
        assert_eq!((panicked.status, panicked.text.contains("\"code\":6")), (500, true), "{}", panicked.text);
    }
}

/// Asks for more than any buffers of the kernel's hold, and takes none of it.
fn ask_and_take_nothing(server: &TestServer, hash: &str) -> TcpStream {
    let mut stream = connect(server.address);
    let body = format!("{{\"hash\":\"{hash}\",\"things\":40000,\"then\":\"end\"}}");
    let asked = request("POST /test/lists", &[], body.as_bytes());
    stream.write_all(&asked).expect("sent");
    let mut first = [0];
    stream.read_exact(&mut first).expect("it is being sent");
    stream
}

#[test]
fn whoever_takes_no_answer_holds_up_only_itself() {
    let server = with_many_trackers();
    let asleep: Vec<_> =
        (0..limits::LONG_READS_PER_CREDENTIAL).map(|_| ask_and_take_nothing(&server, world::MASTER)).collect();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| server.master().must("tracker/list", json!({})));
        server.client(world::MASTER_AGAIN).must("tracker/list", json!({}));
        server.master().must("tracker/group/list", json!({}));
        std::thread::sleep(Duration::from_millis(300));
        assert!(!waiting.is_finished(), "its own next list waits until its answers have been taken or given up");
        drop(asleep);
        waiting.join().expect("listed");
    });
}
