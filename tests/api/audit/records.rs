//! What the good call of each action that changes something leaves in the audit log.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::calls::TAG;
use crate::support::world::{CLONE, FIRST_HOLDER_ID, GROUP, OWNER_ID, SUB_USER_ID, TRACKERS};

/// The id that everything new gets in the furnished world, but for tags, of which it has one.
pub const NEW: i32 = 1_000_000;

/// By action: category, action, entry, payload.
pub fn all() -> BTreeMap<&'static str, Value> {
    of_trackers().into_iter().chain(of_users()).chain(of_sub_users()).collect()
}

fn of_trackers() -> Vec<(&'static str, Value)> {
    let group = |title: &str, color: &str| json!({"title": title, "color": color});
    let mut emptied = group("Main office", "FF6DDC");
    emptied["trackers"] = json!([]);
    let tag = |name: &str, color: &str| json!({"name": name, "color": color});
    let mut unused = tag("Heavy", "FF6DDC");
    unused["trackers"] = json!([]);
    let place = |group: i32| json!({"group_id": group, "trackers": [TRACKERS[0], TRACKERS[1]]});
    let tracker = |label: &str, device: &str| json!({"label": label, "group_id": 0, "device_id": device, "model": "telfmb920", "phone": "15555550100"});
    let settings = |label: &str, group: i32| json!({"label": label, "group_id": group});
    let tags = |bindings: Value| json!({"tag_bindings": bindings});
    let change = |before: Value, after: Value| json!({"before": before, "after": after});
    let (main, made, changed) = (group("Main office", "FF6DDC"), group("Made", "ABCDEF"), group("Changed", "000000"));
    vec![
        ("tracker/group/create", json!(["tracker_group", "create", NEW, {"after": made}])),
        ("tracker/group/update", json!(["tracker_group", "update", GROUP, change(main, changed)])),
        ("tracker/group/delete", json!(["tracker_group", "delete", GROUP, {"before": emptied}])),
        (
            "tracker/group/assign",
            json!(["tracker_group", "assign", GROUP, change(json!([place(0)]), json!({"group_id": GROUP}))]),
        ),
        ("tracker/delete", json!(["tracker", "delete", CLONE, {"before": tracker("Clone", "D991999")}])),
        (
            "tracker/corrupt",
            json!(["tracker", "corrupt", TRACKERS[1], {"before": tracker("Tracker 999199", "D999199")}]),
        ),
        (
            "tracker/settings/update",
            json!([
                "tracker",
                "update",
                TRACKERS[0],
                change(settings("Tracker 991999", 0), settings("Renamed", GROUP))
            ]),
        ),
        (
            "tracker/tags/set",
            json!([
                "tracker",
                "tags_set",
                TRACKERS[0],
                change(tags(json!([])), tags(json!([{"tag_id": TAG, "ordinal": 2}])))
            ]),
        ),
        ("tag/create", json!(["tag", "create", NEW + 1, {"after": tag("Made", "ABCDEF")}])),
        ("tag/update", json!(["tag", "update", TAG, change(tag("Heavy", "FF6DDC"), tag("Changed", "000000"))])),
        ("tag/delete", json!(["tag", "delete", TAG, {"before": unused}])),
    ]
}

