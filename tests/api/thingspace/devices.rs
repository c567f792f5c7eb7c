//! The list of devices: by what is said of them, a page at a time, and nothing in it is null.

use serde_json::{Value, json};

use super::words::{
    ambiguous, bad_kind, empty_request, no_account, no_device, no_group, refusal, told, too_many, unexpected,
};
use super::{ACCOUNT, FOREIGN_ACCOUNT, SUE, TANKS, UNASSIGNED, caller, calls, furnished, imeis, master, sql, with};
use crate::support::TestServer;
use crate::support::rest::Rest;
use crate::support::world::{BLOCKED, CLONE, TRACKERS};

const LIST: &str = "/devices/actions/list";

/// The tanks were added one ten seconds after the other, the first at last; two stand in a group, and one is blocked.
fn fleet() -> TestServer {
    let server = furnished();
    sql(
        &server,
        "UPDATE trackers SET created_at = created_at + 30, group_id = 167 WHERE id = 21;
         UPDATE trackers SET created_at = created_at + 20, group_id = 167 WHERE id = 22;
         UPDATE trackers SET created_at = created_at + 10 WHERE id = 23;
         UPDATE sources SET phone = '12125550100' WHERE id = 21;
         UPDATE sources SET blocked = TRUE WHERE id = 23;
         INSERT INTO tracker_identifiers VALUES (1, 21, 'iccId', '89148000000800139708'),
             (1, 21, 'meid', 'A0000012345678'), (1, 22, 'iccId', '89148000000800139709');
         INSERT INTO custom_fields VALUES (1, 21, 1, 'West'), (1, 21, 2, 'Bay 4'), (1, 22, 1, 'West'),
             (1, 23, 3, 'West');
         INSERT INTO source_states (account_id, source_id, connection, movement, updated_at)
             VALUES (1, 21, 'active', 'moving', 1789999000), (1, 22, 'offline', 'parked', 1789990000);",
    );
    server
}

/// The ids of the devices that an answer lists.
#[track_caller]
fn ids(answer: &(u16, Value)) -> Vec<i32> {
    assert_eq!(answer.0, 200, "{answer:?}");
    let devices = answer.1["devices"].as_array().expect("devices");
    let id = |device: &Value| device["extendedAttributes"][0]["value"].as_str().and_then(|id| id.parse().ok());
    devices.iter().map(|device| id(device).expect("an id")).collect()
}

fn list(client: &Rest, body: &Value) -> (u16, Value) {
    told(&client.post(LIST, body))
}

/// The world's own trackers, by id.
fn others() -> Vec<i32> {
    TRACKERS.into_iter().chain([BLOCKED, CLONE]).collect()
}

/// A device of which nothing is known but its names.
fn plain(tank: usize) -> Value {
    json!({
        "accountName": ACCOUNT, "carrierInformations": [{"carrierName": "Unknown", "state": "active"}],
        "connected": false, "createdAt": "2026-09-21T14:13:20Z", "customFields": [],
        "deviceIds": [{"id": TANKS[tank].1, "kind": "imei"}],
        "extendedAttributes": [{"key": "DeviceId", "value": TANKS[tank].0.to_string()}], "groupNames": [UNASSIGNED],
    })
}

#[test]
fn a_device_is_told_with_all_that_is_known_of_it() {
    let server = fleet();
    let client = master(&server);
    let first = json!({
        "accountName": ACCOUNT, "carrierInformations": [{"carrierName": "Unknown", "state": "active"}],
        "connected": true, "createdAt": "2026-09-21T14:13:50Z",
        "customFields": [{"key": "CustomField1", "value": "West"}, {"key": "CustomField2", "value": "Bay 4"}],
        "deviceIds": [
            {"id": TANKS[0].1, "kind": "imei"}, {"id": "2125550100", "kind": "mdn"},
            {"id": "12125550100", "kind": "msisdn"}, {"id": "89148000000800139708", "kind": "iccId"},
            {"id": "A0000012345678", "kind": "meid"},
        ],
        "extendedAttributes": [{"key": "DeviceId", "value": "21"}], "groupNames": ["Main office"],
        "lastConnectionDate": "2026-09-21T13:56:40Z",
    });
    let second = with(
        &plain(1),
        json!({
            "createdAt": "2026-09-21T14:13:40Z", "customFields": [{"key": "CustomField1", "value": "West"}],
            "deviceIds": [{"id": TANKS[1].1, "kind": "imei"}, {"id": "89148000000800139709", "kind": "iccId"}],
            "groupNames": ["Main office"], "lastConnectionDate": "2026-09-21T11:26:40Z",
        }),
    );
    let blocked = with(
        &plain(2),
        json!({
            "carrierInformations": [{"carrierName": "Unknown", "state": "deactive"}],
            "createdAt": "2026-09-21T14:13:30Z", "customFields": [{"key": "CustomField3", "value": "West"}],
        }),
    );
    let all = json!({"hasMoreData": true, "devices": [first, second, blocked, plain(3)]});
    assert_eq!(list(&client, &json!({"largestDeviceIdSeen": 0, "maxNumberOfDevices": 4})), (200, all));
}

