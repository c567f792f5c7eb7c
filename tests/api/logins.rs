//! Logging in: who gets a session, who gets none and what it is told, and what becomes of those who guess.

use muster::domain::Right;
use muster::limits::{Limits, SessionOverflow};
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::calls::NEW_PASSWORD;
use crate::support::raw::{RawAnswer, exchange, request};
use crate::support::world::{self, PASSWORD, SUB_USER, SUB_USER_ID};
use crate::support::{Answer, Options, TestServer, Transport};

const ADA: &str = "ada@fleet.example";

fn log_in(server: &TestServer, login: &str, password: &str) -> Answer {
    server.client("").call("user/auth", json!({"login": login, "password": password}))
}

fn code(answer: &Answer) -> Option<u64> {
    answer.body["status"]["code"].as_u64()
}

#[test]
fn a_login_and_its_password_give_a_session_by_every_transport() {
    let server = TestServer::start();
    for transport in Transport::ALL {
        // A hash that was sent along, by a client that sends one with everything, makes no difference.
        for old_hash in ["", world::UNKNOWN, world::EXPIRED, "not-a-hash"] {
            let params = json!({"login": "Ada@Fleet.Example", "password": PASSWORD, "dealer_id": 1});
            let answer = server.client(old_hash).send(transport, "user/auth", params);
            let hash = answer.body["hash"].as_str().unwrap_or_else(|| panic!("{transport:?}: {answer:?}"));
            let whole = json!({"success": true, "type": "authenticated", "hash": hash});
            assert_eq!((answer.status, &answer.body), (200, &whole), "{transport:?}");
            assert!(
                hash.len() == 32 && hash.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
                "{hash}"
            );
            let info = server.client(hash).must("user/get_info", json!({}));
            assert_eq!(info["user_info"]["login"], ADA);
        }
    }
}

#[test]
fn a_sub_user_logs_in_as_itself() {
    let server = TestServer::start();
    let hash = log_in(&server, "sue@fleet.example", PASSWORD).body["hash"].clone();
    let sue = server.client(hash.as_str().expect("a hash"));
    assert_eq!(sue.must("tracker/list", json!({})), server.sub_user().must("tracker/list", json!({})));
}

