//! Sessions: opened by a password, renewed by use, and ended by idleness, a logout, or whoever may end them.

use serde_json::{Value, json};

use super::words::{done, no_group, no_session, refusal, session_ended, told, unknown_session};
use super::{ACCOUNT, ADA, OTTO, SUE, caller, calls, furnished, log_in, master, nobody, sql, token, with_session};
use crate::calls::NEW_PASSWORD;
use crate::support::TestServer;
use crate::support::rest::Rest;
use crate::support::world::{self, PASSWORD, SUB_USER_ID};

fn list(client: &Rest) -> (u16, Value) {
    told(&client.get(&format!("/groups/{ACCOUNT}")))
}

#[track_caller]
fn assert_live(client: &Rest) {
    assert_eq!(list(client).0, 200, "{:?}", list(client));
}

#[test]
fn each_login_opens_a_session_of_its_own() {
    let server = TestServer::start();
    let first = log_in(&server, ADA, PASSWORD);
    let second = log_in(&server, &ADA.to_uppercase(), PASSWORD);
    assert_eq!(told(&first), (200, json!({"sessionToken": token(&first)})));
    let parts: Vec<_> = token(&first).split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12], "a GUID");
    assert_ne!(token(&first), token(&second));
    for answer in [&first, &second] {
        assert_live(&with_session(&server, &token(answer)));
        assert_live(&with_session(&server, &token(answer).to_uppercase()));
        assert_live(&with_session(&server, &format!(" {} ", token(answer))));
    }
}

/// Older clients cannot log in without sending one.
#[test]
fn a_token_that_comes_with_a_login_is_ignored() {
    let server = TestServer::start();
    let login = json!({"username": ADA, "password": PASSWORD});
    let ended = token(&log_in(&server, ADA, PASSWORD));
    with_session(&server, &ended).call("POST", "/session/logout", &Value::Null);
    for dummy in ["", "dummy", world::UNKNOWN, &ended] {
        let answer = with_session(&server, dummy).post("/session/login", &login);
        assert_live(&with_session(&server, &token(&answer)));
    }
}

