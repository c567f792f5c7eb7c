//! One good call of each action: what the owner could send in the furnished world and be answered with a success. Tests
//! that hold for all actions are made from these; an action without a call fails them.

use std::collections::BTreeSet;

use muster::navixy::ACTIONS;
use muster::navixy::small::empty;
use serde_json::{Value, json};

use crate::support::world::{API_KEY, CLONE, FIRST_HOLDER_ID, GROUP, PASSWORD, SUB_USER_ID, TRACKERS};
use crate::support::{Options, TestServer};

/// The owner's tag in the furnished world.
pub const TAG: i32 = 1_000_000;

/// What the good call changes its password to.
pub const NEW_PASSWORD: &str = "Other-Fleet-2027?";

/// What an id, or a key, is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Tracker,
    Group,
    Tag,
    SubUser,
    SecurityGroup,
    ApiKey,
}

/// An id within the parameters.
#[derive(Debug, Clone, Copy)]
pub struct Id {
    /// Where it stands, as a JSON pointer.
    pub at: &'static str,
    pub kind: Kind,
    /// The code for one that is not there; 0 if it is passed over.
    pub missing: u16,
}

/// A good call.
pub struct Call {
    pub route: &'static str,
    pub params: Value,
    pub ids: Vec<Id>,
}

impl Call {
    /// The parameters with something else in the place of an id.
    pub fn with(&self, id: &Id, other: &Value) -> Value {
        let mut params = self.params.clone();
        *params.pointer_mut(id.at).unwrap_or_else(|| panic!("{} has nothing at {}", self.route, id.at)) = other.clone();
        params
    }
}

fn call<const N: usize>(route: &'static str, params: Value, ids: [(&'static str, Kind, u16); N]) -> Call {
    let ids = ids.into_iter().map(|(at, kind, missing)| Id { at, kind, missing }).collect();
    Call { route, params, ids }
}

/// Every action's call.
pub fn all() -> Vec<Call> {
    let empty = empty::ROUTES.iter().map(|route| call(route, json!({}), []));
    [trackers(), users(), sub_users(), tags_and_the_rest()].into_iter().flatten().chain(empty).collect()
}

fn trackers() -> Vec<Call> {
    use Kind::{Group, Tag, Tracker};
    let one = |tracker: i32| json!({"tracker_id": tracker});
    let two = || json!({"trackers": [TRACKERS[0], TRACKERS[1]]});
    let settings = json!({"tracker_id": TRACKERS[0], "group_id": GROUP, "label": "Renamed"});
    let tags = json!({"tracker_id": TRACKERS[0], "tag_bindings": [{"tag_id": TAG, "ordinal": 2}]});
    vec![
        call("tracker/group/list", json!({}), []),
        call("tracker/group/create", json!({"title": "Made", "color": "ABCDEF"}), []),
        call(
            "tracker/group/update",
            json!({"id": GROUP, "title": "Changed", "color": "000000"}),
            [("/id", Group, 201)],
        ),
        call("tracker/group/delete", json!({"id": GROUP}), [("/id", Group, 201)]),
        call(
            "tracker/group/assign",
            json!({"id": GROUP, "trackers": [TRACKERS[0], TRACKERS[1]]}),
            [("/id", Group, 201), ("/trackers/1", Tracker, 217)],
        ),
        call("tracker/list", json!({}), []),
        call("tracker/list_models", json!({}), []),
        call("tracker/read", one(TRACKERS[0]), [("/tracker_id", Tracker, 201)]),
        call("tracker/get_state", one(TRACKERS[0]), [("/tracker_id", Tracker, 201)]),
        call("tracker/get_last_gps_point", one(TRACKERS[0]), [("/tracker_id", Tracker, 201)]),
        call("tracker/get_readings", one(TRACKERS[0]), [("/tracker_id", Tracker, 201)]),
        call("tracker/readings/list", one(TRACKERS[0]), [("/tracker_id", Tracker, 204)]),
        call("tracker/settings/read", one(TRACKERS[0]), [("/tracker_id", Tracker, 201)]),
        call("tracker/get_states", two(), [("/trackers/1", Tracker, 217)]),
        call("tracker/readings/batch_list", two(), [("/trackers/1", Tracker, 217)]),
        call("tracker/delete", one(CLONE), [("/tracker_id", Tracker, 201)]),
        call("tracker/corrupt", one(TRACKERS[1]), [("/tracker_id", Tracker, 201)]),
        call("tracker/settings/update", settings, [("/tracker_id", Tracker, 201), ("/group_id", Group, 204)]),
        call("tracker/tags/set", tags, [("/tracker_id", Tracker, 201), ("/tag_bindings/0/tag_id", Tag, 217)]),
    ]
}

fn users() -> Vec<Call> {
    use Kind::{ApiKey, SubUser};
    let log = json!({
        "from": "2026-09-01 00:00:00", "to": "2026-09-30 00:00:00", "limit": 10, "offset": 0, "subuser_ids": [SUB_USER_ID],
    });
    let passwords = json!({"old_password": PASSWORD, "new_password": NEW_PASSWORD});
    vec![
        call("user/auth", json!({"login": "ada@fleet.example", "password": PASSWORD}), []),
        call("user/logout", json!({}), []),
        call("user/session/renew", json!({}), []),
        call("user/get_info", json!({}), []),
        call("user/get_tariff_restrictions", json!({}), []),
        call("user/password/set", passwords, []),
        call("user/settings/read", json!({}), []),
        call("user/settings/update", json!({"time_zone": "Asia/Tokyo", "hour_mode": "TWELVE_HOURS"}), []),
        call("user/settings/ui/read", json!({"key": "colours"}), []),
        call("user/settings/ui/update", json!({"key": "colours", "value": "dark"}), []),
        call("user/audit/checkin", json!({}), []),
        call("user/audit/log/list", log, [("/subuser_ids/0", SubUser, 0)]),
        call("api/key/list", json!({}), []),
        call("api/key/create", json!({"title": "Robot"}), []),
        call("api/key/delete", json!({"key": API_KEY}), [("/key", ApiKey, 201)]),
        call("user/api_key/list", json!({}), []),
        call("user/api_key/create", json!({"title": "Robot"}), []),
        call("user/api_key/delete", json!({"api_key": API_KEY}), [("/api_key", ApiKey, 201)]),
    ]
}

