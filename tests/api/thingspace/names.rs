//! Groups and accounts of any name are reached by it: one segment of the path, whatever stands in it.

use serde_json::json;

use super::words::{done, no_account, no_group, no_resource, told};
use super::{ACCOUNT, encoded, furnished, group, imeis, make_group, master, members, new_group, sql};

const NAMES: [&str; 21] = [
    "a/b",
    "/",
    "a%2Fb",
    "100%",
    "%",
    "a?b#c",
    "a+b c&d=e;f",
    "O'Hare",
    "<b>",
    "back\\slash",
    "\"quoted\"",
    "[1]{2}|^`",
    "Grüne Flotte",
    "車両 第2班",
    "شاحنات",
    "🚚🚚",
    " padded ",
    ".",
    "..",
    "name",
    "null",
];

#[test]
fn a_group_of_any_name_lives_as_any_other() {
    let server = furnished();
    let client = master(&server);
    for name in NAMES {
        make_group(&client, name, &[0, 1]);
        assert_eq!(told(&client.get(&group(name))), members(name, "", &[0, 1]), "{name}");
        let small = group(name).replace("%2F", "%2f").replace("%5C", "%5c");
        for path in [format!("{}/", group(name)), format!("{}?next=0", group(name)), format!("{small}/?next=0")] {
            assert_eq!(told(&client.get(&path)), members(name, "", &[0, 1]), "{path}");
        }
        let renamed = format!("{name}2");
        let change = json!({"newGroupName": renamed, "devicesToRemove": imeis(&[1])});
        assert_eq!(told(&client.put(&format!("{}/", group(name)), &change)), done(), "{name}");
        assert_eq!(told(&client.get(&group(name))), no_group(), "{name}");
        assert_eq!(told(&client.get(&group(&renamed))), members(&renamed, "", &[0]), "{name}");
        assert_eq!(told(&client.delete(&format!("{}/", group(&renamed)))), done(), "{name}");
    }
}

#[test]
fn groups_that_another_dialect_named_are_reached_too() {
    let server = furnished();
    let client = master(&server);
    for name in NAMES {
        server.master().must("tracker/group/create", json!({"title": name, "color": "000000"}));
    }
    let listed = client.get(&format!("/groups/{ACCOUNT}")).body;
    let shown: Vec<_> = listed.as_array().expect("a list").iter().filter_map(|group| group["name"].as_str()).collect();
    assert_eq!(shown[3..], NAMES);
    for name in NAMES {
        assert_eq!(told(&client.get(&group(name))), members(name, "", &[]), "{name}");
        assert_eq!(told(&client.delete(&group(name))), done(), "{name}");
    }
}

#[test]
fn names_are_the_same_only_character_by_character() {
    let server = furnished();
    let client = master(&server);
    for name in ["Café", "Cafe\u{301}", "café", "Café ", "CAFÉ"] {
        make_group(&client, name, &[]);
    }
}

#[test]
fn what_a_path_may_hold_as_it_is_need_not_be_encoded() {
    let server = furnished();
    let client = master(&server);
    let name = "O'Hare+1&a=b;c,d:e@f!(g)*~$-_.";
    make_group(&client, name, &[0]);
    let path = format!("/groups/{ACCOUNT}/name/{name}");
    assert_eq!(told(&client.get(&path)), members(name, "", &[0]));
}

#[test]
fn what_is_no_text_once_it_is_decoded_leads_nowhere() {
    let server = furnished();
    let client = master(&server);
    for name in ["%FF", "%C3", "a%80b"] {
        assert_eq!(told(&client.get(&format!("/groups/{ACCOUNT}/name/{name}"))), no_resource(), "{name}");
    }
    for name in ["%", "%zz", "%2", "%00", "%0A"] {
        assert_eq!(told(&client.get(&format!("/groups/{ACCOUNT}/name/{name}"))), no_group(), "{name}");
    }
    for path in ["a/b", "a//", "", "/"] {
        let path = format!("/groups/{ACCOUNT}/name/{path}");
        assert_eq!(told(&client.get(&path)).0, 400, "{path}");
    }
}

#[test]
fn an_account_of_any_name_is_reached_by_it_and_not_by_its_former_one() {
    let server = furnished();
    let client = master(&server);
    for name in ["Fleet Ltd", "A/B", "10001234-0001", "0001234567", "Größe & Söhne", "name"] {
        sql(&server, &format!("REPLACE INTO account_names VALUES (1, '{name}')"));
        let in_account = |rest: &str| format!("/groups/{}{rest}", encoded(name));
        let mut body = new_group("Tanks", &[0]);
        assert_eq!(told(&client.post("/groups", &body)), no_account(), "{name}");
        body["accountName"] = json!(name);
        assert_eq!(told(&client.post("/groups", &body)), done(), "{name}");
        assert_eq!(client.get(&in_account("")).body.as_array().map(Vec::len), Some(4), "{name}");
        assert_eq!(told(&client.get(&in_account("/name/Tanks"))), members("Tanks", "", &[0]), "{name}");
        let devices = client.post("/devices/actions/list", &json!({"accountName": name, "groupName": "Tanks"})).body;
        assert_eq!(devices["devices"][0]["accountName"], json!(name));
        assert_eq!(told(&client.delete(&in_account("/name/Tanks"))), done(), "{name}");
        assert_eq!(told(&client.get(&format!("/groups/{ACCOUNT}"))), no_account(), "{name}");
    }
}
