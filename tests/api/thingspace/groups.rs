//! Groups: made, listed, read and deleted, by name.

use muster::limits::Limits;
use serde_json::{Value, json};

use super::changes::bad_devices;
use super::words::{
    Reworded as _, bad_character, done, name_taken, no_account, no_group, refusal, told, too_many, unexpected,
};
use super::{
    ACCOUNT, FOREIGN_ACCOUNT, SUE, TANKS, UNASSIGNED, caller, furnished, group, imeis, make_group, master, members,
    new_group,
};
use super::{unassigned, with};
use crate::support::rest::Rest;
use crate::support::world::{GROUP, TRACKERS};
use crate::support::{Options, TestServer};

/// An IMEI that no device has.
pub const NOBODYS: &str = "123456789012345";

fn shown(name: &str, description: &str) -> Value {
    json!({"name": name, "description": description, "isDefaultGroup": false, "extendedAttributes": []})
}

fn listed(client: &Rest) -> (u16, Value) {
    told(&client.get(&format!("/groups/{ACCOUNT}")))
}

/// What [`listed`] tells when there are these groups beside the default one.
fn list_of(groups: &[Value]) -> (u16, Value) {
    let mut default = shown(UNASSIGNED, "All devices that are in no other group");
    default["isDefaultGroup"] = json!(true);
    (200, [&[default], groups].concat().into())
}

pub fn read(client: &Rest, name: &str) -> (u16, Value) {
    told(&client.get(&group(name)))
}

#[test]
fn the_list_begins_with_the_default_group_and_goes_on_with_the_oldest() {
    let server = furnished();
    let client = master(&server);
    let (office, staff) = (shown("Main office", ""), shown("Employees", ""));
    assert_eq!(listed(&client), list_of(&[office.clone(), staff.clone()]));
    let described = with(&new_group("Allen", &[0]), json!({"groupDescription": "First in the alphabet\nwhatever"}));
    assert_eq!(told(&client.post("/groups", &described)), done());
    assert_eq!(listed(&client), list_of(&[office, staff, shown("Allen", "First in the alphabet\nwhatever")]));
}

#[test]
fn a_group_needs_neither_description_nor_devices() {
    let server = furnished();
    let client = master(&server);
    let bare = json!({"accountName": ACCOUNT});
    for (number, rest) in [
        json!({}),
        json!({"groupDescription": null, "devicesToAdd": null}),
        json!({"groupDescription": "", "devicesToAdd": []}),
        json!({"isDefaultGroup": true, "extendedAttributes": [], "unknown": {"to": "us"}}),
    ]
    .into_iter()
    .enumerate()
    {
        let name = format!("Bare {number}");
        let mut body = bare.clone();
        body["groupName"] = json!(name);
        body.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
        assert_eq!(told(&client.post("/groups", &body)), done(), "{rest}");
        assert_eq!(read(&client, &name), members(&name, "", &[]), "{rest}");
    }
}

#[test]
fn devices_leave_their_groups_for_a_new_one() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "First", &[0, 1, 1, 0]);
    assert_eq!(read(&client, "First"), members("First", "", &[0, 1]));
    make_group(&client, "Second", &[2, 1]);
    assert_eq!(read(&client, "First"), members("First", "", &[0]));
    assert_eq!(read(&client, "Second"), members("Second", "", &[1, 2]));
    assert_eq!(read(&client, UNASSIGNED), unassigned(&[3]));
}

