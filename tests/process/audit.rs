//! What is done at the command line stands in the account's audit log, beside what callers do.

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Client, Installation, OWNER, PASSWORD, Running};

/// The audit log's records after so many.
fn records(client: &Client, offset: usize) -> Vec<Value> {
    let span = json!({"from": "2000-01-01 00:00:00", "to": "2100-01-01 00:00:00", "limit": 1_000, "offset": offset});
    client.must("user/audit/log/list", span)["list"].as_array().expect("a list").clone()
}

/// Commands that change something, and what the log calls it. The last record is theirs; what they need stands before it.
const TOLD: [(&str, &[&str]); 20] = [
    (
        "subuser add --owner ada@fleet.example --login sue@fleet.example --password-stdin --rights reports",
        &["security_group create", "subuser register"],
    ),
    ("user disable sue@fleet.example", &["user disable"]),
    ("user enable sue@fleet.example", &["user enable"]),
    ("user password sue@fleet.example --password-stdin", &["user password_set"]),
    ("session create --login sue@fleet.example", &["subuser session_create"]),
    ("key create --login ada@fleet.example --title 'A dashboard'", &["api_key create"]),
    ("key revoke {key}", &["api_key delete"]),
    ("key create --login sue@fleet.example --title Plaspy", &["api_key create"]),
    ("key revoke --login sue@fleet.example --title Plaspy", &["api_key delete"]),
    ("account name --owner ada@fleet.example 10001234-0001", &["account name_set"]),
    ("app add --title 'A dashboard'", &[]), // belongs to no account
    ("app revoke {key}", &[]),
    ("tracker import fleet.csv --owner ada@fleet.example", &["tracker_group create", "tracker import"]),
    ("tracker add --owner ada@fleet.example --label Van --device-id VAN-3", &["tracker register"]),
    ("subuser bind --login sue@fleet.example --trackers 1,2", &["subuser tracker_bind"]),
    ("tracker block 1", &["tracker block"]),
    ("tracker unblock 1", &["tracker unblock"]),
    ("tracker identify 1 --kind imsi 311480000000001", &["tracker identifier_set"]),
    ("tracker remove 1", &["tracker delete"]),
    ("user add --login otto@quarry.example --password-stdin", &[]), // in the log of that account
];

/// Commands that change nothing.
const SILENT: [&str; 12] = [
    "user list",
    "subuser list --owner ada@fleet.example",
    "user unlock sue@fleet.example",
    "account name --owner ada@fleet.example",
    "account name --owner ada@fleet.example 10001234-0001",
    "app list",
    "key list --login ada@fleet.example",
    "tracker list --owner ada@fleet.example",
    "tracker export out.csv --owner ada@fleet.example",
    "tracker import more.csv --owner ada@fleet.example --dry-run",
    "group list --owner ada@fleet.example",
    "check",
];

#[test]
fn every_command_that_changes_something_leaves_a_record_without_a_host() {
    let here = Installation::new();
    here.put("fleet.csv", "label,imei,group\nVan 1,VAN-1,Main office\nVan 2,VAN-2,Main office\n");
    here.put("more.csv", "label,imei,group\nVan 4,VAN-4,Night shift\n");
    let server = here.serve();
    let client = server.client(&here.api_key);
    let names = |records: &[Value]| -> Vec<String> {
        let name = |record: &Value| format!("{} {}", record["entry_category"], record["action"]).replace('"', "");
        records.iter().map(name).collect()
    };
    assert_eq!(names(&records(&client, 0)), ["user create", "api_key create"], "init");
    let (mut known, mut key) = (2, String::new());
    for (command, told) in TOLD {
        let made = here.json_with(&command.replace("{key}", &key), PASSWORD);
        key = made["key"].as_str().map_or(key, str::to_owned);
        let new = records(&client, known);
        assert_eq!(names(&new), told, "{command}");
        known += new.len();
    }
    for command in SILENT {
        here.json(command);
        assert_eq!(names(&records(&client, known)), [""; 0], "{command}");
    }
    for record in records(&client, 0) {
        let from = ["user_id", "subuser_id", "host", "user_agent"].map(|key| record[key].clone());
        assert_eq!(from, [json!(1), Value::Null, Value::Null, Value::Null], "{record}");
    }
}

#[test]
fn a_command_forgets_no_record_and_the_server_those_that_it_keeps_no_longer() {
    let here = Installation::new();
    let conn = Connection::open(here.database()).expect("the database");
    conn.execute("UPDATE audit_records SET done_at = done_at - 500 * 86400", ()).expect("long ago");
    let count =
        || conn.query_row("SELECT count(*) FROM audit_records", (), |row| row.get::<_, i64>(0)).expect("a count");
    let change = json!({"title": "Vans", "color": "FF6DDC"});
    assert_eq!(count(), 2, "init");
    for (days, left) in [(0, [3, 4]), (600, [5, 6]), (400, [7, 6])] {
        here.json(&format!("key create --login {OWNER} --title More"));
        let by_command = count();
        let server = Running::start(&mut here.command(&format!("serve --listen 127.0.0.1:0 --audit-keep-days {days}")));
        server.client(&here.api_key).must("tracker/group/create", change.clone());
        assert_eq!([by_command, count()], left, "{days} days");
        server.stop();
    }
}

#[test]
fn what_a_caller_does_stands_beside_it_with_its_address_and_program() {
    let here = Installation::new();
    let server = here.serve();
    let session = server.client(&here.session(OWNER));
    session.must("tag/create", json!({"tag": {"name": "leased", "color": "FF6DDC"}}));
    let records = records(&session, 0);
    let hosts: Vec<_> = records.iter().map(|record| &record["host"]).collect();
    assert_eq!(hosts, [&Value::Null, &Value::Null, &Value::Null, &json!("127.0.0.1")]);
    let agent = records[3]["user_agent"].as_str().expect("a text");
    assert!(agent.starts_with("ureq/"), "{agent}");
}
