//! API keys: made, shown once, copied, revoked.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::hands::CONTROL;
use crate::servers::{ADA, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_key_is_shown_once_copied_and_revoked() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("API keys");
    browser.press("New key");
    browser.fill("What it is for", "Dashboard");
    browser.press("Create");
    browser.sees_where("dialog", "Copy it now: the console does not show it again.");
    let key = browser.value("API key");
    assert_eq!(server.running.client(&key).knocks(), (200, 0));
    browser.press("Copy");
    browser.sees_where("dialog", "Copied.");
    browser.press("Done");

    browser.sees_where(".card", "Dashboard");
    let page = browser.run("return document.documentElement.outerHTML");
    assert!(!page.to_string().contains(&key), "it is not shown again");
    browser.press("New key");
    browser.run("document.querySelector('dialog input').focus()");
    browser.hold_and_type(CONTROL, &['v']);
    assert_eq!(browser.value("What it is for"), key, "what was copied");
    browser.press("Cancel");

    browser.press("Revoke Dashboard");
    browser.press("Revoke");
    browser.sees("Revoked Dashboard.");
    assert_eq!(server.running.client(&key).knocks(), (400, 4));
    let left: Vec<_> = server.list("api/key/list").iter().map(|key| key["title"].clone()).collect();
    assert_eq!(left, [json!("Demo")]);
}
