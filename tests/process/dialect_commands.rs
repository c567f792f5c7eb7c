//! The commands that Plaspy's and ThingSpace's clients need: applications, accounts' names, unlocking, sub-users' API keys, and
//! what devices are called by in their networks.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::Connection;
use serde_json::{Value, json};

use crate::demo::say;
use crate::refusals::{REFUSED, USAGE, refuse};
use crate::support::{Installation, OWNER, PASSWORD, exchange, request};

const SUB_USER: &str = "sue@fleet.example";
const OTHER: &str = "otto@quarry.example";

/// An installation with a sub-user, another owner, and a tracker of each owner.
fn peopled() -> Installation {
    let here = Installation::new();
    here.json_with(&format!("subuser add --owner {OWNER} --login {SUB_USER} --password-stdin"), PASSWORD);
    here.json_with(&format!("user add --login {OTHER} --password-stdin"), PASSWORD);
    for (owner, label) in [(OWNER, "Van-1"), (OTHER, "Drill-2")] {
        here.json(&format!("tracker add --owner {owner} --label {label} --device-id {label}"));
    }
    here
}

/// The rows that a statement finds in the database, as text.
fn rows(here: &Installation, select: &str) -> Vec<String> {
    let conn = Connection::open(here.database()).expect("the database");
    let mut rows = conn.prepare(select).expect("a statement");
    let rows = rows.query_map((), |row| row.get(0)).expect("rows");
    rows.map(|row| row.expect("a text")).collect()
}

/// A text of 32 hex digits.
fn secret(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    assert!(text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit()), "{value}");
    text.to_owned()
}

#[test]
fn applications_are_added_listed_and_revoked() {
    let here = Installation::new();
    assert_eq!(here.json("app list"), json!({"applications": []}));
    let [first, second] = ["Dashboard", "'Telematics of the north'"].map(|title| {
        let made = here.json(&format!("app add --title {title}"));
        let (key, secret) = (secret(&made["key"]), secret(&made["secret"]));
        assert_eq!(made, json!({"key": key, "secret": secret}));
        assert!(!here.contents().contains(&secret), "the secret is not kept");
        key
    });
    let listed = || {
        let list = here.json("app list")["applications"].as_array().expect("a list").clone();
        let mut shown: Vec<_> = list.iter().map(|app| json!([app["key"], app["title"]])).collect();
        // Those of one second stand in the order of their keys.
        shown.sort_by_key(|app| app[1].to_string());
        shown
    };
    let second_shown = json!([second, "Telematics of the north"]);
    assert_eq!(listed(), [json!([first, "Dashboard"]), second_shown.clone()]);
    assert_eq!(here.json(&format!("app revoke {}", first.to_uppercase())), json!({"revoked": true}));
    assert_eq!(listed(), [second_shown]);
    let said = here.run("app add --title More").done().stdout;
    assert!(said.contains("The secret is shown only now"), "{said}");
}

#[test]
fn a_revoked_applications_token_is_good_no_more() {
    let here = Installation::new();
    let made = here.json("app add --title Dashboard");
    let (key, secret) = (secret(&made["key"]), secret(&made["secret"]));
    let server = here.serve();
    let basic = format!("Authorization: Basic {}", STANDARD.encode(format!("{key}:{secret}")));
    let header = format!("{basic}\r\nContent-Type: application/x-www-form-urlencoded");
    let token = say(&server, "POST /api/ts/v1/oauth2/token", &header, "grant_type=client_credentials");
    let bearer = format!("Authorization: Bearer {}", token["access_token"].as_str().expect("a token"));
    let log_in = || {
        let user = json!({"username": OWNER, "password": PASSWORD}).to_string();
        let headers = ["Content-Type: application/json", &bearer];
        exchange(server.address, &request("POST /session/login", &headers, user.as_bytes())).status
    };
    assert_eq!(log_in(), 200);
    here.json(&format!("app revoke {key}"));
    assert_eq!(log_in(), 401);
}

