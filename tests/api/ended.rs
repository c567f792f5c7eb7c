//! Ended means ended: once it is acknowledged that a session is over, a key revoked, a user barred or a right taken away,
//! nothing succeeds by it any more, however many callers are at it.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;

use muster::domain::Right;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::calls::{self, NEW_PASSWORD};
use crate::support::world::{self, FIRST_HOLDER_ID, PASSWORD, SUB_USER_ID, TRACKERS};
use crate::support::{Answer, TestServer};

/// A sub-user with a session, who may make tags.
const TAGGER: Right = Right::TagUpdate;

fn tagger_id() -> i32 {
    FIRST_HOLDER_ID + TAGGER as i32
}

/// Something that ends what a credential is good for.
pub struct End {
    pub what: &'static str,
    /// Whose time is over.
    pub hash: String,
    /// A write that the credential was good for before.
    write: (&'static str, Value),
    /// What it is answered with afterwards.
    pub code: u64,
    pub end: fn(&TestServer),
}

impl End {
    /// An end of a credential of the owner.
    fn of_owner(what: &'static str, hash: &str, code: u64, end: fn(&TestServer)) -> Self {
        let write = ("tracker/group/create", json!({"title": "Hammered", "color": "AAAAAA"}));
        Self { what, hash: hash.to_owned(), write, code, end }
    }

    /// An end of the tagger's session.
    fn of_tagger(what: &'static str, code: u64, end: fn(&TestServer)) -> Self {
        let write = ("tag/create", json!({"tag": {"name": "Hammered", "color": "AAAAAA"}}));
        Self { what, hash: world::holder_of(TAGGER), write, code, end }
    }

    pub fn all() -> Vec<Self> {
        vec![
            Self::of_owner("logging out", world::MASTER, 4, |server| {
                server.master().must("user/logout", json!({}));
            }),
            Self::of_owner("another session's new password", world::MASTER_AGAIN, 4, |server| {
                server
                    .master()
                    .must("user/password/set", json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD}));
            }),
            Self::of_owner("the operator's word, for a session", world::MASTER, 4, |server| {
                disable(server, world::OWNER_ID);
            }),
            Self::of_owner("the operator's word, for a key", world::API_KEY, 275, |server| {
                disable(server, world::OWNER_ID);
            }),
            Self::of_owner("revoking the key", world::API_KEY, 4, |server| {
                server.master().must("api/key/delete", json!({"key": world::API_KEY}));
            }),
            Self::of_tagger("the operator's word, for a sub-user", 4, |server| disable(server, tagger_id())),
            Self::of_tagger("the operator's word, for the sub-user's owner", 275, |server| {
                disable(server, world::OWNER_ID);
            }),
            Self::of_tagger("deleting the sub-user", 4, |server| {
                server.master().must("subuser/delete", json!({"subuser_id": tagger_id()}));
            }),
            Self::of_tagger("deactivating the sub-user", 4, |server| activate(server, false)),
            Self::of_tagger("taking the right out of the group", 13, |server| {
                let group = json!({"id": tagger_id(), "label": "No more", "privileges": {"rights": ["reports"]}});
                server.master().must("subuser/security_group/update", json!({"group": group}));
            }),
            Self::of_tagger("taking the sub-user out of the group", 13, |server| {
                let out = json!({"group_id": null, "subuser_ids": [tagger_id()]});
                server.master().must("subuser/security_group/assign", out);
            }),
            Self::of_tagger("deleting the group", 13, |server| {
                server.master().must("subuser/security_group/delete", json!({"security_group_id": tagger_id()}));
            }),
        ]
    }
}

/// Bars a user as another process would.
fn disable(server: &TestServer, user: i32) {
    server.by_command("UPDATE users SET disabled = TRUE WHERE id = ?1", [user]);
}

fn activate(server: &TestServer, activated: bool) {
    let mut user = calls::user("tag_update@fleet.example");
    user["id"] = json!(tagger_id());
    user["security_group_id"] = json!(tagger_id());
    user["activated"] = json!(activated);
    server.master().must("subuser/update", json!({"user": user}));
}

fn code(answer: &Answer) -> Option<u64> {
    answer.body["status"]["code"].as_u64()
}

#[test]
fn nothing_succeeds_after_the_end() {
    for End { what, hash, write: (action, params), code: expected, end } in End::all() {
        let server = TestServer::start();
        let client = server.client(&hash);
        client.must(action, params.clone());
        client.must("user/get_info", json!({}));
        end(&server);
        assert_eq!(code(&client.call(action, params)), Some(expected), "{what}");
        // Who has only lost a right is still somebody.
        let read = code(&client.call("user/get_info", json!({})));
        assert_eq!(read, (expected != 13).then_some(expected), "{what}");
    }
}

