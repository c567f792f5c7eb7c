//! Groups: made, recoloured, renamed and deleted.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_group_is_created_recoloured_and_renamed() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press("New group");
    browser.fill("Title", "Night <b>watch</b>");
    browser.press("Amber");
    browser.sees("Text on it is black, with a contrast of 13.0 to 1.");
    browser.press("Create");
    browser.sees("Created Night <b>watch</b>.");
    let made = server.group("Night <b>watch</b>").expect("made");
    assert_eq!(made["color"], "FFC233");

    browser.press("Edit Night <b>watch</b>");
    browser.fill("Title", "Night watch");
    browser.fill("Colour as six hex digits", "1f4e9e");
    browser.sees("Text on it is white, with a contrast of 7.9 to 1.");
    browser.press("Save");
    browser.sees("Saved Night watch.");
    let changed = json!({"id": made["id"], "title": "Night watch", "color": "1F4E9E"});
    assert_eq!(server.group("Night watch"), Some(changed));
    browser.until(
        "const row = [...document.querySelectorAll('.group')].find((row) => row.innerText.includes('Night watch'));
         const { backgroundColor, color } = getComputedStyle(row);
         return backgroundColor === 'rgb(31, 78, 158)' && color === 'rgb(255, 255, 255)'",
    );
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn what_deleting_a_group_does_is_said_first() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.sees_where(".group", "Main office\n6");
    server.owner.must("tracker/group/assign", json!({"id": 167, "trackers": [999_919]}));
    browser.press("Delete Main office");
    browser.sees_where("dialog", "7 trackers will be in no group afterwards. No tracker is deleted.");
    browser.press("Cancel");
    assert!(server.group("Main office").is_some(), "called off");

    browser.press("Delete Main office");
    browser.press("Delete group");
    browser.sees("Deleted Main office.");
    assert_eq!(server.group("Main office"), None);
    browser.sees_where(".group", "No group\n10");
    assert_eq!(server.list("tracker/list").len(), 22);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn what_the_server_does_not_accept_is_said_in_the_dialog() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    let id = server.group("Night shift").expect("a group")["id"].clone();
    browser.press("Edit Night shift");
    server.owner.must("tracker/group/delete", json!({"id": id}));
    browser.fill("Title", "Day shift");
    browser.press("Save");
    browser.sees_where("dialog [role=alert]", "It is not there any more. (error 201");
    browser.press("Cancel");
    browser.press("Refresh");
    browser.until("return !document.querySelector('muster-groups').innerText.includes('Night shift')");
}
