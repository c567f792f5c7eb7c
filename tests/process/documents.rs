//! The vendor's two pages on tracker groups: each example of theirs, sent to a fresh demo with only the host changed,
//! gives the answer that they document.

use serde_json::{Value, json};

use crate::demo::demo;
use crate::support::{Installation, RawAnswer, Running, exchange};

/// What stands before the action in the pages' addresses: nothing, or the version.
const BASES: [&str; 2] = ["", "/v2"];

/// The curl examples: action, and body as it is written there.
const CURL: [(&str, &str); 5] = [
    ("assign", r#"{"hash": "a6aa75587e5c59c32d347da438505fc3", "trackers": [999199, 991999], "id": 167}"#),
    ("create", r#"{"hash": "a6aa75587e5c59c32d347da438505fc3", "title": "Employees", "color": "FF6DDC"}"#),
    ("delete", r#"{"hash": "a6aa75587e5c59c32d347da438505fc3", "id": 167}"#),
    ("list", r#"{"hash": "a6aa75587e5c59c32d347da438505fc3"}"#),
    ("update", r#"{"hash": "a6aa75587e5c59c32d347da438505fc3", "id": 167, "title": "Employees", "color": "FF6DDC"}"#),
];

/// The links: action, and query.
const LINKS: [(&str, &str); 4] = [
    ("create", "hash=a6aa75587e5c59c32d347da438505fc3&title=Employees&color=FF6DDC"),
    ("delete", "hash=a6aa75587e5c59c32d347da438505fc3&id=167"),
    ("list", "hash=a6aa75587e5c59c32d347da438505fc3"),
    ("update", "hash=a6aa75587e5c59c32d347da438505fc3&id=167&title=Employees&color=FF6DDC"),
];

/// Compares an answer with the documented one; the created id and the list's items are the server's own.
#[track_caller]
fn assert_documented(action: &str, reply: &RawAnswer) {
    assert_eq!(reply.status, 200, "{action}: {reply:?}");
    assert!(reply.body.starts_with(r#"{"success":true"#), "{action}: success comes first: {reply:?}");
    let mut body = reply.json();
    let documented = match action {
        "create" => {
            let id = body["id"].as_i64().unwrap_or_else(|| panic!("no id: {reply:?}"));
            assert!(id > 0, "{id}");
            body["id"] = json!(222);
            json!({"success": true, "id": 222})
        }
        "list" => {
            let items = body["list"].as_array().unwrap_or_else(|| panic!("no list: {reply:?}"));
            assert!(!items.is_empty() && items.iter().all(is_documented_group), "{reply:?}");
            body["list"] = json!([{"title": "test", "color": "FF6DDC", "id": 129301}]);
            json!({"success": true, "list": [{"title": "test", "color": "FF6DDC", "id": 129301}]})
        }
        _ => json!({"success": true}),
    };
    assert_eq!(body, documented, "{action}");
}

/// Whether it is an object of `id`, `title` and `color`, and nothing else.
fn is_documented_group(group: &Value) -> bool {
    group.as_object().is_some_and(|object| object.len() == 3)
        && group["id"].is_i64()
        && group["title"].is_string()
        && group["color"].as_str().is_some_and(|color| color.len() == 6 && color.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// What curl would send for the example.
fn curl(demo: &Running, path: &str, body: &str) -> RawAnswer {
    let (address, length) = (demo.address, body.len());
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: curl/8.14.1\r\nAccept: */*\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    exchange(address, (head + body).as_bytes())
}

/// What a browser would send for the link.
fn open(demo: &Running, link: &str) -> RawAnswer {
    let address = demo.address;
    let head = format!(
        "GET {link} HTTP/1.1\r\nHost: {address}\r\nUser-Agent: Mozilla/5.0\r\nAccept: text/html,*/*;q=0.8\r\n\
         Upgrade-Insecure-Requests: 1\r\nConnection: close\r\n\r\n"
    );
    exchange(address, head.as_bytes())
}

#[test]
fn each_curl_example_gives_the_documented_answer() {
    for base in BASES {
        for (action, body) in CURL {
            let here = Installation::bare();
            let reply = curl(&demo(&here), &format!("{base}/tracker/group/{action}"), body);
            assert_documented(action, &reply);
        }
    }
}

#[test]
fn each_link_gives_the_documented_answer() {
    for base in BASES {
        for (action, query) in LINKS {
            let here = Installation::bare();
            let reply = open(&demo(&here), &format!("{base}/tracker/group/{action}?{query}"));
            assert_documented(action, &reply);
        }
    }
}

#[test]
fn the_examples_do_what_they_say() {
    let here = Installation::bare();
    let demo = demo(&here);
    let client = demo.client("a6aa75587e5c59c32d347da438505fc3");
    let list = |action: &str| client.must(action, json!({}))["list"].as_array().expect("a list").clone();
    let group = || list("tracker/group/list").into_iter().find(|group| group["id"] == 167);
    let place =
        |id: i64| list("tracker/list").iter().find(|tracker| tracker["id"] == id).map(|t| t["group_id"].clone());

    assert_eq!(group(), Some(json!({"id": 167, "title": "Main office", "color": "FF6DDC"})));
    let send = |place: usize| curl(&demo, &format!("/tracker/group/{}", CURL[place].0), CURL[place].1);
    send(0);
    assert_eq!([999_199, 991_999, 999_919].map(place), [Some(json!(167)), Some(json!(167)), Some(json!(0))]);
    assert_eq!(send(1).json()["id"], 222, "even the documented id");
    send(4);
    assert_eq!(group(), Some(json!({"id": 167, "title": "Employees", "color": "FF6DDC"})));
    send(2);
    assert_eq!((group(), place(999_199)), (None, Some(json!(0))), "its trackers went to the default group");
    let again = send(2);
    assert_eq!((again.status, &again.json()["status"]["code"]), (400, &json!(201)));
}
