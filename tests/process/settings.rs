//! A server heeds what it was started with, by flag or by environment.

use serde_json::json;

use crate::support::{Installation, Running, exchange};

/// Serves with this flag or, if it is written as `NAME=value`, with this in the environment.
fn serve_with(here: &Installation, setting: &str) -> Running {
    match setting.split_once('=') {
        Some((name, value)) => {
            Running::start(here.command("serve --listen 127.0.0.1:0 --rate-limit off").env(name, value))
        }
        None => Running::start(&mut here.command(&format!("serve --listen 127.0.0.1:0 {setting}"))),
    }
}

#[test]
fn the_rate_limit_is_heeded() {
    let here = Installation::new();
    let server = serve_with(&here, "--rate-limit 1");
    let client = server.client(&here.api_key);
    assert_eq!(client.knocks(), (200, 0));
    assert!((0..1_000).any(|_| client.knocks() == (429, 15)), "a thousand knocks are more than one a second");
    let server = serve_with(&here, "--rate-limit off");
    let client = server.client(&here.api_key);
    assert!((0..200).all(|_| client.knocks() == (200, 0)));
}

#[test]
fn the_limits_are_heeded() {
    let here = Installation::new();
    let create = json!({"title": "Employees", "color": "FF6DDC"});
    for setting in ["--groups-per-account 1", "MUSTER_GROUPS_PER_ACCOUNT=2"] {
        let server = serve_with(&here, setting);
        let client = server.client(&here.api_key);
        client.must("tracker/group/create", create.clone());
        assert_eq!(client.call("tracker/group/create", create.clone()).brief(), (402, 268), "{setting}");
    }
    for setting in ["--body-limit 100", "MUSTER_BODY_LIMIT=100"] {
        let server = serve_with(&here, setting);
        let client = server.client(&here.api_key);
        assert_eq!(client.knocks(), (200, 0), "{setting}");
        let long = client.call("tracker/group/list", json!({"more": "x".repeat(100)}));
        assert_eq!(long.brief(), (412, 9), "{setting}");
    }
}

#[test]
fn links_can_be_kept_from_changing_anything() {
    let here = Installation::new();
    let link = |action: &str| {
        let query = format!("hash={}&title=Employees&color=FF6DDC", here.api_key);
        format!("GET /tracker/group/{action}?{query} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    };
    for setting in ["--get-mutations deny", "MUSTER_GET_MUTATIONS=deny"] {
        let server = serve_with(&here, setting);
        let open = |action: &str| exchange(server.address, link(action).as_bytes()).status;
        assert_eq!((open("list"), open("create")), (200, 403), "{setting}");
        assert_eq!(server.client(&here.api_key).must("tracker/group/list", json!({}))["list"], json!([]));
    }
}

#[test]
fn the_environment_can_name_the_database_and_the_address() {
    let here = Installation::new();
    let mut command = here.command("serve");
    command.env("MUSTER_DATABASE", here.database()).env("MUSTER_LISTEN", "127.0.0.1:0").env("MUSTER_RATE_LIMIT", "off");
    let server = Running::start(command.current_dir("/"));
    assert_eq!(server.client(&here.api_key).knocks(), (200, 0));
}