fn sub_users() -> Vec<Call> {
    use Kind::{SecurityGroup, SubUser, Tracker};
    let sub_user = || json!({"subuser_id": SUB_USER_ID});
    let bound = || json!({"subuser_id": SUB_USER_ID, "trackers": [TRACKERS[0], TRACKERS[1]]});
    let group = || json!({"label": "Dispatch", "privileges": {"rights": ["tag_update"]}});
    let with_id = |mut thing: Value, id: i32| {
        thing["id"] = json!(id);
        thing
    };
    vec![
        call("subuser/list", json!({}), []),
        call(
            "subuser/register",
            json!({"user": user("new@fleet.example"), "password": "pass-word"}),
            [("/user/security_group_id", SecurityGroup, 201)],
        ),
        call(
            "subuser/update",
            json!({"user": with_id(user("sue@fleet.example"), SUB_USER_ID)}),
            [("/user/id", SubUser, 201), ("/user/security_group_id", SecurityGroup, 201)],
        ),
        call("subuser/delete", sub_user(), [("/subuser_id", SubUser, 201)]),
        call("subuser/session/create", sub_user(), [("/subuser_id", SubUser, 201)]),
        call("subuser/tracker/list", sub_user(), [("/subuser_id", SubUser, 201)]),
        call("subuser/tracker/bind", bound(), [("/subuser_id", SubUser, 201), ("/trackers/1", Tracker, 262)]),
        call("subuser/tracker/unbind", bound(), [("/subuser_id", SubUser, 201), ("/trackers/1", Tracker, 262)]),
        call("subuser/security_group/list", json!({}), []),
        call("subuser/security_group/create", json!({"group": group()}), []),
        call(
            "subuser/security_group/update",
            json!({"group": with_id(group(), FIRST_HOLDER_ID)}),
            [("/group/id", SecurityGroup, 201)],
        ),
        call(
            "subuser/security_group/delete",
            json!({"security_group_id": FIRST_HOLDER_ID}),
            [("/security_group_id", SecurityGroup, 201)],
        ),
        call(
            "subuser/security_group/assign",
            json!({"group_id": FIRST_HOLDER_ID, "subuser_ids": [SUB_USER_ID, FIRST_HOLDER_ID + 1]}),
            [("/group_id", SecurityGroup, 201), ("/subuser_ids/1", SubUser, 201)],
        ),
    ]
}

/// A sub-user as its owner describes it.
pub fn user(login: &str) -> Value {
    json!({
        "login": login, "first_name": "Sue", "last_name": "Porter", "legal_type": "individual", "phone": "491701234567",
        "security_group_id": FIRST_HOLDER_ID,
    })
}

fn tags_and_the_rest() -> Vec<Call> {
    use Kind::Tag;
    vec![
        call("tag/list", json!({}), []),
        call("tag/search", json!({"tag_ids": [TAG]}), [("/tag_ids/0", Tag, 0)]),
        call("tag/create", json!({"tag": {"name": "Made", "color": "ABCDEF"}}), []),
        call("tag/update", json!({"tag": {"id": TAG, "name": "Changed", "color": "000000"}}), [("/tag/id", Tag, 201)]),
        call("tag/delete", json!({"tag_id": TAG}), [("/tag_id", Tag, 201)]),
        call("base/nothing", json!({}), []),
        call("dealer/get_ui_config", json!({}), []),
        call("timezone/list", json!({}), []),
    ]
}

/// A server whose owner has a tag as well.
pub fn furnished() -> TestServer {
    furnished_with(Options::default())
}

/// [`furnished`], with other options.
pub fn furnished_with(options: Options) -> TestServer {
    let server = TestServer::with(options);
    let made = server.master().must("tag/create", json!({"tag": {"name": "Heavy", "color": "FF6DDC"}}));
    assert_eq!(made, json!({"id": TAG}));
    server
}

#[test]
fn every_action_has_a_call() {
    let calls: BTreeSet<_> = all().iter().map(|call| call.route).collect();
    let actions: BTreeSet<_> = ACTIONS.iter().map(|row| row.route.path()).collect();
    assert_eq!(calls, actions);
}

#[test]
fn every_number_in_a_call_is_an_id_or_known_to_be_none() {
    for call in all() {
        let ids: BTreeSet<_> = call.ids.iter().map(|id| id.at.to_owned()).collect();
        for place in numbers(&call.params, "") {
            // The first of two in a list is there so that the list is good but for the second.
            let no_id =
                place.ends_with("/0") || ["/limit", "/offset"].contains(&&*place) || place.ends_with("/ordinal");
            assert!(ids.contains(&place) || no_id, "{}: {place}", call.route);
        }
    }
}

/// The places of the numbers within a value.
fn numbers(value: &Value, place: &str) -> Vec<String> {
    match value {
        Value::Number(_) => vec![place.to_owned()],
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(index, item)| numbers(item, &format!("{place}/{index}"))).collect()
        }
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, field)| numbers(field, &format!("{place}/{name}"))).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn every_call_is_good() {
    for call in all() {
        let answer = furnished().master().call(call.route, call.params);
        assert_eq!(answer.status, 200, "{}: {answer:?}", call.route);
    }
}