#[test]
fn nothing_in_any_answer_is_null() {
    fn assert_no_null(value: &Value, told: &str) {
        match value {
            Value::Null => panic!("{told}"),
            Value::Array(items) => items.iter().for_each(|item| assert_no_null(item, told)),
            Value::Object(fields) => fields.values().for_each(|field| assert_no_null(field, told)),
            _ => {}
        }
    }
    let server = fleet();
    let client = master(&server);
    for call in calls() {
        let answer = call.send(&client);
        assert_no_null(&answer.body, &answer.text);
    }
}

#[test]
fn all_that_is_said_of_the_devices_must_be_true() {
    let server = fleet();
    let client = master(&server);
    let (tank, blocked) = (|tank: usize| imeis(&[tank])[0].clone(), vec![BLOCKED, 23]);
    let looks = |filters: Value| json!({"filter": {"deviceIdentifierFilters": filters}});
    let one = |kind: &str, how: &str, part: &str| looks(json!([{"kind": kind, how: part}]));
    let by_age: Vec<i32> = [24].into_iter().chain(others()).chain([23, 22, 21]).collect();
    let without = |but: &[i32]| by_age.iter().copied().filter(|id| !but.contains(id)).collect::<Vec<_>>();
    let noted = |fields: &[(&str, &str)]| {
        let fields: Vec<_> = fields.iter().map(|(key, value)| json!({"key": key, "value": value})).collect();
        json!({ "customFields": fields })
    };
    for (said, expected) in [
        (json!({}), by_age.clone()),
        (json!({"accountName": ACCOUNT}), by_age.clone()),
        (
            json!({"accountName": null, "deviceId": null, "deviceList": null, "filter": null, "groupName": null}),
            by_age.clone(),
        ),
        (
            json!({"currentState": null, "servicePlan": null, "customFields": null, "earliest": null, "latest": null}),
            by_age.clone(),
        ),
        (json!({"carrierNameFilter": "x", "maxResults": 1, "lastSeenDeviceId": 22}), by_age.clone()),
        (json!({"deviceId": tank(1)}), vec![22]),
        (json!({"deviceId": {"kind": "IMEI", "identifier": TANKS[1].1}}), vec![22]),
        (json!({"deviceList": [tank(0), tank(1)]}), vec![22, 21]),
        (json!({"deviceList": [{"deviceIds": [tank(0)]}, tank(3), {"deviceIds": [tank(0)]}]}), vec![24, 21]),
        (json!({"deviceList": [{"deviceIds": [tank(0), {"kind": "iccid", "id": "89148000000800139708"}]}]}), vec![21]),
        (json!({"deviceList": [tank(0), tank(1)], "deviceId": tank(1)}), vec![22]),
        (json!({"deviceList": [tank(0)], "deviceId": tank(1)}), vec![]),
        (json!({"deviceId": tank(0), "groupName": UNASSIGNED}), vec![]),
        (json!({"groupName": "Main office"}), vec![22, 21]),
        (json!({"groupName": "Employees"}), vec![]),
        (json!({"groupName": UNASSIGNED}), without(&[21, 22])),
        (json!({"currentState": "deactive"}), blocked.clone()),
        (json!({"currentState": "DEACTIVE"}), blocked.clone()),
        (json!({"currentState": "active"}), without(&blocked)),
        (json!({"currentState": "suspend"}), vec![]),
        (json!({"servicePlan": "M2M5GB"}), vec![]),
        (noted(&[]), by_age.clone()),
        (noted(&[("CustomField1", "West")]), vec![22, 21]),
        (noted(&[("CustomField1", "West"), ("CustomField2", "Bay 4")]), vec![21]),
        (noted(&[("CustomField1", "west")]), vec![]),
        (noted(&[("CustomField2", "West")]), vec![]),
        (json!({"earliest": "2026-09-21T14:13:40Z"}), vec![22, 21]),
        (json!({"earliest": "2026-09-21T16:13:41+02:00"}), vec![21]),
        (json!({"latest": "2026-09-21T14:13:30Z"}), without(&[21, 22])),
        (json!({"earliest": "2026-09-21T14:13:30Z", "latest": "2026-09-21T14:13:40Z"}), vec![23, 22]),
        (json!({"latest": "2020-01-01"}), vec![]),
        (json!({"earliest": "0001-01-01T00:00:00Z", "latest": "9999-12-31T23:59:59Z"}), by_age.clone()),
        (json!({"maxNumberOfDevices": 0}), by_age.clone()),
        (one("imei", "startswith", "99000"), vec![23, 22, 21]),
        (one("Imei", "endswith", "535"), vec![22]),
        (one("imei", "contains", "2053"), vec![23, 22, 21]),
        (one("imei", "contains", "20535"), vec![21, 22].into_iter().rev().collect()),
        (one("msisdn", "startswith", "1"), [others(), vec![21]].concat()),
        (one("mdn", "startswith", "1"), vec![]),
        (one("iccid", "contains", "1397"), vec![22, 21]),
        (one("meid", "startswith", "a0"), vec![21]),
        (one("esn", "contains", "1"), vec![]),
        (one("iccId", "contains", ""), vec![22, 21]),
        (looks(json!([{"kind": "iccId"}])), vec![22, 21]),
        (looks(json!([])), by_age.clone()),
        (looks(json!([{"kind": "iccId", "contains": "1397"}, {"kind": "meid", "endswith": "78"}])), vec![21]),
        (looks(json!([{"kind": "imei", "startswith": "99000", "endswith": "535"}])), vec![22]),
        (json!({"filter": {}}), by_age.clone()),
    ] {
        let answer = list(&client, &said);
        assert_eq!((ids(&answer), &answer.1["hasMoreData"]), (expected, &json!(false)), "{said}");
    }
}

