//! Five failed logins in a row lock a user out for a while, and no answer tells whether a password was right.

use std::process::Command;

use serde_json::{Value, json};

use super::words::{refusal, told};
use super::{ADA, SUE, log_in, sql};
use crate::support::TestServer;
use crate::support::rest::RestAnswer;
use crate::support::world::PASSWORD;

const LOCK: i64 = 15 * 60;

/// Longer than the bad logins of an address are remembered: they are bounded apart from the lock.
const A_WHILE: i64 = 61;

fn denied() -> (u16, Value) {
    refusal("REQUEST_FAILED.InvalidCredentials", "Wrong username or password, or the user is locked")
}

fn fail(server: &TestServer, login: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(told(&log_in(server, login, "wrong")), denied());
    }
    server.clock.advance(A_WHILE);
}

#[track_caller]
fn assert_let_in(answer: &RestAnswer) {
    assert_eq!(answer.status, 200, "{answer:?}");
}

/// The rows of failed logins, as text.
fn failures(server: &TestServer) -> Vec<String> {
    let contents = server.contents();
    contents.lines().filter(|line| line.starts_with("failed_logins:")).map(str::to_owned).collect()
}

#[test]
fn who_is_not_let_in_is_not_told_why() {
    let server = TestServer::start();
    sql(&server, "UPDATE users SET valid_until = created_at WHERE login = 'tracker_update@fleet.example'");
    sql(&server, "UPDATE users SET valid_from = created_at + 99999 WHERE login = 'tracker_register@fleet.example'");
    sql(&server, "UPDATE users SET activated = FALSE WHERE login = 'tag_update@fleet.example'");
    let before = server.contents();
    for (what, login, password) in [
        ("a wrong password", ADA, "Demo-Fleet-2026?"),
        ("the password in another case", ADA, &*PASSWORD.to_lowercase()),
        ("an unknown login", "nobody@fleet.example", PASSWORD),
        ("a login that cannot be one", "ada", PASSWORD),
        ("a disabled sub-user", "dis@fleet.example", PASSWORD),
        ("a disabled sub-user and a wrong password", "dis@fleet.example", "wrong"),
        ("a disabled owner", "dora@gone.example", PASSWORD),
        ("a disabled owner's sub-user", "sub@gone.example", PASSWORD),
        ("a user whose time is up", "tracker_update@fleet.example", PASSWORD),
        ("a user whose time is yet to come", "tracker_register@fleet.example", PASSWORD),
        ("a user whom its owner bars", "tag_update@fleet.example", PASSWORD),
    ] {
        assert_eq!(told(&log_in(&server, login, password)), denied(), "{what}");
        server.clock.advance(A_WHILE);
    }
    sql(&server, "DELETE FROM failed_logins");
    assert_eq!(server.contents(), before, "beside the failures nothing is left");
}

// shows: FAILED_LOGINS
#[test]
fn five_failures_in_a_row_lock_a_user_out_and_time_lets_it_in() {
    let server = TestServer::start();
    fail(&server, ADA, 4);
    assert_let_in(&log_in(&server, ADA, PASSWORD));
    assert_eq!(failures(&server), [""; 0], "whoever logs in begins anew");
    fail(&server, ADA, 5);
    assert_eq!(told(&log_in(&server, ADA, PASSWORD)), denied(), "with the right password too");
    assert_let_in(&log_in(&server, SUE, PASSWORD));
    server.clock.advance(LOCK - A_WHILE - 1);
    assert_eq!(told(&log_in(&server, ADA, PASSWORD)), denied());
    server.clock.advance(1);
    assert_let_in(&log_in(&server, ADA, PASSWORD));
    assert_eq!(failures(&server), [""; 0]);
}

#[test]
fn failures_during_the_lock_do_not_prolong_it_and_the_next_one_is_the_first() {
    let server = TestServer::start();
    fail(&server, ADA, 5);
    let locked = failures(&server);
    fail(&server, ADA, 6);
    assert_eq!(failures(&server), locked);
    server.clock.advance(LOCK - 2 * A_WHILE);
    fail(&server, ADA, 4);
    assert_let_in(&log_in(&server, ADA, PASSWORD));
}

