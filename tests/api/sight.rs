//! What a sub-user sees: the trackers bound to it, the members of its group, and one tracker of its own.

use muster::access::Requirement;
use muster::navixy::ACTIONS;
use rusqlite::{Connection, params};
use serde_json::json;

use crate::calls::{self, Call, Kind, TAG};
use crate::sub_users::{register, seen};
use crate::support::world::{self, BLOCKED, CLONE, FIRST_HOLDER_ID, GROUP, OTHER_GROUP, SUB_USER_ID, TRACKERS};
use crate::support::{Client, TestServer};

/// Notes a group or a tracker of a sub-user, as another dialect would.
fn note(server: &TestServer, user: i64, group: Option<i32>, tracker: Option<i32>) {
    let conn = Connection::open(server.path()).expect("the database");
    let details = "REPLACE INTO user_details (account_id, user_id, tags, privileges, group_id, tracker_id)
                   VALUES (1, ?1, '{}', '[]', ?2, ?3)";
    conn.execute(details, params![user, group, tracker]).expect("noted");
}

/// The group and the tracker that are noted of a sub-user.
fn noted(server: &TestServer, user: i32) -> (Option<i32>, Option<i32>) {
    let conn = Connection::open(server.path()).expect("the database");
    let details = "SELECT group_id, tracker_id FROM user_details WHERE account_id = 1 AND user_id = ?1";
    conn.query_row(details, [user], |row| Ok((row.get(0)?, row.get(1)?))).expect("a row")
}

fn assign(server: &TestServer, group: i32, trackers: &[i32]) {
    server.master().must("tracker/group/assign", json!({"id": group, "trackers": trackers}));
}

#[test]
fn a_sub_user_sees_the_members_of_its_group_and_its_own_tracker_beside_those_bound_to_it() {
    let server = calls::furnished();
    let master = server.master();
    let [first, second, third] = TRACKERS;
    for tracker in [first, second, third, CLONE] {
        let tags = json!({"tracker_id": tracker, "tag_bindings": [{"tag_id": TAG, "ordinal": 1}]});
        master.must("tracker/tags/set", tags);
    }
    assign(&server, GROUP, &[first, second]);
    assign(&server, OTHER_GROUP, &[CLONE]);
    let (id, sub_user) = register(&server, &[first]);
    let (group, other, own) = (Some(GROUP), Some(OTHER_GROUP), Some);
    for (group, tracker, expected) in [
        (None, None, &[first][..]),
        (group, None, &[first, second]),
        (other, None, &[first, CLONE]),
        (None, own(third), &[first, third]),
        (None, own(first), &[first]),
        (group, own(second), &[first, second]),
        (other, own(third), &[first, third, CLONE]),
    ] {
        note(&server, id, group, tracker);
        let mut expected: Vec<_> = expected.iter().map(|id| i64::from(*id)).collect();
        expected.sort_unstable();
        assert_eq!(seen(&sub_user), [expected.clone(), expected.clone(), expected], "{group:?} {tracker:?}");
    }
    // What is bound is one matter, and what is seen another.
    assert_eq!(master.must("subuser/tracker/list", json!({"subuser_id": id})), json!({"list": [first]}));
}

#[test]
fn whoever_comes_into_the_group_is_seen_and_whoever_leaves_it_is_not() {
    let server = calls::furnished();
    let (id, sub_user) = register(&server, &[]);
    note(&server, id, Some(GROUP), None);
    for members in [&[][..], &TRACKERS[..1], &TRACKERS[1..], &[]] {
        assign(&server, 0, &TRACKERS);
        assign(&server, GROUP, members);
        let [listed, _, known] = seen(&sub_user);
        let expected: Vec<_> = members.iter().map(|id| i64::from(*id)).collect();
        assert_eq!([listed, known], [expected.clone(), expected]);
    }
}

