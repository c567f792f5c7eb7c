//! What a sub-user sees: the trackers bound to it, the members of its group, and its own device. It changes nothing.

use serde_json::{Value, json};

use super::{contents, devices, group, jane, listed, master, refusal, sql, sub_user, told, user, with};
use crate::support::TestServer;
use crate::support::rest::Rest;
use crate::support::world::{BLOCKED, CLONE, GROUP, OTHER_GROUP, TRACKERS};

/// What Sue is, once [`give`] has given her something to see.
fn sue(sight: Value) -> Value {
    with(with(with(user(4, "", ""), jane()), json!({"email": "sue@fleet.example"})), sight)
}

/// Gives Sue something to see.
fn give(server: &TestServer, sight: Value) {
    let body = with(with(jane(), json!({"email": "sue@fleet.example"})), sight);
    assert_eq!(master(server).put("/api/users/usr-4", &body).status, 200);
}

/// Puts trackers in a group.
fn put(server: &TestServer, group: i32, trackers: &[i32]) {
    server.master().must("tracker/group/assign", json!({"id": group, "trackers": trackers}));
}

/// The ids of the devices that the caller sees, and of the groups with those of their members.
fn seen(client: &Rest) -> (Value, Value) {
    let ids = |list: &Value| -> Value {
        list.as_array().expect("a list").iter().map(|thing| thing["id"].clone()).collect::<Vec<_>>().into()
    };
    let groups = client.get("/api/groups").body["groups"].take();
    let members = |group: &Value| json!([group["id"], group["devices"]]);
    let groups = groups.as_array().expect("a list").iter().map(members).collect::<Vec<_>>();
    (ids(&client.get("/api/devices").body["devices"]), groups.into())
}

#[test]
fn a_sub_user_sees_what_is_bound_to_it_its_group_and_its_device() {
    let [first, second, third] = TRACKERS;
    for (sight, in_groups, ids, groups) in [
        (json!({}), [vec![], vec![]], vec![first], json!([])),
        (json!({}), [vec![first, second], vec![third]], vec![first], json!([["grp-167", devices(&[first])]])),
        (
            json!({"deviceId": third}),
            [vec![], vec![third]],
            vec![first, third],
            json!([["grp-168", devices(&[third])]]),
        ),
        (json!({"deviceId": first}), [vec![], vec![]], vec![first], json!([])),
        (json!({"group": "Main office"}), [vec![], vec![third]], vec![first], json!([["grp-167", []]])),
        (
            json!({"group": "grp-167"}),
            [vec![second, third], vec![first, CLONE]],
            vec![first, second, third],
            json!([["grp-167", devices(&[second, third])], ["grp-168", devices(&[first])]]),
        ),
        (
            json!({"group": "grp-168", "deviceId": CLONE}),
            [vec![CLONE], vec![second]],
            vec![first, second, CLONE],
            json!([["grp-167", devices(&[CLONE])], ["grp-168", devices(&[second])]]),
        ),
    ] {
        let server = TestServer::start();
        give(&server, sight.clone());
        for (group, trackers) in [GROUP, OTHER_GROUP].into_iter().zip(&in_groups) {
            put(&server, group, trackers);
        }
        let client = sub_user(&server);
        assert_eq!(seen(&client), (devices(&ids), groups.clone()), "{sight} {in_groups:?}");
        for id in [TRACKERS.as_slice(), &[BLOCKED, CLONE]].concat() {
            let status = if ids.contains(&id) { 200 } else { 404 };
            for path in [format!("/api/devices/dev-{id}"), format!("/api/devices/dev-{id}/lastLocation")] {
                assert_eq!(client.get(&path).status, status, "{sight} {path}");
            }
        }
        for id in [GROUP, OTHER_GROUP] {
            let shown = groups.as_array().expect("a list").iter().find(|group| group[0] == format!("grp-{id}"));
            let answer = client.get(&format!("/api/groups/{id}"));
            match shown {
                Some(group) => assert_eq!(answer.body["devices"], group[1], "{sight}"),
                None => assert_eq!(told(&answer), refusal(404, "Group not found"), "{sight}"),
            }
        }
    }
}

