//! Every write of every dialect ends what was kept of what it changes.

use std::collections::BTreeSet;

use muster::action::Effect;
use muster::navixy::ACTIONS;
use serde_json::json;

use super::Pair;
use crate::calls;
use crate::rows::calls::{self as rows, Call};
use crate::support::TestServer;
use crate::support::world::{API_KEY, KEY_OF_SUB_USER, MASTER};
use crate::thingspace::gateway;

/// Does what is to be done while answers are kept; whether that changed any of them.
fn changes(server: TestServer, what: &str, write: impl FnOnce(&TestServer)) -> bool {
    let pair = Pair::of(server);
    let before = pair.all_answers();
    write(&pair.server);
    let after = pair.all_answers();
    assert_eq!(after, pair.all_answers(), "{what}: it changes no more");
    after != before
}

/// The writes that changed an answer, of those that were played.
fn assert_changed<'w>(changed: impl Iterator<Item = &'w str>, expected: &[&str]) {
    let changed: BTreeSet<_> = changed.collect();
    let missing: Vec<_> = expected.iter().filter(|route| !changed.contains(*route)).collect();
    assert!(missing.is_empty(), "what is to be seen of {missing:?} was not looked at; but of {changed:?}");
}

#[test]
fn of_the_navixy_dialect() {
    let writes = |route: &str| ACTIONS.iter().any(|row| row.route.path() == route && row.effect == Effect::Write);
    let calls: Vec<_> = calls::all().into_iter().filter(|call| writes(call.route)).collect();
    let changed = calls.iter().filter(|call| {
        changes(calls::furnished(), call.route, |server| {
            server.master().must(call.route, call.params.clone());
        })
    });
    let expected = [
        "tracker/group/create",
        "tracker/group/update",
        "tracker/group/delete",
        "tag/create",
        "tag/update",
        "tag/delete",
        "user/settings/update",
        "user/logout",
        "api/key/delete",
        "subuser/update",
        "subuser/delete",
        "subuser/security_group/assign",
    ];
    assert_changed(changed.map(|call| call.route), &expected);
}

#[test]
fn of_the_other_dialects() {
    let writes: Vec<_> = rows::all().into_iter().filter(|call| call.row.effect == Effect::Write).collect();
    let named = |call: &Call| call.row.route.to_string();
    let changed: Vec<_> = writes.iter().filter(|call| has_changed(call)).map(named).collect();
    let expected = [
        "POST /api/groups",
        "PUT /api/groups/{id}",
        "DELETE /api/groups/{id}",
        "PUT /api/users/{id}",
        "DELETE /api/users/{id}",
        "POST /api/m2m/v1/groups",
        "PUT /api/m2m/v1/groups/{aname}/name/{gname}",
        "DELETE /api/m2m/v1/groups/{aname}/name/{gname}",
    ];
    assert_changed(changed.iter().map(String::as_str), &expected);
}

fn has_changed(call: &Call) -> bool {
    let server = rows::furnished();
    let caller = rows::caller(&server, call.vendor, "ada@fleet.example", API_KEY);
    changes(server, &call.row.route.to_string(), |_| {
        let answer = call.send(&caller);
        assert!([200, 201].contains(&answer.status), "{}: {answer:?}", call.row.route);
    })
}

#[test]
fn of_programs_at_the_gateway() {
    let server = TestServer::start();
    gateway::add_application(&server);
    let changed = changes(server, "a token", |server| {
        let token = gateway::bearer(server);
        let revoked = gateway::revoke(server, gateway::KEY, gateway::SECRET, &token);
        assert_eq!(revoked.status, 200, "{revoked:?}");
    });
    assert!(!changed, "they belong to no account");
}

#[test]
fn of_a_sub_user_and_of_another_account() {
    let by_stranger = |server: &TestServer| {
        server.stranger().must("tag/create", json!({"tag": {"name": "Made", "color": "ABCDEF"}}));
    };
    assert!(changes(TestServer::start(), "another account's tag", by_stranger));
    let by_sub_user = |server: &TestServer| {
        let token = rows::caller(server, rows::Vendor::Plaspy, "sue@fleet.example", KEY_OF_SUB_USER);
        assert_eq!(token.get("/api/groups").status, 200);
        server.sub_user().must("user/settings/update", json!({"time_zone": "Asia/Tokyo"}));
    };
    assert!(changes(TestServer::start(), "a sub-user's settings", by_sub_user));
}

#[test]
fn of_accounts_that_share_what_is_known_of_changes() {
    let server = TestServer::start();
    let neighbour = super::add_neighbour(&server);
    let pair = Pair::of(server);
    for _ in 0..3 {
        let before = (pair.answers(&neighbour), pair.all_answers());
        let create = |hash: &str| {
            pair.server.client(hash).must("tracker/group/create", json!({"title": "Made", "color": "ABCDEF"}));
        };
        create(&neighbour);
        let after = (pair.answers(&neighbour), pair.all_answers());
        assert_ne!(after.0, before.0);
        assert_eq!(after.1, before.1);
        create(MASTER);
        assert_eq!(pair.answers(&neighbour), after.0);
        assert_ne!(pair.all_answers(), after.1);
    }
}
