//! The demo: what it prints works, and it leaves nothing behind.

use serde_json::json;

use crate::support::{Installation, Running, exchange};

/// A demo that keeps its throwaway database in the installation's folder.
pub fn demo(here: &Installation) -> Running {
    Running::start(here.command("demo --listen 127.0.0.1:0").env("TMPDIR", here.folder()))
}

#[test]
fn everything_that_the_demo_prints_works() {
    let here = Installation::bare();
    let mut demo = demo(&here);
    let mut said = Vec::new();
    while said.last().is_none_or(|line: &String| !line.contains("Ctrl-C")) {
        said.push(demo.line());
    }

    // The sessions: each sees its own trackers and its account's groups.
    let mut seen = Vec::new();
    for hash in said.iter().filter(|line| line.contains("@demo.example")).filter_map(|line| line.split(' ').next_back())
    {
        let client = demo.client(hash);
        let count = |action: &str| client.must(action, json!({}))["list"].as_array().map(Vec::len);
        seen.push((count("tracker/list"), count("tracker/group/list")));
    }
    assert_eq!(seen, [(Some(22), Some(3)), (Some(10), Some(3)), (Some(18), Some(2))], "{said:#?}");

    // The links.
    let base = format!("http://{}", demo.address);
    let links: Vec<_> = said.iter().filter_map(|line| line.strip_prefix(&base)).collect();
    assert_eq!(links.len(), 2, "{said:#?}");
    for link in links {
        let reply =
            exchange(demo.address, format!("GET {link} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes());
        assert_eq!((reply.status, &reply.json()["success"]), (200, &json!(true)), "{link}: {reply:?}");
    }

    // The curl line.
    let text = said.join("\n");
    let mut quoted = text.split("curl ").nth(1).expect("a curl line").split('\'').skip(1).step_by(2);
    let (url, header, body) = (quoted.next(), quoted.next(), quoted.next().expect("a body"));
    let path = url.and_then(|url| url.strip_prefix(&base)).expect("our own address");
    assert_eq!(header, Some("Content-Type: application/json"));
    let head = format!("POST {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n");
    let reply = exchange(demo.address, format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    assert_eq!((reply.status, reply.json()), (200, json!({"success": true})));
}

#[test]
fn the_demo_throws_its_data_away() {
    let here = Installation::bare();
    let demo = demo(&here);
    assert_eq!(here.files().len(), 1, "its folder");
    let ended = demo.stop();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    assert_eq!(here.files(), [""; 0]);
}

#[test]
fn the_demo_keeps_to_this_machine() {
    let here = Installation::bare();
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8080", "[2001:db8::1]:8080"] {
        here.run(&format!("demo --listen {address}")).refused(1, "on a loopback address only, such as 127.0.0.1:8080");
    }
}
