//! What one dialect refuses the others refuse as well, each in its own words.

use serde_json::json;

use super::{Ada, NEW, TANK_IDS, shown};
use crate::plaspy;
use crate::support::world::{GROUP, OTHER_GROUP};
use crate::thingspace::{self, UNASSIGNED, group, imeis, new_group, words};

#[test]
fn an_unknown_tracker_and_anothers_are_refused_alike_in_every_dialect() {
    let ada = Ada::with_members();
    thingspace::sql(&ada.server, "UPDATE sources SET device_id = '357000000000001' WHERE id = 600");
    let before = ada.contents();
    for (id, imei) in [(600, "357000000000001"), (404_405, "357000000000002")] {
        let answer = ada.navixy.call("tracker/group/assign", json!({"id": GROUP, "trackers": [TANK_IDS[3], id]}));
        let description = "List contains nonexistent entities";
        let expected = json!({"success": false, "status": {"code": 217, "description": description}});
        assert_eq!((answer.status, answer.body), (400, expected), "{id}");

        let devices = json!(["dev-24", format!("dev-{id}")]);
        let bad_input = || plaspy::refusal(400, "Invalid input");
        let body = json!({"name": "Main office", "devices": devices});
        assert_eq!(plaspy::told(&ada.plaspy.put("/api/groups/grp-167", &body)), bad_input(), "{id}");
        let body = json!({"name": "New", "devices": devices});
        assert_eq!(plaspy::told(&ada.plaspy.post("/api/groups", &body)), bad_input(), "{id}");
        let patch = json!([{"op": "replace", "path": "/devices", "value": devices}]);
        assert_eq!(plaspy::told(&ada.plaspy.patch("/api/groups/grp-167", &patch)), bad_input(), "{id}");

        let devices = json!([imeis(&[3])[0], {"kind": "imei", "id": imei}]);
        for list in ["devicesToAdd", "devicesToRemove"] {
            let answer = ada.thingspace.put(&group("Main office"), &json!({list: devices}));
            assert_eq!(words::told(&answer), words::no_device(), "{id}");
        }
    }
    assert_eq!(ada.contents(), before);
}

#[test]
fn an_unknown_group_and_anothers_are_refused_alike_in_every_dialect() {
    let ada = Ada::with_members();
    let before = ada.contents();
    for (id, name) in [(500, "Quarry"), (404_404, "Nowhere")] {
        for (action, params) in [
            ("tracker/group/assign", json!({"id": id, "trackers": [TANK_IDS[3]]})),
            ("tracker/group/update", json!({"id": id, "title": "Mine", "color": "000000"})),
            ("tracker/group/delete", json!({"id": id})),
        ] {
            let answer = ada.navixy.call(action, params);
            assert_eq!((answer.status, &answer.body["status"]["code"]), (400, &json!(201)), "{action} {id}");
        }
        let path = format!("/api/groups/grp-{id}");
        for answer in [
            ada.plaspy.get(&path),
            ada.plaspy.put(&path, &json!({"name": "Mine"})),
            ada.plaspy.patch(&path, &json!([{"op": "replace", "path": "/name", "value": "Mine"}])),
            ada.plaspy.delete(&path),
        ] {
            assert_eq!(plaspy::told(&answer), plaspy::refusal(404, "Group not found"), "{id}");
        }
        let change = json!({"newGroupName": "Mine"});
        for answer in [
            ada.thingspace.get(&group(name)),
            ada.thingspace.put(&group(name), &change),
            ada.thingspace.delete(&group(name)),
        ] {
            assert_eq!(words::told(&answer), words::no_group(), "{name}");
        }
    }
    assert_eq!(ada.contents(), before);
}

#[test]
fn a_taken_name_is_refused_where_names_are_unique() {
    let ada = Ada::new();
    let before = ada.contents();
    for name in ["Employees", UNASSIGNED] {
        let taken = || plaspy::refusal(409, "Group name already exists");
        assert_eq!(plaspy::told(&ada.plaspy.post("/api/groups", &json!({"name": name}))), taken(), "{name}");
        assert_eq!(plaspy::told(&ada.plaspy.put("/api/groups/grp-167", &json!({"name": name}))), taken(), "{name}");
        let patch = json!([{"op": "replace", "path": "/name", "value": name}]);
        assert_eq!(plaspy::told(&ada.plaspy.patch("/api/groups/grp-167", &patch)), taken(), "{name}");
        let answer = ada.thingspace.post("/groups", &new_group(name, &[]));
        assert_eq!(words::told(&answer), words::name_taken(), "{name}");
        let answer = ada.thingspace.put(&group("Main office"), &json!({"newGroupName": name}));
        assert_eq!(words::told(&answer), words::name_taken(), "{name}");
    }
    assert_eq!(ada.contents(), before);

    ada.navixy.must("tracker/group/create", json!({"title": "Employees", "color": "000000"}));
    ada.navixy.must("tracker/group/update", json!({"id": GROUP, "title": "Employees", "color": "000000"}));
    let third = shown(NEW, "Employees", &[]);
    assert_eq!(ada.in_plaspy(), [shown(GROUP, "Employees", &[]), shown(OTHER_GROUP, "Employees", &[]), third]);
    ada.put(GROUP, &json!({"name": "Employees", "description": "It may keep the name that it has"}));
}

#[test]
fn a_title_that_is_none_is_refused_in_every_dialect() {
    let ada = Ada::new();
    let before = ada.contents();
    for title in [&*"é".repeat(61), "", "   ", "a\tb", "nul\u{0}", "\u{e000}"] {
        for (action, params) in [
            ("tracker/group/create", json!({"title": title, "color": "000000"})),
            ("tracker/group/update", json!({"id": GROUP, "title": title, "color": "000000"})),
        ] {
            let answer = ada.navixy.call(action, params);
            assert_eq!((answer.status, &answer.body["status"]["code"]), (400, &json!(7)), "{title:?}");
            assert_eq!(answer.body["errors"][0]["parameter"], "title");
        }
        for answer in [
            ada.plaspy.post("/api/groups", &json!({"name": title})),
            ada.plaspy.put("/api/groups/grp-167", &json!({"name": title})),
        ] {
            assert_eq!((answer.status, &answer.body["error"]), (400, &json!("Invalid input")), "{title:?}");
        }
        for answer in [
            ada.thingspace.post("/groups", &new_group(title, &[])),
            ada.thingspace.put(&group("Main office"), &json!({"newGroupName": title})),
        ] {
            let code = "UnifiedWebService.INPUT_INVALID.Request.InvalidCharacter";
            assert_eq!((answer.status, &answer.body["errorCode"]), (400, &json!(code)), "{title:?}");
        }
    }
    assert_eq!(ada.contents(), before);
}

#[test]
fn a_title_of_sixty_characters_is_the_same_everywhere() {
    let title = "🚚".repeat(60);
    let ada = Ada::new();
    assert_eq!(ada.thingspace.post("/groups", &new_group(&title, &[3])).status, 200);
    let (office, staff) = (shown(GROUP, "Main office", &[]), shown(OTHER_GROUP, "Employees", &[]));
    ada.assert_shown("sixty", &[office, staff, shown(NEW, &title, &[3])]);
}
