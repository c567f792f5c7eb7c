//! Groups that are made and renamed, and what devices are called.

use serde_json::{Value, json};

use super::{A_MINUTE_LATER, Ada, NEW, TANK_IDS, Way, dev, shown};
use crate::plaspy;
use crate::support::world::{GROUP, OTHER_GROUP};
use crate::thingspace::{self, TANKS, group, new_group, words};

#[test]
fn a_new_group_has_a_navixy_id_and_a_colour_wherever_it_was_made() {
    let ways: [Way; 3] = [
        ("Navixy", |ada| {
            ada.navixy.must("tracker/group/create", json!({"title": "Tanks", "color": "FF6DDC"}));
            ada.assign(NEW, &[0, 2]);
        }),
        ("Plaspy", |ada| {
            let new = json!({"name": "Tanks", "description": "Level monitors", "devices": dev(&[0, 2])});
            assert_eq!(ada.plaspy.post("/api/groups", &new).status, 201);
        }),
        ("ThingSpace", |ada| {
            let mut new = new_group("Tanks", &[0, 2]);
            new["groupDescription"] = json!("Level monitors");
            assert_eq!(ada.thingspace.post("/groups", &new).status, 200);
        }),
    ];
    for (what, way) in ways {
        let (color, description) = match what {
            "Navixy" => ("FF6DDC", Value::Null),
            _ => ("1E96DC", json!("Level monitors")),
        };
        let ada = Ada::with_members();
        way(&ada);
        let (office, staff) = (shown(GROUP, "Main office", &[1]), shown(OTHER_GROUP, "Employees", &[]));
        ada.assert_shown(what, &[office, staff, shown(NEW, "Tanks", &[0, 2])]);
        ada.assert_changed(what, &[GROUP, OTHER_GROUP, NEW]);
        let listed = ada.navixy.must("tracker/group/list", json!({}))["list"][2].clone();
        assert_eq!(listed, json!({"id": NEW, "title": "Tanks", "color": color}), "{what}");
        assert_eq!(ada.plaspy.get(&format!("/api/groups/{NEW}")).body["description"], description, "{what}");
        let described = ada.thingspace.get(&group("Tanks")).body["description"].clone();
        assert_eq!(described, json!(description.as_str().unwrap_or_default()), "{what}");
    }
}

#[test]
fn a_renamed_group_is_the_same_group() {
    let ways: [Way; 4] = [
        ("Navixy", |ada| {
            ada.navixy.must("tracker/group/update", json!({"id": GROUP, "title": "Head office", "color": "FF6DDC"}));
        }),
        ("Plaspy: PUT", |ada| ada.put(GROUP, &json!({"name": " Head office "}))),
        ("Plaspy: PATCH", |ada| ada.patch(GROUP, &json!([{"op": "replace", "path": "/name", "value": "Head office"}]))),
        ("ThingSpace", |ada| ada.change("Main office", &json!({"newGroupName": "Head office"}))),
    ];
    for (what, way) in ways {
        let ada = Ada::new();
        ada.assign(GROUP, &[0, 1]);
        ada.change("Main office", &json!({"newGroupDescription": "Downtown"}));
        ada.server.clock.advance(60);
        way(&ada);
        ada.assert_shown(what, &[shown(GROUP, "Head office", &[0, 1]), shown(OTHER_GROUP, "Employees", &[])]);
        ada.assert_changed(what, &[GROUP]);
        let listed = ada.navixy.must("tracker/group/list", json!({}))["list"][0].clone();
        assert_eq!(listed, json!({"id": GROUP, "title": "Head office", "color": "FF6DDC"}), "{what}");
        let expected = plaspy::with(
            plaspy::group(GROUP, "Head office", &TANK_IDS[..2]),
            json!({"description": "Downtown", "lastModified": A_MINUTE_LATER}),
        );
        assert_eq!(plaspy::told(&ada.plaspy.get("/api/groups/grp-167")), (200, expected), "{what}");
        let expected = thingspace::members("Head office", "Downtown", &[0, 1]);
        assert_eq!(words::told(&ada.thingspace.get(&group("Head office"))), expected, "{what}");
        assert_eq!(words::told(&ada.thingspace.get(&group("Main office"))), words::no_group(), "{what}");
    }
}

#[test]
fn what_one_dialect_calls_a_device_follows_what_another_says_of_it() {
    let ada = Ada::new();
    let [first, ..] = TANK_IDS;
    thingspace::sql(&ada.server, &format!("UPDATE sources SET phone = '12125550100' WHERE id = {first}"));
    let settings = json!({"tracker_id": first, "group_id": OTHER_GROUP, "label": "Tank 1"});
    ada.navixy.must("tracker/settings/update", settings);
    let tracker = ada.navixy.must("tracker/read", json!({"tracker_id": first}))["value"].clone();
    assert_eq!(tracker["source"]["device_id"], TANKS[0].1);
    let device = ada.plaspy.get(&format!("/api/devices/dev-{first}")).body["device"].clone();
    assert_eq!((&device["name"], &device["min"]), (&json!("Tank 1"), &tracker["source"]["phone"]));
    let by_number = json!({"deviceId": {"kind": "mdn", "id": "2125550100"}});
    let listed = ada.thingspace.post("/devices/actions/list", &by_number).body["devices"][0].clone();
    let ids = json!([
        {"id": TANKS[0].1, "kind": "imei"}, {"id": "2125550100", "kind": "mdn"},
        {"id": "12125550100", "kind": "msisdn"},
    ]);
    assert_eq!((&listed["deviceIds"], &listed["groupNames"]), (&ids, &json!(["Employees"])));
    assert_eq!(listed["extendedAttributes"][0]["value"], json!(first.to_string()));
}
