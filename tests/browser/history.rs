//! The address says what is shown, so that Back, a reload and a bookmark lead to it.

use serde_json::json;

use crate::browser::{Browser, NARROW, WIDE};
use crate::servers::{ADA, demo};

const GROUPS_ARE_SHOWN: &str = "
    return document.querySelector('muster-groups')?.checkVisibility()
        && !document.querySelector('muster-trackers').checkVisibility()";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn on_a_narrow_screen_back_leads_from_a_group_to_the_groups() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, NARROW, ADA);
    browser.press("Main office 6 trackers");
    browser.sees_where("h2", "Main office");
    assert_eq!(browser.focused(), "Main office", "what had the focus is gone");
    browser.reload();
    browser.sees_where("h2", "Main office");
    browser.sees_where(".tally", "6 trackers");
    browser.back();
    browser.until(GROUPS_ARE_SHOWN);

    let before = browser.run("return history.length");
    browser.press("Night shift 6 trackers");
    browser.sees_where("h2", "Night shift");
    browser.press("Groups");
    browser.until(GROUPS_ARE_SHOWN);
    assert_eq!(browser.focused(), "Groups");
    assert_eq!(browser.run("return document.activeElement.tagName"), "H2", "and not the button that is gone");
    assert_eq!(browser.run("return history.length"), before, "the way there and back leaves nothing to go back to");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn on_a_wide_screen_back_leads_to_the_group_before() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press("Main office 6 trackers");
    browser.press("Night shift 6 trackers");
    browser.sees_where("muster-trackers h2", "Night shift");
    browser.press("Refresh");
    browser.sees_where("muster-trackers h2", "Night shift");
    browser.view("API keys");
    browser.back();
    browser.sees_where("muster-trackers h2", "Night shift");
    browser.back();
    browser.sees_where("muster-trackers h2", "Main office");
    browser.back();
    browser.sees_where("muster-trackers h2", "All trackers");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_address_of_a_group_that_is_gone_leads_to_all_groups() {
    let server = demo();
    let id = server.group("Night shift").expect("a group")["id"].clone();
    let browser = Browser::logged_in(&server.running, NARROW, ADA);
    browser.press("Night shift 6 trackers");
    browser.sees_where("h2", "Night shift");
    assert!(browser.address().ends_with(&format!("#/trackers/{id}")));
    server.owner.must("tracker/group/delete", json!({"id": id}));
    browser.reload();
    browser.until(GROUPS_ARE_SHOWN);
    assert!(browser.address().ends_with("#/trackers"));
}