#[test]
fn an_account_has_a_name_of_its_own_until_it_is_given_another() {
    let here = peopled();
    let named = |name: &str| json!({ "account_name": name });
    let name = |command: &str| here.json(&format!("account name --owner {command}"));
    assert_eq!(name(OWNER), named("0000000001-00001"));
    assert_eq!(name(&format!("{OWNER} 10001234-0001")), named("10001234-0001"));
    assert_eq!((name(OWNER), name(OTHER)), (named("10001234-0001"), named("0000000003-00001")));
    assert_eq!(name(&format!("{OWNER} 'Fleet Ltd'")), named("Fleet Ltd"));
    assert_eq!(name(&format!("{OTHER} 10001234-0001")), named("10001234-0001"), "nobody is called so any more");
    assert_eq!(name(&format!("{OWNER} 0000000001-00001")), named("0000000001-00001"), "and back");
}

#[test]
fn a_user_who_is_locked_out_is_unlocked_alone() {
    let here = peopled();
    let conn = Connection::open(here.database()).expect("the database");
    let lock = "INSERT INTO failed_logins SELECT account_id, id, 5, 9999999999 FROM users";
    assert_eq!(conn.execute(lock, ()), Ok(3));
    drop(conn);
    let locked = || rows(&here, "SELECT login FROM users JOIN failed_logins ON user_id = id ORDER BY id");
    assert_eq!(here.json(&format!("user unlock {SUB_USER}")), json!({"user_id": 2}));
    assert_eq!(locked(), [OWNER, OTHER]);
    assert_eq!(here.json(&format!("user unlock {OWNER}")), json!({"user_id": 1}));
    assert_eq!(locked(), [OTHER]);
    let before = here.contents();
    here.json(&format!("user unlock {SUB_USER}"));
    assert!(here.contents() == before, "who is not locked out is left as it is, and the audit log too");
}

#[test]
fn a_sub_users_key_is_the_sub_users_and_no_key_to_navixy() {
    let here = peopled();
    let key = secret(&here.json(&format!("key create --login {SUB_USER} --title Plaspy"))["key"]);
    let keys = |login: &str| {
        let listed = here.json(&format!("key list --login {login}"))["keys"].as_array().expect("a list").clone();
        listed.iter().map(|key| json!([key["key"], key["title"]])).collect::<Vec<_>>()
    };
    assert_eq!(keys(OWNER), [json!([here.api_key, "init"])]);
    assert_eq!(keys(SUB_USER), [json!([key, "Plaspy"])]);
    assert_eq!(keys(OTHER), [Value::Null; 0]);
    let server = here.serve();
    assert_eq!([&here.api_key, &key].map(|key| server.client(key).knocks()), [(200, 0), (400, 4)]);
    let body = json!({"userName": SUB_USER, "apiKey": key}).to_string();
    let token = say(&server, "POST /api/Auth/Token", "Content-Type: application/json", &body)["token"].clone();
    let bearer = format!("Authorization: Bearer {}", token.as_str().expect("a token"));
    assert_eq!(say(&server, "GET /api/devices", &bearer, "")["devices"], json!([]), "it sees what the sub-user sees");
    here.json(&format!("key revoke {key}"));
    assert_eq!(keys(SUB_USER), [Value::Null; 0]);
}

#[test]
fn a_device_is_called_by_what_it_was_told_last() {
    let here = peopled();
    let told = |command: &str| here.json(&format!("tracker identify {command}"));
    let called = || rows(&here, "SELECT tracker_id || ' ' || kind || ' ' || value FROM tracker_identifiers");
    assert_eq!(
        told("1 --kind ICCID 89148000000800139708"),
        json!({"tracker_id": 1, "kind": "iccId", "value": "89148000000800139708"})
    );
    assert_eq!(
        told("1 --kind meid a0000012345678"),
        json!({"tracker_id": 1, "kind": "meid", "value": "A0000012345678"})
    );
    told("1 --kind iccid 89148000000800139709");
    told("2 --kind iccid 89148000000800139708");
    assert_eq!(called(), ["1 iccId 89148000000800139709", "1 meid A0000012345678", "2 iccId 89148000000800139708"]);
    assert_eq!(told("1 --kind iccid --remove"), json!({"tracker_id": 1, "kind": "iccId", "value": null}));
    assert_eq!(called(), ["1 meid A0000012345678", "2 iccId 89148000000800139708"]);
    for (kind, value) in [
        ("esn", "12345678901"),
        ("eid", "89049032000001000000000000000001"),
        ("imsi", "311480000000001"),
        ("min", "2125550100"),
    ] {
        assert_eq!(told(&format!("2 --kind {kind} {value}")), json!({"tracker_id": 2, "kind": kind, "value": value}));
    }
}

