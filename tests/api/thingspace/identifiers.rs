//! What devices are called by: each kind's shape, numbers that follow from phones, and names that are those of several.

use serde_json::{Value, json};

use super::words::{ambiguous, done, no_device, refusal, told};
use super::{ACCOUNT, SUE, TANKS, caller, furnished, group, make_group, master, register, sql};
use crate::support::TestServer;
use crate::support::rest::Rest;
use crate::support::world::{CLONE, FOREIGN_TRACKER, TRACKERS};

/// Asks which device is called so.
fn look_up(client: &Rest, kind: &str, id: &str) -> (u16, Value) {
    told(&client.post("/devices/actions/list", &json!({"deviceId": {"kind": kind, "id": id}})))
}

/// The id of the one device that is called so.
#[track_caller]
fn found(client: &Rest, kind: &str, id: &str) -> i32 {
    let (status, body) = look_up(client, kind, id);
    let devices = body["devices"].as_array().unwrap_or_else(|| panic!("{kind} {id}: {body}"));
    assert_eq!((status, devices.len(), &body["hasMoreData"]), (200, 1, &json!(false)), "{kind} {id}: {body}");
    devices[0]["extendedAttributes"][0]["value"].as_str().expect("an id").parse().expect("a number")
}

/// All that the device with that id is called by, as `kind id`.
fn called(client: &Rest, id: i32) -> Vec<String> {
    let body = json!({"largestDeviceIdSeen": id - 1, "maxNumberOfDevices": 1});
    let device = client.post("/devices/actions/list", &body).body["devices"][0].clone();
    assert_eq!(device["extendedAttributes"][0]["value"], json!(id.to_string()));
    let ids = device["deviceIds"].as_array().expect("ids").clone();
    ids.iter()
        .map(|id| format!("{} {}", id["kind"].as_str().expect("a kind"), id["id"].as_str().expect("an id")))
        .collect()
}

fn identify(server: &TestServer, tracker: i32, kind: &str, value: &str) {
    sql(server, &format!("INSERT INTO tracker_identifiers VALUES (1, {tracker}, '{kind}', '{value}')"));
}

fn misfit(kind: &str) -> (u16, Value) {
    let message = format!("deviceId.id does not fit the kind {kind}");
    refusal("INPUT_INVALID.Device.Identifier.Invalid", &message)
}

#[test]
fn an_id_fits_its_kind_or_is_refused() {
    let server = furnished();
    let client = master(&server);
    let digits = |count: usize| "1234567890".repeat(4)[..count].to_owned();
    for (kind, good, bad) in [
        ("esn", vec![digits(11)], vec![digits(10), digits(12), "1234567890a".to_owned()]),
        ("iccId", vec![digits(1), digits(20)], vec![digits(21), "8914800000080013970F".to_owned()]),
        ("imei", vec![digits(1), digits(14), digits(15), digits(16)], vec![digits(17), "49015420323751a".to_owned()]),
        ("mdn", vec![digits(10)], vec![digits(9), digits(11), "+123456789".to_owned()]),
        (
            "meid",
            vec![digits(14), "a1b2c3d4e5f60A".to_owned()],
            vec![digits(13), digits(15), "G1b2c3d4e5f60A".to_owned()],
        ),
        ("msisdn", vec![digits(11)], vec![digits(10), digits(12)]),
        ("eid", vec![digits(32)], vec![digits(31), digits(33)]),
        ("imsi", vec![digits(15)], vec![digits(14), digits(16)]),
        ("min", vec![digits(10)], vec![digits(9), digits(11)]),
    ] {
        for id in good {
            assert_eq!(look_up(&client, kind, &id), no_device(), "{kind} {id}");
        }
        for id in bad.into_iter().chain([String::new(), " ".to_owned(), "٣".repeat(10), "\u{0}".to_owned()]) {
            assert_eq!(look_up(&client, kind, &id), misfit(kind), "{kind} {id:?}");
        }
    }
}

