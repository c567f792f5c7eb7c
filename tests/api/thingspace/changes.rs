//! Groups changed: renamed, described, and devices put in and taken out.

use serde_json::{Value, json};

use super::groups::{NOBODYS, read};
use super::words::{
    Reworded as _, bad_character, bad_id, bad_kind, done, name_taken, no_account, no_device, no_group, refusal, told,
    unexpected,
};
use super::{
    FOREIGN_ACCOUNT, TANKS, UNASSIGNED, furnished, group, imeis, make_group, master, members, new_group, sql,
    unassigned, with,
};
use crate::support::world::{BLOCKED, TRACKERS};

/// Each refusal of a device, wherever devices are named.
pub fn bad_devices(list: &str) -> Vec<(Value, (u16, Value))> {
    let at = |rest: &str| format!("{list}{rest}");
    let good = imeis(&[0])[0].clone();
    vec![
        (json!([good, {"kind": "imei", "id": NOBODYS}]), no_device()),
        (
            json!([{"kind": "imei", "id": format!("D{}", TRACKERS[0])}]),
            bad_id(&at("[0].id does not fit the kind imei")),
        ),
        (json!([good, {"kind": "phone", "id": TANKS[1].1}]), bad_kind(&at("[1].kind"))),
        (json!([{"kind": "", "id": TANKS[1].1}]), bad_kind(&at("[0].kind"))),
        (json!([{"id": TANKS[1].1}]), bad_kind(&at("[0].kind")).missing(&at("[0].kind"))),
        (json!([{"kind": null, "id": TANKS[1].1}]), bad_kind(&at("[0].kind")).missing(&at("[0].kind"))),
        (json!([{"kind": 1, "id": TANKS[1].1}]), bad_kind(&at("[0].kind")).saying(&at("[0].kind must be a string"))),
        (json!([{"kind": "imei"}]), bad_id(&at("[0].id must not be null"))),
        (json!([{"kind": "imei", "id": null}]), bad_id(&at("[0].id must not be null"))),
        (json!([{"kind": "imei", "id": ""}]), bad_id(&at("[0].id does not fit the kind imei"))),
        (json!([{"kind": "imei", "id": 990_003_420_535_537_i64}]), bad_id(&at("[0].id must be a string"))),
        (
            json!([{"kind": "imei", "id": TANKS[0].1, "identifier": TANKS[1].1}]),
            bad_id(&at("[0].id is not what identifier is: give one of them")),
        ),
        (json!([TANKS[0].1]), unexpected(&at("[0] must be an object"))),
        (json!({"kind": "imei", "id": TANKS[0].1}), unexpected(&at(" must be an array"))),
        (
            json!([{"kind": "imei", "id": format!("D{BLOCKED}")}, {"kind": "imei", "id": "1"}]),
            bad_id(&at("[0].id does not fit the kind imei")),
        ),
    ]
}

#[test]
fn a_change_names_what_changes_and_nothing_else_does() {
    let server = furnished();
    let client = master(&server);
    let new = with(&new_group("Tanks", &[0, 1]), json!({"groupDescription": "As made"}));
    assert_eq!(told(&client.post("/groups", &new)), done());
    let mut name = "Tanks".to_owned();
    for (change, description, devices) in [
        (json!({}), "As made", &[0, 1][..]),
        (
            json!({"newGroupName": null, "newGroupDescription": null, "devicesToAdd": null, "devicesToRemove": null}),
            "As made",
            &[0, 1],
        ),
        (json!({"newGroupDescription": "Changed"}), "Changed", &[0, 1]),
        (json!({"devicesToAdd": imeis(&[2, 0])}), "Changed", &[0, 1, 2]),
        (json!({"devicesToRemove": imeis(&[0, 2])}), "Changed", &[1]),
        (json!({"devicesToRemove": imeis(&[3])}), "Changed", &[1]),
        (json!({"devicesToAdd": [], "devicesToRemove": []}), "Changed", &[1]),
        (json!({"newGroupName": "Tanks"}), "Changed", &[1]),
        (
            json!({"newGroupName": "NV tanks", "devicesToAdd": imeis(&[3]), "devicesToRemove": imeis(&[1])}),
            "Changed",
            &[3],
        ),
        (json!({"newGroupDescription": ""}), "", &[3]),
    ] {
        assert_eq!(told(&client.put(&group(&name), &change)), done(), "{change}");
        if let Some(renamed) = change["newGroupName"].as_str() {
            name = renamed.to_owned();
        }
        assert_eq!(read(&client, &name), members(&name, description, devices), "{change}");
    }
    assert_eq!(read(&client, "Tanks"), no_group(), "the old name is nobody's");
    assert_eq!(read(&client, UNASSIGNED), unassigned(&[0, 1, 2]));
}

