//! The fields of a user, one by one: what is taken, how it is answered, and what is refused.

use muster::limits::NOTES_PER_USER;
use serde_json::{Value, json};

use super::{contents, invalid, jane, master, refusal, sql, told, with};
use crate::support::TestServer;
use crate::support::rest::RestAnswer;
use crate::support::world::{OTHER_GROUP, SUB_USER_ID};

const SUE: &str = "/api/users/usr-4";

/// Sue, with other values for some fields.
fn said(changes: Value) -> Value {
    with(with(jane(), json!({"email": "sue@fleet.example"})), changes)
}

#[test]
fn the_last_word_of_a_name_is_the_last_name() {
    let server = TestServer::start();
    let client = master(&server);
    let word = "x".repeat(255);
    let long = format!("{word} {word}");
    for (name, kept, first, last) in [
        ("Jane Doe", "Jane Doe", "Jane", "Doe"),
        ("  Jane  Mary\tDoe ", "Jane Mary Doe", "Jane Mary", "Doe"),
        ("Madonna", "Madonna", "", "Madonna"),
        (&*long, &*long, &*word, &*word),
    ] {
        assert_eq!(client.put(SUE, &said(json!({"name": name}))).body["name"], kept, "{name:?}");
        let sub_users = server.master().must("subuser/list", json!({}));
        let sue = &sub_users["list"][0];
        assert_eq!((&sue["first_name"], &sue["last_name"]), (&json!(first), &json!(last)), "{name:?}");
    }
}

/// A name that is sent as it was read is not taken apart anew.
#[test]
fn the_parts_of_a_name_from_elsewhere_stay_as_long_as_the_name_does() {
    let server = TestServer::start();
    let client = master(&server);
    let sue = json!({
        "id": SUB_USER_ID, "login": "sue@fleet.example", "first_name": "Sue", "middle_name": "M.", "last_name": "van den Berg",
        "legal_type": "individual", "phone": "491701234567",
    });
    server.master().must("subuser/update", json!({"user": sue}));
    let told = || server.master().must("subuser/list", json!({}))["list"][0].clone();
    let before = told();
    assert_eq!(client.get(SUE).body["name"], "Sue van den Berg");
    assert_eq!(client.put(SUE, &said(json!({"name": "Sue van den Berg"}))).status, 200);
    assert_eq!(told()["last_name"], "van den Berg");
    assert_eq!(client.put(SUE, &said(json!({"name": "Sue Berg"}))).status, 200);
    let after = with(before, json!({"last_name": "Berg"}));
    assert_eq!(told(), after, "and nothing else");
}

#[test]
fn a_country_goes_by_its_codes_or_its_name_and_is_answered_as_it_was_sent() {
    let server = TestServer::start();
    let client = master(&server);
    for country in
        ["US", "us", "USA", "Usa", "United States", "UNITED STATES", "Colombia", "CO", "COL", "Côte d’Ivoire"]
    {
        assert_eq!(client.put(SUE, &said(json!({"country": country}))).body["country"], country);
    }
    for (bad, why) in [
        (json!(""), "Size must be between 1 and 100"),
        (json!("A".repeat(101)), "Size must be between 1 and 100"),
        (json!("XX"), "must be a country, such as US, USA or United States"),
        (json!("Atlantis"), "must be a country, such as US, USA or United States"),
        (json!(" US"), "must be a country, such as US, USA or United States"),
        (json!(1), "must be a string"),
        (json!(["US"]), "must be a string"),
    ] {
        let expected = invalid("Invalid country.", &[("country", why)]);
        assert_eq!(told(&client.post("/api/users", &with(jane(), json!({"country": bad})))), expected, "{bad}");
        assert_eq!(told(&client.put(SUE, &said(json!({"country": bad})))), expected, "{bad}");
    }
}

#[test]
fn a_time_zone_is_one_of_the_iana_names() {
    let server = TestServer::start();
    let client = master(&server);
    for zone in ["America/Los_Angeles", "UTC", "Asia/Kolkata"] {
        assert_eq!(client.put(SUE, &said(json!({"timeZone": zone}))).body["timeZone"], zone);
    }
    for (bad, why) in [
        (json!(""), "must be an IANA time zone, such as Europe/Berlin or UTC"),
        (json!("Mars/Olympus"), "must be an IANA time zone, such as Europe/Berlin or UTC"),
        (json!("Pacific Standard Time"), "must be an IANA time zone, such as Europe/Berlin or UTC"),
        (json!("+02:00"), "must be an IANA time zone, such as Europe/Berlin or UTC"),
        (json!("../etc/passwd"), "must be an IANA time zone, such as Europe/Berlin or UTC"),
        (json!(2), "must be a string"),
    ] {
        let expected = invalid("Invalid time zone.", &[("timeZone", why)]);
        assert_eq!(told(&client.post("/api/users", &with(jane(), json!({"timeZone": bad})))), expected, "{bad}");
        assert_eq!(told(&client.put(SUE, &said(json!({"timeZone": bad})))), expected, "{bad}");
    }
}