// shows: login_lock
#[test]
fn the_operator_sets_how_long_the_lock_lasts() {
    let usual = crate::support::Options::default();
    let limits = muster::limits::Limits { login_lock: jiff::SignedDuration::from_hours(8), ..usual.limits };
    let server = TestServer::with(crate::support::Options { limits, ..usual });
    fail(&server, ADA, 5);
    server.clock.advance(8 * 3600 - A_WHILE - 1);
    assert_eq!(told(&log_in(&server, ADA, PASSWORD)), denied());
    server.clock.advance(1);
    assert_let_in(&log_in(&server, ADA, PASSWORD));
}

#[test]
fn the_operator_lets_a_user_in_again() {
    let server = TestServer::start();
    fail(&server, ADA, 5);
    fail(&server, SUE, 5);
    let mut unlock = Command::new(env!("CARGO_BIN_EXE_muster"));
    unlock.args(["user", "unlock", ADA, "--database"]).arg(server.path());
    // The machine's own settings are not the test's.
    unlock.env("MUSTER_CONFIG", "/dev/null");
    let unlocked = unlock.output().expect("a command");
    assert!(unlocked.status.success(), "{unlocked:?}");
    assert_let_in(&log_in(&server, ADA, PASSWORD));
    assert_eq!(told(&log_in(&server, SUE, PASSWORD)), denied());
    assert_eq!(failures(&server).len(), 1);
}

/// Sessions that are open go on: only the password is in doubt.
#[test]
fn the_lock_ends_no_session_and_is_no_matter_of_other_dialects() {
    let server = TestServer::start();
    let client = super::master(&server);
    let navixy = |password: &str| server.client("").call("user/auth", json!({"login": ADA, "password": password}));
    for _ in 0..6 {
        assert_eq!(navixy("wrong").body["status"]["code"], 102);
    }
    server.clock.advance(A_WHILE);
    assert_eq!(failures(&server), [""; 0], "failures there do not count here");
    fail(&server, ADA, 5);
    assert_eq!(navixy(PASSWORD).status, 200, "nor does the lock hold there");
    assert_eq!(failures(&server).len(), 1, "nor is it lifted there");
    assert_eq!(told(&log_in(&server, ADA, PASSWORD)), denied());
    assert_eq!(client.get(&format!("/groups/{}", super::ACCOUNT)).status, 200);
    let key = json!({"userName": ADA, "apiKey": crate::support::world::API_KEY});
    assert_eq!(super::nobody(&server).post("/api/Auth/Token", &key).status, 200);
}

/// Or its quick refusal would tell that it was right.
#[test]
fn a_right_password_that_opens_nothing_counts_as_a_bad_one() {
    for (login, locked) in [(ADA, true), ("dis@fleet.example", false), ("sub@gone.example", false)] {
        let server = TestServer::start();
        let bad = if locked { 5 } else { 0 };
        for _ in 0..bad {
            assert_eq!(told(&log_in(&server, login, "wrong")), denied());
        }
        for _ in bad..10 {
            assert_eq!(told(&log_in(&server, login, PASSWORD)), denied(), "{login}");
        }
        assert_eq!(log_in(&server, SUE, PASSWORD).status, 429, "{login}: ten bad tries of one address");
    }
}

/// Nobody's password can be guessed by trying many logins either.
#[test]
fn an_address_that_guesses_is_told_to_come_back_later() {
    let server = TestServer::start();
    for number in 0..10 {
        assert_eq!(told(&log_in(&server, &format!("{number}@fleet.example"), "wrong")), denied());
    }
    let refused = log_in(&server, ADA, PASSWORD);
    let (_, body) = refusal("REQUEST_FAILED.UnexpectedError", "Too many failed logins: try again later");
    assert_eq!((told(&refused), refused.header("retry-after")), ((429, body), Some("60")));
    server.clock.advance(60);
    assert_let_in(&log_in(&server, ADA, PASSWORD));
}