/// A client sends with every change what the group is called, in the words of a new one.
#[test]
fn the_words_of_a_new_group_rename_and_describe_nothing() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[]);
    let change = json!({
        "accountName": FOREIGN_ACCOUNT, "groupName": "Other", "groupDescription": "Other", "aname": "x",
        "gname": "Employees", "devicesToAdd": imeis(&[1]), "name": "Other", "isDefaultGroup": true,
    });
    assert_eq!(told(&client.put(&group("Tanks"), &change)), done());
    assert_eq!(read(&client, "Tanks"), members("Tanks", "", &[1]));
    assert_eq!(read(&client, "Employees"), members("Employees", "", &[]));
}

#[test]
fn devices_leave_their_groups_for_another_and_only_for_the_default_one_from_their_own() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "First", &[0, 1]);
    make_group(&client, "Second", &[2]);
    assert_eq!(told(&client.put(&group("Second"), &json!({"devicesToAdd": imeis(&[0])}))), done());
    assert_eq!(read(&client, "First"), members("First", "", &[1]));
    assert_eq!(read(&client, "Second"), members("Second", "", &[0, 2]));
    let not_its_own = json!({"devicesToRemove": imeis(&[1, 3])});
    assert_eq!(told(&client.put(&group("Second"), &not_its_own)), done());
    assert_eq!(read(&client, "First"), members("First", "", &[1]), "what is in a third group stays there");
    assert_eq!(read(&client, "Second"), members("Second", "", &[0, 2]));
}

