//! What is not yours is not there: generated from the good call of each action, with an id of another account, or one that
//! a sub-user may not see, in the place of each id.

use muster::access::Requirement;
use muster::navixy::ACTIONS;
use serde_json::{Value, json};

use crate::calls::{self, Kind};
use crate::support::world::{self, STRANGER_ID, TRACKERS};
use crate::support::{Answer, Client, TestServer};

impl Kind {
    /// Ids that are there, but not for the first owner; for sub-users also those of the two owners, who are none.
    fn foreign(self) -> Vec<Value> {
        match self {
            Self::Tracker => vec![json!(world::FOREIGN_TRACKER)],
            Self::Group => vec![json!(world::FOREIGN_GROUP)],
            Self::Tag => vec![json!(world::FOREIGN_TAG)],
            Self::SubUser => vec![json!(world::FOREIGN_SUB_USER), json!(STRANGER_ID), json!(world::OWNER_ID)],
            Self::SecurityGroup => vec![json!(world::FOREIGN_SECURITY_GROUP)],
            Self::ApiKey => vec![json!(world::STRANGERS_KEY)],
        }
    }

    fn missing(self) -> Value {
        match self {
            Self::ApiKey => json!(world::UNKNOWN),
            _ => json!(404_404),
        }
    }
}

fn code(answer: &Answer) -> u16 {
    answer.body["status"]["code"].as_u64().map_or(0, |code| code as u16)
}

#[test]
fn another_accounts_things_answer_byte_for_byte_like_missing_ones() {
    let server = calls::furnished();
    let master = server.master();
    let before = server.contents();
    for call in calls::all() {
        for id in &call.ids {
            let told = format!("{} with another {:?} at {}", call.route, id.kind, id.at);
            let missing = master.call(call.route, call.with(id, &id.kind.missing()));
            assert_eq!(code(&missing), id.missing, "{told}: {missing:?}");
            for foreign in id.kind.foreign() {
                if call.route == "user/audit/log/list" && foreign == json!(world::OWNER_ID) {
                    continue; // There the owner may be named like its sub-users.
                }
                assert_eq!(master.call(call.route, call.with(id, &foreign)), missing, "{told}: {foreign}");
            }
        }
    }
    assert_eq!(server.contents(), before);
}

/// Lists in which ids are passed over, or told back, if they are not there: other forms of calls in the table.
#[test]
fn lists_that_forgive_missing_ids_forgive_foreign_ones_alike() {
    let server = calls::furnished();
    let master = server.master();
    let before = server.contents();
    let states = |id: i32| json!({"trackers": [id], "allow_not_exist": true});
    for (action, params, foreign, answer) in [
        ("tracker/get_states", &states as &dyn Fn(i32) -> Value, world::FOREIGN_TRACKER, "not_exist"),
        ("tag/delete", &|id| json!({"tag_ids": [id]}), world::FOREIGN_TAG, ""),
        ("tag/search", &|id| json!({"tag_ids": [id, calls::TAG]}), world::FOREIGN_TAG, ""),
    ] {
        let mut told = master.must(action, params(foreign));
        let missing = master.must(action, params(404_404));
        if !answer.is_empty() {
            assert_eq!(told[answer], json!([foreign]), "{action}");
            told[answer] = json!([404_404]);
        }
        assert_eq!(told, missing, "{action}");
    }
    assert_eq!(server.contents(), before);
}

/// Second names of parameters, which the calls in the table do not use.
#[test]
fn an_id_by_its_other_name_is_no_different() {
    let server = calls::furnished();
    let master = server.master();
    let before = server.contents();
    for (action, name, kind) in [
        ("subuser/security_group/delete", "id", Kind::SecurityGroup),
        ("api/key/delete", "api_key", Kind::ApiKey),
        ("user/api_key/delete", "key", Kind::ApiKey),
    ] {
        let missing = master.call(action, json!({name: kind.missing()}));
        assert_eq!(code(&missing), 201, "{action}");
        for foreign in kind.foreign() {
            assert_eq!(master.call(action, json!({name: foreign})), missing, "{action}");
        }
    }
    assert_eq!(server.contents(), before);
}

