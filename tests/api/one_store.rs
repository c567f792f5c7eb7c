//! One store under three dialects: whatever is done in one of them is seen in the others at once, and means the same.

mod groups;
mod refusals;
mod users;

use serde_json::{Value, json};

use crate::plaspy;
use crate::support::rest::Rest;
use crate::support::world::{GROUP, OTHER_GROUP};
use crate::support::{Client, TestServer};
use crate::thingspace::{self, ACCOUNT, TANKS, UNASSIGNED, group, imeis, words};

/// The first owner, who speaks all three.
struct Ada {
    server: TestServer,
    navixy: Client,
    plaspy: Rest,
    thingspace: Rest,
}

/// The first tracker of each dialect's, in all of them: the tanks.
const TANK_IDS: [i32; 4] = [TANKS[0].0, TANKS[1].0, TANKS[2].0, TANKS[3].0];

/// A minute after the beginning, as Plaspy writes it.
const A_MINUTE_LATER: &str = "2026-09-21T14:14:20Z";

/// A group's id, title and members.
type Shown = (i32, String, Vec<i32>);

fn shown(id: i32, title: &str, tanks: &[usize]) -> Shown {
    (id, title.to_owned(), tanks.iter().map(|tank| TANKS[*tank].0).collect())
}

impl Ada {
    fn new() -> Self {
        let server = thingspace::furnished();
        Self {
            navixy: server.master(),
            plaspy: plaspy::master(&server),
            thingspace: thingspace::master(&server),
            server,
        }
    }

    /// With the first two tanks in the first group and the third in the other; since then a minute has passed.
    fn with_members() -> Self {
        let ada = Self::new();
        ada.assign(GROUP, &[0, 1]);
        ada.assign(OTHER_GROUP, &[2]);
        ada.server.clock.advance(60);
        ada
    }

    fn assign(&self, id: i32, tanks: &[usize]) {
        let trackers: Vec<_> = tanks.iter().map(|tank| TANK_IDS[*tank]).collect();
        self.navixy.must("tracker/group/assign", json!({"id": id, "trackers": trackers}));
    }

    fn in_navixy(&self) -> Vec<Shown> {
        let trackers = self.navixy.must("tracker/list", json!({}))["list"].clone();
        let trackers = trackers.as_array().expect("trackers");
        let groups = self.navixy.must("tracker/group/list", json!({}))["list"].clone();
        let groups = groups.as_array().expect("groups").iter().map(|group| {
            let members = trackers.iter().filter(|tracker| tracker["group_id"] == group["id"]);
            (number(&group["id"]), text(&group["title"]), members.map(|tracker| number(&tracker["id"])).collect())
        });
        groups.collect()
    }

    fn in_plaspy(&self) -> Vec<Shown> {
        let groups = self.plaspy.get("/api/groups").body["groups"].clone();
        let groups = groups.as_array().expect("groups").iter().map(|group| {
            let members = group["devices"].as_array().expect("devices").iter().map(of_text);
            (of_text(&group["id"]), text(&group["name"]), members.collect())
        });
        groups.collect()
    }

    /// Titles and members: groups have no ids there. The default group is the first.
    fn in_thingspace(&self) -> Vec<(String, Vec<i32>)> {
        let groups = self.thingspace.get(&format!("/groups/{ACCOUNT}")).body;
        let groups = groups.as_array().expect("groups").iter().map(|listed| {
            let name = text(&listed["name"]);
            let devices = self.thingspace.get(&group(&name)).body["devices"].clone();
            let imei = |device: &Value| {
                TANKS.iter().find(|(_, imei)| device["deviceIds"][0]["id"] == *imei).map(|(id, _)| *id)
            };
            (name, devices.as_array().expect("devices").iter().filter_map(imei).collect())
        });
        groups.collect()
    }

    /// All three show these groups, and who is in none of them.
    #[track_caller]
    fn assert_shown(&self, what: &str, groups: &[Shown]) {
        assert_eq!(self.in_navixy(), groups, "{what}: in Navixy");
        assert_eq!(self.in_plaspy(), groups, "{what}: in Plaspy");
        let grouped: Vec<_> = groups.iter().flat_map(|(_, _, members)| members).collect();
        let free = TANK_IDS.into_iter().filter(|id| !grouped.contains(&id)).collect();
        let titled = groups.iter().map(|(_, title, members)| (title.clone(), members.clone()));
        let expected: Vec<_> = [(UNASSIGNED.to_owned(), free)].into_iter().chain(titled).collect();
        assert_eq!(self.in_thingspace(), expected, "{what}: in ThingSpace");
    }

    /// Those groups, and no others, were changed when the minute had passed.
    #[track_caller]
    fn assert_changed(&self, what: &str, changed: &[i32]) {
        let groups = self.plaspy.get("/api/groups").body["groups"].clone();
        let late = groups.as_array().expect("groups").iter().filter(|group| group["lastModified"] == A_MINUTE_LATER);
        assert_eq!(late.map(|group| of_text(&group["id"])).collect::<Vec<_>>(), changed, "{what}");
    }