#[test]
fn a_login_wants_a_username_and_a_password() {
    let server = TestServer::start();
    let before = server.contents();
    let bad = |message: &str| refusal("REQUEST_FAILED.UnexpectedError", message);
    for (body, expected) in [
        (json!({"username": ADA}), bad("password must not be null")),
        (json!({"password": PASSWORD}), bad("username must not be null")),
        (json!({"username": null, "password": null}), bad("password must not be null; username must not be null")),
        (json!({"username": ["ada"], "password": PASSWORD}), bad("username must be a string")),
        (json!({"username": "", "password": PASSWORD}), bad("username Size must be between 1 and 254")),
        (json!({"userName": ADA, "password": PASSWORD}), bad("username must not be null")),
        (Value::Null, refusal("INPUT_INVALID.RequestUndefined", "The request has no body")),
        (json!([]), bad("The body is not good JSON")),
    ] {
        assert_eq!(told(&nobody(&server).call("POST", "/session/login", &body)), expected, "{body}");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn every_other_call_wants_a_session() {
    let server = furnished();
    let before = server.contents();
    let session = token(&log_in(&server, ADA, PASSWORD)).replace('-', "");
    let navixys = format!(
        "{}-{}-{}-{}-{}",
        &world::MASTER[..8],
        &world::MASTER[8..12],
        &world::MASTER[12..16],
        &world::MASTER[16..20],
        &world::MASTER[20..]
    );
    let after_login = server.contents();
    assert_ne!(before, after_login);
    for call in calls() {
        assert_eq!(told(&call.send(&nobody(&server))), no_session(), "{}", call.route);
        for (what, token, expected) in [
            ("nothing in the header", "", no_session()),
            ("only a blank", " ", no_session()),
            ("a text", "x", unknown_session()),
            ("a GUID that nobody has", "00000000-0000-0000-0000-000000000000", unknown_session()),
            ("the token without hyphens", &session, unknown_session()),
            ("the session hash of another dialect", world::MASTER, unknown_session()),
            ("and as a GUID", &navixys, unknown_session()),
        ] {
            assert_eq!(told(&call.send(&with_session(&server, token))), expected, "{} with {what}", call.route);
        }
        let in_the_path =
            nobody(&server).call(call.method(), &format!("{}?VZ-M2M-Token={session}", call.path), &call.body);
        assert_eq!(told(&in_the_path), no_session(), "{}", call.route);
    }
    assert_eq!(server.contents(), after_login);
}

#[test]
fn nobody_learns_whether_a_body_is_good_without_a_session() {
    let server = TestServer::start();
    for (content_type, body) in [(Some("application/json"), "{"), (Some("text/plain"), "x"), (None, ""), (None, "{}")] {
        for (method, path) in
            [("POST", "/groups"), ("PUT", "/devices/actions/customFields"), ("PUT", "/groups/x/name/y")]
        {
            let client = nobody(&server);
            assert_eq!(told(&client.send(method, path, content_type, body)), no_session(), "{path}: {body}");
        }
    }
}

#[test]
fn a_session_token_is_no_session_hash_of_another_dialect() {
    let server = TestServer::start();
    let session = token(&log_in(&server, ADA, PASSWORD));
    for hash in [session.replace('-', ""), session] {
        let answer = server.client(&hash).call("tracker/group/list", json!({}));
        assert_ne!(answer.status, 200, "{answer:?}");
        let answer = nobody(&server).with_bearer(&hash).get("/api/groups");
        assert_eq!(answer.status, 401);
    }
}

const MINUTE: i64 = 60;

// shows: IDLE_SESSION
#[test]
fn a_session_ends_when_nobody_uses_it_for_twenty_minutes() {
    let server = TestServer::start();
    let (busy, idle) = (master(&server), master(&server));
    server.clock.advance(20 * MINUTE - 1);
    assert_live(&busy);
    server.clock.advance(2);
    assert_eq!(list(&idle), session_ended());
    assert_eq!(list(&idle), session_ended(), "and asking did not bring it back");
    assert_live(&busy);
}

/// Reads note their use in memory, and writes carry such notes along.
#[test]
fn each_use_renews_a_session_be_it_a_read_or_a_write() {
    let server = furnished();
    let client = master(&server);
    for round in 0..20 {
        server.clock.advance(19 * MINUTE);
        if round % 3 == 0 {
            let name = json!({"newGroupDescription": format!("Round {round}")});
            assert_eq!(told(&client.put(&super::group("Employees"), &name)), done());
        } else {
            assert_live(&client);
        }
        server.clock.advance(2 * MINUTE / 3);
        server.master().must("user/audit/checkin", json!({}));
    }
    server.clock.advance(20 * MINUTE);
    assert_eq!(list(&client), session_ended());
}

/// Whoever was let in has used the session, whatever came of it.
#[test]
fn a_refused_call_renews_a_session_too() {
    let server = TestServer::start();
    let client = master(&server);
    for _ in 0..3 {
        server.clock.advance(15 * MINUTE);
        assert_eq!(told(&client.get(&super::group("Nothing"))), no_group());
    }
}

#[test]
fn a_logout_ends_the_one_session_and_tells_which() {
    let server = TestServer::start();
    let (first, second) = (token(&log_in(&server, ADA, PASSWORD)), token(&log_in(&server, ADA, PASSWORD)));
    let client = with_session(&server, &first);
    let log_out = |client: &Rest| told(&client.call("POST", "/session/logout", &Value::Null));
    assert_eq!(log_out(&client), (200, json!({"sessionToken": first})));
    for call in calls() {
        assert_eq!(told(&call.send(&client)), session_ended(), "{}", call.route);
    }
    assert_eq!(log_out(&client), session_ended());
    assert_live(&with_session(&server, &second));
    server.master().must("base/nothing", json!({}));

    let with_body = with_session(&server, &second).post("/session/logout", &json!({"anything": 1}));
    assert_eq!(told(&with_body), (200, json!({"sessionToken": second})));
}

/// Lets Sue log in no more, or again.
fn activate_sue(server: &TestServer, activated: bool) {
    let user = json!({
        "id": SUB_USER_ID, "login": SUE, "first_name": "Sue", "last_name": "Porter", "legal_type": "individual",
        "phone": "491701234567", "activated": activated,
    });
    server.master().must("subuser/update", json!({"user": user}));
}

#[test]
fn who_may_no_longer_log_in_has_no_session_either() {
    type Bar = fn(&TestServer);
    let bars: [(&str, &str, Bar); 6] = [
        ("its owner bars it", SUE, |server| activate_sue(server, false)),
        ("the operator bars it", SUE, |server| sql(server, "UPDATE users SET disabled = TRUE WHERE id = 4")),
        ("its time is up", SUE, |server| sql(server, "UPDATE users SET valid_until = created_at WHERE id = 4")),
        ("the operator bars the owner", SUE, |server| sql(server, "UPDATE users SET disabled = TRUE WHERE id = 1")),
        ("the operator bars the owner", ADA, |server| sql(server, "UPDATE users SET disabled = TRUE WHERE id = 1")),
        ("it has another password", ADA, |server| {
            let passwords = json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD});
            server.master().must("user/password/set", passwords);
        }),
    ];
    for (what, login, bar) in bars {
        let server = TestServer::start();
        let (client, other) = (caller(&server, login), caller(&server, OTTO));
        assert_live(&client);
        bar(&server);
        assert_eq!(list(&client), session_ended(), "{login}: {what}");
        assert_eq!(told(&other.get("/groups/0000000002-00001")).0, 200, "{what}");
    }

    let server = TestServer::start();
    let sue = caller(&server, SUE);
    activate_sue(&server, false);
    activate_sue(&server, true);
    assert_eq!(list(&sue), session_ended(), "for good");
    let sue = caller(&server, SUE);
    server.master().must("subuser/delete", json!({"subuser_id": SUB_USER_ID}));
    assert_eq!(list(&sue), unknown_session(), "nobody remembers who is deleted");
}

