//! What holds for every row of the dialects whose actions are found by method and path, generated from their tables: who may,
//! whose things are there, in whose words a refusal is told, and that every change leaves a record.

pub mod calls;

use std::collections::BTreeSet;

use muster::access::Requirement;
use muster::action::Effect;
use serde_json::{Value, json};

use crate::support::TestServer;
use crate::support::rest::{Rest, RestAnswer};
use crate::support::world;
use calls::{Call, Vendor, furnished};

const VENDORS: [Vendor; 2] = [Vendor::Plaspy, Vendor::ThingSpace];

fn owner(server: &TestServer, vendor: Vendor) -> Rest {
    calls::caller(server, vendor, "ada@fleet.example", world::API_KEY)
}

fn sub_user(server: &TestServer, vendor: Vendor) -> Rest {
    calls::caller(server, vendor, "sue@fleet.example", world::KEY_OF_SUB_USER)
}

fn calls_of(vendor: Vendor) -> impl Iterator<Item = Call> {
    calls::all().into_iter().filter(move |call| call.vendor == vendor)
}

/// All but what is noted of readers.
fn contents(server: &TestServer) -> String {
    world::dump_without(&server.path(), &["api_usage"])
}

/// An answer without the counters, which go on counting.
fn told(mut answer: RestAnswer) -> (u16, Value) {
    if let Some(fields) = answer.body.as_object_mut() {
        fields.retain(|name, _| !["apiUsage", "apiDailyUsage"].contains(&name.as_str()));
    }
    (answer.status, answer.body)
}

/// What the vendor calls that failure: its text, or its code without the service's name.
fn word(vendor: Vendor, answer: &RestAnswer) -> String {
    let field = if vendor == Vendor::Plaspy { "error" } else { "errorCode" };
    answer.body[field].as_str().unwrap_or_default().replace("UnifiedWebService.", "")
}

#[test]
fn every_row_has_a_call_and_it_succeeds() {
    for call in calls::all() {
        let server = furnished();
        let answer = call.send(&owner(&server, call.vendor));
        assert!([200, 201].contains(&answer.status), "{}: {answer:?}", call.row.route);
    }
}

#[test]
fn a_sub_user_reads_and_may_change_nothing() {
    let server = furnished();
    for vendor in VENDORS {
        let caller = sub_user(&server, vendor);
        let before = contents(&server);
        for call in calls_of(vendor).filter(|call| call.row.requires == Requirement::Master) {
            let answer = call.send(&caller);
            let expected = match vendor {
                Vendor::Plaspy => (403, "Unauthorized access"),
                Vendor::ThingSpace => (400, "REQUEST_FAILED.AccountName"),
            };
            assert_eq!((answer.status, word(vendor, &answer).as_str()), expected, "{}", call.row.route);
        }
        assert_eq!(contents(&server), before);
        // What it reads is its own; some of what the owner reads is not there for it.
        for call in calls_of(vendor).filter(|call| call.row.requires == Requirement::AnyUser) {
            let answer = call.send(&caller);
            assert!(![401, 403].contains(&answer.status), "{}: {answer:?}", call.row.route);
        }
    }
}

#[test]
fn only_the_owner_changes_anything() {
    for (_, row) in calls::rows() {
        let changes = row.effect == Effect::Write;
        let own_session = row.requires == Requirement::Nothing || row.by_session;
        assert!(!changes || own_session || row.requires == Requirement::Master, "{}", row.route);
    }
}

