//! Sub-users: what they see, what they may do, and how both change under their open sessions.

use muster::domain::Right;
use serde_json::{Value, json};

use crate::calls::{self, TAG};
use crate::support::world::{self, BLOCKED, CLONE, GROUP, OTHER_GROUP, SUB_USER_ID, TRACKERS};
use crate::support::{Answer, Client, TestServer};

fn code(answer: &Answer) -> Option<u64> {
    answer.body["status"]["code"].as_u64()
}

/// A new sub-user of the owner without rights, who sees those trackers; its id, and an open session of it.
pub fn register(server: &TestServer, trackers: &[i32]) -> (i64, Client) {
    let master = server.master();
    let mut user = calls::user("new@fleet.example");
    user["security_group_id"] = json!(null);
    let made = master.must("subuser/register", json!({"user": user, "password": "pass-word"}));
    let id = made["id"].as_i64().expect("an id");
    master.must("subuser/tracker/bind", json!({"subuser_id": id, "trackers": trackers}));
    let opened = master.must("subuser/session/create", json!({"subuser_id": id}));
    (id, server.client(opened["hash"].as_str().expect("a hash")))
}

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().expect("a list").iter().filter_map(|tracker| tracker["id"].as_i64()).collect()
}

/// Which trackers a caller is told of, by every way of asking for all there are.
pub fn seen(client: &Client) -> [Vec<i64>; 3] {
    let listed = client.must("tracker/list", json!({}));
    let tagged = client.must("tag/search", json!({"tag_ids": [TAG]}));
    let known = client.must("tracker/get_states", json!({"list_blocked": true}));
    let states = known["states"].as_object().expect("an object").keys().map(|id| id.parse().expect("an id"));
    let blocked = known["blocked"].as_array().expect("a list").iter().filter_map(Value::as_i64);
    let mut known: Vec<i64> = states.chain(blocked).collect();
    known.sort_unstable();
    [ids(&listed["list"]), ids(&tagged["result"]["tracker"]), known]
}

#[test]
fn a_sub_user_is_told_of_its_trackers_alone_however_it_asks() {
    let server = calls::furnished();
    let master = server.master();
    let everything = [TRACKERS[0], TRACKERS[1], TRACKERS[2], BLOCKED, CLONE];
    for tracker in everything.into_iter().filter(|tracker| *tracker != BLOCKED) {
        let tags = json!({"tracker_id": tracker, "tag_bindings": [{"tag_id": TAG, "ordinal": 1}]});
        master.must("tracker/tags/set", tags);
    }
    // The operator's database has a model of its own for each.
    let conn = rusqlite::Connection::open(server.path()).expect("the database");
    conn.execute("UPDATE sources SET model = 'model' || id WHERE account_id = 1", ()).expect("changed");
    let models = |client: &Client| {
        let list = client.must("tracker/list_models", json!({}))["list"].clone();
        list.as_array().expect("a list").iter().map(|model| model["code"].clone()).collect::<Vec<_>>()
    };

    let (id, sub_user) = register(&server, &[]);
    for bound in [&[][..], &[TRACKERS[1]], &[TRACKERS[1], BLOCKED], &[TRACKERS[2], CLONE], &everything] {
        master.must("subuser/tracker/unbind", json!({"subuser_id": id, "trackers": everything}));
        master.must("subuser/tracker/bind", json!({"subuser_id": id, "trackers": bound}));
        let all: Vec<i64> = bound.iter().map(|id| i64::from(*id)).collect();
        let tagged = all.iter().copied().filter(|id| *id != i64::from(BLOCKED)).collect();
        assert_eq!(seen(&sub_user), [all.clone(), tagged, all.clone()], "{bound:?}");
        assert_eq!(master.must("subuser/tracker/list", json!({"subuser_id": id})), json!({"list": bound}));
        let sources: std::collections::BTreeSet<_> =
            bound.iter().map(|id| if *id == CLONE { TRACKERS[0] } else { *id }).collect();
        let expected: Vec<_> = sources.into_iter().map(|id| json!(format!("model{id}"))).collect();
        assert_eq!(models(&sub_user), expected, "{bound:?}");
    }
    assert_eq!(seen(&master)[0], seen(&sub_user)[0], "the owner sees all");
}

#[test]
fn a_sub_user_sees_all_groups_and_tags_of_its_owner() {
    let server = calls::furnished();
    let (_, sub_user) = register(&server, &[]);
    for action in ["tracker/group/list", "tag/list"] {
        assert_eq!(sub_user.must(action, json!({})), server.master().must(action, json!({})), "{action}");
    }
}

#[test]
fn a_right_works_on_bound_trackers_and_on_no_others() {
    let server = calls::furnished();
    let holder = server.client(&world::holder_of(Right::TrackerUpdate));
    let id = world::FIRST_HOLDER_ID + Right::TrackerUpdate as i32;
    let rename = |tracker: i32| {
        holder.call("tracker/settings/update", json!({"tracker_id": tracker, "group_id": GROUP, "label": "Mine"}))
    };
    let tag = |tracker: i32| {
        let tags = json!([{"tag_id": TAG, "ordinal": 1}]);
        holder.call("tracker/tags/set", json!({"tracker_id": tracker, "tag_bindings": tags}))
    };
    assert_eq!((code(&rename(TRACKERS[0])), code(&tag(TRACKERS[0]))), (Some(201), Some(201)));
    server.master().must("subuser/tracker/bind", json!({"subuser_id": id, "trackers": [TRACKERS[0]]}));
    assert_eq!((code(&rename(TRACKERS[0])), code(&tag(TRACKERS[0]))), (None, None));
    assert_eq!((code(&rename(TRACKERS[1])), code(&tag(TRACKERS[1]))), (Some(201), Some(201)));

    // The right moves a tracker to a group by its settings, although groups themselves are the owner's.
    let read = server.master().must("tracker/read", json!({"tracker_id": TRACKERS[0]}));
    assert_eq!((&read["value"]["label"], &read["value"]["group_id"]), (&json!("Mine"), &json!(GROUP)));
    for (action, params) in [
        ("tracker/group/create", json!({"title": "No", "color": "000000"})),
        ("tracker/group/update", json!({"id": GROUP, "title": "No", "color": "000000"})),
        ("tracker/group/assign", json!({"id": OTHER_GROUP, "trackers": [TRACKERS[0]]})),
        ("tracker/group/delete", json!({"id": GROUP})),
    ] {
        assert_eq!(code(&holder.call(action, params)), Some(13), "{action}");
    }
}