// shows: IDLE_SESSIONS_PER_USER
#[test]
fn a_user_has_a_hundred_sessions_and_one_more_ends_the_least_recently_used() {
    let server = TestServer::start();
    let first = master(&server);
    server.clock.advance(1);
    let second = master(&server);
    let left = |action: &str| server.contents().lines().filter(|line| line.contains(action)).count();
    let values = (2..100).map(|n| format!("(x'{n:064x}', 1, 1, 1790000001, 1790000001, NULL)"));
    sql(&server, &format!("INSERT INTO idle_sessions VALUES {}", values.collect::<Vec<_>>().join(",")));
    server.clock.advance(1);
    assert_live(&first);
    assert_live(&second);
    server.clock.advance(1);
    assert_live(&first);
    let newest = master(&server);
    assert_eq!(left("session_overflow"), 1, "the audit log tells of the one that ended");
    for client in [&first, &second, &newest] {
        assert_live(client);
    }
    let count = |server: &TestServer| server.contents().matches("idle_sessions:").count();
    assert_eq!(count(&server), 100);
    server.clock.advance(25 * 60 * MINUTE);
    master(&server);
    assert_eq!(count(&server), 1, "those that ended long ago are forgotten");
    assert_eq!(list(&first), unknown_session());
}

#[test]
fn sessions_that_have_ended_make_room_before_those_that_are_open() {
    let server = TestServer::start();
    let quiet = master(&server);
    server.clock.advance(1);
    let ended = (1..100).map(|n| format!("(x'{n:064x}', 1, 1, 1790000001, 1790000001, 1790000001)"));
    sql(&server, &format!("INSERT INTO idle_sessions VALUES {}", ended.collect::<Vec<_>>().join(",")));
    for _ in 0..5 {
        master(&server);
    }
    assert_live(&quiet);
}

#[test]
fn a_sub_user_reads_what_it_sees_and_writes_nothing() {
    let server = furnished();
    let sue = caller(&server, SUE);
    let before = server.contents();
    let refused = refusal("REQUEST_FAILED.AccountName", "The user has no right to change this account");
    for call in calls().into_iter().filter(|call| !call.path.contains("logout")) {
        if call.writes() {
            assert_eq!(told(&call.send(&sue)), refused, "{}", call.route);
        }
    }
    for (path, body) in [("/groups", "{"), ("/groups", "{}"), ("/groups", "")] {
        let answer = sue.send("POST", path, Some("application/json"), body);
        assert_eq!(told(&answer), refused, "it learns nothing of bodies: {body:?}");
    }
    assert_eq!(server.contents(), before);
}