#[test]
fn nobody_is_told_anything_without_a_credential() {
    let server = furnished();
    let nobody = Rest::new(server.address);
    let ended = [
        nobody.clone().with_bearer(world::UNKNOWN),
        nobody.clone().with_bearer(world::MASTER),
        nobody.clone().with_bearer(world::API_KEY),
        nobody.clone().with_header("Authorization", &format!("NVX {}", world::MASTER)),
    ];
    let before = contents(&server);
    for call in calls::all().into_iter().filter(|call| call.row.requires != Requirement::Nothing) {
        // Neither is whether the body is any good.
        let answers = [call.send(&nobody), call.send_text(&nobody, "application/json", "{")];
        for answer in answers {
            let word = word(call.vendor, &answer);
            let (status, is_told_so) = match call.vendor {
                Vendor::Plaspy => {
                    (401, ["Unauthorized access", "Authentication failed. Invalid token."].contains(&word.as_str()))
                }
                Vendor::ThingSpace => (400, word == "REQUEST_FAILED.SessionToken.Format"),
            };
            assert!(answer.status == status && is_told_so, "{}: {answer:?}", call.row.route);
        }
        for caller in &ended {
            let answer = call.send(caller);
            let shown = call.vendor == Vendor::ThingSpace && answer.status == 400;
            assert!(answer.status == 401 || shown, "{}: {answer:?}", call.row.route);
        }
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn another_accounts_things_answer_byte_for_byte_like_missing_ones() {
    let server = furnished();
    for vendor in VENDORS {
        let caller = owner(&server, vendor);
        let before = contents(&server);
        for call in calls_of(vendor) {
            for place in &call.places {
                let missing = told(call.send_with(&caller, place, place.missing));
                let foreign = told(call.send_with(&caller, place, place.foreign));
                assert!(missing.0 >= 400, "{} {:?}: {missing:?}", call.row.route, place.at);
                assert_eq!(foreign, missing, "{} {:?}", call.row.route, place.at);
            }
        }
        assert_eq!(contents(&server), before);
    }
}

#[test]
fn a_bad_body_is_refused_in_the_vendors_own_words() {
    let server = furnished();
    let long = format!("{{\"a\":\"{}\"}}", "x".repeat(20 * 1024 * 1024));
    for vendor in VENDORS {
        let caller = owner(&server, vendor);
        let before = contents(&server);
        for call in calls_of(vendor).filter(Call::has_body) {
            for (content_type, body) in [
                ("application/json", "{"),
                ("application/json", "nonsense"),
                ("application/json", "{} x"),
                ("application/json", "\"text\""),
                ("application/json", "{\"a\":\"\u{0}\"}"),
                ("text/plain", "{}"),
                ("application/x-www-form-urlencoded", "name=Made"),
                ("application/json", long.as_str()),
            ] {
                let answer = call.send_text(&caller, content_type, body);
                let shown: String = body.chars().take(20).collect();
                let told = format!("{} {content_type} {shown}: {answer:?}", call.row.route);
                assert!((400..500).contains(&answer.status) && answer.status != 401, "{told}");
                assert!(!word(vendor, &answer).is_empty(), "{told}");
                assert!(answer.body["status"].is_null(), "not Navixy's envelope: {told}");
            }
        }
        assert_eq!(contents(&server), before);
    }
}

#[test]
fn every_change_leaves_its_record() {
    for call in calls::all().into_iter().filter(|call| call.row.effect == Effect::Write) {
        let server = furnished();
        let caller = owner(&server, call.vendor);
        let conn = rusqlite::Connection::open(server.path()).expect("the database");
        let records = || -> BTreeSet<(i64, String)> {
            let mut rows =
                conn.prepare("SELECT number, category || '/' || action FROM audit_records").expect("a query");
            let rows = rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
            rows.map(|row| row.expect("a row")).collect()
        };
        let before = records();
        call.send(&caller);
        let left: Vec<_> = records().difference(&before).map(|(_, what)| what.clone()).collect();
        assert!(!left.is_empty(), "{} leaves no record", call.row.route);
        let host: String = conn
            .query_row("SELECT host FROM audit_records ORDER BY number DESC LIMIT 1", (), |row| row.get(0))
            .expect("where from");
        assert_eq!(host, "127.0.0.1", "{}", call.row.route);
    }
}

#[test]
fn a_credential_of_one_dialect_is_none_of_anothers() {
    let server = furnished();
    let token = {
        let answer = Rest::new(server.address)
            .post("/api/Auth/Token", &json!({"userName": "ada@fleet.example", "apiKey": world::API_KEY}));
        answer.body["token"].as_str().expect("a token").to_owned()
    };
    let answer = server.client(&token).call("tracker/group/list", json!({}));
    assert_eq!(answer.body["status"]["code"], 4, "a token is no hash");
    let login = json!({"username": "ada@fleet.example", "password": world::PASSWORD});
    let session = Rest::new(server.address).post("/session/login", &login).body["sessionToken"].clone();
    let digits = session.as_str().expect("a session").replace('-', "");
    assert_eq!(server.client(&digits).call("tracker/group/list", json!({})).body["status"]["code"], 4);
    assert_eq!(Rest::new(server.address).with_bearer(&digits).get("/api/groups").status, 401);
    let as_guid =
        |hash: &str| format!("{}-{}-{}-{}-{}", &hash[..8], &hash[8..12], &hash[12..16], &hash[16..20], &hash[20..]);
    for hash in [world::MASTER, world::API_KEY, &token] {
        let caller = Rest::new(server.address).with_header("VZ-M2M-Token", &as_guid(hash));
        let answer = caller.get(&format!("/groups/{}", calls::ACCOUNT));
        assert_eq!(word(Vendor::ThingSpace, &answer), "INPUT_INVALID.SessionToken.Invalid");
    }
}
