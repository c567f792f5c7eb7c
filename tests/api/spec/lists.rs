//! How long lists may be. Rows in files would be longer than anybody reads.

use serde_json::{Value, json};

use crate::support::{TestServer, Transport};

/// A list that an action takes.
struct List {
    action: &'static str,
    /// The parameters, with the list among them.
    params: fn(Value) -> Value,
    /// What the list is called in an error.
    name: &'static str,
    item: fn(usize) -> Value,
    min: usize,
    max: usize,
    /// What a list of `max` is answered with: 0, or that what it names is not there.
    code: u64,
}

const LISTS: [List; 13] = [
    List {
        action: "tracker/list",
        params: |list| json!({"labels": list}),
        name: "labels",
        item: |number| json!(format!("x{number}")),
        min: 1,
        max: 1024,
        code: 0,
    },
    List {
        action: "tracker/get_states",
        params: |list| json!({"trackers": list}),
        name: "trackers",
        item: |_| json!(999_199),
        min: 0,
        max: 2000,
        code: 0,
    },
    List {
        action: "tracker/readings/batch_list",
        params: |list| json!({"trackers": list}),
        name: "trackers",
        item: |_| json!(999_199),
        min: 0,
        max: 2000,
        code: 0,
    },
    List {
        action: "tracker/list_models",
        params: |list| json!({"codes": list}),
        name: "codes",
        item: |_| json!("m"),
        min: 0,
        max: 2000,
        code: 0,
    },
    List {
        action: "subuser/security_group/assign",
        params: |list| json!({"subuser_ids": list}),
        name: "subuser_ids",
        item: |_| json!(9),
        min: 1,
        max: 10_000,
        code: 201,
    },
    List {
        action: "subuser/security_group/create",
        params: |list| json!({"group": {"label": "Many", "privileges": {"rights": list}}}),
        name: "group.privileges.rights",
        item: |_| json!("tag_update"),
        min: 0,
        max: 100,
        code: 0,
    },
    List {
        action: "tag/search",
        params: |list| json!({"tag_ids": list}),
        name: "tag_ids",
        item: |_| json!(9),
        min: 1,
        max: 1000,
        code: 0,
    },
    List {
        action: "tag/search",
        params: |list| json!({"tag_ids": [9], "entity_types": list}),
        name: "entity_types",
        item: |_| json!("tracker"),
        min: 1,
        max: 100,
        code: 0,
    },
    List {
        action: "tag/delete",
        params: |list| json!({"tag_ids": list}),
        name: "tag_ids",
        item: |_| json!(9),
        min: 1,
        max: 10_000,
        code: 0,
    },
    List {
        action: "user/audit/log/list",
        params: |list| log(&json!({"subuser_ids": list})),
        name: "subuser_ids",
        item: |_| json!(4),
        min: 0,
        max: 10_000,
        code: 0,
    },
    List {
        action: "user/audit/log/list",
        params: |list| log(&json!({"actions": list})),
        name: "actions",
        item: |_| json!("create"),
        min: 0,
        max: 100,
        code: 0,
    },
    List {
        action: "user/audit/log/list",
        params: |list| log(&json!({"sort": list})),
        name: "sort",
        item: |_| json!("host=asc"),
        min: 0,
        max: 5,
        code: 0,
    },
    List {
        action: "user/settings/update",
        params: |list| json!({"time_zone": "UTC", "balance_alert_settings": {"emails": list}}),
        name: "balance_alert_settings.emails",
        item: |number| json!(format!("m{number}@fleet.example")),
        min: 0,
        max: 100,
        code: 0,
    },
];

fn log(besides: &Value) -> Value {
    let mut params = json!({"from": "2026-09-01 00:00:00", "to": "2026-09-30 00:00:00", "limit": 1, "offset": 0});
    params.as_object_mut().expect("an object").extend(besides.as_object().expect("an object").clone());
    params
}

// shows: BALANCE_ALERT_MAILS, TRACKERS_PER_QUESTION
#[test]
fn lists_are_taken_up_to_their_limits_and_no_further() {
    let server = TestServer::start();
    let master = server.master();
    for List { action, params, name, item, min, max, code } in &LISTS {
        for transport in Transport::ALL {
            let send = |length: usize| master.send(transport, action, params((0..length).map(item).collect()));
            let shortest = send(*min).body;
            assert!(shortest["errors"].is_null(), "{action} by {transport:?} with {min} {name}: {shortest}");
            let longest = send(*max).body;
            let answered = longest["status"]["code"].as_u64().unwrap_or(0);
            assert_eq!(answered, *code, "{action} by {transport:?} with {max} {name}: {longest}");
            let refused = json!([{"parameter": name, "error": format!("Size must be between {min} and {max}")}]);
            let too_short = min.checked_sub(1);
            for length in too_short.into_iter().chain([max + 1]) {
                assert_eq!(send(length).body["errors"], refused, "{action} by {transport:?} with {length} {name}");
            }
        }
    }
}
