//! Trackers: found, selected as in a file manager, and moved, hundreds at once.

use serde_json::json;

use crate::browser::{Browser, NARROW, WIDE};
use crate::hands::{CONTROL, DOWN, END, ENTER, ESCAPE, HOME, SHIFT};
use crate::servers::{ADA, FLEET_OWNER, demo, with_trackers};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn two_hundred_trackers_are_selected_with_shift_and_moved_in_one_call() {
    let server = with_trackers(300);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.click_tracker("Car 1");
    browser.hold_and_type(SHIFT, &[DOWN; 199]);
    browser.sees_where(".tally", "200 selected");
    browser.press("Move to group…");
    browser.sees_where("dialog", "Move 200 trackers to…");
    browser.press("Depot 0 trackers");
    browser.sees("Moved 200 trackers to Depot.");
    browser.sees_where(".group", "Depot\n200");

    assert_eq!(server.members("Depot").len(), 200);
    let log = json!({"from": "2020-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z", "limit": 10, "offset": 0, "actions": ["assign"]});
    let records = server.owner.must("user/audit/log/list", log);
    assert_eq!(records["list"].as_array().map(Vec::len), Some(1), "one call: {records}");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn all_that_a_search_finds_are_selected_at_once() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.fill("Find trackers", "reefer 1");
    browser.tick("Select all 6");
    browser.sees_where(".tally", "6 selected");
    browser.fill("Find trackers", "spare");
    browser.sees_where(".tally", "6 selected, 6 of them not shown");
    browser.hold_and_click_tracker(CONTROL, "Spare unit 92");
    browser.press("Move to group…");
    browser.fill("Find a group", "night");
    browser.keys(&[ENTER]);
    browser.sees("Moved 7 trackers to Night shift.");
    assert_eq!(server.members("Night shift").len(), 13);
    assert_eq!(server.members("Refrigerated"), [""; 0]);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_few_are_dragged_onto_a_group_and_out_of_it() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.click_tracker("Estate car 1");
    browser.hold_and_click_tracker(SHIFT, "Estate car 2");
    browser.hold_and_click_tracker(CONTROL, "Minibus");
    browser.sees_where(".tally", "3 selected");
    browser.drag_tracker("Estate car 2", "Refrigerated");
    browser.sees("Moved 3 trackers to Refrigerated.");
    browser.sees_where(".tally", "22 trackers");
    let expected = ["Estate car 1", "Estate car 2", "Minibus"];
    assert_eq!(server.members("Refrigerated")[..3], expected);

    browser.drag_tracker("Courier bike", "No group");
    browser.sees("Moved 1 tracker out of their groups.");
    assert!(!server.members("Main office").contains(&"Courier bike".to_owned()));
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_keyboard_does_all_that_the_mouse_does() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.run("document.querySelector('[role=listbox]').focus()");
    browser.keys(&[' ', DOWN, DOWN, ' ']);
    browser.sees_where(".tally", "2 selected");
    browser.hold_and_type(SHIFT, &[END]);
    browser.sees_where(".tally", "21 selected");
    let pointed =
        "document.getElementById(document.querySelector('[role=listbox]').getAttribute('aria-activedescendant'))";
    assert_eq!(browser.run(&format!("return {pointed}.querySelector('.label').innerText")), "Test bench");
    browser.hold_and_type(CONTROL, &['a']);
    browser.sees_where(".tally", "22 selected");
    browser.keys(&[ESCAPE, HOME, DOWN, ' ', DOWN, DOWN, DOWN]);
    browser.hold_and_type(SHIFT, &[' ']);
    browser.sees_where(".tally", "4 selected");
    browser.keys(&[ESCAPE, DOWN, DOWN]);
    browser.hold_and_type(SHIFT, &[DOWN]);
    browser.sees_where(".tally", "2 selected");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn ticks_add_up_and_what_is_unticked_is_what_is_shown() {
    let server = with_trackers(20);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.tick_tracker("Car 1");
    browser.tick_tracker("Car 3");
    browser.hold_and_tick_tracker(SHIFT, "Car 6");
    browser.sees_where(".tally", "5 selected");
    browser.hold_and_click_tracker(CONTROL, "Car 8");
    browser.sees_where(".tally", "6 selected");

    // It is in the device ids of cars 1 and 10 to 19.
    browser.fill("Find trackers", "00001");
    browser.tick("Select all 11");
    browser.sees_where(".tally", "16 selected, 5 of them not shown");
    browser.tick("Select all 11");
    browser.sees_where(".tally", "5 selected, 5 of them not shown");
    browser.press("Move to group…");
    browser.press("Depot 0 trackers");
    browser.sees("Moved 5 trackers to Depot.");
    assert_eq!(server.members("Depot"), ["Car 3", "Car 4", "Car 5", "Car 6", "Car 8"]);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_blocked_tracker_holds_all_back_and_the_person_is_told() {
    let server = with_trackers(3);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    let id = server.list("tracker/list")[0]["id"].clone();
    server.here.run(&format!("tracker block {id}")).done();
    browser.tick("Select all 3");
    browser.press("Move to group…");
    browser.press("Depot 0 trackers");
    browser.sees_where("[role=alert]", "A blocked tracker is among them, so none was moved. (error 208");
    browser.sees_where(".tally", "3 selected");
    browser.sees_where(".group", "Depot\n0");
    assert_eq!(server.members("Depot"), [""; 0]);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn on_a_narrow_screen_a_group_leads_to_its_trackers_and_back() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, NARROW, ADA);
    browser.until("return !document.querySelector('muster-trackers').checkVisibility()");
    browser.press("Main office 6 trackers");
    browser.sees_where("h2", "Main office");
    browser.tick("Select all 6");
    browser.press("Move to group…");
    browser.press("Night shift 6 trackers");
    browser.sees("Moved 6 trackers to Night shift.");
    browser.press("Groups");
    browser.sees_where(".group", "Night shift\n12");
    assert_eq!(server.members("Night shift").len(), 12);
}