#[test]
fn whatever_is_wrong_the_answer_is_the_same_byte_for_byte() {
    let server = TestServer::start();
    deactivate_sue(&server);
    let before = server.contents();
    let plain = |login: &str, password: &str| json!({"login": login, "password": password});
    let with_dealer = json!({"login": ADA, "password": PASSWORD, "dealer_id": 2});
    for (what, params) in [
        ("a wrong password", plain(ADA, "Demo-Fleet-2026?")),
        ("the password in another case", plain(ADA, &PASSWORD.to_lowercase())),
        ("a password with a blank", plain(ADA, &format!("{PASSWORD} "))),
        ("an unknown login", plain("nobody@fleet.example", PASSWORD)),
        ("a login that cannot be one", plain("ada", PASSWORD)),
        ("a session hash as password", plain(ADA, world::MASTER)),
        ("the right password at another dealer's", with_dealer),
        ("a disabled owner's wrong password", plain("dora@gone.example", "wrong")),
        ("a disabled sub-user's wrong password", plain("dis@fleet.example", "wrong")),
        ("a deactivated sub-user's wrong password", plain("sue@fleet.example", "wrong")),
    ] {
        let answer = server.client("").call("user/auth", params);
        assert_eq!(
            (answer.status, &*answer.text),
            (400, r#"{"success":false,"status":{"code":102,"description":"Wrong login or password"}}"#),
            "{what}"
        );
    }
    assert_eq!(server.contents(), before, "bad tries leave nothing in the database");
}

/// Lets Sue log in no more.
fn deactivate_sue(server: &TestServer) {
    let user = json!({
        "id": SUB_USER_ID, "login": "sue@fleet.example", "first_name": "Sue", "last_name": "Porter",
        "legal_type": "individual", "phone": "491701234567", "activated": false,
    });
    server.master().must("subuser/update", json!({"user": user}));
}

#[test]
fn who_may_not_log_in_is_told_why_once_the_password_is_right() {
    let server = TestServer::start();
    deactivate_sue(&server);
    let before = server.contents();
    for (login, status, code, description) in [
        ("sue@fleet.example", 400, 103, "User not activated"),
        ("dis@fleet.example", 403, 275, "User is blocked"),
        ("dora@gone.example", 403, 275, "User is blocked"),
        ("sub@gone.example", 403, 275, "User is blocked"),
    ] {
        let answer = log_in(&server, login, PASSWORD);
        let refusal = json!({"success": false, "status": {"code": code, "description": description}});
        assert_eq!((answer.status, answer.body), (status, refusal), "{login}");
    }
    assert_eq!(server.contents(), before);
}

/// An attempt with all of the answer's headers.
fn attempt(server: &TestServer, login: &str, password: &str) -> RawAnswer {
    let body = json!({"login": login, "password": password}).to_string();
    exchange(server.address, &request("POST /user/auth", &["Content-Type: application/json"], body.as_bytes()))
}

/// All callers of a test come from one address, which has ten bad tries in a minute. That nothing else limits the test
/// server's callers shows that these limits are not switched off with the others.
#[test]
fn an_address_that_guesses_is_refused_for_a_minute_whatever_it_tries() {
    let server = TestServer::start();
    for number in 0..10 {
        assert_eq!(attempt(&server, &format!("{number}@fleet.example"), "wrong").code(), 102, "{number}");
        server.clock.advance(1);
    }
    for (login, password) in [(ADA, PASSWORD), (ADA, "wrong"), ("sue@fleet.example", PASSWORD)] {
        let refused = attempt(&server, login, password);
        assert_eq!((refused.status, refused.code()), (400, 105));
        assert_eq!(refused.header("retry-after"), Some("50"));
        let body = r#"{"success":false,"status":{"code":105,"description":"Login attempts limit exceeded"}}"#;
        assert_eq!(refused.body, body);
    }
    server.master().must("base/nothing", json!({}));
    server.clock.advance(49);
    assert_eq!(attempt(&server, ADA, PASSWORD).code(), 105, "a second too early; and refusals do not count as tries");
    server.clock.advance(1);
    assert_eq!(attempt(&server, ADA, PASSWORD).code(), 0, "the first bad try is a minute ago");
}

#[test]
fn a_login_that_is_guessed_at_is_refused_for_an_hour_and_no_other() {
    let server = TestServer::start();
    for number in 0..20 {
        assert_eq!(attempt(&server, ADA, "wrong").code(), 102, "{number}");
        // Seven a minute, which any address may try.
        server.clock.advance(9);
    }
    let refused = attempt(&server, ADA, PASSWORD);
    assert_eq!((refused.code(), refused.header("retry-after")), (105, Some("3420")));
    assert_eq!(attempt(&server, "sue@fleet.example", PASSWORD).code(), 0, "another login");
    server.master().must("base/nothing", json!({}));
    server.clock.advance(3_600 - 20 * 9);
    assert_eq!(attempt(&server, ADA, PASSWORD).code(), 0, "never for good");
}

#[test]
fn right_passwords_do_not_count() {
    let server = TestServer::start();
    for number in 0..25 {
        assert_eq!(log_in(&server, ADA, PASSWORD).status, 200, "{number}");
    }
    for _ in 0..10 {
        assert_eq!(code(&log_in(&server, ADA, "wrong")), Some(102));
    }
    assert_eq!(code(&log_in(&server, ADA, PASSWORD)), Some(105));
}

#[test]
fn who_has_found_a_session_cannot_guess_its_password_either() {
    let server = TestServer::start();
    let guess = |old: &str| {
        server.master().call("user/password/set", json!({"old_password": old, "new_password": NEW_PASSWORD}))
    };
    for _ in 0..10 {
        assert_eq!(code(&guess("wrong")), Some(248));
    }
    assert_eq!(code(&guess(PASSWORD)), Some(105));
    assert_eq!(code(&log_in(&server, ADA, PASSWORD)), Some(105), "they are counted as one");
    server.clock.advance(60);
    assert_eq!(guess(PASSWORD).status, 200);
}

#[test]
fn who_has_a_new_password_logs_in_with_it_and_not_with_an_old_one() {
    let server = TestServer::start();
    server.master().must("user/password/set", json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD}));
    assert_eq!(code(&log_in(&server, ADA, PASSWORD)), Some(102));
    assert_eq!(log_in(&server, ADA, NEW_PASSWORD).status, 200);
}