#[test]
fn applications_and_accounts_are_named_with_care() {
    let here = peopled();
    here.json(&format!("account name --owner {OTHER} 'Quarry Ltd'"));
    let (unknown, secret) = (format!("app revoke {}", "0".repeat(32)), "app revoke s3cret");
    let (long_title, long_name) =
        (format!("app add --title {}", "x".repeat(256)), format!("account name --owner {OWNER} {}", "x".repeat(61)));
    refuse(
        &here,
        &[
            ("app add", "", USAGE, "--title"),
            ("app add --title ''", "", REFUSED, "Size must be between 1 and 255"),
            ("app add --title 'bell\u{7}'", "", REFUSED, "printable"),
            (&long_title, "", REFUSED, "Size must be between 1 and 255"),
            ("app revoke", "", USAGE, "<KEY>"),
            (&unknown, "", REFUSED, "there is no application with this key; see: muster app list"),
            (secret, "", REFUSED, "the key must be 32 hexadecimal digits"),
            ("account name", "", USAGE, "--owner"),
            ("account name --owner ada@fleet.example ' '", "", REFUSED, "must not be blank"),
            (&long_name, "", REFUSED, "Size must be between 1 and 60"),
            (
                "account name --owner ada@fleet.example 'Quarry Ltd'",
                "",
                REFUSED,
                "another account is called Quarry Ltd; choose another name",
            ),
            (
                "account name --owner ada@fleet.example 0000000003-00001",
                "",
                REFUSED,
                "0000000003-00001 is kept for the account of the owner with that id",
            ),
            (
                "account name --owner ada@fleet.example 0000000099-00001",
                "",
                REFUSED,
                "0000000099-00001 is kept for the account of the owner with that id",
            ),
            ("account name --owner sue@fleet.example Sue", "", REFUSED, "is a sub-user; name the owner"),
            ("account name --owner nobody@fleet.example", "", REFUSED, "there is no owner nobody@fleet.example"),
        ],
    );
    let said = here.run(secret).stderr;
    assert!(!said.contains("s3cret"), "{said}");
}

#[test]
fn devices_are_identified_with_care() {
    let here = peopled();
    here.json("tracker identify 2 --kind iccid 89148000000800139708");
    refuse(
        &here,
        &[
            ("tracker identify 1 89148000000800139708", "", USAGE, "--kind"),
            ("tracker identify 1 --kind iccid", "", USAGE, "--kind <KIND> <ID> <VALUE|--remove>"),
            ("tracker identify 1 --kind iccid 89148000000800139709 --remove", "", USAGE, "--remove"),
            ("tracker identify --kind iccid 89148000000800139709", "", REFUSED, "give the tracker's id, a number"),
            (
                "tracker identify 404 --kind iccid 89148000000800139709",
                "",
                REFUSED,
                "there is no tracker 404; see: muster tracker list --owner EMAIL",
            ),
            ("tracker identify 404 --kind iccid --remove", "", REFUSED, "there is no tracker 404"),
            (
                "tracker identify 1 --kind iccid 89148000000800139708",
                "",
                REFUSED,
                "another tracker's device has the iccId 89148000000800139708",
            ),
            (
                "tracker identify 1 --kind iccid 8914x",
                "",
                REFUSED,
                "the identifier does not fit the kind iccId; see: muster tracker identify --help",
            ),
            ("tracker identify 1 --kind esn ''", "", REFUSED, "does not fit the kind esn"),
            ("tracker identify 1 --kind phone 1", "", REFUSED, "must be one of esn, iccId, meid, eid, imsi, min"),
            ("tracker identify 1 --kind IMEI 990003420535537", "", REFUSED, "follows from the tracker's device id"),
            ("tracker identify 1 --kind mdn 2125550100", "", REFUSED, "follows from the tracker's phone"),
            ("tracker identify 1 --kind msisdn --remove", "", REFUSED, "follows from the tracker's phone"),
        ],
    );
}

#[test]
fn a_sub_user_has_20_api_keys_beside_its_owners() {
    let here = peopled();
    let create = format!("key create --login {SUB_USER} --title More");
    for _ in 0..20 {
        here.json(&create);
    }
    refuse(&here, &[(&create, "", REFUSED, "sue@fleet.example has 20 API keys, which is the most; revoke one with")]);
    here.json(&format!("key create --login {OWNER} --title More"));
}
