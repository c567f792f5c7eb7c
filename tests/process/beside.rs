//! The command line works beside a server on the same file, and the server notices at once.

use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use crate::support::{Installation, OWNER, PASSWORD};

const OK: (u16, i64) = (200, 0);
const ENDED: (u16, i64) = (400, 4);
const BLOCKED: (u16, i64) = (403, 275);

const SUB_USER: &str = "sue@fleet.example";

/// An installation with a sub-user.
fn with_sub_user() -> Installation {
    let here = Installation::new();
    here.json_with(&format!("subuser add --owner {OWNER} --login {SUB_USER} --password-stdin"), PASSWORD);
    here
}

#[test]
fn a_session_made_beside_the_server_is_good_at_once() {
    let here = with_sub_user();
    let server = here.serve();
    for login in [OWNER, SUB_USER] {
        assert_eq!(server.client(&here.session(login)).knocks(), OK, "{login}");
    }
    let made =
        server.client(&here.session(OWNER)).must("tracker/group/create", json!({"title": "New", "color": "000000"}));
    let listed = here.json(&format!("group list --owner {OWNER}"));
    assert_eq!(listed["groups"][0]["id"], made["id"], "and the command line sees what it did");
}

#[test]
fn disabling_an_owner_shuts_out_the_whole_account_until_it_is_enabled() {
    let here = with_sub_user();
    here.json_with("user add --login otto@quarry.example --password-stdin", PASSWORD);
    let [owner, sub_user, stranger] = [OWNER, SUB_USER, "otto@quarry.example"].map(|login| here.session(login));
    let server = here.serve();
    let knocks = || [&owner, &here.api_key, &sub_user, &stranger].map(|hash| server.client(hash).knocks());
    assert_eq!(knocks(), [OK; 4]);

    here.json(&format!("user disable {OWNER}"));
    assert_eq!(knocks(), [ENDED, BLOCKED, BLOCKED, OK], "session, key, sub-user's session, another owner's session");
    let refused = server.client(&here.api_key).call("tracker/group/create", json!({"title": "New", "color": "000000"}));
    assert_eq!(refused.brief(), BLOCKED, "writes too");

    here.json(&format!("user enable {OWNER}"));
    assert_eq!(knocks(), [ENDED, OK, OK, OK], "an ended session does not come back");
    assert_eq!(server.client(&here.session(OWNER)).knocks(), OK, "but a new one can be made");
}

#[test]
fn disabling_a_sub_user_ends_its_sessions_and_nobody_elses() {
    let here = with_sub_user();
    let [owner, sub_user] = [OWNER, SUB_USER].map(|login| here.session(login));
    let server = here.serve();
    let knocks = || [&owner, &here.api_key, &sub_user].map(|hash| server.client(hash).knocks());
    here.json(&format!("user disable {SUB_USER}"));
    assert_eq!(knocks(), [OK, OK, ENDED]);
    here.json(&format!("user enable {SUB_USER}"));
    assert_eq!(knocks(), [OK, OK, ENDED]);
}

#[test]
fn a_sub_user_sees_a_tracker_from_the_moment_it_is_bound() {
    let here = with_sub_user();
    here.put("three.csv", "label,imei\nVan 1,V1\nVan 2,V2\nVan 3,V3\n");
    here.json(&format!("tracker import three.csv --owner {OWNER}"));
    let hash = here.session(SUB_USER);
    let server = here.serve();
    let seen = || {
        let list = server.client(&hash).must("tracker/list", json!({}))["list"].clone();
        list.as_array().expect("a list").iter().filter_map(|tracker| tracker["id"].as_i64()).collect::<Vec<_>>()
    };
    assert_eq!(seen(), [0; 0]);
    assert_eq!(here.json(&format!("subuser bind --login {SUB_USER} --trackers 3,1")), json!({"bound": 2}));
    assert_eq!(seen(), [1, 3]);
    here.json("tracker remove 1");
    assert_eq!(seen(), [3]);
}

#[test]
fn a_new_password_ends_the_users_sessions() {
    let here = with_sub_user();
    let [first, second, sub_user] = [OWNER, OWNER, SUB_USER].map(|login| here.session(login));
    let server = here.serve();
    let knocks = || [&first, &second, &sub_user, &here.api_key].map(|hash| server.client(hash).knocks());
    assert_eq!(knocks(), [OK; 4]);
    here.json_with(&format!("user password {OWNER} --password-stdin"), "another password");
    assert_eq!(knocks(), [ENDED, ENDED, OK, OK]);
}

#[test]
fn a_revoked_key_opens_nothing_from_then_on() {
    let here = Installation::new();
    let other =
        here.json(&format!("key create --login {OWNER} --title Other"))["key"].as_str().expect("a key").to_owned();
    let server = here.serve();
    let knocks = || [&here.api_key, &other].map(|key| server.client(key).knocks());
    assert_eq!(knocks(), [OK; 2]);
    here.json(&format!("key revoke {}", here.api_key));
    assert_eq!(knocks(), [ENDED, OK]);
}

#[test]
fn a_blocked_tracker_cannot_be_assigned_until_it_is_unblocked() {
    let here = Installation::new();
    here.put("two.csv", "label,imei,group\nVan 1,V1,Main office\nVan 2,V2,Night shift\n");
    here.json(&format!("tracker import two.csv --owner {OWNER}"));
    let server = here.serve();
    let client = server.client(&here.api_key);
    let assign = || client.call("tracker/group/assign", json!({"id": 2, "trackers": [1, 2]})).brief();
    let places = || {
        here.json(&format!("tracker list --owner {OWNER}"))["trackers"]
            .as_array()
            .map(|list| list.iter().map(|tracker| tracker["group_id"].as_i64()).collect::<Vec<_>>())
    };
    here.json("tracker block 1");
    assert_eq!(assign(), (403, 208));
    assert_eq!(places(), Some(vec![Some(1), Some(2)]), "neither was moved");
    here.json("tracker unblock 1");
    assert_eq!(assign(), OK);
    assert_eq!(places(), Some(vec![Some(2), Some(2)]));
    here.json("tracker remove 1");
    assert_eq!(assign(), (400, 217));
}

#[test]
fn nobody_is_turned_away_while_a_fleet_is_imported() {
    let here = Installation::new();
    let rows: String = (0..5_000).map(|row| format!("Van {row},V-{row},Depot {}\n", row % 20)).collect();
    here.put("big.csv", format!("label,device_id,group\n{rows}"));
    let server = here.serve();
    let importing = AtomicBool::new(true);
    let made = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..4)
            .map(|caller| {
                let (client, importing) = (server.client(&here.api_key), &importing);
                scope.spawn(move || {
                    let mut made = 0;
                    // Each asks once more when the import has ended, so that each asks at least once.
                    while importing.load(Ordering::SeqCst) || made == 0 {
                        client
                            .must("tracker/group/create", json!({"title": format!("Of {caller}"), "color": "123456"}));
                        client.must("tracker/group/list", json!({}));
                        client.must("tracker/list", json!({"labels": ["Van 4999"]}));
                        made += 1;
                    }
                    made
                })
            })
            .collect();
        let imported = here.json(&format!("tracker import big.csv --owner {OWNER}"));
        assert_eq!(imported, json!({"imported": 5_000, "groups_created": 20}));
        importing.store(false, Ordering::SeqCst);
        callers.into_iter().map(|caller| caller.join().expect("a caller")).sum::<usize>()
    });
    let groups = here.json(&format!("group list --owner {OWNER}"));
    assert_eq!(groups["groups"].as_array().map(Vec::len), Some(20 + made));
    here.run("check").done();
}
