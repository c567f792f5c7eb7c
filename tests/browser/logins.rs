//! Logging in and out, and what becomes of a session that ends.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_wrong_password_is_told_and_the_right_one_lets_in_until_logging_out() {
    let server = demo();
    let browser = Browser::open(&server.running, WIDE);
    browser.log_in(ADA.0, "not the password");
    browser.sees_where("[role=alert]", "The login or the password is wrong. (error 102");

    browser.log_in(ADA.0, ADA.1);
    browser.sees_where("muster-groups", "Main office");
    let hash = browser.run("return sessionStorage.getItem('muster.session')");
    let hash = hash.as_str().expect("a hash");
    assert_eq!(server.running.client(hash).knocks(), (200, 0));
    browser.reload();
    browser.sees_where("muster-groups", "Main office");

    browser.press("Log out");
    browser.sees_where("h1", "Muster");
    assert_eq!(browser.run("return sessionStorage.length"), 0);
    browser.answered("user/logout", 1);
    assert_eq!(server.running.client(hash).knocks(), (400, 4), "the session has ended on the server too");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_ended_session_leads_back_to_the_login_which_says_why() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    let hash = browser.run("return sessionStorage.getItem('muster.session')");
    server.running.client(hash.as_str().expect("a hash")).must("user/logout", json!({}));

    browser.press("New group");
    browser.fill("Title", "Too late");
    browser.press("Create");
    browser.sees_where("[role=alert]", "Your session has ended. Log in again.");
    browser.log_in(ADA.0, ADA.1);
    browser.sees_where("muster-groups", "Main office");
    assert_eq!(server.group("Too late"), None);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_hash_stands_in_no_address() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    let hash = browser.run("return sessionStorage.getItem('muster.session')");
    let hash = hash.as_str().expect("a hash").to_owned();
    for view in ["Sub-users", "API keys", "Audit log", "Trackers"] {
        browser.view(view);
        assert!(!browser.address().contains(&hash), "{view}");
    }
    let requested = browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)");
    let requested = requested.as_array().expect("addresses");
    assert!(requested.len() > 20 && requested.iter().all(|url| !url.to_string().contains(&hash)), "{requested:?}");
}