    #[track_caller]
    fn put(&self, id: i32, body: &Value) {
        let answer = self.plaspy.put(&format!("/api/groups/grp-{id}"), body);
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    #[track_caller]
    fn patch(&self, id: i32, operations: &Value) {
        let answer = self.plaspy.patch(&format!("/api/groups/grp-{id}"), operations);
        assert_eq!(answer.status, 200, "{answer:?}");
    }

    #[track_caller]
    fn change(&self, name: &str, change: &Value) {
        assert_eq!(words::told(&self.thingspace.put(&group(name), change)), words::done(), "{change}");
    }

    /// All that is stored, but for what is noted of readers.
    fn contents(&self) -> String {
        plaspy::contents(&self.server)
    }
}

fn number(value: &Value) -> i32 {
    value.as_i64().and_then(|number| number.try_into().ok()).unwrap_or_else(|| panic!("{value}"))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

/// The number of `grp-167` or `dev-21`.
fn of_text(value: &Value) -> i32 {
    text(value)[4..].parse().expect("a number")
}

fn dev(tanks: &[usize]) -> Value {
    tanks.iter().map(|tank| format!("dev-{}", TANK_IDS[*tank])).collect()
}

/// The ways of doing the same.
type Way = (&'static str, fn(&Ada));

#[test]
fn a_tracker_is_put_in_a_group_and_leaves_the_one_it_was_in() {
    let ways: [Way; 4] = [
        ("Navixy", |ada| ada.assign(GROUP, &[2, 3])),
        ("Plaspy: PUT", |ada| ada.put(GROUP, &json!({"name": "Main office", "devices": dev(&[0, 1, 2, 3])}))),
        ("Plaspy: PATCH", |ada| {
            let add = |id: &str| json!({"op": "add", "path": "/devices/-", "value": id});
            ada.patch(GROUP, &json!([add("dev-24"), add("dev-23")]));
        }),
        ("ThingSpace", |ada| ada.change("Main office", &json!({"devicesToAdd": imeis(&[3, 2, 0])}))),
    ];
    for (what, way) in ways {
        let ada = Ada::with_members();
        way(&ada);
        ada.assert_shown(what, &[shown(GROUP, "Main office", &[0, 1, 2, 3]), shown(OTHER_GROUP, "Employees", &[])]);
        ada.assert_changed(what, &[GROUP, OTHER_GROUP]);
    }
}

#[test]
fn a_tracker_is_taken_out_of_its_group() {
    let ways: [Way; 6] = [
        ("Navixy", |ada| ada.assign(0, &[1])),
        ("Navixy: settings", |ada| {
            let settings = json!({"tracker_id": TANK_IDS[1], "group_id": 0, "label": "T22"});
            ada.navixy.must("tracker/settings/update", settings);
        }),
        ("Plaspy: PUT", |ada| ada.put(GROUP, &json!({"name": "Main office", "devices": dev(&[0])}))),
        ("Plaspy: PATCH", |ada| ada.patch(GROUP, &json!([{"op": "remove", "path": "/devices/1"}]))),
        ("ThingSpace: removed", |ada| ada.change("Main office", &json!({"devicesToRemove": imeis(&[1, 2])}))),
        ("ThingSpace: added to the default group", |ada| {
            ada.change(UNASSIGNED, &json!({"devicesToAdd": imeis(&[1, 3])}));
        }),
    ];
    for (what, way) in ways {
        let ada = Ada::with_members();
        way(&ada);
        ada.assert_shown(what, &[shown(GROUP, "Main office", &[0]), shown(OTHER_GROUP, "Employees", &[2])]);
        ada.assert_changed(what, &[GROUP]);
    }
}

#[test]
fn a_list_of_devices_is_the_membership_exactly_and_no_word_of_them_leaves_it() {
    let ada = Ada::with_members();
    ada.put(GROUP, &json!({"name": "Main office", "devices": dev(&[1, 2])}));
    ada.assert_shown("some", &[shown(GROUP, "Main office", &[1, 2]), shown(OTHER_GROUP, "Employees", &[])]);
    ada.put(GROUP, &json!({"name": "Main office"}));
    ada.assert_shown("no word", &[shown(GROUP, "Main office", &[1, 2]), shown(OTHER_GROUP, "Employees", &[])]);
    ada.put(GROUP, &json!({"name": "Main office", "devices": []}));
    ada.assert_shown("none", &[shown(GROUP, "Main office", &[]), shown(OTHER_GROUP, "Employees", &[])]);
}

#[test]
fn the_members_of_a_deleted_group_are_in_none() {
    let ways: [Way; 3] = [
        ("Navixy", |ada| drop(ada.navixy.must("tracker/group/delete", json!({"id": GROUP})))),
        ("Plaspy", |ada| assert_eq!(ada.plaspy.delete("/api/groups/grp-167").status, 200)),
        ("ThingSpace", |ada| assert_eq!(ada.thingspace.delete(&group("Main office")).status, 200)),
    ];
    for (what, way) in ways {
        let ada = Ada::with_members();
        way(&ada);
        ada.assert_shown(what, &[shown(OTHER_GROUP, "Employees", &[2])]);
        ada.assert_changed(what, &[]);
        let gone = ada.plaspy.get("/api/groups/grp-167");
        assert_eq!(plaspy::told(&gone), plaspy::refusal(404, "Group not found"), "{what}");
        assert_eq!(words::told(&ada.thingspace.get(&group("Main office"))), words::no_group(), "{what}");
    }
}

/// The id that the first new group gets.
const NEW: i32 = 1_000_000;
