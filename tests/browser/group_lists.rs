//! Lists of groups by the keyboard alone: however long, they are one stop of the tab key on the way to the trackers.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::hands::{DOWN, END, ENTER, SHIFT, TAB};
use crate::servers::{FLEET_OWNER, Server, with_trackers};

/// A server with so many groups, `Yard 1` and so on.
fn with_groups(count: usize) -> Server {
    let server = with_trackers(3);
    for number in 1..=count {
        server.owner.must("tracker/group/create", json!({"title": format!("Yard {number}"), "color": "9BCB3C"}));
    }
    server
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_tab_key_leads_past_the_groups_and_arrows_lead_through_them() {
    let server = with_groups(60);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.run("document.querySelector('muster-groups .button').focus()");
    for stop in ["Find a group", "All trackers 3 trackers", "Find trackers"] {
        browser.keys(&[TAB]);
        assert_eq!(browser.focused(), stop);
    }
    browser.hold_and_type(SHIFT, &[TAB]);
    browser.keys(&[DOWN, DOWN]);
    assert_eq!(browser.focused(), "Depot 0 trackers");
    browser.keys(&[END]);
    assert_eq!(browser.focused(), "Yard 60 0 trackers");
    browser.keys(&[ENTER]);
    browser.sees_where("muster-trackers h2", "Yard 60");
    for stop in ["Edit Yard 60", "Delete Yard 60", "Find trackers"] {
        browser.keys(&[TAB]);
        assert_eq!(browser.focused(), stop);
    }

    browser.run("document.querySelector('muster-groups .scroller').scrollTop = 0");
    browser.sees_where("muster-groups", "All trackers");
    browser.hold_and_type(SHIFT, &[TAB]);
    assert_eq!(browser.focused(), "Delete Yard 60", "out of sight it is still the one that the tab key stops at");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn many_groups_are_searched() {
    let server = with_groups(30);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.fill("Find a group", "yard 2");
    browser.until("return document.querySelectorAll('muster-groups .group').length === 11");
    browser.keys(&[DOWN, DOWN]);
    assert_eq!(browser.focused(), "Yard 20 0 trackers");
    browser.fill("Find a group", "yard 29");
    browser.keys(&[ENTER]);
    browser.sees_where("muster-trackers h2", "Yard 29");
    browser.fill("Find a group", "yard 99");
    browser.sees_where("muster-groups", "No group has that in its title.");
}
