//! Groups: made, read, replaced and deleted, and who stands in them.

use muster::limits::Limits;
use serde_json::{Value, json};

use super::{contents, devices, group, invalid, listed, master, refusal, sql, told, with};
use crate::support::world::{BLOCKED, FOREIGN_TRACKER, GROUP, NO_TRACKER, OTHER_GROUP, TRACKERS};
use crate::support::{Options, TestServer};

/// The id of the first thing that is made in a world, and the moment a minute after it began.
const NEW: i32 = 1_000_000;
const LATER: &str = "2026-09-21T14:14:20Z";

#[test]
fn the_list_has_every_group_with_its_devices_and_no_default_group() {
    let server = TestServer::start();
    let [first, second, third] = TRACKERS;
    server.master().must("tracker/group/assign", json!({"id": GROUP, "trackers": [third, first]}));
    server.master().must("tracker/group/assign", json!({"id": OTHER_GROUP, "trackers": [second]}));
    let groups =
        [listed(group(GROUP, "Main office", &[first, third])), listed(group(OTHER_GROUP, "Employees", &[second]))];
    let answer = master(&server).get("/api/groups");
    assert_eq!(told(&answer), (200, json!({"success": true, "error": null, "groups": groups})));
}

#[test]
fn an_account_without_groups_has_an_empty_list() {
    let server = TestServer::start();
    sql(&server, "DELETE FROM tracker_groups WHERE account_id = 1");
    let none = json!({"success": true, "error": null, "groups": []});
    assert_eq!(told(&master(&server).get("/api/groups")), (200, none));
}

#[test]
fn a_group_is_read_by_its_id_with_or_without_the_prefix() {
    let server = TestServer::start();
    let client = master(&server);
    for path in ["/api/groups/grp-167", "/api/groups/167", "/API/GROUPS/grp-167", "/api/groups/grp-167/"] {
        assert_eq!(told(&client.get(path)), (200, group(GROUP, "Main office", &[])), "{path}");
    }
}

