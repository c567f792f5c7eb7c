//! What is kept is kept for a credential, and ends with it.

use muster::domain::Right;
use muster::limits::Limits;
use rusqlite::{Connection, params};
use serde_json::{Value, json};

use super::Pair;
use crate::ended::End;
use crate::support::rest::{Rest, RestAnswer};
use crate::support::world::{self, FIRST_HOLDER_ID, MASTER, STRANGER_ID, STRANGERS_KEY, SUB_USER, SUB_USER_ID};
use crate::support::{TestClock, TestServer};

#[test]
fn whatever_ends_a_credential_ends_what_is_kept_for_it() {
    for End { what, hash, code, end, .. } in End::all() {
        let pair = Pair::start();
        pair.all_answers();
        assert_eq!(pair.code(&hash), 0, "{what}");
        end(&pair.server);
        // Who has only lost a right is still somebody.
        assert_eq!(pair.code(&hash), if code == 13 { 0 } else { code }, "{what}");
        pair.all_answers();
    }
}

#[test]
fn an_owner_who_is_let_in_again_is_answered_again() {
    let pair = Pair::start();
    for _ in 0..3 {
        for (disabled, code) in [(true, 275), (false, 0)] {
            pair.server.by_command("UPDATE users SET disabled = ?1 WHERE id = 1", [disabled]);
            assert_eq!([pair.code(world::API_KEY), pair.code(SUB_USER)], [code; 2]);
        }
    }
}

#[test]
fn a_user_is_told_its_rights_as_they_are() {
    let pair = Pair::start();
    let hash = world::holder_of(Right::TagUpdate);
    let id = FIRST_HOLDER_ID + Right::TagUpdate as i32;
    for rights in [json!(["reports"]), json!([]), json!(["tag_update"]), json!(["reports"])] {
        pair.answers(&hash);
        let group = json!({"id": id, "label": "Other", "privileges": {"rights": rights}});
        pair.server.master().must("subuser/security_group/update", json!({"group": group}));
        let told = pair.answers(&hash);
        assert!(told.iter().any(|answer| answer.body["privileges"]["rights"] == rights), "{told:?}");
    }
}

#[test]
fn what_is_kept_for_one_kind_of_credential_is_none_of_anothers_with_the_same_digits() {
    let pair = Pair::start();
    let digits = world::digest(MASTER);
    pair.server.by_command(
        "INSERT INTO key_tokens VALUES (?1, ?2, ?3, ?4, ?4 + 3600)",
        params![digits, STRANGER_ID, world::digest(STRANGERS_KEY), TestClock::BEGIN],
    );
    pair.server.by_command(
        "INSERT INTO idle_sessions VALUES (?1, ?2, ?2, ?3, ?3, NULL)",
        params![digits, STRANGER_ID, TestClock::BEGIN],
    );
    let guid = [&MASTER[..8], &MASTER[8..12], &MASTER[12..16], &MASTER[16..20], &MASTER[20..]].join("-");
    let plaspy = Rest::new(pair.server.address).with_bearer(MASTER);
    let thingspace = Rest::new(pair.server.address).with_header("VZ-M2M-Token", &guid);
    let of_stranger = |answer: RestAnswer| answer.text.contains("Quarry") && !answer.text.contains("Main office");
    let elsewhere = || {
        assert!(of_stranger(plaspy.get("/api/groups")));
        assert!(of_stranger(thingspace.get("/groups/0000000002-00001")));
    };
    for _ in 0..3 {
        let answers = pair.answers(MASTER);
        assert!(answers[0].text.contains("Main office") && !answers[0].text.contains("Quarry"), "{answers:?}");
        elsewhere();
    }
    pair.server.master().must("user/logout", json!({}));
    for _ in 0..3 {
        assert_eq!(pair.code(MASTER), 4);
        elsewhere();
    }
}

/// Others of the same user were used later than it was asked for what is kept, and earlier than it was told that.
#[test]
fn a_session_that_is_told_what_is_kept_is_in_use() {
    let server = TestServer::start();
    for number in 1..Limits::default().sessions_per_user {
        let digest = world::digest(&format!("2c{number:030}"));
        let values = params![digest, SUB_USER_ID, TestClock::BEGIN, world::LIFETIME];
        Connection::open(server.path())
            .expect("the database")
            .execute("INSERT INTO sessions VALUES (?1, 1, ?2, ?3, ?3 + ?4, ?3 + 30)", values)
            .expect("a session");
    }
    let list = || server.sub_user().call("tracker/group/list", json!({})).status;
    assert_eq!([list(), list()], [200; 2]);
    server.clock.advance(60);
    assert_eq!(list(), 200);
    server.master().must("subuser/session/create", json!({"subuser_id": SUB_USER_ID}));
    assert_eq!(list(), 200, "another one was the least recently used");
}

/// Who is unknown now may be known the next moment, and nobody need write for that.
#[test]
fn no_refusal_is_kept() {
    let pair = Pair::start();
    let hash = "2c000000000000000000000000000001";
    let refused = |params: Value| {
        let answer = pair.server.client(hash).call("user/get_info", params);
        answer.body["status"]["code"].as_u64()
    };
    assert_eq!(pair.code(hash), 4);
    assert_eq!(refused(json!({"iso_datetime": "perhaps"})), Some(4), "what else is wrong is not told");
    let session = "INSERT INTO sessions SELECT ?1, account_id, user_id, created_at, expires_at, last_used_at
                   FROM sessions WHERE digest = ?2";
    pair.server.by_command(session, params![world::digest(hash), world::digest(MASTER)]);
    assert_eq!(pair.code(hash), 0);
    for _ in 0..3 {
        assert_eq!(refused(json!({"iso_datetime": "perhaps"})), Some(7));
        assert_eq!(pair.code(hash), 0);
    }
}
