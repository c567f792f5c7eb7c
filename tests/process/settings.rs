//! A server heeds what it was started with, by flag or by environment.

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde_json::json;

use crate::demo::say;
use crate::support::{Installation, OWNER, PASSWORD, RawAnswer, Running, exchange, feed, request};

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
    server.stop();
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

// shows: trackers_per_account
#[test]
fn an_account_has_as_many_trackers_as_it_may_and_no_more() {
    let here = Installation::new();
    let rows = |numbers: std::ops::Range<u32>| numbers.map(|n| format!("Van {n},{n}\n")).collect::<String>();
    here.put("two.csv", format!("label,imei\n{}", rows(1..3)));
    here.put("three.csv", format!("label,imei\n{}", rows(3..6)));
    let import = |file: &str| format!("tracker import {file} --owner {OWNER} --trackers-per-account 4");
    here.json(&import("two.csv"));
    let refused = here.run(&import("three.csv")).failed(1, "nothing was imported");
    let fault = "line 4, label: would be one tracker too many; 4 is the most";
    assert_eq!(refused.stderr.lines().next(), Some(fault));
    for (number, most) in [(3, 3), (4, 4)] {
        here.json(&format!(
            "tracker add --owner {OWNER} --label Van --device-id {number} --trackers-per-account {most}"
        ));
    }
    let mut add = here.command(&format!("tracker add --owner {OWNER} --label Van --device-id 5"));
    feed(add.env("MUSTER_TRACKERS_PER_ACCOUNT", "4"), b"").refused(1, "has 4 trackers, which is the most");
    let listed = here.json(&format!("tracker list --owner {OWNER}"));
    assert_eq!(listed["trackers"].as_array().map(Vec::len), Some(4), "and none was added beyond it");
}

#[test]
fn a_user_has_as_many_sessions_as_are_set() {
    let here = Installation::new();
    let create = |flags: &str| here.json(&format!("session create --login {OWNER} {flags}"))["hash"].clone();
    let hashes = [create("--sessions-per-user 2"), create("--sessions-per-user 2"), create("--sessions-per-user 2")];
    let server = here.serve();
    let live = hashes.map(|hash| server.client(hash.as_str().expect("a hash")).knocks().0);
    assert_eq!(live.iter().filter(|status| **status == 200).count(), 2, "one has ended: {live:?}");
    let refuse = "--sessions-per-user 2 --session-overflow refuse";
    here.run(&format!("session create --login {OWNER} {refuse}")).refused(1, "has as many sessions as it may");
}

#[test]
fn a_command_that_knows_a_smaller_number_ends_one_session_and_not_all_beyond_it() {
    let here = Installation::new();
    let create = |most: u32| here.json(&format!("session create --login {OWNER} --sessions-per-user {most}"));
    let conn = Connection::open(here.database()).expect("the database");
    let count = || conn.query_row("SELECT count(*) FROM sessions", (), |row| row.get::<_, i64>(0)).expect("a count");
    (0..5).for_each(|_| drop(create(5)));
    create(2);
    assert_eq!(count(), 5);
    let server = serve_with(&here, "--sessions-per-user 2");
    server.client("").must("user/auth", json!({"login": OWNER, "password": PASSWORD}));
    assert_eq!(count(), 2, "the server ends all that are too many");
}

// shows: APPLICATIONS
#[test]
fn the_server_has_as_many_applications_as_it_may_and_no_more() {
    let here = Installation::new();
    let conn = Connection::open(here.database()).expect("the database");
    let fill = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
                INSERT INTO applications SELECT printf('%032d', i), 'A', randomblob(32), 0, NULL, NULL, NULL FROM n";
    conn.execute(fill, [muster::limits::APPLICATIONS as i64 - 2]).expect("filled");
    for title in ["Last but one", "Last"] {
        here.json(&format!("app add --title '{title}'"));
    }
    here.run("app add --title More").refused(1, "there are 1000 applications, which is the most");
}