/// Thirty-two clients write by the credential until they are refused, while it ends.
fn hammer(end: &End) {
    let server = &TestServer::start();
    let (ended, acknowledged) = (&AtomicBool::new(false), &AtomicU32::new(0));
    let (begun, under_way) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..32 {
            let begun = begun.clone();
            scope.spawn(move || {
                let client = server.client(&end.hash);
                loop {
                    let too_late = ended.load(Ordering::SeqCst);
                    let answer = client.call(end.write.0, end.write.1.clone());
                    if answer.status == 200 {
                        assert!(!too_late, "{}: acknowledged after the end: {answer:?}", end.what);
                        acknowledged.fetch_add(1, Ordering::SeqCst);
                    } else {
                        assert_eq!(code(&answer), Some(end.code), "{}", end.what);
                    }
                    // Once is enough to know that this client is under way.
                    let _ = begun.send(());
                    if too_late {
                        return;
                    }
                }
            });
        }
        drop(begun);
        under_way.iter().take(64).for_each(drop);
        (end.end)(server);
        ended.store(true, Ordering::SeqCst);
    });
    let conn = Connection::open(server.path()).expect("the database");
    let sql = "SELECT (SELECT count(*) FROM tracker_groups WHERE title = 'Hammered')
                      + (SELECT count(*) FROM tags WHERE name = 'Hammered')";
    let stored: u32 = conn.query_row(sql, (), |row| row.get(0)).expect("counted");
    assert_eq!(stored, acknowledged.load(Ordering::SeqCst), "{}: acknowledged means stored, and refused not", end.what);
    assert!(stored > 0, "{}", end.what);
    world::assert_invariants(&server.path());
}

#[test]
fn of_thirty_two_clients_none_succeeds_after_the_end_and_all_that_did_before_is_there() {
    End::all().iter().for_each(hammer);
}

#[test]
fn an_end_ends_nothing_else() {
    type Ending = (&'static str, fn(&TestServer), &'static [&'static str]);
    let endings: [Ending; 3] = [
        (
            "logging out",
            |server| drop(server.master().must("user/logout", json!({}))),
            &[world::MASTER_AGAIN, world::API_KEY, world::SUB_USER, world::STRANGER],
        ),
        (
            "a new password",
            |server| {
                server
                    .master()
                    .must("user/password/set", json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD}));
            },
            &[world::MASTER, world::API_KEY, world::SUB_USER, world::STRANGER],
        ),
        (
            "revoking a key",
            |server| drop(server.master().must("api/key/delete", json!({"key": world::API_KEY}))),
            &[world::MASTER, world::SUB_USER, world::STRANGERS_KEY],
        ),
    ];
    for (what, end, spared) in endings {
        let server = TestServer::start();
        end(&server);
        for hash in spared {
            assert_eq!(server.client(hash).call("base/nothing", json!({})).status, 200, "{what} ended {hash}");
        }
    }
}

#[test]
fn who_is_let_in_again_has_to_log_in_again() {
    let server = TestServer::start();
    let tagger = server.client(&world::holder_of(TAGGER));
    activate(&server, false);
    let log_in = || {
        let login = json!({"login": "tag_update@fleet.example", "password": PASSWORD});
        server.client("").call("user/auth", login)
    };
    assert_eq!(code(&log_in()), Some(103));
    activate(&server, true);
    assert_eq!(code(&tagger.call("base/nothing", json!({}))), Some(4), "the old session stays ended");
    assert_eq!(log_in().status, 200);
}

#[test]
fn what_is_unbound_is_seen_no_more() {
    let server = TestServer::start();
    let read = || server.sub_user().call("tracker/read", json!({"tracker_id": TRACKERS[0]}));
    assert_eq!(code(&read()), None);
    server.master().must("subuser/tracker/unbind", json!({"subuser_id": SUB_USER_ID, "trackers": [TRACKERS[0]]}));
    assert_eq!(code(&read()), Some(201));
    assert_eq!(server.sub_user().must("tracker/list", json!({})), json!({"list": []}));
}

#[test]
fn no_login_by_the_old_password_outlives_the_new_one() {
    let server = &TestServer::start();
    let log_in = || server.client("").call("user/auth", json!({"login": "ada@fleet.example", "password": PASSWORD}));
    let logins: Vec<Answer> = thread::scope(|scope| {
        let callers: Vec<_> = (0..8).map(|_| scope.spawn(log_in)).collect();
        let new = json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD});
        server.master().must("user/password/set", new);
        callers.into_iter().map(|caller| caller.join().expect("answered")).collect()
    });
    for login in logins {
        match login.body["hash"].as_str() {
            Some(hash) => assert_eq!(code(&server.client(hash).call("base/nothing", json!({}))), Some(4)),
            None => assert_eq!(code(&login), Some(102)),
        }
    }
}

#[test]
fn of_many_new_passwords_at_once_one_comes_into_force() {
    let server = &TestServer::start();
    let password = |number: usize| format!("Other-Fleet-202{number}?");
    let set = |number: usize| {
        let new = json!({"old_password": PASSWORD, "new_password": password(number)});
        server.master().call("user/password/set", new)
    };
    let answers: Vec<Answer> = thread::scope(|scope| {
        let callers: Vec<_> = (0..8).map(|number| scope.spawn(move || set(number))).collect();
        callers.into_iter().map(|caller| caller.join().expect("answered")).collect()
    });
    let set: Vec<_> = (0..8).filter(|number| answers[*number].status == 200).collect();
    let [winner] = set[..] else { panic!("{answers:?}") };
    let refused = answers.iter().filter(|answer| code(answer) == Some(248)).count();
    assert_eq!(refused, 7, "the others were told that the old password is wrong by now: {answers:?}");
    let login = json!({"login": "ada@fleet.example", "password": password(winner)});
    server.client("").must("user/auth", login);
}