#[test]
fn rights_come_and_go_under_an_open_session() {
    let server = TestServer::start();
    let master = server.master();
    let (id, sub_user) = register(&server, &[]);
    let may = || {
        let rights = sub_user.must("user/get_info", json!({}))["privileges"]["rights"].clone();
        let made = sub_user.call("tag/create", json!({"tag": {"name": "Made", "color": "ABCDEF"}}));
        (rights, code(&made))
    };
    let group = |rights: &[&str]| json!({"label": "Dispatch", "privileges": {"rights": rights}});
    let none = (json!([]), Some(13));
    assert_eq!(may(), none);

    let made = master.must("subuser/security_group/create", json!({"group": group(&["reports", "tag_update"])}));
    assert_eq!(may(), none, "a group that it is not in");
    let assign = |group: &Value| {
        master.must("subuser/security_group/assign", json!({"group_id": group, "subuser_ids": [id]}));
    };
    assign(&made["id"]);
    assert_eq!(may(), (json!(["tag_update", "reports"]), None));

    let mut changed = group(&["reports"]);
    changed["id"] = made["id"].clone();
    master.must("subuser/security_group/update", json!({"group": changed}));
    assert_eq!(may(), (json!(["reports"]), Some(13)));

    let tagger = world::FIRST_HOLDER_ID + Right::TagUpdate as i32;
    assign(&json!(tagger));
    assert_eq!(may(), (json!(["tag_update"]), None), "another group");
    assign(&json!(null));
    assert_eq!(may(), none, "none");

    let mut user = calls::user("new@fleet.example");
    user["id"] = json!(id);
    user["security_group_id"] = json!(tagger);
    master.must("subuser/update", json!({"user": user}));
    assert_eq!(may(), (json!(["tag_update"]), None), "by the user's own form");
    master.must("subuser/security_group/delete", json!({"id": tagger}));
    assert_eq!(may(), none, "its group is gone");
    let listed = master.must("subuser/list", json!({}))["list"].clone();
    let shown = listed.as_array().expect("a list").iter().find(|user| user["id"] == json!(id)).expect("it");
    assert_eq!(shown["security_group_id"], json!(null));
}

#[test]
fn what_a_sub_user_makes_is_its_owners_and_stays() {
    let server = TestServer::start();
    let tagger = world::FIRST_HOLDER_ID + Right::TagUpdate as i32;
    let made = server
        .client(&world::holder_of(Right::TagUpdate))
        .must("tag/create", json!({"tag": {"name": "Made", "color": "ABCDEF"}}));
    server.master().must("subuser/delete", json!({"subuser_id": tagger}));
    let expected = json!({"list": [{"id": made["id"], "name": "Made", "color": "ABCDEF"}], "count": 1});
    assert_eq!(server.master().must("tag/list", json!({})), expected);
}

#[test]
fn each_user_has_settings_of_its_own() {
    let server = TestServer::start();
    let (sue, ada) = (server.sub_user(), server.master());
    sue.must("user/settings/update", json!({"time_zone": "Asia/Tokyo"}));
    sue.must("user/settings/ui/update", json!({"key": "theme", "value": "dark"}));
    let zone = |client: &Client| client.must("user/settings/read", json!({}))["settings"]["time_zone"].clone();
    let theme = |client: &Client| client.must("user/settings/ui/read", json!({"key": "theme"}))["value"].clone();
    assert_eq!((zone(&sue), theme(&sue)), (json!("Asia/Tokyo"), json!("dark")));
    assert_eq!((zone(&ada), theme(&ada)), (json!("Europe/Berlin"), json!(null)));
    let time =
        |client: &Client| client.must("tracker/get_state", json!({"tracker_id": TRACKERS[0]}))["user_time"].clone();
    assert_eq!((time(&sue), time(&ada)), (json!("2026-09-21 23:13:20"), json!("2026-09-21 16:13:20")));
}

#[test]
fn a_sub_user_who_is_gone_leaves_its_login_to_others() {
    let server = TestServer::start();
    let register = |client: &Client| {
        let mut user = calls::user("sue@fleet.example");
        user["security_group_id"] = json!(null);
        client.call("subuser/register", json!({"user": user, "password": "pass-word"}))
    };
    assert_eq!(code(&register(&server.stranger())), Some(206));
    server.master().must("subuser/delete", json!({"subuser_id": SUB_USER_ID}));
    assert_eq!(code(&register(&server.stranger())), None);
    let logged_in = server.client("").must("user/auth", json!({"login": "sue@fleet.example", "password": "pass-word"}));
    let sue = server.client(logged_in["hash"].as_str().expect("a hash"));
    assert_eq!(sue.must("user/get_info", json!({}))["master"]["id"], json!(world::STRANGER_ID));
    assert_eq!(sue.must("tracker/list", json!({})), json!({"list": []}));
}