#[test]
fn a_plaspy_token_lives_as_long_as_it_is_set() {
    let here = Installation::new();
    let body = json!({"userName": OWNER, "apiKey": here.api_key}).to_string();
    for (setting, hours) in [("", 24), ("--token-hours 1", 1), ("MUSTER_TOKEN_HOURS=8760", 8760)] {
        let server = serve_with(&here, setting);
        let life = SignedDuration::from_hours(hours);
        // Both ends in whole seconds, as the answer is.
        let soonest = Timestamp::from_second(Timestamp::now().as_second()).expect("now") + life;
        let answer = say(&server, "POST /api/Auth/Token", "Content-Type: application/json", &body);
        let expires: Timestamp = answer["expires"].as_str().expect("a date").parse().expect("a moment");
        assert!((soonest..=Timestamp::now() + life).contains(&expires), "{setting}: {answer}");
    }
}

/// What ThingSpace answers to a login without a bearer.
fn log_in(server: &Running, password: &str) -> RawAnswer {
    let body = json!({"username": OWNER, "password": password}).to_string();
    let asked = request("POST /session/login", &["Content-Type: application/json"], body.as_bytes());
    exchange(server.address, &asked)
}

#[test]
fn a_bearer_can_be_required() {
    let here = Installation::new();
    for (setting, status) in
        [("", 200), ("MUSTER_REQUIRE_BEARER=0", 200), ("--require-bearer", 401), ("MUSTER_REQUIRE_BEARER=true", 401)]
    {
        let reply = log_in(&serve_with(&here, setting), PASSWORD);
        assert_eq!(reply.status, status, "{setting}: {reply:?}");
    }
}

#[test]
fn a_lock_holds_as_long_as_it_is_set_unless_it_is_taken_off() {
    let here = Installation::new();
    let server = serve_with(&here, "--lock-minutes 10080");
    for _ in 0..5 {
        assert_eq!(log_in(&server, "a guess").status, 400);
    }
    assert_eq!(log_in(&server, PASSWORD).status, 400, "locked out");
    let select = "SELECT locked_until - unixepoch() FROM failed_logins";
    let left: i64 = Connection::open(here.database())
        .and_then(|conn| conn.query_row(select, (), |row| row.get(0)))
        .expect("one who is locked out");
    assert!(left > 6 * 24 * 3600, "{left} seconds of seven days");
    here.json(&format!("user unlock {OWNER}"));
    assert_eq!(log_in(&server, PASSWORD).status, 200);
}

#[test]
fn an_answer_about_a_group_has_as_many_devices_as_it_is_set() {
    let here = Installation::new();
    here.put("fleet.csv", "label,imei,group\nVan 1,1,Vans\nVan 2,2,Vans\nVan 3,3,Vans\n");
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    for (setting, status, devices) in [("", 200, 3), ("--group-page 2", 202, 2), ("MUSTER_GROUP_PAGE=1", 202, 1)] {
        let server = serve_with(&here, setting);
        let session = log_in(&server, PASSWORD).json()["sessionToken"].clone();
        let token = format!("VZ-M2M-Token: {}", session.as_str().expect("a token"));
        let reply = exchange(server.address, &request("GET /groups/0000000001-00001/name/Vans", &[&token], b""));
        let shown = reply.json()["devices"].as_array().map(Vec::len);
        assert_eq!((reply.status, shown), (status, Some(devices)), "{setting}: {reply:?}");
    }
}

#[test]
fn what_the_environment_sets_is_checked_as_a_flag_is() {
    let here = Installation::new();
    for (name, value, sentence) in [
        ("MUSTER_TOKEN_HOURS", "0", "--token-hours <N>: 0 is not in 1..=8760"),
        ("MUSTER_LOCK_MINUTES", "0", "--lock-minutes <N>: 0 is not in 1..=10080"),
        ("MUSTER_GROUP_PAGE", "0", "--group-page <N>: 0 is not in 1..=2000"),
        ("MUSTER_REQUIRE_BEARER", "perhaps", "--require-bearer: value was not a boolean"),
    ] {
        feed(here.command("serve").env(name, value), b"").refused(1, sentence);
    }
}

#[test]
fn links_can_be_kept_from_changing_anything() {
    let here = Installation::new();
    let query = format!("hash={}&title=Employees&color=FF6DDC", here.api_key);
    let link = |action: &str| request(&format!("GET /tracker/group/{action}?{query}"), &[], b"");
    for setting in ["--get-mutations deny", "MUSTER_GET_MUTATIONS=deny"] {
        let server = serve_with(&here, setting);
        let open = |action: &str| exchange(server.address, &link(action)).status;
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