/// Who may call the action at all, but sees only the first of the trackers.
fn sees_one_tracker(server: &TestServer, requires: Requirement) -> Option<Client> {
    match requires {
        Requirement::AnyUser => Some(server.sub_user()),
        Requirement::Right(right) => {
            let holder = world::FIRST_HOLDER_ID + right as i32;
            let seen = json!({"subuser_id": holder, "trackers": [TRACKERS[0]]});
            server.master().must("subuser/tracker/bind", seen);
            Some(server.client(&world::holder_of(right)))
        }
        Requirement::Nothing | Requirement::Master => None,
    }
}

#[test]
fn a_tracker_that_a_sub_user_does_not_see_answers_byte_for_byte_like_a_missing_one() {
    let server = calls::furnished();
    let mut asked = 0;
    for call in calls::all() {
        let row = ACTIONS.iter().find(|row| row.route.path() == call.route).expect("a row");
        for id in call.ids.iter().filter(|id| id.kind == Kind::Tracker) {
            let Some(client) = sees_one_tracker(&server, row.requires) else { continue };
            let before = server.contents();
            let missing = client.call(call.route, call.with(id, &id.kind.missing()));
            assert_eq!(code(&missing), id.missing, "{}: {missing:?}", call.route);
            for unseen in [TRACKERS[1], world::BLOCKED, world::CLONE] {
                assert_eq!(client.call(call.route, call.with(id, &json!(unseen))), missing, "{}: {unseen}", call.route);
            }
            assert_eq!(server.contents(), before, "{}", call.route);
            asked += 1;
        }
    }
    assert_eq!(asked, 11, "all actions that take a tracker, but for those of the owner alone");
}

#[test]
fn a_tracker_given_up_is_known_as_such_to_those_alone_who_saw_it() {
    let server = calls::furnished();
    server.master().must("tracker/corrupt", json!({"tracker_id": TRACKERS[1]}));
    server.stranger().must("tracker/corrupt", json!({"tracker_id": world::FOREIGN_TRACKER}));
    let corrupt = |tracker: i32| ("tracker/corrupt", json!({"tracker_id": tracker}));
    let states = |tracker: i32| ("tracker/get_states", json!({"trackers": [tracker]}));
    let registrar = &world::holder_of(muster::domain::Right::TrackerRegister);
    for (hash, (action, params), expected) in [
        (world::MASTER, corrupt(TRACKERS[1]), 252),
        (world::MASTER, states(TRACKERS[1]), 201),
        (world::MASTER, corrupt(world::FOREIGN_TRACKER), 201),
        (world::MASTER, states(world::FOREIGN_TRACKER), 217),
        (registrar, corrupt(TRACKERS[1]), 201),
        (world::SUB_USER, states(TRACKERS[1]), 217),
    ] {
        assert_eq!(code(&server.client(hash).call(action, params.clone())), expected, "{action} {params}");
    }
}

#[test]
fn nobody_reads_another_accounts_audit_log() {
    let server = TestServer::start();
    for client in [server.master(), server.stranger(), server.sub_user()] {
        client.must("user/audit/checkin", json!({}));
    }
    let log = |client: Client| {
        let all = json!({"from": "2000-01-01 00:00:00", "to": "2099-01-01 00:00:00", "limit": 10_000, "offset": 0});
        let log = client.must("user/audit/log/list", all);
        let who = |record: &Value| (record["user_id"].clone(), record["subuser_id"].clone());
        log["list"].as_array().expect("a list").iter().map(who).collect::<Vec<_>>()
    };
    let (owner, stranger) = (json!(world::OWNER_ID), json!(STRANGER_ID));
    assert_eq!(log(server.stranger()), [(stranger, json!(null))]);
    assert_eq!(log(server.master()), [(owner.clone(), json!(null)), (owner, json!(world::SUB_USER_ID))]);
}
