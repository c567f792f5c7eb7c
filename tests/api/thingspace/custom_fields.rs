//! An account's own fields: set, emptied, and looked for.

use serde_json::{Value, json};

use super::words::{
    ambiguous, bad_character, bad_field, bad_kind, no_account, no_device, no_group, refusal, told, too_many, unexpected,
};
use super::{ACCOUNT, FOREIGN_ACCOUNT, TANKS, UNASSIGNED, furnished, imeis, make_group, master};
use crate::support::TestServer;
use crate::support::rest::Rest;

const UPDATE: &str = "/devices/actions/customFields";

fn fields(fields: &[(&str, &str)]) -> Value {
    fields.iter().map(|(key, value)| json!({"key": key, "value": value})).collect()
}

/// Those tanks, as this call names devices.
fn named(tanks: &[usize]) -> Value {
    tanks.iter().map(|tank| json!({"deviceIds": [imeis(&[*tank])[0]]})).collect()
}

/// Sets fields of the devices that are meant.
#[track_caller]
fn set(client: &Rest, wanted: &[(&str, &str)], meant: Value) {
    let mut body = meant;
    body["customFieldsToUpdate"] = fields(wanted);
    let answer = client.put(UPDATE, &body);
    let id = answer.body["requestId"].as_str().unwrap_or_else(|| panic!("{body}: {answer:?}"));
    assert_eq!(id.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "a GUID");
    assert_eq!(told(&answer), (200, json!({"requestId": id})));
}

/// What is noted of each tank.
fn noted(client: &Rest) -> Vec<Value> {
    let body = json!({"deviceList": imeis(&[0, 1, 2, 3]), "largestDeviceIdSeen": 0});
    let listed = client.post("/devices/actions/list", &body).body;
    listed["devices"].as_array().expect("devices").iter().map(|device| device["customFields"].clone()).collect()
}

#[test]
fn fields_are_set_at_once_and_emptied_by_nothing() {
    let server = furnished();
    let client = master(&server);
    assert_eq!(noted(&client), vec![json!([]); 4]);
    set(&client, &[("CustomField5", "last"), ("CustomField1", "first")], json!({"devices": named(&[0, 1])}));
    let both = fields(&[("CustomField1", "first"), ("CustomField5", "last")]);
    assert_eq!(noted(&client), [both.clone(), both.clone(), json!([]), json!([])]);
    set(&client, &[("CustomField1", "changed"), ("CustomField5", "")], json!({"devices": named(&[0])}));
    assert_eq!(noted(&client), [fields(&[("CustomField1", "changed")]), both, json!([]), json!([])]);
    set(&client, &[("CustomField1", "")], json!({"devices": named(&[0, 3])}));
    assert_eq!(noted(&client)[0], json!([]));
}

#[test]
fn a_value_has_up_to_fifty_printable_characters() {
    let server = furnished();
    let client = master(&server);
    for value in [&*"x".repeat(50), &"🚚".repeat(50), " padded ", "O'Hare <b> \\ \"q\""] {
        set(&client, &[("CustomField3", value)], json!({"devices": named(&[2])}));
        assert_eq!(noted(&client)[2], fields(&[("CustomField3", value)]));
    }
}

#[test]
fn of_a_field_named_twice_the_last_value_counts() {
    let server = furnished();
    let client = master(&server);
    set(&client, &[("CustomField2", "first"), ("CustomField2", "last")], json!({"devices": named(&[1])}));
    assert_eq!(noted(&client)[1], fields(&[("CustomField2", "last")]));
}

/// The tanks that are noted to be at that place, after noting it of those that are meant.
fn reached(server: &TestServer, meant: &Value) -> Vec<usize> {
    let client = master(server);
    set(&client, &[("CustomField4", "reached")], meant.clone());
    let there =
        |noted: &Value| noted.as_array().expect("fields").contains(&json!({"key": "CustomField4", "value": "reached"}));
    let tanks = noted(&client).iter().enumerate().filter(|(_, noted)| there(noted)).map(|(tank, _)| tank).collect();
    set(&client, &[("CustomField4", "")], json!({"customFields": fields(&[("CustomField4", "reached")])}));
    tanks
}

#[test]
fn devices_are_meant_by_name_by_group_and_by_what_is_noted_of_them() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[0, 1]);
    set(&client, &[("CustomField1", "West"), ("CustomField2", "Bay 4")], json!({"devices": named(&[0])}));
    set(&client, &[("CustomField1", "West")], json!({"devices": named(&[1, 2])}));
    let by_both = json!([{"deviceIds": [imeis(&[0])[0], {"kind": "IMEI", "identifier": TANKS[0].1}]}]);
    for (meant, expected) in [
        (json!({"devices": named(&[0, 3, 0])}), vec![0, 3]),
        (json!({"devices": imeis(&[1])}), vec![1]),
        (json!({"devices": by_both}), vec![0]),
        (json!({"groupName": "Tanks"}), vec![0, 1]),
        (json!({"groupName": UNASSIGNED}), vec![2, 3]),
        (json!({"customFields": fields(&[("CustomField1", "West")])}), vec![0, 1, 2]),
        (json!({"customFields": fields(&[("CustomField1", "West"), ("CustomField2", "Bay 4")])}), vec![0]),
        (json!({"customFields": fields(&[("CustomField1", "East")])}), vec![]),
        (json!({"groupName": "Tanks", "customFields": fields(&[("CustomField2", "Bay 4")])}), vec![0]),
        (json!({"groupName": UNASSIGNED, "customFields": fields(&[("CustomField1", "West")])}), vec![2]),
        (json!({"devices": named(&[1, 2]), "groupName": "Tanks"}), vec![1]),
        (json!({"devices": [], "groupName": "Tanks", "customFields": []}), vec![]),
        (json!({"devices": null, "groupName": "Tanks", "customFields": []}), vec![0, 1]),
        (json!({"servicePlan": "M2M5GB"}), vec![]),
        (json!({"accountName": ACCOUNT, "devices": named(&[3])}), vec![3]),
    ] {
        assert_eq!(reached(&server, &meant), expected, "{meant}");
    }
}

