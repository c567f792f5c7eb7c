//! Many callers at once: whatever the order turns out to be, it is one order, and nothing is left half done.

use std::collections::BTreeSet;
use std::thread;

use serde_json::json;

use crate::support::{TestServer, world};

#[test]
fn assigning_to_groups_while_they_are_deleted_leaves_no_tracker_astray() {
    let server = TestServer::start();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let master = server.master();
                for _ in 0..15 {
                    let made = master.must("tracker/group/create", json!({"title": "Short-lived", "color": "AAAAAA"}));
                    let id = made["id"].clone();
                    thread::scope(|inner| {
                        inner.spawn(|| {
                            let assigned = server
                                .master()
                                .call("tracker/group/assign", json!({"id": id, "trackers": world::TRACKERS}));
                            let code = assigned.body["status"]["code"].as_u64();
                            assert!(matches!(code, None | Some(201)), "{assigned:?}");
                        });
                        master.must("tracker/group/delete", json!({"id": id}));
                    });
                }
            });
        }
    });
    world::assert_invariants(&server.path());
    let list = server.master().must("tracker/list", json!({}));
    let astray = list["list"].as_array().expect("a list").iter().filter(|tracker| tracker["group_id"] != 0).count();
    assert_eq!(astray, 0, "every group is deleted, so every tracker stands in the default one");
}

#[test]
fn of_many_deletions_of_one_group_exactly_one_succeeds() {
    let server = TestServer::start();
    let deletions: Vec<_> = thread::scope(|scope| {
        let delete = || server.master().call("tracker/group/delete", json!({"id": world::GROUP})).status;
        let callers: Vec<_> = (0..16).map(|_| scope.spawn(delete)).collect();
        callers.into_iter().map(|caller| caller.join().expect("answered")).collect()
    });
    assert_eq!(deletions.iter().filter(|status| **status == 200).count(), 1, "{deletions:?}");
}

#[test]
fn groups_made_at_once_have_ids_of_their_own_and_all_are_listed() {
    let server = TestServer::start();
    let made: Vec<i64> = thread::scope(|scope| {
        let create = || {
            let master = server.master();
            let create = || master.must("tracker/group/create", json!({"title": "One of many", "color": "BBBBBB"}));
            (0..10).map(|_| create()["id"].as_i64().expect("an id")).collect::<Vec<_>>()
        };
        let callers: Vec<_> = (0..16).map(|_| scope.spawn(create)).collect();
        callers.into_iter().flat_map(|caller| caller.join().expect("answered")).collect()
    });
    let distinct: BTreeSet<_> = made.iter().copied().collect();
    assert_eq!(distinct.len(), 160);
    let listed = server.master().must("tracker/group/list", json!({}));
    let ids: BTreeSet<_> =
        listed["list"].as_array().expect("a list").iter().filter_map(|group| group["id"].as_i64()).collect();
    assert!(distinct.is_subset(&ids), "an acknowledged group is there");
}

#[test]
fn a_caller_sees_its_own_write_at_once() {
    let server = TestServer::start();
    thread::scope(|scope| {
        for caller in 0..8 {
            let server = &server;
            scope.spawn(move || {
                let master = server.master();
                for round in 0..10 {
                    let title = format!("{caller}-{round}");
                    master.must("tracker/group/create", json!({"title": title, "color": "CCCCCC"}));
                    let listed = server.client(world::MASTER_AGAIN).must("tracker/group/list", json!({}));
                    let groups = listed["list"].as_array().expect("a list");
                    assert!(groups.iter().any(|group| group["title"] == title.as_str()), "{title}");
                }
            });
        }
    });
}