#[test]
fn what_is_no_group_is_not_found_and_nothing_changes() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    for id in [
        "grp-404404",
        "404404",
        "grp-500",
        "500",
        "grp-0",
        "0",
        "grp-0167",
        "0167",
        "+167",
        "grp-+167",
        "-167",
        "GRP-167",
        "Grp-167",
        "dev-167",
        "usr-167",
        "grp167",
        "grp-",
        "grp--167",
        "167.0",
        "1.67e2",
        "%20167",
        "167%20",
        "grp-167%00",
        "grp-167%2F",
        "2147483648",
        "grp-99999999999999999999",
        "null",
        "Main%20office",
        "%F0%9F%9A%9A",
    ] {
        let path = format!("/api/groups/{id}");
        let rename = json!([{"op": "replace", "path": "/name", "value": "x"}]);
        let answers = [
            client.get(&path),
            client.put(&path, &json!({"name": "x"})),
            client.patch(&path, &rename),
            client.delete(&path),
        ];
        for answer in answers {
            assert_eq!(told(&answer), refusal(404, "Group not found"), "{path}");
        }
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_new_group_needs_no_more_than_a_name() {
    let server = TestServer::start();
    let client = master(&server);
    let answer = client.post("/api/groups", &json!({"name": "Vans"}));
    assert_eq!(told(&answer), (201, group(NEW, "Vans", &[])));
    assert_eq!(told(&client.get("/api/groups/grp-1000000")), (200, group(NEW, "Vans", &[])));
    let list = server.master().must("tracker/group/list", json!({}));
    assert_eq!(
        list["list"][2],
        json!({"id": NEW, "title": "Vans", "color": "1E96DC"}),
        "the other dialect shows it too"
    );
}

#[test]
fn names_are_trimmed_and_up_to_sixty_characters_long() {
    let server = TestServer::start();
    let client = master(&server);
    let sixty = "🚚".repeat(60);
    let long = "é".repeat(61);
    let size = "Size must be between 1 and 60";
    for (name, kept) in [("  Vans\t", "Vans"), (&*format!(" {sixty} "), &*sixty), ("Lorries, 2 & 3", "Lorries, 2 & 3")]
    {
        let answer = client.post("/api/groups", &json!({"name": name}));
        assert_eq!((answer.status, &answer.body["name"]), (201, &json!(kept)), "{name:?}");
    }
    for (name, why) in [
        (json!(""), size),
        (json!(" \t "), size),
        (json!(long), size),
        (json!("a\nb"), "must contain only printable characters"),
        (json!("nul\u{0}"), "must contain only printable characters"),
        (json!("\u{e000}"), "must contain only printable characters"),
        (json!(5), "must be a string"),
        (json!(["Vans"]), "must be a string"),
        (json!({"name": "Vans"}), "must be a string"),
        (json!(true), "must be a string"),
        (json!(null), "must not be null"),
    ] {
        let expected = invalid("Invalid input", &[("name", why)]);
        assert_eq!(told(&client.post("/api/groups", &json!({"name": name}))), expected, "{name}");
        assert_eq!(told(&client.put("/api/groups/grp-167", &json!({"name": name}))), expected, "{name}");
    }
}

/// Whatever is wrong with the rest of a new group: nothing is made, and nobody moves.
#[test]
fn a_bad_group_is_refused_as_a_whole() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    let [first, ..] = TRACKERS;
    let id = "must be an id such as dev-125";
    let nobody = || refusal(400, "Invalid input");
    let bad = |parameter: &str, why: &str| invalid("Invalid input", &[(parameter, why)]);
    for (changes, expected) in [
        (json!({"devices": devices(&[first, NO_TRACKER])}), nobody()),
        (json!({"devices": devices(&[first, FOREIGN_TRACKER])}), nobody()),
        (json!({"devices": [first, NO_TRACKER]}), nobody()),
        (json!({"devices": devices(&[first, BLOCKED])}), refusal(409, "Device blocked")),
        (json!({"devices": [format!("dev-{first}"), "dev-0"]}), bad("devices[1]", id)),
        (json!({"devices": ["dev-0991999"]}), bad("devices[0]", id)),
        (json!({"devices": ["0991999"]}), bad("devices[0]", id)),
        (json!({"devices": ["+991999"]}), bad("devices[0]", id)),
        (json!({"devices": ["grp-991999"]}), bad("devices[0]", id)),
        (json!({"devices": ["DEV-991999"]}), bad("devices[0]", id)),
        (json!({"devices": [" dev-991999"]}), bad("devices[0]", id)),
        (json!({"devices": ["2147483648"]}), bad("devices[0]", id)),
        (json!({"devices": [""]}), bad("devices[0]", id)),
        (json!({"devices": [null]}), bad("devices[0]", id)),
        (json!({"devices": [-991_999]}), bad("devices[0]", id)),
        (json!({"devices": [991_999.0]}), bad("devices[0]", id)),
        (json!({"devices": [{"id": "dev-991999"}]}), bad("devices[0]", id)),
        (json!({"devices": "dev-991999"}), bad("devices", "must be an array")),
        (json!({"devices": {}}), bad("devices", "must be an array")),
        (json!({"description": 5}), bad("description", "must be a string")),
        (json!({"description": "nul\u{0}"}), bad("description", "must contain only printable characters")),
        (json!({"description": "x".repeat(1_001)}), bad("description", "Size must be between 0 and 1000")),
        (json!({"name": null, "devices": ["x"]}), invalid("Invalid input", &[("devices[0]", id)])),
    ] {
        let body = with(json!({"name": "Vans"}), changes);
        assert_eq!(told(&client.post("/api/groups", &body)), expected, "{body}");
        assert_eq!(told(&client.put("/api/groups/grp-167", &body)), expected, "{body}");
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn a_name_is_taken_if_it_is_the_same_to_the_letter() {
    let server = TestServer::start();
    let client = master(&server);
    let taken = || refusal(409, "Group name already exists");
    let before = contents(&server);
    for name in ["Main office", " Main office ", "Unassigned Devices"] {
        let body = json!({"name": name, "devices": devices(&TRACKERS)});
        assert_eq!(told(&client.post("/api/groups", &body)), taken(), "{name}");
        assert_eq!(told(&client.put("/api/groups/grp-168", &body)), taken(), "{name}");
        let rename = json!([{"op": "replace", "path": "/name", "value": name}]);
        assert_eq!(told(&client.patch("/api/groups/grp-168", &rename)), taken(), "{name}");
    }
    assert_eq!(contents(&server), before);
    for name in ["main office", "Main  office", "Quarry"] {
        assert_eq!(
            client.post("/api/groups", &json!({"name": name})).status,
            201,
            "{name}: another account's may be it"
        );
    }
    assert_eq!(client.put("/api/groups/grp-167", &json!({"name": "Main office"})).status, 200, "its own is not taken");
}

#[test]
fn groups_that_share_a_name_since_the_other_dialect_let_them_can_be_changed_all_the_same() {
    let server = TestServer::start();
    let client = master(&server);
    server.master().must("tracker/group/update", json!({"id": OTHER_GROUP, "title": "Main office", "color": "000000"}));
    let body = json!({"name": "Main office", "description": "The second", "devices": []});
    let answer = client.put("/api/groups/grp-168", &body);
    let described = with(group(OTHER_GROUP, "Main office", &[]), json!({"description": "The second"}));
    assert_eq!(told(&answer), (200, described));
    let body = json!({"name": "Main office"});
    assert_eq!(told(&client.post("/api/groups", &body)), refusal(409, "Group name already exists"));
}

/// What is left out of a replacement stays, null empties, and so does an empty list.
#[test]
fn a_replacement_keeps_what_it_does_not_name() {
    let [first, second, third] = TRACKERS;
    let depot = |members: &[i32]| with(group(GROUP, "Depot", members), json!({"description": "Old"}));
    let modified = |group: Value| with(group, json!({"lastModified": LATER}));
    for (body, after) in [
        (json!({"name": "Depot"}), depot(&[first, second])),
        (json!({"name": " Depot ", "devices": devices(&[second, first])}), depot(&[first, second])),
        (json!({"name": "Depot", "description": "Old"}), depot(&[first, second])),
        (json!({"name": "Vans"}), modified(with(depot(&[first, second]), json!({"name": "Vans"})))),
        (json!({"name": "Depot", "description": null}), modified(group(GROUP, "Depot", &[first, second]))),
        (
            json!({"name": "Depot", "description": ""}),
            modified(with(depot(&[first, second]), json!({"description": ""}))),
        ),
        (
            json!({"name": "Depot", "description": "Two\nlines"}),
            modified(with(depot(&[first, second]), json!({"description": "Two\nlines"}))),
        ),
        (json!({"name": "Depot", "devices": null}), modified(depot(&[]))),
        (json!({"name": "Depot", "devices": []}), modified(depot(&[]))),
        (json!({"name": "Depot", "devices": devices(&[third, second])}), modified(depot(&[second, third]))),
        (json!({"name": "Depot", "id": "grp-168", "creation": "x", "color": 5, "colour": []}), depot(&[first, second])),
    ] {
        let server = TestServer::start();
        let client = master(&server);
        let before = json!({"name": "Depot", "description": "Old", "devices": devices(&[first, second])});
        assert_eq!(told(&client.put("/api/groups/167", &before)), (200, depot(&[first, second])));
        server.clock.advance(60);
        assert_eq!(told(&client.put("/api/groups/grp-167", &body)), (200, after.clone()), "{body}");
        assert_eq!(told(&client.get("/api/groups/grp-167")), (200, after), "{body}");
        let color = server.master().must("tracker/group/list", json!({}))["list"][0]["color"].clone();
        assert_eq!(color, "FF6DDC", "the colour is the other dialect's, and stays");
    }
}

#[test]
fn a_replacement_needs_a_name() {
    let server = TestServer::start();
    let answer = master(&server).put("/api/groups/grp-167", &json!({"devices": []}));
    assert_eq!(told(&answer), invalid("Invalid input", &[("name", "must not be null")]));
}

#[test]
fn an_account_has_so_many_groups_and_no_more() {
    let limits = Limits { groups_per_account: 3, ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let client = master(&server);
    let make = |name: &str| told(&client.post("/api/groups", &json!({"name": name})));
    assert_eq!(make("Vans"), (201, group(NEW, "Vans", &[])));
    assert_eq!(make("Lorries"), refusal(409, "Limit reached"));
    assert_eq!(client.delete("/api/groups/grp-167").status, 200);
    assert_eq!(make("Lorries").0, 201);
}
