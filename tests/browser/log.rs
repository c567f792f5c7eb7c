//! The audit log, in words.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, SUE, demo};

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

    browser.choose("By", "sue@demo.example");
    browser.until("return document.querySelectorAll('.record').length === 1");
    browser.sees_where(".record", "sue@demo.example logged in");
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