#[test]
fn a_device_is_found_by_each_of_its_identifiers_the_kind_in_any_case() {
    let server = furnished();
    let client = master(&server);
    register(&server, 1, 25, "357000000000001", Some("12125550100"));
    let kept = [
        ("eid", "89049032000001000000000000000001"),
        ("esn", "12345678901"),
        ("iccId", "89148000000800139708"),
        ("imsi", "311480000000001"),
        ("meid", "A0000012345678"),
        ("min", "2125550177"),
    ];
    for (kind, value) in kept {
        identify(&server, 25, kind, value);
    }
    let following = [("imei", "357000000000001"), ("mdn", "2125550100"), ("msisdn", "12125550100")];
    let all: Vec<_> = following.iter().chain(&kept).map(|(kind, id)| format!("{kind} {id}")).collect();
    assert_eq!(called(&client, 25), all);
    for (kind, id) in following.into_iter().chain(kept) {
        for kind in [kind.to_owned(), kind.to_uppercase(), kind.to_lowercase()] {
            assert_eq!(found(&client, &kind, id), 25, "{kind}");
        }
        for list in ["devicesToRemove", "devicesToAdd"] {
            let named = json!({list: [{"kind": kind, "id": id}]});
            assert_eq!(told(&client.put(&group("Main office"), &named)), done(), "{list} {kind}");
        }
    }
    assert_eq!(found(&client, "meid", "a0000012345678"), 25, "hexadecimal digits in any case");
    make_group(&client, "Tanks", &[]);
    let by_several =
        json!({"devicesToAdd": [{"kind": "iccid", "id": kept[2].1}, {"kind": "imei", "id": following[0].1}]});
    assert_eq!(told(&client.put(&group("Tanks"), &by_several)), done(), "two names of one device");
    let ids = client.get(&group("Tanks")).body["devices"].clone();
    let ids: Vec<_> =
        ids.as_array().expect("devices").iter().map(|device| device["deviceIds"].as_array().map(Vec::len)).collect();
    assert_eq!(ids, [Some(all.len())]);
}

/// By phone: what the device is shown to be called by, what it answers to, and what it does not.
#[test]
fn mdn_and_msisdn_follow_from_the_phone() {
    let server = furnished();
    let client = master(&server);
    let digits = ["2125550100", "12125550100", "49301234567", "4930123456", "493012345678", "1"];
    for (phone, shown, answers) in [
        ("12125550100", vec!["mdn 2125550100", "msisdn 12125550100"], vec!["mdn 2125550100", "msisdn 12125550100"]),
        ("2125550100", vec![], vec!["mdn 2125550100", "msisdn 12125550100"]),
        ("49301234567", vec!["msisdn 49301234567"], vec!["msisdn 49301234567"]),
        ("4930123456", vec![], vec!["mdn 4930123456"]),
        ("493012345678", vec![], vec![]),
        ("1", vec![], vec![]),
    ] {
        sql(&server, &format!("UPDATE sources SET phone = '{phone}' WHERE id = {}", TANKS[0].0));
        let imei = format!("imei {}", TANKS[0].1);
        let mut expected = vec![imei.as_str()];
        expected.extend(shown);
        assert_eq!(called(&client, TANKS[0].0), expected, "{phone}");
        for (kind, length) in [("mdn", 10), ("msisdn", 11)] {
            for id in digits.iter().filter(|digits| digits.len() == length) {
                if answers.contains(&format!("{kind} {id}").as_str()) {
                    assert_eq!(found(&client, kind, id), TANKS[0].0, "{phone}: {kind} {id}");
                } else {
                    assert_eq!(look_up(&client, kind, id), no_device(), "{phone}: {kind} {id}");
                }
            }
        }
    }
}

#[test]
fn a_number_of_several_devices_names_none_of_them() {
    let server = furnished();
    let client = master(&server);
    let before = server.contents();
    // All of the world's own devices have one number.
    for (kind, id) in [("mdn", "5555550100"), ("msisdn", "15555550100")] {
        assert_eq!(look_up(&client, kind, id), ambiguous(), "{kind}");
        let named = json!([{"kind": kind, "id": id}]);
        let new = json!({"accountName": ACCOUNT, "groupName": "New", "devicesToAdd": named});
        assert_eq!(told(&client.post("/groups", &new)), ambiguous(), "{kind}");
        for list in ["devicesToAdd", "devicesToRemove"] {
            assert_eq!(told(&client.put(&group("Main office"), &json!({list: named}))), ambiguous(), "{kind}");
        }
        let field = json!([{"key": "CustomField1", "value": "x"}]);
        let noted = json!({"devices": [{"deviceIds": named}], "customFieldsToUpdate": field});
        assert_eq!(told(&client.put("/devices/actions/customFields", &noted)), ambiguous(), "{kind}");
    }
    assert_eq!(server.contents(), before);

    register(&server, 1, 25, "D25", Some("2125550100"));
    register(&server, 1, 26, "D26", Some("12125550100"));
    assert_eq!(look_up(&client, "mdn", "2125550100"), ambiguous(), "with and without the country's 1");
    assert_eq!(look_up(&client, "msisdn", "12125550100"), ambiguous());
    sql(&server, "UPDATE sources SET phone = '15555550199' WHERE id = 26");
    assert_eq!(found(&client, "mdn", "2125550100"), 25);
    register(&server, 2, 27, "D27", Some("12125550100"));
    assert_eq!(found(&client, "mdn", "2125550100"), 25, "another account's number disturbs nobody");
}

