//! What people do with tracker groups.

use serde_json::json;

use crate::support::TestServer;
use crate::support::world::{self, BLOCKED, CLONE, GROUP, NO_GROUP, NO_TRACKER, OTHER_GROUP, TRACKERS};

/// Where each of the owner's trackers stands, as a dashboard would learn it.
fn groups_of(server: &TestServer) -> Vec<(i64, i64)> {
    let list = server.master().must("tracker/list", json!({}));
    let place = |tracker: &serde_json::Value| Some((tracker["id"].as_i64()?, tracker["group_id"].as_i64()?));
    list["list"].as_array().expect("a list").iter().map(|t| place(t).expect("ids")).collect()
}

#[test]
fn a_group_is_made_filled_renamed_and_deleted() {
    let server = TestServer::start();
    let master = server.master();

    let made = master.must("tracker/group/create", json!({"title": "Couriers", "color": "#50c878"}));
    let id = made["id"].as_i64().expect("an id");
    master.must("tracker/group/assign", json!({"id": id, "trackers": TRACKERS}));
    master.must("tracker/group/update", json!({"id": id, "title": "Bikes", "color": "ffffff"}));

    let listed = master.must("tracker/group/list", json!({}));
    assert_eq!(
        listed,
        json!({"list": [
            {"id": GROUP, "title": "Main office", "color": "FF6DDC"},
            {"id": OTHER_GROUP, "title": "Employees", "color": "1E96DC"},
            {"id": id, "title": "Bikes", "color": "FFFFFF"},
        ]})
    );
    let in_group = |server: &TestServer| groups_of(server).iter().filter(|(_, group)| *group == id).count();
    assert_eq!(in_group(&server), TRACKERS.len());

    master.must("tracker/group/delete", json!({"id": id}));
    assert_eq!(in_group(&server), 0, "the members went to the default group");
    assert!(groups_of(&server).iter().all(|(_, group)| *group == 0));
    assert_eq!(master.call("tracker/group/delete", json!({"id": id})).body["status"]["code"], 201);
}

#[test]
fn assign_does_all_or_nothing() {
    let server = TestServer::start();
    let master = server.master();
    master.must("tracker/group/assign", json!({"id": GROUP, "trackers": [TRACKERS[0]]}));
    let before = server.contents();
    for (group, trackers, code, why) in [
        (OTHER_GROUP, json!([TRACKERS[0], NO_TRACKER]), 217, "one tracker is missing"),
        (OTHER_GROUP, json!([TRACKERS[0], world::FOREIGN_TRACKER]), 217, "one tracker is another's"),
        (OTHER_GROUP, json!([TRACKERS[0], BLOCKED]), 208, "one tracker is blocked"),
        (OTHER_GROUP, json!([BLOCKED, NO_TRACKER]), 217, "missing counts before blocked"),
        (NO_GROUP, json!([NO_TRACKER]), 201, "the group counts before the list"),
        (NO_GROUP, json!([]), 201, "the group counts even for no trackers"),
        (world::FOREIGN_GROUP, json!([TRACKERS[0]]), 201, "another's group"),
        (OTHER_GROUP, json!([TRACKERS[0], null]), 7, "a null"),
        (0, json!([BLOCKED]), 208, "out of any group, blocked all the same"),
    ] {
        let answer = master.call("tracker/group/assign", json!({"id": group, "trackers": trackers}));
        assert_eq!(answer.body["status"]["code"], code, "{why}");
        assert_eq!(server.contents(), before, "{why}");
    }
}

#[test]
fn assign_takes_sets_clones_and_empty_lists() {
    let server = TestServer::start();
    let master = server.master();
    let before = server.contents();
    master.must("tracker/group/assign", json!({"id": GROUP, "trackers": []}));
    assert_eq!(server.contents(), before, "no trackers, no change");

    master.must("tracker/group/assign", json!({"id": GROUP, "trackers": [CLONE, CLONE, CLONE]}));
    let places = groups_of(&server);
    assert!(places.contains(&(CLONE.into(), GROUP.into())), "the clone moved");
    assert!(places.contains(&(TRACKERS[0].into(), 0)), "the tracker whose source it shares did not");

    master.must("tracker/group/assign", json!({"id": 0, "trackers": [CLONE]}));
    assert!(groups_of(&server).contains(&(CLONE.into(), 0)));
}

