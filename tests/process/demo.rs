//! The demo: what it prints works, and it leaves nothing behind.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{Installation, Running, exchange, request};

/// A demo that keeps its throwaway database in the installation's folder.
pub fn demo(here: &Installation) -> Running {
    Running::start(here.command("demo --listen 127.0.0.1:0").env("TMPDIR", here.folder()))
}

/// All that it prints when it starts.
fn welcome(demo: &mut Running) -> Vec<String> {
    let mut said = Vec::new();
    while said.last().is_none_or(|line: &String| !line.contains("Ctrl-C")) {
        said.push(demo.line());
    }
    said
}

#[test]
fn everything_that_the_demo_prints_works() {
    let here = Installation::bare();
    let mut demo = demo(&here);
    let said = welcome(&mut demo);

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
    assert!(said.contains(&format!("The console, in a browser: {base}/console/")), "{said:#?}");
    let links: Vec<_> = said.iter().filter_map(|line| line.strip_prefix(&base)).collect();
    assert_eq!(links.len(), 2, "{said:#?}");
    for link in links {
        let reply = exchange(demo.address, &request(&format!("GET {link}"), &[], b""));
        assert_eq!((reply.status, &reply.json()["success"]), (200, &json!(true)), "{link}: {reply:?}");
    }

    // The curl line.
    let text = said.join("\n");
    let mut quoted = text.split("curl ").nth(1).expect("a curl line").split('\'').skip(1).step_by(2);
    let (url, header, body) = (quoted.next(), quoted.next().expect("a header"), quoted.next().expect("a body"));
    let path = url.and_then(|url| url.strip_prefix(&base)).expect("our own address");
    assert_eq!(header, "Content-Type: application/json");
    let reply = exchange(demo.address, &request(&format!("POST {path}"), &[header], body.as_bytes()));
    assert_eq!((reply.status, reply.json()), (200, json!({"success": true})));
}

#[test]
fn the_demo_can_be_tried_in_every_dialect() {
    let here = Installation::bare();
    let mut demo = demo(&here);
    let said = welcome(&mut demo);
    let after = |words: &str| {
        let line =
            said.iter().find_map(|line| line.strip_prefix(words)).unwrap_or_else(|| panic!("{words}: {said:#?}"));
        line.trim().to_owned()
    };

    let key = after("API key of the first owner");
    assert_eq!(demo.client(&key).knocks(), (200, 0), "Navixy takes it as it is");
    let body = json!({"userName": "ada@demo.example", "apiKey": key}).to_string();
    let token = say(&demo, "POST /api/Auth/Token", "Content-Type: application/json", &body)["token"].clone();
    let bearer = format!("Authorization: Bearer {}", token.as_str().expect("a token"));
    let groups = say(&demo, "GET /api/groups", &bearer, "");
    assert_eq!(groups["groups"].as_array().map(Vec::len), Some(3), "{groups}");

    let application = after("application, ThingSpace").replace(", its secret ", ":");
    let basic = format!(
        "Authorization: Basic {}\r\nContent-Type: application/x-www-form-urlencoded",
        STANDARD.encode(application)
    );
    let token = say(&demo, "POST /api/ts/v1/oauth2/token", &basic, "grant_type=client_credentials");
    let bearer = format!("Authorization: Bearer {}", token["access_token"].as_str().expect("a token"));
    let user = json!({"username": "ada@demo.example", "password": "Demo-Fleet-2026!"}).to_string();
    let header = format!("{bearer}\r\nContent-Type: application/json");
    let session = say(&demo, "POST /api/m2m/v1/session/login", &header, &user)["sessionToken"].clone();
    let header = format!("{bearer}\r\nVZ-M2M-Token: {}", session.as_str().expect("a token"));
    let groups = say(&demo, &format!("GET /api/m2m/v1/groups/{}", after("its account, ThingSpace")), &header, "");
    assert_eq!(groups.as_array().map(Vec::len), Some(4), "with the default group: {groups}");
}

/// What a client without a library would send; the answer, which must be a success.
#[track_caller]
pub fn say(server: &Running, line: &str, header: &str, body: &str) -> Value {
    let reply = exchange(server.address, &request(line, &[header], body.as_bytes()));
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.json()
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