fn of_users() -> Vec<(&'static str, Value)> {
    let settings = |zone: &str, hours: Value| {
        json!({
            "time_zone": zone, "hour_mode": hours, "locale": "en_US", "measurement_system": "metric",
            "date_format": null, "geocoder": null, "route_provider": null, "translit": false,
        })
    };
    let settings = json!({
        "before": settings("Europe/Berlin", json!(null)), "after": settings("Asia/Tokyo", json!("TWELVE_HOURS")),
    });
    let ui = json!({"key": "colours", "before": null, "after": {"characters": 4}});
    let renewed = json!({"after": {"expires": "2026-10-21T14:13:20Z"}});
    let made = json!(["api_key", "create", NEW, {"after": {"title": "Robot"}}]);
    let revoked = json!(["api_key", "delete", OWNER_ID, {"before": {"title": "test"}}]);
    vec![
        ("user/auth", json!(["user", "login", OWNER_ID, null])),
        ("user/logout", json!(["user", "logout", OWNER_ID, null])),
        ("user/session/renew", json!(["user", "session_renew", OWNER_ID, renewed])),
        ("user/password/set", json!(["user", "password_set", OWNER_ID, null])),
        ("user/settings/update", json!(["user", "settings_update", OWNER_ID, settings])),
        ("user/settings/ui/update", json!(["user", "ui_settings_update", OWNER_ID, ui])),
        ("user/audit/checkin", json!(["user", "checkin", OWNER_ID, null])),
        ("api/key/create", made.clone()),
        ("user/api_key/create", made),
        ("api/key/delete", revoked.clone()),
        ("user/api_key/delete", revoked),
    ]
}

fn of_sub_users() -> Vec<(&'static str, Value)> {
    const ROLE: i32 = FIRST_HOLDER_ID;
    let user = |login: &str, [first, last]: [&str; 2], phone: Option<&str>, group: Option<i32>| {
        let nowhere = || json!({"country": "", "region": "", "index": "", "city": "", "street_address": ""});
        let profile = json!({
            "legal_type": "individual", "first_name": first, "middle_name": "", "last_name": last, "legal_name": "",
            "phone": phone, "post": nowhere(), "registered": nowhere(), "state_reg_num": "", "tin": "", "iec": "",
        });
        json!({"login": login, "activated": true, "security_group_id": group, "profile": profile})
    };
    let nameless = || user("sue@fleet.example", ["", ""], None, None);
    let named = |login: &str| user(login, ["Sue", "Porter"], Some("491701234567"), Some(ROLE));
    let mut gone = nameless();
    gone["trackers"] = json!([TRACKERS[0]]);
    let updated = json!({"before": nameless(), "after": named("sue@fleet.example")});
    let role = |label: &str, right: &str| json!({"label": label, "rights": [right], "store_period": null});
    let (old, new) = (|| role("tracker_update", "tracker_update"), || role("Dispatch", "tag_update"));
    let mut dissolved = old();
    dissolved["subuser_ids"] = json!([ROLE]);
    let assigned = json!({
        "before": [{"subuser_id": SUB_USER_ID, "group_id": null}, {"subuser_id": ROLE + 1, "group_id": ROLE + 1}],
        "after": {"group_id": ROLE, "subuser_ids": [SUB_USER_ID, ROLE + 1]},
    });
    vec![
        ("subuser/register", json!(["subuser", "register", NEW, {"after": named("new@fleet.example")}])),
        ("subuser/update", json!(["subuser", "update", SUB_USER_ID, updated])),
        ("subuser/delete", json!(["subuser", "delete", SUB_USER_ID, {"before": gone}])),
        ("subuser/session/create", json!(["subuser", "session_create", SUB_USER_ID, null])),
        // Of the two trackers of these calls the sub-user sees the first already.
        (
            "subuser/tracker/bind",
            json!(["subuser", "tracker_bind", SUB_USER_ID, {"after": {"trackers": [TRACKERS[1]]}}]),
        ),
        (
            "subuser/tracker/unbind",
            json!(["subuser", "tracker_unbind", SUB_USER_ID, {"before": {"trackers": [TRACKERS[0]]}}]),
        ),
        ("subuser/security_group/create", json!(["security_group", "create", NEW, {"after": new()}])),
        ("subuser/security_group/update", json!(["security_group", "update", ROLE, {"before": old(), "after": new()}])),
        ("subuser/security_group/delete", json!(["security_group", "delete", ROLE, {"before": dissolved}])),
        ("subuser/security_group/assign", json!(["security_group", "assign", ROLE, assigned])),
    ]
}
