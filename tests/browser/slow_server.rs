//! A server that is slow, and one that is away: what is under way is to be seen, and nothing is lost or made up.

use crate::between::Between;
use crate::browser::{Browser, WIDE};
use crate::hands::ESCAPE;
use crate::servers::{ADA, SUE, demo};

/// Whether the dialog that is open waits for its answer, with nothing left to press.
const WAITS: &str = "
    const dialog = document.querySelector('dialog[open]');
    return dialog?.ariaBusy === 'true' && [...dialog.querySelectorAll('footer button')].every((button) => button.disabled)";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_request_under_way_is_seen_and_cannot_be_called_off() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    browser.view("API keys");
    browser.press("New key");
    browser.fill("What it is for", "Dashboard");
    let held = between.hold("api/key/create");
    browser.press("Create");
    held.has_come();
    browser.until(WAITS);
    browser.sees_where("dialog [role=status]", "Waiting for the server…");
    browser.keys(&[ESCAPE, ESCAPE]);
    browser.until(WAITS);
    drop(held);
    browser.sees_where("dialog", "Copy it now: the console does not show it again.");
    assert_eq!(server.running.client(&browser.value("API key")).knocks(), (200, 0));
    browser.press("Done");
    browser.sees_where(".card", "Dashboard");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn what_fails_leaves_the_dialog_as_it_was_filled_in() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    browser.press("New group");
    browser.fill("Title", "Workshop");
    between.be_away(true);
    browser.press("Create");
    browser.sees_where("dialog [role=alert]", "The server cannot be reached.");
    assert_eq!(browser.value("Title"), "Workshop");
    between.be_away(false);
    browser.press("Create");
    browser.sees("Created Workshop.");
    assert!(server.group("Workshop").is_some());
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_answer_that_does_not_come_is_waited_for_only_so_long() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    // The page's minute passes quicker.
    browser
        .run("const timeout = AbortSignal.timeout.bind(AbortSignal); AbortSignal.timeout = (ms) => timeout(ms / 200)");
    browser.press("New group");
    browser.fill("Title", "Workshop");
    let held = between.hold("tracker/group/create");
    browser.press("Create");
    browser.sees_where("dialog [role=alert]", "What it was asked may have been done all the same: look again.");
    held.has_come();
    drop(held);
    browser.press("Cancel");
    // With a minute of the usual length again.
    browser.reload();
    browser.sees_where(".group", "Workshop\n0");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn what_deleting_a_group_does_is_found_out_in_its_dialog() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    let held = between.hold("tracker/list");
    browser.press("Delete Main office");
    browser.sees_where("dialog", "Delete Main office?");
    browser.sees_where("dialog [role=status]", "Loading…");
    browser.until("return document.querySelector('dialog .danger').disabled");
    drop(held);
    browser.press("Delete group");
    browser.sees("Deleted Main office.");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_answer_to_one_user_is_not_shown_to_the_next() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    let held = between.hold("tracker/list");
    browser.press("Refresh");
    held.has_come();
    browser.press("Log out");
    browser.log_in(SUE.0, SUE.1);
    browser.sees_where(".tally", "10 trackers");
    drop(held);
    browser.answered("tracker/list", 3);
    browser.sees_where(".tally", "10 trackers");
    assert!(!browser.text().contains("Gritter"), "that Sue does not see: {}", browser.text());
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_end_of_one_session_is_not_the_end_of_the_next() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    let hash = browser.run("return sessionStorage.getItem('muster.session')");
    server.running.client(hash.as_str().expect("a hash")).must("user/logout", serde_json::json!({}));
    let held = between.hold("tracker/list");
    browser.press("Refresh");
    held.has_come();
    browser.sees_where("[role=alert]", "Your session has ended.");
    browser.log_in(SUE.0, SUE.1);
    browser.sees_where(".tally", "10 trackers");
    drop(held);
    browser.answered("tracker/list", 3);
    browser.press("Refresh");
    browser.answered("tracker/list", 4);
    browser.sees_where(".tally", "10 trackers");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn one_can_leave_while_the_server_is_away() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    between.be_away(true);
    browser.press("Log out");
    browser.sees_where("muster-notices [role=alert]", "You are logged out here, but the server was not told");
    browser.sees_where("h1", "Muster");
    assert_eq!(browser.run("return sessionStorage.length"), 0);
    between.be_away(false);
    browser.log_in(SUE.0, SUE.1);
    browser.sees_where(".tally", "10 trackers");
    browser.until("return document.querySelector('muster-notices').innerText === ''");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_view_that_could_not_be_loaded_is_tried_again() {
    let server = demo();
    let between = Between::new(server.running.address);
    let browser = Browser::logged_in_at(between.address, WIDE, ADA);
    between.be_away(true);
    browser.view("Sub-users");
    browser.sees_where("main [role=alert]", "The server cannot be reached.");
    between.be_away(false);
    browser.press("Try again");
    browser.sees_where(".card", SUE.0);
    assert_eq!(browser.focused(), "Sub-users");

    browser.press("New role");
    browser.fill("Name", "Dispatch");
    let held = between.hold("subuser/security_group/create");
    browser.press("Create");
    held.has_come();
    between.be_away(true);
    drop(held);
    browser.sees_where("main [role=alert]", "The server cannot be reached.");
    browser.sees_where(".card", SUE.0);
    between.be_away(false);
    browser.press("Try again");
    browser.sees_where(".card", "Dispatch");
}