#[test]
fn what_a_sub_user_sees_changes_at_once() {
    let server = TestServer::start();
    let [first, second, third] = TRACKERS;
    let client = sub_user(&server);
    let sees =
        |ids: &[i32]| assert_eq!(client.get("/api/devices").body["devices"].as_array().map(Vec::len), Some(ids.len()));
    sees(&[first]);
    give(&server, json!({"group": "grp-167", "deviceId": third}));
    sees(&[first, third]);
    put(&server, GROUP, &[second]);
    sees(&[first, second, third]);
    sql(&server, &format!("UPDATE sources SET blocked = TRUE WHERE id = {third}"));
    sees(&[first, second]);
    server.master().must("subuser/tracker/unbind", json!({"subuser_id": 4, "trackers": [first]}));
    sees(&[second]);
    assert_eq!(master(&server).delete("/api/groups/grp-167").status, 200);
    sees(&[]);
}

#[test]
fn of_the_users_a_sub_user_sees_itself_alone() {
    let server = TestServer::start();
    give(&server, json!({"group": "Main office", "deviceId": "dev-999919"}));
    let client = sub_user(&server);
    let moment = json!({"lastLogin": "2026-09-21T14:13:20Z"});
    let sue = with(sue(json!({"group": "Main office", "deviceId": "dev-999919"})), moment);
    assert_eq!(told(&client.get("/api/users/usr-4")), (200, sue.clone()));
    assert_eq!(told(&client.get("/api/users")), (200, json!({"success": true, "users": [listed(sue)]})));
    for other in ["usr-1", "usr-5", "usr-100", "usr-7", "usr-404404"] {
        assert_eq!(told(&client.get(&format!("/api/users/{other}"))), refusal(404, "User not found."), "{other}");
    }
    for path in ["/api/users/countries", "/api/users/timeZones"] {
        assert_eq!(told(&client.get(path)), told(&master(&server).get(path)), "{path}");
    }
}

/// Whether or not the thing is there, or what is said of it is any good: that is the owner's to know.
#[test]
fn a_sub_user_changes_nothing_whatever_its_rights_and_privileges() {
    let server = TestServer::start();
    give(&server, json!({"privileges": ["read", "write", "execute", "admin"], "group": "grp-167"}));
    sql(&server, "UPDATE users SET security_group_id = 100 WHERE id = 4");
    sql(&server, "UPDATE OR IGNORE security_group_rights SET security_group_id = 100 WHERE account_id = 1");
    let client = sub_user(&server);
    let before = contents(&server);
    let rename = json!([{"op": "replace", "path": "/name", "value": "x"}]);
    for (method, path, body) in [
        ("POST", "/api/groups", json!({"name": "Vans"})),
        ("POST", "/api/groups", json!({})),
        ("PUT", "/api/groups/grp-167", json!({"name": "Vans"})),
        ("PUT", "/api/groups/grp-404404", json!({"name": "Vans"})),
        ("PATCH", "/api/groups/grp-167", rename.clone()),
        ("PATCH", "/api/groups/grp-167", json!("x")),
        ("DELETE", "/api/groups/grp-167", json!(null)),
        ("DELETE", "/api/groups/x", json!(null)),
        ("POST", "/api/users", jane()),
        ("POST", "/api/users", json!([])),
        ("PUT", "/api/users/usr-4", jane()),
        ("PUT", "/api/users/usr-1", jane()),
        ("PATCH", "/api/users/usr-4", rename),
        ("DELETE", "/api/users/usr-4", json!(null)),
        ("DELETE", "/api/users/usr-5", json!(null)),
    ] {
        let answer = client.call(method, path, &body);
        assert_eq!(told(&answer), refusal(403, "Unauthorized access"), "{method} {path} {body}");
    }
    let broken = client.send("POST", "/api/groups", Some("application/json"), "{");
    assert_eq!(told(&broken), refusal(403, "Unauthorized access"));
    assert_eq!(contents(&server), before);
}

#[test]
fn a_group_that_a_sub_user_sees_is_shown_with_no_more_than_it_sees() {
    let server = TestServer::start();
    let [first, second, third] = TRACKERS;
    put(&server, GROUP, &[first, second, third, CLONE]);
    let client = sub_user(&server);
    let shown = group(GROUP, "Main office", &[first]);
    assert_eq!(told(&client.get("/api/groups/grp-167")), (200, shown.clone()));
    let listed = json!({"success": true, "error": null, "groups": [listed(shown)]});
    assert_eq!(told(&client.get("/api/groups")), (200, listed));
}
