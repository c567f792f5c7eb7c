//! The audit log, in words.

use serde_json::json;

use crate::between::Between;
use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, FLEET_OWNER, SUE, demo, with_trackers};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_log_tells_who_did_what_and_what_was_before() {
    let server = demo();
    let id = server.group("Main office").expect("a group")["id"].clone();
    server.owner.must("tracker/group/update", json!({"id": id, "title": "Head office", "color": "123456"}));
    server.owner.must("tracker/group/assign", json!({"id": id, "trackers": [991_999, 999_199]}));
    let sue = json!({"login": SUE.0, "password": SUE.1});
    server.owner.must("user/auth", sue);

    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Audit log");
    browser.sees_where(".record", "ada@demo.example moved 2 trackers to Head office from 127.0.0.1");
    browser.sees_where(".record", "sue@demo.example logged in from 127.0.0.1");
    browser.run(
        "[...document.querySelectorAll('summary')].find((line) => line.innerText.includes('changed group')).click()",
    );
    browser.sees_where("tr", "title\tMain office\tHead office");
    browser.sees_where("tr", "color\tFF6DDC\t123456");

    browser.run("[...document.querySelectorAll('summary')].find((line) => line.innerText.includes('moved 2')).click()");
    browser.sees_where("tr", "Spare unit 91; Spare unit 92\tNo group (2)\tHead office");

    browser.choose("By", "sue@demo.example");
    browser.until("return document.querySelectorAll('.record').length === 1");
    browser.sees_where(".record", "sue@demo.example logged in");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_answer_that_comes_late_is_not_shown_under_another_filter() {
    let server = demo();
    server.owner.must("user/auth", json!({"login": SUE.0, "password": SUE.1}));
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    browser.view("Audit log");
    browser.sees_where(".record", "sue@demo.example logged in");
    let held = between.hold("user/audit/log/list");
    browser.choose("By", ADA.0);
    held.has_come();
    browser.choose("By", SUE.0);
    browser.sees_where(".record", "sue@demo.example logged in");
    drop(held);
    browser.answered("user/audit/log/list", 3);
    assert_eq!(browser.run("return document.querySelectorAll('.record').length"), 1);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_page_is_asked_for_once_however_often_one_presses() {
    let server = demo();
    for number in 1..=120 {
        server.owner.must("tracker/group/create", json!({"title": format!("Group {number}"), "color": "123456"}));
    }
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    browser.view("Audit log");
    browser.until("return document.querySelectorAll('.record').length === 100");
    let held = between.hold("user/audit/log/list");
    browser.press("Show older ones");
    held.has_come();
    browser.press("Show older ones");
    drop(held);
    browser.until("return document.querySelectorAll('.record').length > 120");
    assert_eq!(browser.answered("user/audit/log/list", 2), 2);
}

/// A hundred records, each of 300,000 characters: more than one answer may tell, and fewer than two.
const LONG_RECORDS: &str = "
    WITH RECURSIVE numbers (number) AS (SELECT 1 UNION ALL SELECT number + 1 FROM numbers WHERE number < 100)
    INSERT INTO audit_records (account_id, number, category, action, payload, done_at)
    SELECT (SELECT id FROM users WHERE login = ?1), 1000000 + number, 'user', 'checkin',
           '{\"note\":\"' || hex(zeroblob(150000)) || '\"}', unixepoch()
    FROM numbers";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn records_that_are_too_long_for_one_answer_come_in_several() {
    let server = with_trackers(1);
    let database = rusqlite::Connection::open(server.here.database()).expect("opened");
    assert_eq!(database.execute(LONG_RECORDS, [FLEET_OWNER.0]), Ok(100));
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.view("Audit log");
    browser.until("return document.querySelectorAll('.record').length === 50");
    browser.press("Show older ones");
    browser.until("return document.querySelectorAll('.record').length === 100");
    browser.press("Show older ones");
    browser.sees_where(".record", "imported 1 tracker");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn older_records_follow_without_gaps_while_new_ones_come() {
    let server = demo();
    for number in 1..=120 {
        server.owner.must("tracker/group/create", json!({"title": format!("Group {number}"), "color": "123456"}));
    }
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Audit log");
    browser.until("return document.querySelectorAll('.record').length === 100");
    server.owner.must("tracker/group/create", json!({"title": "One more", "color": "123456"}));
    browser.press("Show older ones");
    browser.until("return document.querySelectorAll('.record').length > 120");
    let told = browser.run(
        "return [...document.querySelectorAll('.record')].map((record) => /Group \\d+/.exec(record.innerText)?.[0]).filter(Boolean)",
    );
    let expected: Vec<_> = (1..=120).rev().map(|number| format!("Group {number}")).collect();
    assert_eq!(told, json!(expected));
}