#[test]
fn a_group_that_only_another_sub_user_sees_is_no_concern_of_this_one() {
    let server = calls::furnished();
    let (id, sub_user) = register(&server, &[]);
    assign(&server, GROUP, &TRACKERS);
    note(&server, i64::from(SUB_USER_ID), Some(GROUP), Some(CLONE));
    note(&server, id, None, None);
    assert_eq!(seen(&sub_user), [const { Vec::<i64>::new() }; 3]);
}

/// The ways in which a sub-user comes to see the first two trackers: those bound to it, its group, its own tracker.
const WAYS: [(&[i32], Option<i32>, Option<i32>); 4] = [
    (&[TRACKERS[0], TRACKERS[1]], None, None),
    (&[], Some(GROUP), None),
    (&[TRACKERS[1]], None, Some(TRACKERS[0])),
    (&[TRACKERS[0]], None, Some(TRACKERS[1])),
];

/// Who may make the call without being the owner: its id, and a session of it.
fn caller(server: &TestServer, call: &Call) -> Option<(i32, Client)> {
    let row = ACTIONS.iter().find(|row| row.route.path() == call.route).expect("a row");
    match row.requires {
        Requirement::AnyUser => Some((SUB_USER_ID, server.sub_user())),
        Requirement::Right(right) => Some((FIRST_HOLDER_ID + right as i32, server.client(&world::holder_of(right)))),
        Requirement::Nothing | Requirement::Master => None,
    }
}

#[test]
fn every_action_on_a_tracker_answers_the_same_however_the_tracker_is_seen() {
    let on_trackers = |call: &Call| call.ids.iter().any(|id| id.kind == Kind::Tracker);
    let mut asked = 0;
    for call in calls::all().into_iter().filter(on_trackers) {
        let mut answers = Vec::new();
        for (bound, group, tracker) in WAYS {
            let server = calls::furnished();
            let Some((id, client)) = caller(&server, &call) else { continue };
            assign(&server, GROUP, &TRACKERS[..2]);
            let everything = json!([TRACKERS[0], TRACKERS[1], TRACKERS[2], BLOCKED, CLONE]);
            server.master().must("subuser/tracker/unbind", json!({"subuser_id": id, "trackers": everything}));
            server.master().must("subuser/tracker/bind", json!({"subuser_id": id, "trackers": bound}));
            note(&server, i64::from(id), group, tracker);
            let answer = client.call(call.route, call.params.clone());
            assert_eq!(answer.status, 200, "{} {bound:?} {group:?} {tracker:?}: {answer:?}", call.route);
            answers.push(answer);
            asked += 1;
        }
        answers.dedup();
        assert!(answers.len() < 2, "{}: {answers:?}", call.route);
    }
    assert_eq!(asked, 11 * WAYS.len(), "all actions that take a tracker, but for those of the owner alone");
}

#[test]
fn what_is_gone_is_nobodys_group_and_nobodys_own_tracker() {
    let [_, second, _] = TRACKERS;
    let (group, other, clone) = (Some(GROUP), Some(OTHER_GROUP), Some(CLONE));
    for (action, params, left) in [
        ("tracker/group/delete", json!({"id": GROUP}), [(None, clone), (None, Some(second)), (other, None)]),
        ("tracker/delete", json!({"tracker_id": CLONE}), [(group, None), (group, Some(second)), (other, None)]),
        ("tracker/corrupt", json!({"tracker_id": second}), [(group, clone), (group, None), (other, None)]),
    ] {
        let server = calls::furnished();
        let users = [SUB_USER_ID, FIRST_HOLDER_ID, FIRST_HOLDER_ID + 1];
        for (user, (group, tracker)) in users.into_iter().zip([(group, clone), (group, Some(second)), (other, None)]) {
            note(&server, i64::from(user), group, tracker);
        }
        server.master().must(action, params);
        assert_eq!(users.map(|user| noted(&server, user)), left, "{action}");
    }
}