#[test]
fn the_countries_and_the_zones_to_choose_from_are_listed() {
    let server = TestServer::start();
    let client = master(&server);
    for (path, name, least, some) in [
        ("/api/users/countries", "countries", 240, [("US", "United States"), ("CO", "Colombia"), ("DE", "Germany")]),
        (
            "/api/users/timeZones",
            "timeZones",
            400,
            [
                ("America/New_York", "Eastern Standard Time"),
                ("America/Bogota", "Colombia Standard Time"),
                ("UTC", "Coordinated Universal Time"),
            ],
        ),
        ("/API/users/TIMEZONES/", "timeZones", 400, [("Europe/Berlin", "Central European Standard Time"); 3]),
    ] {
        let (status, mut body) = told(&client.get(path));
        let list = body[name].take();
        assert_eq!((status, body), (200, json!({"success": true, name: null})), "{path}");
        for (key, value) in some {
            assert_eq!(list[key], value, "{path}");
        }
        let list = list.as_object().expect("an object");
        assert!(list.len() > least && list.values().all(Value::is_string), "{path}");
        let field = if name == "countries" { "country" } else { "timeZone" };
        for key in list.keys().step_by(25) {
            assert_eq!(
                client.put(SUE, &said(json!({field: key}))).body[field],
                *key,
                "{path}: what is listed is taken"
            );
        }
    }
}

#[test]
fn a_group_is_called_by_its_id_or_its_name_and_answered_by_its_name() {
    let server = TestServer::start();
    let client = master(&server);
    let put = |group: &str| client.put(SUE, &said(json!({"group": group})));
    let id = "must be a group of the account, by id or name";
    for (called, answered) in [("grp-167", "Main office"), ("Main office", "Main office"), ("grp-168", "Employees")] {
        assert_eq!(put(called).body["group"], answered, "{called}");
    }
    for bad in ["", "main office", "Quarry", "grp-500", "grp-404404", "grp-0", "grp-0167", "GRP-167", "dev-167", "167"]
    {
        assert_eq!(told(&put(bad)), invalid("Invalid input", &[("group", id)]), "{bad:?}");
    }
    assert_eq!(client.put(SUE, &said(json!({"group": null}))).body["group"], json!(null));
    sql(&server, "UPDATE tracker_groups SET title = 'Twins' WHERE account_id = 1");
    assert_eq!(put("Twins").status, 200);
    server.master().must("tracker/group/update", json!({"id": OTHER_GROUP, "title": "Other", "color": "000000"}));
    assert_eq!(client.get(SUE).body["group"], "Twins", "of two, the older one was meant");
    assert_eq!(client.delete("/api/groups/grp-167").status, 200);
    assert_eq!(client.get(SUE).body["group"], json!(null), "a user is in no group that is gone");
}

#[test]
fn a_device_is_called_by_its_id() {
    let server = TestServer::start();
    let client = master(&server);
    let put = |device: Value| client.put(SUE, &said(json!({"deviceId": device})));
    for called in [json!("dev-991999"), json!("991999"), json!(991_999)] {
        assert_eq!(put(called).body["deviceId"], "dev-991999");
    }
    for absent in ["dev-404405", "dev-600"] {
        assert_eq!(told(&put(json!(absent))), refusal(400, "Invalid input"), "{absent}");
    }
    for bad in [json!("dev-0"), json!("dev-0991999"), json!("grp-991999"), json!(""), json!(-1), json!(1.5), json!([])]
    {
        let expected = invalid("Invalid input", &[("deviceId", "must be an id such as dev-125")]);
        assert_eq!(told(&put(bad.clone())), expected, "{bad}");
    }
}

#[test]
fn moments_are_taken_in_iso_8601_and_answered_in_utc() {
    let server = TestServer::start();
    let client = master(&server);
    for (sent, answered) in [
        ("2020-01-31T23:59:59Z", "2020-01-31T23:59:59Z"),
        ("2020-01-31T23:59:59+02:00", "2020-01-31T21:59:59Z"),
        ("2020-01-31T23:59:59.999Z", "2020-01-31T23:59:59Z"),
        ("2020-01-31T23:59:59", "2020-01-31T23:59:59Z"),
        ("2020-01-31T23:59", "2020-01-31T23:59:00Z"),
        ("2020-01-31", "2020-01-31T00:00:00Z"),
    ] {
        assert_eq!(client.put(SUE, &said(json!({"from": sent}))).body["from"], answered, "{sent}");
    }
    let shape = "must be a moment in ISO 8601, such as 2026-01-31T23:59:59Z";
    for (bad, why) in [
        (json!(""), shape),
        (json!("yesterday"), shape),
        (json!("2020-02-30T00:00:00Z"), shape),
        (json!("31.01.2020"), shape),
        (json!("1580515199"), shape),
        (json!("99999-01-01T00:00:00Z"), shape),
        (json!(1_580_515_199), "must be a string"),
    ] {
        for field in ["from", "expires"] {
            let expected = invalid("Invalid input", &[(field, why)]);
            assert_eq!(told(&client.put(SUE, &said(json!({field: bad})))), expected, "{field}: {bad}");
        }
    }
    let backwards = invalid("Invalid input", &[("expires", "must not be before from")]);
    assert_eq!(
        told(&client.put(SUE, &said(json!({"expires": "2020-01-30"})))),
        backwards,
        "it stands from 2020-01-31 on"
    );
    let patch = json!([{"op": "add", "path": "/expires", "value": "2020-01-30T23:59:59Z"}]);
    assert_eq!(told(&client.patch(SUE, &patch)), backwards);
}