#[test]
fn a_group_that_cannot_be_made_is_refused_and_changes_nothing() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Taken", &[3]);
    let before = server.contents();
    let long = "x".repeat(61);
    let no_undefined = || refusal("INPUT_INVALID.Account.NotDefined", "accountName must not be null");
    let mut cases = vec![
        (json!({"accountName": null}), no_undefined()),
        (
            json!({"accountName": null, "groupName": null}),
            no_undefined().saying("accountName must not be null; groupName must not be null"),
        ),
        (json!({"accountName": FOREIGN_ACCOUNT}), no_account()),
        (json!({"accountName": "1"}), no_account()),
        (json!({"accountName": "0000000001-1"}), no_account()),
        (json!({"accountName": ""}), no_account()),
        (json!({"accountName": 1}), unexpected("accountName must be a string")),
        (json!({"groupName": null}), unexpected("groupName must not be null")),
        (json!({"groupName": ""}), bad_character("groupName Size must be between 1 and 60")),
        (json!({"groupName": long}), bad_character("groupName Size must be between 1 and 60")),
        (json!({"groupName": "  "}), bad_character("groupName must not be blank")),
        (json!({"groupName": "a\tb"}), bad_character("groupName must contain only printable characters")),
        (json!({"groupName": "nul\u{0}"}), bad_character("groupName must contain only printable characters")),
        (json!({"groupName": 5}), bad_character("groupName must be a string")),
        (
            json!({"groupDescription": "bell\u{7}"}),
            bad_character("groupDescription must contain only printable characters"),
        ),
        (
            json!({"groupDescription": "x".repeat(1001)}),
            bad_character("groupDescription Size must be between 0 and 1000"),
        ),
        (json!({"groupName": "Taken"}), name_taken()),
        (json!({"groupName": "Main office"}), name_taken()),
        (json!({"groupName": UNASSIGNED}), name_taken()),
        // An account that is not there counts before a name that is taken, and that before devices that are not there.
        (json!({"accountName": FOREIGN_ACCOUNT, "groupName": "Taken"}), no_account()),
        (json!({"groupName": "Taken", "devicesToAdd": [{"kind": "imei", "id": NOBODYS}]}), name_taken()),
    ];
    cases.extend(
        bad_devices("devicesToAdd").into_iter().map(|(devices, expected)| (json!({"devicesToAdd": devices}), expected)),
    );
    for (changes, expected) in cases {
        let mut body = new_group("New", &[0, 3]);
        body.as_object_mut().expect("an object").extend(changes.as_object().expect("an object").clone());
        assert_eq!(told(&client.post("/groups", &body)), expected, "{changes}");
        let absent = with(&new_group("New", &[0, 3]), changes.clone());
        assert_eq!(told(&client.post("/groups", &absent)), expected, "{changes}, without what is null");
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn the_devices_of_a_deleted_group_are_in_the_default_one() {
    let server = furnished();
    let client = master(&server);
    make_group(&client, "Tanks", &[0, 2]);
    assert_eq!(told(&client.delete(&group("Tanks"))), done());
    assert_eq!(read(&client, "Tanks"), no_group());
    assert_eq!(read(&client, UNASSIGNED), unassigned(&[0, 1, 2, 3]));
    assert_eq!(listed(&client), list_of(&[shown("Main office", ""), shown("Employees", "")]));
    assert_eq!(told(&client.delete(&group("Tanks"))), no_group());
    make_group(&client, "Tanks", &[0]);
    assert_eq!(read(&client, "Tanks"), members("Tanks", "", &[0]), "its name is free again");
}

/// Another dialect knows no unique titles, and no reserved one.
#[test]
fn of_groups_of_one_name_the_oldest_answers() {
    let server = furnished();
    let client = master(&server);
    let make = |title: &str| {
        server.master().must("tracker/group/create", json!({"title": title, "color": "FF6DDC"}))["id"].clone()
    };
    let (first, second, third) = (make("Twins"), make("Twins"), make(UNASSIGNED));
    for (group, tank) in [(&first, 0), (&second, 1), (&third, 2)] {
        server.master().must("tracker/group/assign", json!({"id": group, "trackers": [TANKS[tank].0]}));
    }
    assert_eq!(read(&client, "Twins"), members("Twins", "", &[0]));
    assert_eq!(read(&client, UNASSIGNED), unassigned(&[3]), "the default group comes before its namesake");
    assert_eq!(told(&client.put(&group("Twins"), &json!({"newGroupDescription": "The elder"}))), done());
    assert_eq!(told(&client.put(&group("Twins"), &json!({"newGroupName": "Twins"}))), done(), "its own name");
    let groups = |more: &[Value]| {
        let all = [vec![shown("Main office", ""), shown("Employees", "")], more.to_vec()].concat();
        list_of(&all)
    };
    let namesake = shown(UNASSIGNED, "");
    assert_eq!(listed(&client), groups(&[shown("Twins", "The elder"), shown("Twins", ""), namesake.clone()]));
    assert_eq!(told(&client.delete(&group("Twins"))), done());
    assert_eq!(read(&client, "Twins"), members("Twins", "", &[1]), "then the next one does");
    assert_eq!(listed(&client), groups(&[shown("Twins", ""), namesake]));
}

#[test]
fn an_account_has_only_so_many_groups() {
    let usual = Options::default();
    let limits = Limits { groups_per_account: 3, ..usual.limits };
    let server = TestServer::with(Options { limits, ..usual });
    let client = master(&server);
    make_group(&client, "Third", &[]);
    let full = unexpected("The account has as many device groups as it may");
    assert_eq!(told(&client.post("/groups", &new_group("Fourth", &[]))), full);
}

// shows: DEVICES_PER_CHANGE
#[test]
fn too_many_devices_in_one_request_are_refused() {
    let server = furnished();
    let client = master(&server);
    let many: Vec<_> = (0..10_001).map(|_| imeis(&[0])[0].clone()).collect();
    let mut body = new_group("Many", &[]);
    body["devicesToAdd"] = many[1..].into();
    assert_eq!(told(&client.post("/groups", &body)), done(), "10,000 names of one device are one device");
    assert_eq!(read(&client, "Many"), members("Many", "", &[0]));
    body["groupName"] = json!("More");
    body["devicesToAdd"] = many.into();
    assert_eq!(told(&client.post("/groups", &body)), too_many());
    for list in ["devicesToAdd", "devicesToRemove"] {
        assert_eq!(told(&client.put(&group("Many"), &json!({list: body["devicesToAdd"]}))), too_many(), "{list}");
    }
}

#[test]
fn a_repeated_key_of_a_request_is_no_replay() {
    let server = furnished();
    let client = master(&server).with_header("Idempotency-Key", "00000000-0000-0000-0000-000000000001");
    make_group(&client, "Once", &[]);
    assert_eq!(told(&client.post("/groups", &new_group("Once", &[]))), name_taken());
    make_group(&client, "Twice", &[]);
}

#[test]
fn a_sub_user_sees_its_devices_and_their_groups() {
    let server = furnished();
    let (client, sue) = (master(&server), caller(&server, SUE));
    make_group(&client, "Tanks", &[0, 1]);
    assert_eq!(listed(&sue), list_of(&[]), "its one tracker is in no group");
    let numbers = json!([{"id": "5555550100", "kind": "mdn"}, {"id": "15555550100", "kind": "msisdn"}]);
    let one = |name: &str, description: &str, devices: Value| {
        (200, json!({"name": name, "description": description, "hasMoreData": false, "devices": devices}))
    };
    let hers = json!([{"deviceIds": numbers}]);
    let rest = "All devices that are in no other group";
    assert_eq!(read(&sue, UNASSIGNED), one(UNASSIGNED, rest, hers.clone()));
    assert_eq!(read(&sue, "Tanks"), no_group());
    assert_eq!(read(&sue, "Main office"), no_group());

    server.master().must("tracker/group/assign", json!({"id": GROUP, "trackers": TRACKERS}));
    assert_eq!(listed(&sue), list_of(&[shown("Main office", "")]));
    assert_eq!(read(&sue, "Main office"), one("Main office", "", hers));
    assert_eq!(read(&sue, UNASSIGNED), one(UNASSIGNED, rest, json!([])));
    assert_eq!(told(&sue.get(&format!("/groups/{FOREIGN_ACCOUNT}"))), no_account());
}