#[test]
fn a_change_that_cannot_be_made_is_refused_and_changes_nothing() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[0]);
    make_group(&client, "Taken", &[3]);
    let before = server.contents();
    let nobodys = json!([{"kind": "imei", "id": NOBODYS}]);
    let both = |one: Value, other: Value| json!({"devicesToAdd": one, "devicesToRemove": other});
    let twice = || bad_id("devicesToRemove.id names a device that is to be added too");
    let mut cases = vec![
        (json!({"newGroupName": "Taken"}), name_taken()),
        (json!({"newGroupName": "Main office", "newGroupDescription": "x"}), name_taken()),
        (json!({"newGroupName": UNASSIGNED}), name_taken()),
        (json!({"newGroupName": ""}), bad_character("newGroupName Size must be between 1 and 60")),
        (json!({"newGroupName": "x".repeat(61)}), bad_character("newGroupName Size must be between 1 and 60")),
        (json!({"newGroupName": " "}), bad_character("newGroupName must not be blank")),
        (json!({"newGroupName": "\u{e000}"}), bad_character("newGroupName must contain only printable characters")),
        (
            json!({"newGroupDescription": "x".repeat(1001)}),
            bad_character("newGroupDescription Size must be between 0 and 1000"),
        ),
        (both(imeis(&[1]), imeis(&[1])), twice()),
        (both(imeis(&[0, 1]), imeis(&[2, 0])), twice()),
        (both(imeis(&[1]), json!([{"kind": "IMEI", "identifier": TANKS[1].1}])), twice()),
        (both(imeis(&[1]), nobodys.clone()), no_device()),
        (both(nobodys, imeis(&[0])), no_device()),
        (json!({"newGroupName": "Fine", "devicesToAdd": [{"kind": "imei", "id": NOBODYS}]}), no_device()),
    ];
    for list in ["devicesToAdd", "devicesToRemove"] {
        cases.extend(bad_devices(list).into_iter().map(|(devices, expected)| (json!({list: devices}), expected)));
    }
    for (change, expected) in cases {
        assert_eq!(told(&client.put(&group("Tanks"), &change)), expected, "{change}");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn what_is_no_group_is_not_found() {
    let server = furnished();
    let client = master(&server);
    let before = server.contents();
    for name in ["Nothing", "main office", "Main office ", "167", "Quarry", "\t", &"x".repeat(61), "unassigned devices"]
    {
        let path = group(name);
        assert_eq!(told(&client.get(&path)), no_group(), "{name}");
        assert_eq!(told(&client.put(&path, &json!({}))), no_group(), "{name}");
        assert_eq!(told(&client.put(&path, &json!({"newGroupName": "Employees"}))), no_group(), "{name}");
        assert_eq!(told(&client.delete(&path)), no_group(), "{name}");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn the_groups_of_another_account_and_of_none_are_not_there() {
    let server = furnished();
    let client = master(&server);
    let before = server.contents();
    for account in [FOREIGN_ACCOUNT, "0000000404-00001", "1", "0000000001-00001%20", "%00"] {
        assert_eq!(told(&client.get(&format!("/groups/{account}"))), no_account(), "{account}");
        for name in ["Main%20office", "Quarry", "Nothing", "Unassigned%20Devices"] {
            let path = format!("/groups/{account}/name/{name}");
            assert_eq!(told(&client.get(&path)), no_account(), "{path}");
            assert_eq!(told(&client.put(&path, &json!({"devicesToAdd": imeis(&[0])}))), no_account(), "{path}");
            assert_eq!(told(&client.delete(&path)), no_account(), "{path}");
        }
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn the_default_group_holds_the_rest_and_stays_what_it_is() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[0, 1, 2]);
    let path = group(UNASSIGNED);
    assert_eq!(told(&client.get(&path)), unassigned(&[3]));
    assert_eq!(told(&client.put(&path, &json!({"devicesToAdd": imeis(&[1, 3])}))), done());
    assert_eq!(told(&client.get(&path)), unassigned(&[1, 3]));
    assert_eq!(read(&client, "Tanks"), members("Tanks", "", &[0, 2]));
    assert_eq!(
        told(&client.put(&path, &json!({"devicesToRemove": imeis(&[0, 1])}))),
        done(),
        "nothing to remove it to"
    );
    assert_eq!(told(&client.put(&path, &json!({}))), done());
    assert_eq!(read(&client, "Tanks"), members("Tanks", "", &[0, 2]));

    let before = server.contents();
    let fixed = || {
        let message = "The default device group can be neither renamed nor described";
        refusal("INPUT_INVALID.DeviceGroup.UpdateDefault", message)
    };
    for change in [
        json!({"newGroupName": "Rest"}),
        json!({"newGroupName": UNASSIGNED}),
        json!({"newGroupDescription": "Rest"}),
        json!({"newGroupDescription": "", "devicesToAdd": imeis(&[0])}),
    ] {
        assert_eq!(told(&client.put(&path, &change)), fixed(), "{change}");
    }
    let kept = refusal("INPUT_INVALID.DeviceGroup.DeleteDefault", "The default device group cannot be deleted");
    assert_eq!(told(&client.delete(&path)), kept);
    assert_eq!(told(&client.put(&path, &json!({"devicesToAdd": [{"kind": "imei", "id": NOBODYS}]}))), no_device());
    assert_eq!(server.contents(), before);
}

#[test]
fn a_blocked_device_may_be_named_where_it_stands_and_not_be_moved() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[0]);
    sql(&server, &format!("UPDATE sources SET blocked = TRUE WHERE id IN ({}, {})", TANKS[0].0, TANKS[1].0));
    let before = server.contents();
    let blocked = || unexpected("The device is blocked");
    assert_eq!(told(&client.put(&group(UNASSIGNED), &json!({"devicesToAdd": imeis(&[1])}))), done());
    assert_eq!(told(&client.put(&group("Tanks"), &json!({"devicesToAdd": imeis(&[0])}))), done());
    assert_eq!(told(&client.put(&group("Tanks"), &json!({"devicesToRemove": imeis(&[1])}))), done());
    assert_eq!(told(&client.put(&group("Tanks"), &json!({"devicesToAdd": imeis(&[2, 1])}))), blocked());
    assert_eq!(told(&client.put(&group("Tanks"), &json!({"devicesToRemove": imeis(&[0])}))), blocked());
    assert_eq!(told(&client.put(&group(UNASSIGNED), &json!({"devicesToAdd": imeis(&[0])}))), blocked());
    assert_eq!(told(&client.post("/groups", &new_group("New", &[2, 0]))), blocked());
    assert_eq!(server.contents(), before);
}
