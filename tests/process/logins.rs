//! An owner's first days with a server: from nothing to a login, a key, and restarts that end neither.

use serde_json::json;

use crate::support::{Answer, Installation, OWNER, PASSWORD, Running, exchange, request};

const OK: (u16, i64) = (200, 0);
const ENDED: (u16, i64) = (400, 4);
const WRONG: (u16, i64) = (400, 102);

fn auth(server: &Running, login: &str, password: &str) -> Answer {
    server.client("").call("user/auth", json!({"login": login, "password": password}))
}

/// A session's hash.
#[track_caller]
fn log_in(server: &Running, login: &str, password: &str) -> String {
    let answer = auth(server, login, password);
    assert_eq!(answer.brief(), OK, "{answer:?}");
    let hash = answer.body["hash"].as_str().expect("a hash").to_owned();
    assert_eq!(answer.body, json!({"success": true, "type": "authenticated", "hash": hash}));
    hash
}

#[test]
fn a_session_and_a_key_outlive_the_server_that_gave_them_out() {
    let here = Installation::new();
    let server = here.serve();
    let hash = log_in(&server, OWNER, PASSWORD);
    let session = server.client(&hash);
    assert_eq!(session.must("user/get_info", json!({}))["user_info"]["login"], OWNER);
    let made = session.must("api/key/create", json!({"title": "A dashboard"}))["value"].clone();
    let key = made["hash"].as_str().expect("a key");
    server.stop();

    let server = here.serve();
    assert_eq!([&hash, key].map(|hash| server.client(hash).knocks()), [OK; 2]);
    let keys = server.client(&hash).must("api/key/list", json!({}))["list"].clone();
    let [first, second] = [&keys[0]["hash"], &keys[1]].map(Clone::clone);
    assert_eq!((keys.as_array().map(Vec::len), first, second), (Some(2), json!(here.api_key), made.clone()));
    server.client(&hash).must("user/logout", json!({}));
    server.kill();

    let server = here.serve();
    assert_eq!([&hash, key].map(|hash| server.client(hash).knocks()), [ENDED, OK], "ended is ended, whatever comes");
    server.client(&log_in(&server, OWNER, PASSWORD)).must("api/key/delete", json!({"key": key}));
    server.kill();
    assert_eq!(here.serve().client(key).knocks(), ENDED);
}

#[test]
fn the_command_line_decides_who_can_log_in() {
    let here = Installation::new();
    let sub_user = "sue@fleet.example";
    let server = here.serve();
    let tries = |login: &str, password: &str| auth(&server, login, password).brief();
    assert_eq!(tries(sub_user, PASSWORD), WRONG);
    here.json_with(&format!("subuser add --owner {OWNER} --login {sub_user} --password-stdin"), PASSWORD);
    assert_eq!(tries(sub_user, PASSWORD), OK);
    here.json_with(&format!("user password {sub_user} --password-stdin"), "another one");
    assert_eq!((tries(sub_user, PASSWORD), tries(sub_user, "another one")), (WRONG, OK));
    here.json(&format!("user disable {sub_user}"));
    assert_eq!(tries(sub_user, "another one"), (403, 275));
    here.json(&format!("user enable {sub_user}"));
    assert_eq!(tries(sub_user, "another one"), OK);
}

#[test]
fn each_failed_login_is_one_line_in_the_log_in_every_dialect_and_does_not_repeat_it() {
    let here = Installation::new();
    let server = here.serve();
    // A password in the wrong field is no rare thing.
    assert_eq!(auth(&server, OWNER, "a wrong one").brief(), WRONG);
    assert_eq!(auth(&server, "ADA@fleet.example", "a wrong one").brief(), WRONG);
    assert_eq!(auth(&server, "nobody@fleet.example", PASSWORD).brief(), WRONG);
    assert_eq!(auth(&server, PASSWORD, OWNER).brief(), WRONG);
    let other_dealer = json!({"login": OWNER, "password": PASSWORD, "dealer_id": 404});
    assert_eq!(server.client("").call("user/auth", other_dealer).brief(), WRONG);
    let session = server.client(&log_in(&server, OWNER, PASSWORD));
    let change = json!({"old_password": "a wrong one", "new_password": "Another-Fleet-2026!"});
    assert_eq!(session.call("user/password/set", change).brief(), (400, 248));
    for (path, body) in [
        ("api/Auth/Token", json!({"userName": OWNER, "apiKey": "0".repeat(32)})),
        ("api/Auth/Token", json!({"userName": OWNER, "apiKey": PASSWORD})),
        ("session/login", json!({"username": OWNER, "password": "a wrong one"})),
    ] {
        assert!(server.client("").call(path, body.clone()).status >= 400, "{path} {body}");
    }
    assert_eq!(say_wrong_client(&server), 401);
    // These were no tries.
    assert_eq!(server.client("").call("user/auth", json!({"login": OWNER})).brief(), (400, 7));
    log_in(&server, OWNER, PASSWORD);

    let log = server.stop().stderr;
    let told = |line: &str| Some(line.split_once(" WARN  muster::login] ")?.1.to_owned());
    assert_eq!(log.lines().filter_map(told).collect::<Vec<_>>(), ["failed login from 127.0.0.1"; 10]);
    assert!(!log.contains(PASSWORD) && !log.contains("fleet.example"), "{log}");
}

/// What an application with a wrong secret is answered.
fn say_wrong_client(server: &Running) -> u16 {
    let headers = ["Authorization: Basic YTpi", "Content-Type: application/x-www-form-urlencoded"];
    let asked = request("POST /api/ts/v1/oauth2/token", &headers, b"grant_type=client_credentials");
    exchange(server.address, &asked).status
}
