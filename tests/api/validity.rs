//! Users for a time: before it begins and from its end on, nothing is to be had with their sessions and their passwords.

use rusqlite::params;
use serde_json::{Value, json};

use crate::support::world::{PASSWORD, SUB_USER, SUB_USER_ID};
use crate::support::{TestClock, TestServer};

/// Lets Sue in from that many seconds on, and until that many; no more and no less than another dialect can.
pub fn let_sue_in(server: &TestServer, from: Option<i64>, until: Option<i64>) {
    let moment = |seconds: Option<i64>| seconds.map(|seconds| TestClock::BEGIN + seconds);
    let change = "UPDATE users SET valid_from = ?2, valid_until = ?3 WHERE id = ?1";
    server.by_command(change, params![SUB_USER_ID, moment(from), moment(until)]);
}

fn refusal(code: u16, description: &str) -> Value {
    json!({"success": false, "status": {"code": code, "description": description}})
}

/// What Sue's session, her login, and her owner who would open a session for her are answered; nothing for a success.
fn answers(server: &TestServer) -> [Option<(u16, Value)>; 3] {
    let login = json!({"login": "sue@fleet.example", "password": PASSWORD});
    [
        server.client(SUB_USER).call("tracker/list", json!({})),
        server.client("").call("user/auth", login),
        server.master().call("subuser/session/create", json!({"subuser_id": SUB_USER_ID})),
    ]
    .map(|answer| (answer.body["success"] != json!(true)).then_some((answer.status, answer.body)))
}

/// What they are answered when she is not let in.
fn shut_out() -> [Option<(u16, Value)>; 3] {
    let ended = refusal(4, "User or API key not found or session ended");
    let not_activated = refusal(103, "User not activated");
    [Some((400, ended)), Some((400, not_activated.clone())), Some((400, not_activated))]
}

#[test]
fn a_user_is_let_in_from_the_first_moment_on_and_until_the_last() {
    for (from, until, is_let_in) in [
        (None, None, true),
        (Some(0), None, true),
        (Some(1), None, false),
        (None, Some(1), true),
        (None, Some(0), false),
        (Some(0), Some(1), true),
        (Some(-2), Some(-1), false),
        (Some(1), Some(2), false),
    ] {
        let server = TestServer::start();
        let_sue_in(&server, from, until);
        let before = server.contents();
        if is_let_in {
            assert_eq!(answers(&server), [None, None, None], "{from:?} {until:?}");
        } else {
            assert_eq!(answers(&server), shut_out(), "{from:?} {until:?}");
            assert_eq!(server.contents(), before, "{from:?} {until:?}");
        }
    }
}

#[test]
fn a_session_works_as_long_as_its_user_is_let_in() {
    let server = TestServer::start();
    let_sue_in(&server, Some(60), Some(120));
    assert_eq!(answers(&server), shut_out());
    server.clock.advance(60);
    assert_eq!(answers(&server), [None, None, None], "the session was only of no use yet");
    server.clock.advance(59);
    assert_eq!(answers(&server), [None, None, None]);
    server.clock.advance(1);
    assert_eq!(answers(&server), shut_out());
}

#[test]
fn a_form_that_does_not_speak_of_the_time_leaves_it_as_it_is() {
    let server = TestServer::start();
    let_sue_in(&server, None, Some(60));
    let mut sue = crate::calls::user("sue@fleet.example");
    sue["id"] = json!(SUB_USER_ID);
    server.master().must("subuser/update", json!({"user": sue}));
    assert_eq!(answers(&server), [None, None, None]);
    server.clock.advance(60);
    assert_eq!(answers(&server), shut_out());
}