#[test]
fn what_cannot_be_noted_is_refused_and_changes_nothing() {
    let server = furnished();
    let client = master(&server);
    let before = server.contents();
    let too_long =
        refusal("INPUT_INVALID.CustomField.TooLong", "customFieldsToUpdate[0].value Size must be between 0 and 50");
    let unprintable = |why: &str| bad_character(&format!("customFieldsToUpdate[0].value {why}"));
    let update = |rest: Value| super::with(&json!({"customFieldsToUpdate": fields(&[("CustomField1", "x")])}), rest);
    let values = |values: Value| json!({"customFieldsToUpdate": values, "devices": named(&[0])});
    for (body, expected) in [
        (values(fields(&[("CustomField6", "x")])), bad_field("customFieldsToUpdate[0].key")),
        (values(fields(&[("CustomField1", "x"), ("customfield1", "x")])), bad_field("customFieldsToUpdate[1].key")),
        (values(fields(&[("", "x")])), bad_field("customFieldsToUpdate[0].key")),
        (values(fields(&[("CustomField1", &"x".repeat(51))])), too_long),
        (values(json!([{"key": "CustomField1"}])), unexpected("customFieldsToUpdate[0].value must not be null")),
        (
            values(json!([{"key": "CustomField1", "value": null}])),
            unexpected("customFieldsToUpdate[0].value must not be null"),
        ),
        (
            values(json!([{"key": "CustomField1", "value": 5}])),
            unexpected("customFieldsToUpdate[0].value must be a string"),
        ),
        (values(json!([{"value": "x"}])), unexpected("customFieldsToUpdate[0].key must not be null")),
        (values(fields(&[("CustomField1", "a\nb")])), unprintable("must contain only printable characters")),
        (values(fields(&[("CustomField1", "\0x")])), unprintable("must contain only printable characters")),
        (values(fields(&[("CustomField1", " ")])), unprintable("must not be blank")),
        (values(fields(&[("CustomField1", "x"); 6])), unexpected("customFieldsToUpdate Size must be between 0 and 5")),
        (values(Value::Null), unexpected("customFieldsToUpdate must not be null")),
        (values(json!("x")), unexpected("customFieldsToUpdate must be an array")),
        (update(json!({})), unexpected("devices must not be null")),
        (update(json!({"accountName": ACCOUNT})), unexpected("devices must not be null")),
        // An empty list says as little, and means nobody: least of all everybody.
        (update(json!({"devices": []})), unexpected("devices must not be null")),
        (update(json!({"customFields": []})), unexpected("devices must not be null")),
        (update(json!({"devices": [], "customFields": [], "groupName": null})), unexpected("devices must not be null")),
        (update(json!({"accountName": FOREIGN_ACCOUNT, "devices": named(&[0])})), no_account()),
        (update(json!({"devices": [{"deviceIds": [{"kind": "imei", "id": "1"}]}]})), no_device()),
        (update(json!({"devices": [named(&[0])[0], {"deviceIds": [{"kind": "imei", "id": "1"}]}]})), no_device()),
        (
            update(json!({"devices": [{"deviceIds": [{"kind": "x", "id": "1"}]}]})),
            bad_kind("devices[0].deviceIds[0].kind"),
        ),
        (update(json!({"groupName": "Nothing"})), no_group()),
        (update(json!({"groupName": "Quarry"})), no_group()),
        (update(json!({"devices": [{"deviceIds": [{"kind": "mdn", "id": "5555550100"}]}]})), ambiguous()),
        (update(json!({"devices": [{"deviceIds": imeis(&[0, 1])}]})), ambiguous()),
        (update(json!({"devices": [{"deviceIds": []}]})), ambiguous()),
        (
            update(json!({"customFields": fields(&[("CustomField1", "x"); 6])})),
            unexpected("customFields Size must be between 0 and 5"),
        ),
        (
            update(json!({"customFields": fields(&[("CustomField9", "x")])})),
            refusal(
                "INPUT_INVALID.CustomField.InvalidName",
                "customFields[0].key must be CustomField1 to CustomField5",
            ),
        ),
    ] {
        assert_eq!(told(&client.put(UPDATE, &body)), expected, "{body}");
    }
    let one_of_many_names = json!({"devices": [{"deviceIds": vec![imeis(&[0])[0].clone(); 10_001]}]});
    assert_eq!(told(&client.put(UPDATE, &update(one_of_many_names))), too_many());
    let many: Vec<_> = (0..10_001).map(|_| named(&[0])[0].clone()).collect();
    assert_eq!(told(&client.put(UPDATE, &update(json!({"devices": many})))), too_many());
    assert_eq!(server.contents(), before);
}

#[test]
fn another_accounts_notes_are_its_own() {
    let server = furnished();
    let client = master(&server);
    super::sql(&server, "INSERT INTO custom_fields VALUES (2, 600, 1, 'West')");
    let west = json!({"customFields": fields(&[("CustomField1", "West")])});
    set(&client, &[("CustomField1", "East")], west.clone());
    let otto = super::caller(&server, super::OTTO);
    let listed = otto.post("/devices/actions/list", &west).body;
    assert_eq!(listed["devices"][0]["customFields"], fields(&[("CustomField1", "West")]));
}