/// Opens sessions of Sue until she has as many as one may have, one a second; their hashes, the oldest first.
fn fill(server: &TestServer) -> Vec<String> {
    let opened = (1..Limits::default().sessions_per_user).map(|_| {
        server.clock.advance(1);
        open(server).body["hash"].as_str().expect("a hash").to_owned()
    });
    let hashes = [SUB_USER.to_owned()].into_iter().chain(opened).collect();
    server.clock.advance(1);
    hashes
}

fn open(server: &TestServer) -> Answer {
    server.master().call("subuser/session/create", json!({"subuser_id": SUB_USER_ID}))
}

fn is_live(server: &TestServer, hash: &str) -> bool {
    server.client(hash).call("base/nothing", json!({})).status == 200
}

fn sessions_of_sue(server: &TestServer) -> u32 {
    let conn = Connection::open(server.path()).expect("the database");
    let sql = "SELECT count(*) FROM sessions WHERE user_id = ?1";
    conn.query_row(sql, [SUB_USER_ID], |row| row.get(0)).expect("counted")
}

/// Uses are noted in memory, and written with some write after some minutes: both must count.
// shows: sessions_per_user
#[test]
fn one_session_too_many_ends_the_least_recently_used() {
    for minutes in [0, 10] {
        let server = TestServer::start();
        let hashes = fill(&server);
        assert!(is_live(&server, &hashes[0]), "used, after all the others were opened");
        server.clock.advance(minutes * 60 + 1);
        server.master().must("user/audit/checkin", json!({}));

        // By a password as by the owner.
        assert_eq!(log_in(&server, "sue@fleet.example", PASSWORD).status, 200);
        assert_eq!(sessions_of_sue(&server), 100);
        let live: Vec<_> = (0..hashes.len()).filter(|place| is_live(&server, &hashes[*place])).collect();
        let all_but_the_second: Vec<_> = (0..hashes.len()).filter(|place| *place != 1).collect();
        assert_eq!(live, all_but_the_second, "{minutes} minutes later");
    }
}

#[test]
fn or_one_session_too_many_is_refused_if_the_operator_wants_it_so() {
    let limits = Limits { session_overflow: SessionOverflow::Refuse, ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let hashes = fill(&server);
    let before = server.contents();
    let refusal = json!({"success": false, "status": {"code": 104, "description": "Logins limit exceeded"}});
    for answer in [open(&server), log_in(&server, "sue@fleet.example", PASSWORD)] {
        assert_eq!((answer.status, answer.body), (400, refusal.clone()));
    }
    assert_eq!(server.contents(), before);

    server.client(&hashes[5]).must("user/logout", json!({}));
    assert_eq!(open(&server).status, 200, "there is room again");
    assert_eq!(open(&server).status, 400);
    server.clock.advance(world::LIFETIME - 200);
    server.master().must("user/session/renew", json!({}));
    server.clock.advance(200);
    assert_eq!(open(&server).status, 200, "sessions that have expired take no room");
    assert_eq!(sessions_of_sue(&server), 1);
}

#[test]
fn nobody_elses_sessions_make_room() {
    let server = TestServer::start();
    fill(&server);
    assert_eq!(open(&server).status, 200);
    let holder = world::holder_of(Right::TagUpdate);
    for hash in [world::MASTER, world::MASTER_AGAIN, world::STRANGER, &holder] {
        assert!(is_live(&server, hash), "{hash}");
    }
}

// shows: session_lifetime
#[test]
fn renewing_gives_a_session_a_whole_life_from_now_on() {
    let server = TestServer::start();
    server.clock.advance(world::LIFETIME - 1);
    let renewed = server.master().must("user/session/renew", json!({}));
    assert_eq!(renewed, json!({"hash": world::MASTER}));
    server.clock.advance(world::LIFETIME - 1);
    assert!(is_live(&server, world::MASTER));
    assert!(!is_live(&server, world::MASTER_AGAIN), "the other session was not renewed");
    server.clock.advance(1);
    assert!(!is_live(&server, world::MASTER));
    let renew: Value = server.master().call("user/session/renew", json!({})).body;
    assert_eq!(renew["status"]["code"], 4, "too late");
}
