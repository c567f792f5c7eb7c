//! Ten thousand trackers, of which only those in sight are elements.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::hands::{CONTROL, END};
use crate::servers::{FLEET_OWNER, with_trackers};

const TRACKERS: usize = 10_000;

/// Rows that fit on the screen, and those beyond either edge.
const MOST_ROWS: u64 = 40;

/// Scrolls through the list in long strides, and tells the greatest number of rows that there were.
const SCROLL: &str = "
    const done = arguments[0];
    const list = document.querySelector('[role=listbox]');
    let rows = 0;
    const step = () => {
        rows = Math.max(rows, list.querySelectorAll('.tracker').length);
        if (list.scrollTop + list.clientHeight >= list.scrollHeight - 1) {
            return done({ rows, last: [...list.querySelectorAll('.label')].at(-1).textContent });
        }
        list.addEventListener('scroll', () => setTimeout(step), { once: true });
        list.scrollTop += list.scrollHeight / 40;
    };
    step();";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn ten_thousand_trackers_cost_what_is_in_sight() {
    let server = with_trackers(TRACKERS);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.sees_where(".tally", "10,000 trackers");
    let scrolled = browser.run_async(SCROLL);
    assert!(scrolled["rows"].as_u64().is_some_and(|rows| (10..=MOST_ROWS).contains(&rows)), "{scrolled}");
    assert_eq!(scrolled["last"], "Car 10000");

    browser.run("document.querySelector('[role=listbox]').focus()");
    browser.hold_and_type(CONTROL, &['a']);
    browser.sees_where(".tally", "10,000 selected");
    browser.keys(&[END]);
    browser.sees_where(".tracker.active", "Car 10000");
    let sizes = browser.run("const { ariaSetSize, ariaPosInSet } = document.querySelector('.tracker.active'); return [ariaPosInSet, ariaSetSize]");
    assert_eq!(sizes, json!(["10000", "10000"]), "screen readers are told of all");
    browser.press("Move to group…");
    browser.press("Depot 0 trackers");
    browser.sees("Moved 10,000 trackers to Depot.");
    assert_eq!(server.members("Depot").len(), TRACKERS);
}