/// What each of the other fields cannot be.
fn bad_values() -> Vec<(Value, &'static str, &'static str)> {
    let many = "Size must be between 0 and 20";
    let texts = ["description", "message", "disabledMessage"].into_iter().flat_map(|field| {
        [
            (json!({field: "x".repeat(1_001)}), field, "Size must be between 0 and 1000"),
            (json!({field: "nul\u{0}"}), field, "must contain only printable characters"),
            (json!({field: 5}), field, "must be a string"),
            (json!({field: {}}), field, "must be a string"),
        ]
    });
    let many_tags: Value =
        (0..=NOTES_PER_USER).map(|n| (format!("t{n}"), json!("x"))).collect::<serde_json::Map<_, _>>().into();
    let others = [
        (
            json!({"name": "x".repeat(256)}),
            "name",
            "its last word, and the rest, must have 255 characters at most each",
        ),
        (
            json!({"name": "x ".repeat(256)}),
            "name",
            "its last word, and the rest, must have 255 characters at most each",
        ),
        (json!({"name": "x ".repeat(257)}), "name", "Size must be between 1 and 511"),
        (json!({"name": " \n "}), "name", "Size must be between 1 and 511"),
        (json!({"name": "nul\u{0}"}), "name", "must contain only printable characters"),
        (json!({"name": 5}), "name", "must be a string"),
        (json!({"tags": "x"}), "tags", "must be an object"),
        (json!({"tags": ["x"]}), "tags", "must be an object"),
        (json!({"tags": {"a": 5}}), "tags.a", "must be a string"),
        (json!({"tags": {"a": null}}), "tags.a", "must not be null"),
        (json!({"tags": {"a": {"b": "c"}}}), "tags.a", "must be a string"),
        (json!({"tags": {"a": "x".repeat(256)}}), "tags.a", "Size must be between 0 and 255"),
        (json!({"tags": {"": "x"}}), "tags", "Size must be between 1 and 255"),
        (json!({"tags": {"x".repeat(256): "x"}}), "tags", "Size must be between 1 and 255"),
        (json!({"tags": many_tags}), "tags", many),
        (json!({"privileges": "read"}), "privileges", "must be an array"),
        (json!({"privileges": [""]}), "privileges[0]", "Size must be between 1 and 60"),
        (json!({"privileges": ["x".repeat(61)]}), "privileges[0]", "Size must be between 1 and 60"),
        (json!({"privileges": [5]}), "privileges[0]", "must be a string"),
        (json!({"privileges": vec!["x"; NOTES_PER_USER + 1]}), "privileges", many),
        (json!({"group": 167}), "group", "must be a string"),
        (json!({"group": ["Main office"]}), "group", "must be a string"),
        (json!({"password": ""}), "password", "Size must be between 1 and 40"),
        (json!({"password": "x".repeat(41)}), "password", "Size must be between 1 and 40"),
        (json!({"password": "a\nb"}), "password", "must contain only printable characters"),
        (json!({"password": {}}), "password", "must be a string"),
    ];
    texts.chain(others).collect()
}

#[test]
fn a_bad_value_is_refused_and_named_and_nothing_changes() {
    let server = TestServer::start();
    let client = master(&server);
    let before = contents(&server);
    for (changes, parameter, why) in bad_values() {
        let expected = invalid("Invalid input", &[(parameter, why)]);
        assert_eq!(told(&client.post("/api/users", &with(jane(), changes.clone()))), expected, "{changes}");
        assert_eq!(told(&client.put(SUE, &said(changes.clone()))), expected, "{changes}");
    }
    let refused = |answer: RestAnswer, what: &Value| {
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!("Invalid input")), "{what}: {answer:?}");
    };
    for changes in [
        json!({"adminDevices": -1}),
        json!({"adminDevices": 1.5}),
        json!({"adminDevices": "many"}),
        json!({"adminDevices": 2_147_483_648_i64}),
        json!({"adminDevices": []}),
        json!({"disabled": "perhaps"}),
        json!({"disabled": []}),
        json!({"disabled": 5}),
    ] {
        refused(client.put(SUE, &said(changes.clone())), &changes);
    }
    for bad in ["", "jane", "@", "jane@", "@host", "a b@c", "a@b@c", "nul\u{0}@x"] {
        let answer = client.put(SUE, &said(json!({"email": bad})));
        assert_eq!((answer.status, &answer.body["error"]), (400, &json!("Invalid email address.")), "{bad:?}");
    }
    assert_eq!(contents(&server), before);
}
