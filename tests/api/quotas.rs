//! What an account and its users may have of each kind: the last one, and no more.

use muster::limits;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::calls;
use crate::support::TestServer;

/// A kind of thing.
struct Quota {
    /// How many the first owner has.
    count: &'static str,
    /// A row of the thing with the number `i`.
    row: &'static str,
    most: u32,
    /// What makes one more, of that number.
    action: &'static str,
    params: fn(u32) -> Value,
}

const QUOTAS: [Quota; 5] = [
    Quota {
        count: "tags WHERE account_id = 1",
        row: "tags SELECT 1, 300000 + i, 'Tag', '000000', 0",
        most: limits::TAGS_PER_ACCOUNT,
        action: "tag/create",
        params: |number| json!({"tag": {"name": format!("Tag {number}"), "color": "000000"}}),
    },
    Quota {
        count: "security_groups WHERE account_id = 1",
        row: "security_groups SELECT 1, 300000 + i, 'Drivers', NULL",
        most: limits::SECURITY_GROUPS_PER_ACCOUNT,
        action: "subuser/security_group/create",
        params: |number| json!({"group": {"label": format!("Group {number}"), "privileges": {"rights": []}}}),
    },
    Quota {
        count: "users WHERE account_id = 1 AND id <> 1",
        row: "users SELECT 1, 300000 + i, i || '@many.example', '', 'UTC', 'en_US', TRUE, FALSE, NULL, NULL, NULL, 0, 0, NULL",
        most: limits::SUB_USERS_PER_ACCOUNT,
        action: "subuser/register",
        params: |number| json!({"user": calls::user(&format!("{number}@more.example")), "password": "pass-word"}),
    },
    Quota {
        count: "ui_settings WHERE account_id = 1 AND user_id = 1",
        row: "ui_settings SELECT 1, 1, 'key' || i, ''",
        most: limits::UI_KEYS_PER_USER,
        action: "user/settings/ui/update",
        params: |number| json!({"key": format!("more{number}"), "value": "x"}),
    },
    Quota {
        count: "api_keys WHERE account_id = 1 AND user_id = 1",
        row: "api_keys SELECT randomblob(32), 1, 1, 300000 + i, 'Key', x'00', 0",
        most: limits::API_KEYS_PER_USER,
        action: "api/key/create",
        params: |number| json!({"title": format!("Key {number}")}),
    },
];

#[test]
fn of_each_kind_there_are_as_many_as_may_be_and_no_more() {
    let server = TestServer::start();
    let conn = Connection::open(server.path()).expect("the database");
    conn.busy_timeout(std::time::Duration::from_secs(60)).expect("set");
    for Quota { count, row, most, action, params } in QUOTAS {
        let there: u32 = conn.query_row(&format!("SELECT count(*) FROM {count}"), (), |row| row.get(0)).expect(count);
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)";
        conn.execute(&format!("{numbers} INSERT INTO {row} FROM n"), [most - 2 - there]).expect(row);
        for (number, code) in [(most - 1, Value::Null), (most, Value::Null), (most + 1, json!(268))] {
            let answer = server.master().call(action, params(number));
            assert_eq!(answer.body["status"]["code"], code, "{action}, the {number}th: {answer:?}");
        }
    }
}
