//! API keys: made, shown once, copied, revoked.

use std::fs;

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::hands::CONTROL;
use crate::servers::{ADA, FLEET_OWNER, demo};
use crate::support::Installation;

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

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_key_that_does_not_open_is_told_but_not_shown() {
    let here = Installation::new();
    here.json("backup kept.db");
    fs::remove_file(here.path("muster.db.key")).expect("lost");
    here.put("kept.db.key", [7; 32]).json("restore kept.db --replace");
    let server = here.serve();
    let browser = Browser::logged_in(&server, WIDE, FLEET_OWNER);
    browser.view("API keys");
    browser.sees_where(".card", "It works, but cannot be shown: whoever runs the server can revoke it by its title.");
    let offered = browser.run("return [...document.querySelectorAll('.card button')].length");
    assert_eq!(offered, json!(0), "there is nothing to copy, and nothing to name it by");
}