#[test]
fn of_a_device_and_its_clone_the_device_is_meant() {
    let server = furnished();
    let client = master(&server);
    sql(
        &server,
        &format!("UPDATE sources SET device_id = '357000000000001', phone = '12125550100' WHERE id = {}", TRACKERS[0]),
    );
    for (kind, id) in [("imei", "357000000000001"), ("mdn", "2125550100"), ("msisdn", "12125550100")] {
        assert_eq!(found(&client, kind, id), TRACKERS[0], "{kind}");
    }
    assert_eq!(called(&client, CLONE), called(&client, TRACKERS[0]), "the clone is called the same");
    sql(
        &server,
        &format!("DELETE FROM bound_trackers WHERE tracker_id = {0}; DELETE FROM trackers WHERE id = {0}", TRACKERS[0]),
    );
    assert_eq!(found(&client, "imei", "357000000000001"), CLONE, "if it is there alone, the clone is");
}

#[test]
fn a_device_id_that_is_no_imei_is_left_out_and_names_nothing() {
    let server = furnished();
    let client = master(&server);
    for (device, shown) in [
        ("D25", false),
        ("abc-1", false),
        ("00000000000000001", false),
        ("1", true),
        ("001010009000009", true),
        ("3570000000000010", true),
    ] {
        register(&server, 1, 25, device, None);
        assert_eq!(called(&client, 25), if shown { vec![format!("imei {device}")] } else { vec![] }, "{device}");
        if shown {
            assert_eq!(found(&client, "IMEI", device), 25);
        } else {
            assert_eq!(look_up(&client, "IMEI", device), misfit("imei"));
        }
        sql(&server, "DELETE FROM trackers WHERE id = 25; DELETE FROM sources WHERE id = 25");
    }
    assert_eq!(look_up(&client, "imei", &TANKS[0].1[1..]), no_device(), "only the whole number counts");
    assert_eq!(look_up(&client, "imei", &format!("0{}", TANKS[0].1)), no_device());
}

/// What another account's device is called, and nobody's, in each list that names devices.
#[test]
fn anothers_device_answers_byte_for_byte_like_none() {
    let server = furnished();
    let client = master(&server);
    sql(
        &server,
        &format!(
            "UPDATE sources SET device_id = '357000000000001', phone = '12125550100' WHERE id = {FOREIGN_TRACKER}"
        ),
    );
    sql(
        &server,
        &format!("INSERT INTO tracker_identifiers VALUES (2, {FOREIGN_TRACKER}, 'iccId', '89148000000800139708')"),
    );
    sql(&server, &format!("INSERT INTO tracker_identifiers VALUES (2, {FOREIGN_TRACKER}, 'meid', 'A0000012345678')"));
    let before = server.contents();
    for (kind, foreign, missing) in [
        ("imei", "357000000000001", "357000000000002"),
        ("mdn", "2125550100", "2125550101"),
        ("msisdn", "12125550100", "12125550101"),
        ("iccId", "89148000000800139708", "89148000000800139709"),
        ("meid", "A0000012345678", "A0000012345679"),
    ] {
        let answers = |id: &str| {
            let device = json!({"kind": kind, "id": id});
            let note = json!([{"key": "CustomField1", "value": "x"}]);
            [
                client.post("/groups", &json!({"accountName": ACCOUNT, "groupName": "New", "devicesToAdd": [device]})),
                client.put(&group("Main office"), &json!({"devicesToAdd": [device]})),
                client.put(&group("Main office"), &json!({"devicesToRemove": [device]})),
                client.post("/devices/actions/list", &json!({"deviceId": device})),
                client.post("/devices/actions/list", &json!({"deviceList": [device]})),
                client.post("/devices/actions/list", &json!({"deviceList": [{"deviceIds": [device]}]})),
                client.put(
                    "/devices/actions/customFields",
                    &json!({"devices": [{"deviceIds": [device]}], "customFieldsToUpdate": note}),
                ),
            ]
        };
        for (theirs, nobodys) in answers(foreign).iter().zip(&answers(missing)) {
            assert_eq!((told(theirs), &theirs.text), (no_device(), &nobodys.text), "{kind}");
        }
        let filter = json!({"filter": {"deviceIdentifierFilters": [{"kind": kind, "contains": foreign}]}});
        let none = (200, json!({"hasMoreData": false, "devices": []}));
        assert_eq!(told(&client.post("/devices/actions/list", &filter)), none, "{kind}");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn a_device_that_a_sub_user_does_not_see_is_not_there_for_it() {
    let server = furnished();
    let sue = caller(&server, SUE);
    assert_eq!(look_up(&sue, "imei", TANKS[0].1), no_device());
    assert_eq!(found(&sue, "mdn", "5555550100"), TRACKERS[0], "of those of one number she sees but one");
    server.master().must("subuser/tracker/bind", json!({"subuser_id": 4, "trackers": [TANKS[0].0]}));
    assert_eq!(found(&sue, "imei", TANKS[0].1), TANKS[0].0);
}