#[test]
fn by_id_the_list_goes_on_after_the_device_seen_last() {
    let server = fleet();
    let client = master(&server);
    let all: Vec<i32> = TANKS.iter().map(|(id, _)| *id).chain(others()).collect();
    for most in [1, 2, 3, 8, 9, 10] {
        let (mut told, mut seen, mut pages) = (Vec::new(), json!(0), 0);
        loop {
            let answer = list(&client, &json!({"largestDeviceIdSeen": seen, "maxNumberOfDevices": most}));
            told.extend(ids(&answer));
            pages += 1;
            if answer.1["hasMoreData"] == json!(false) {
                break;
            }
            seen = json!(told.last());
        }
        assert_eq!((&told, pages), (&all, all.len().div_ceil(most)), "{most}");
    }
    // A client reads the id as it is told, which is as a text.
    for seen in [json!(22), json!("22")] {
        let answer =
            list(&client, &json!({"largestDeviceIdSeen": seen, "groupName": UNASSIGNED, "maxNumberOfDevices": 2}));
        assert_eq!(ids(&answer), [23, 24], "{seen}");
    }
}

#[test]
fn by_age_the_list_goes_on_from_the_moment_told_last() {
    let server = fleet();
    let client = master(&server);
    let page = |earliest: &str| list(&client, &json!({"maxNumberOfDevices": 2, "earliest": earliest}));
    let first = page("2026-09-21T14:13:21Z");
    assert_eq!((ids(&first), &first.1["hasMoreData"]), (vec![23, 22], &json!(true)));
    let second = page(first.1["devices"][1]["createdAt"].as_str().expect("a moment"));
    assert_eq!((ids(&second), &second.1["hasMoreData"]), (vec![22, 21], &json!(false)));
}

// shows: DEVICES_PER_ANSWER
#[test]
fn no_answer_has_more_than_two_thousand_devices() {
    let server = TestServer::start();
    let client = master(&server);
    sql(
        &server,
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 2100)
         INSERT INTO sources SELECT 1, 2000 + n, 'X' || n, 'm', NULL, FALSE, 0 FROM n;
         INSERT INTO trackers SELECT 1, id, 'X', NULL, 1, id, FALSE, 0 FROM sources WHERE device_id LIKE 'X%';",
    );
    for most in [json!(null), json!(2000), json!(2001), json!(100_000), json!("5000")] {
        let answer = list(&client, &json!({"largestDeviceIdSeen": 0, "maxNumberOfDevices": most}));
        let told = ids(&answer);
        assert_eq!((told.len(), told.last(), &answer.1["hasMoreData"]), (2000, Some(&4000), &json!(true)), "{most}");
    }
    let rest = list(&client, &json!({"largestDeviceIdSeen": 4000}));
    assert_eq!((ids(&rest).len(), &rest.1["hasMoreData"]), (105, &json!(false)));
    assert_eq!(ids(&list(&client, &json!({"maxNumberOfDevices": 500}))).len(), 500);
}