#[test]
fn fifty_thousand_trackers_are_assigned_in_one_call() {
    let server = TestServer::start();
    let conn = rusqlite::Connection::open(server.path()).expect("the database");
    conn.execute_batch(
        "PRAGMA synchronous = OFF; BEGIN;
         WITH RECURSIVE n (i) AS (SELECT 2000001 UNION ALL SELECT i + 1 FROM n WHERE i < 2050000)
         INSERT INTO sources SELECT 1, i, 'many-' || i, 'm', NULL, FALSE, 0 FROM n;
         INSERT INTO trackers SELECT 1, id, 'Many', NULL, 1, id, FALSE, 0 FROM sources WHERE id > 2000000;
         COMMIT;",
    )
    .expect("filled");
    let ids: Vec<i32> = (2_000_001..=2_050_000).collect();
    let master = server.master();
    master.must("tracker/group/assign", json!({"id": GROUP, "trackers": ids}));
    let members = |conn: &rusqlite::Connection| -> i64 {
        conn.query_row("SELECT count(*) FROM trackers WHERE group_id = 167", (), |row| row.get(0)).expect("counted")
    };
    assert_eq!(members(&conn), 50_000);

    let mut with_a_stranger = ids;
    with_a_stranger.push(NO_TRACKER);
    let refused = master.call("tracker/group/assign", json!({"id": 0, "trackers": with_a_stranger}));
    assert_eq!(refused.body["status"]["code"], 217);
    assert_eq!(members(&conn), 50_000, "one id too many, and none moved");
}

// shows: groups_per_account
#[test]
fn an_account_has_as_many_groups_as_it_may_and_no_more() {
    let limits = muster::limits::Limits { groups_per_account: 4, ..Default::default() };
    let server = TestServer::with(crate::support::Options { limits, ..Default::default() });
    let create = || server.master().call("tracker/group/create", json!({"title": "More", "color": "000000"}));
    assert_eq!(create().status, 200);
    assert_eq!(create().status, 200, "titles need not be unique");
    let over = create();
    assert_eq!((over.status, over.body["status"]["code"].as_i64()), (402, Some(268)));
    server.stranger().must("tracker/group/create", json!({"title": "More", "color": "000000"}));
    server.master().must("tracker/group/delete", json!({"id": GROUP}));
    assert_eq!(create().status, 200, "there is room again");
}

#[test]
fn a_sub_user_sees_all_groups_but_only_its_own_trackers() {
    let server = TestServer::start();
    let groups = |client: crate::support::Client| client.must("tracker/group/list", json!({}));
    assert_eq!(groups(server.sub_user()), groups(server.master()));
    let list = server.sub_user().must("tracker/list", json!({}));
    assert_eq!(
        list,
        json!({"list": [{
            "id": TRACKERS[0], "label": "Tracker 991999", "clone": false, "group_id": 0,
            "source": {
                "id": TRACKERS[0], "device_id": "D991999", "model": "telfmb920", "blocked": false, "tariff_id": 1,
                "status_listing_id": null, "creation_date": "2026-09-21", "tariff_end_date": null,
                "phone": "15555550100",
            },
            "tag_bindings": [],
        }]})
    );
}

#[test]
fn an_api_key_acts_as_its_owner() {
    let server = TestServer::start();
    let by_key = server.client(world::API_KEY);
    let made = by_key.must("tracker/group/create", json!({"title": "By key", "color": "123456"}));
    let listed = server.master().must("tracker/group/list", json!({}));
    assert_eq!(listed["list"][2]["id"], made["id"]);
}

#[test]
fn a_session_ends_thirty_days_after_its_creation_used_or_not() {
    let server = TestServer::start();
    let master = server.master();
    server.clock.advance(world::LIFETIME - 1);
    master.must("tracker/group/list", json!({}));
    server.clock.advance(1);
    let ended = master.call("tracker/group/list", json!({}));
    assert_eq!((ended.status, ended.body["status"]["code"].as_i64()), (400, Some(4)));
}

#[test]
fn trackers_are_found_by_parts_of_their_labels_in_any_case() {
    let server = TestServer::start();
    let found = |labels: serde_json::Value| {
        let answer = server.master().must("tracker/list", json!({"labels": labels}));
        answer["list"].as_array().expect("a list").iter().filter_map(|t| t["id"].as_i64()).collect::<Vec<_>>()
    };
    assert_eq!(found(json!(["91999"])), [i64::from(TRACKERS[0])]);
    assert_eq!(found(json!(["cLONE", "nothing"])), [i64::from(CLONE)]);
    assert_eq!(found(json!(["nothing"])), [0_i64; 0]);
    assert_eq!(found(json!([" "])).len(), 4, "a blank is a part like any other");
    assert_eq!(found(json!(["\t"])).len(), 0);
    for absent in [json!(null), json!("")] {
        assert_eq!(found(absent).len(), 5, "not given, so all");
    }
}
