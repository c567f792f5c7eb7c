//! Finding one's way in the audit log: what is told, and in which order.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{TestServer, Transport};

/// Records by number: two of the owner's, two of a sub-user's, one of each on each of two days; 3 came from the command
/// line. In Berlin it is 10:00 and 12:00 on the 20th, then 09:00 and, told late, 08:00 on the 21st.
const RECORDS: &str = "
    INSERT INTO audit_records VALUES
        (1, 1, NULL, 'user',          'checkin', NULL, NULL, '10.0.0.9', 'a', 1789891200),
        (1, 2, 4,    'tag',           'create',  7,    NULL, '10.0.0.1', 'a', 1789898400),
        (1, 3, NULL, 'tracker_group', 'create',  167,  NULL, NULL,       'a', 1789974000),
        (1, 4, 4,    'tag',           'update',  7,    NULL, '10.0.0.1', 'a', 1789970400),
        (2, 5, NULL, 'user',          'checkin', NULL, NULL, '10.0.0.9', 'a', 1789898400);";

/// What is asked for beside limit and offset, and the numbers of the records that are told.
fn questions() -> Vec<(Value, Vec<i64>)> {
    vec![
        (json!({}), vec![1, 2, 3, 4]),
        (json!({"from": "2026-09-20 10:00:00", "to": "2026-09-20 10:00:00"}), vec![1]),
        (json!({"from": "2026-09-20 10:00:01", "to": "2026-09-21 08:59:59"}), vec![2, 4]),
        (json!({"from": "2026-09-20T12:00:00+04:00", "to": "2026-09-20T10:00:00Z"}), vec![1, 2]),
        (json!({"limit": 2}), vec![1, 2]),
        (json!({"limit": 2, "offset": 1}), vec![2, 3]),
        (json!({"offset": 3}), vec![4]),
        (json!({"offset": 4}), vec![]),
        (json!({"subuser_ids": [], "actions": []}), vec![1, 2, 3, 4]),
        (json!({"subuser_ids": [4]}), vec![2, 4]),
        (json!({"subuser_ids": [1]}), vec![1, 3]),
        (json!({"subuser_ids": [4, 1]}), vec![1, 2, 3, 4]),
        (json!({"subuser_ids": [2]}), vec![]),
        (json!({"actions": ["create"]}), vec![2, 3]),
        (json!({"actions": ["update", "checkin", "nothing"]}), vec![1, 4]),
        (json!({"actions": ["create"], "subuser_ids": [1]}), vec![3]),
        (json!({"sort": ["action_date=desc"]}), vec![3, 4, 1, 2]),
        (json!({"sort": ["action_datetime=asc"]}), vec![1, 2, 4, 3]),
        (json!({"sort": ["action_datetime=desc"]}), vec![3, 4, 2, 1]),
        (json!({"sort": ["action_datetime"]}), vec![1, 2, 4, 3]),
        (json!({"sort": ["action=desc", "action_datetime=desc"]}), vec![4, 3, 2, 1]),
        (json!({"sort": ["host=asc", "action_datetime=desc"]}), vec![3, 4, 2, 1]),
        (json!({"sort": ["user=asc"]}), vec![1, 3, 2, 4]),
        (json!({"sort": ["user=desc", "action_datetime=desc"]}), vec![4, 2, 3, 1]),
        (json!({"grouping": "user"}), vec![1, 3, 2, 4]),
        (json!({"grouping": "user", "sort": ["action_datetime=desc"]}), vec![3, 1, 4, 2]),
        (json!({"grouping": "action_date", "sort": ["action=desc"]}), vec![2, 1, 4, 3]),
        (json!({"grouping": "action"}), vec![1, 2, 3, 4]),
        (json!({"grouping": "action", "sort": ["action_datetime=desc"]}), vec![1, 3, 2, 4]),
        (json!({"grouping": "default", "sort": ["action_datetime=desc"]}), vec![3, 4, 2, 1]),
    ]
}

#[test]
fn the_log_is_filtered_sorted_and_told_in_parts() {
    let server = TestServer::start();
    Connection::open(server.path()).expect("the database").execute_batch(RECORDS).expect("written");
    for transport in Transport::ALL {
        for (asked, told) in questions() {
            let mut params =
                json!({"from": "2026-09-01 00:00:00", "to": "2026-09-30 00:00:00", "limit": 100, "offset": 0});
            params.as_object_mut().expect("an object").extend(asked.as_object().expect("an object").clone());
            let answer = server.master().send(transport, "user/audit/log/list", params);
            let list = answer.body["list"].as_array().unwrap_or_else(|| panic!("{asked} by {transport:?}: {answer:?}"));
            let numbers: Vec<_> = list.iter().filter_map(|record| record["id"].as_i64()).collect();
            assert_eq!(numbers, told, "{asked} by {transport:?}");
        }
    }
}

#[test]
fn days_and_moments_are_those_of_the_caller() {
    let server = TestServer::start();
    Connection::open(server.path()).expect("the database").execute_batch(RECORDS).expect("written");
    let master = server.master();
    master.must("user/settings/update", json!({"time_zone": "Pacific/Kiritimati"}));
    // There, 14 hours before UTC, the first two are on the 20th and the 21st, and the others both on the 21st.
    let log = json!({"from": "2026-09-20 22:00:00", "to": "2026-09-21 21:00:00", "limit": 9, "offset": 0,
                     "sort": ["action_date=desc", "action_datetime=asc"]});
    let list = master.must("user/audit/log/list", log)["list"].clone();
    let told: Vec<_> = list.as_array().expect("a list").iter().map(|r| json!([r["id"], r["action_date"]])).collect();
    let expected = json!([
        [2, "2026-09-21 00:00:00"],
        [4, "2026-09-21 20:00:00"],
        [3, "2026-09-21 21:00:00"],
        [1, "2026-09-20 22:00:00"],
    ]);
    assert_eq!(Value::from(told), expected);
}