#[test]
fn what_cannot_be_looked_for_is_refused() {
    let server = fleet();
    let client = master(&server);
    let moment = "must be a moment in ISO 8601, such as 2026-01-31T23:59:59Z";
    let [one, other] = [0, 1].map(|tank| imeis(&[tank])[0].clone());
    for (body, expected) in [
        (json!({"accountName": FOREIGN_ACCOUNT}), no_account()),
        (json!({"accountName": "Nobody's"}), no_account()),
        (json!({"groupName": "Nothing"}), no_group()),
        (json!({"groupName": "Quarry"}), no_group()),
        (json!({"deviceId": {"kind": "imei", "id": "1"}}), no_device()),
        (json!({"deviceList": [one, {"kind": "imei", "id": "1"}]}), no_device()),
        (json!({"deviceId": {"kind": "x", "id": "1"}}), bad_kind("deviceId.kind")),
        (json!({"deviceId": "1"}), unexpected("deviceId must be an object")),
        (
            json!({"deviceList": [{"deviceIds": [{"kind": "x", "id": "1"}]}]}),
            bad_kind("deviceList[0].deviceIds[0].kind"),
        ),
        (json!({"deviceList": [{"deviceIds": [one, other]}]}), ambiguous()),
        (json!({"deviceList": "x"}), unexpected("deviceList must be an array")),
        (json!({"filter": []}), unexpected("filter must be an object")),
        (
            json!({"filter": {"deviceIdentifierFilters": [{"kind": "x", "contains": "1"}]}}),
            bad_kind("filter.deviceIdentifierFilters[0].kind"),
        ),
        (
            json!({"customFields": [{"key": "CustomField6", "value": "x"}]}),
            refusal(
                "INPUT_INVALID.CustomField.InvalidName",
                "customFields[0].key must be CustomField1 to CustomField5",
            ),
        ),
        (json!({"earliest": "yesterday"}), unexpected(&format!("earliest {moment}"))),
        (json!({"latest": 1_790_000_000}), unexpected("latest must be a string")),
        (json!({"maxNumberOfDevices": -1}), unexpected("maxNumberOfDevices must be greater than or equal to 0")),
        (json!({"largestDeviceIdSeen": "x"}), unexpected("largestDeviceIdSeen must be the number of a device")),
        (json!({"largestDeviceIdSeen": 1.5}), unexpected("largestDeviceIdSeen must be the number of a device")),
        (
            json!({"filter": {"deviceIdentifierFilters": vec![json!({"kind": "imei"}); 10]}}),
            unexpected("filter.deviceIdentifierFilters Size must be between 0 and 9"),
        ),
        (
            json!({"filter": {"deviceIdentifierFilters": [{"kind": "imei", "contains": "1".repeat(33)}]}}),
            unexpected("filter.deviceIdentifierFilters[0].contains Size must be between 1 and 32"),
        ),
        (
            json!({"customFields": vec![json!({"key": "CustomField1", "value": "x"}); 6]}),
            unexpected("customFields Size must be between 0 and 5"),
        ),
        (json!({"deviceList": [{"deviceIds": vec![one.clone(); 10_001]}]}), too_many()),
        (json!({"maxNumberOfDevices": "many"}), unexpected("maxNumberOfDevices must be an integer")),
    ] {
        assert_eq!(list(&client, &body), expected, "{body}");
    }
    let named: Vec<_> = (0..10_001).map(|_| one.clone()).collect();
    assert_eq!(list(&client, &json!({"deviceList": named})), too_many());
    assert_eq!(told(&client.call("POST", LIST, &Value::Null)), empty_request());
}

#[test]
fn a_sub_user_lists_what_it_sees() {
    let server = fleet();
    let sue = caller(&server, SUE);
    assert_eq!(ids(&list(&sue, &json!({}))), [TRACKERS[0]]);
    sql(
        &server,
        "INSERT INTO user_details (account_id, user_id, tags, privileges, group_id) VALUES (1, 4, '{}', '[]', 167)",
    );
    assert_eq!(ids(&list(&sue, &json!({"largestDeviceIdSeen": 0}))), [21, 22, TRACKERS[0]]);
    assert_eq!(ids(&list(&sue, &json!({"groupName": "Main office"}))), [22, 21]);
    assert_eq!(list(&sue, &json!({"groupName": "Employees"})), no_group());
}
