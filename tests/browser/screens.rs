//! Screens of every size: what must not be missing on a small one, and what must not be in the way on a low one.

use crate::browser::{Browser, NARROW, Screen, WIDE};
use crate::servers::{ADA, FLEET_OWNER, demo, with_trackers};

/// Between a telephone and a desk.
const MIDDLE: Screen = (768, 1024);

/// 1280 by 1024 pixels, enlarged four times.
const ENLARGED: Screen = (320, 256);

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn who_is_logged_in_is_told_on_every_screen() {
    let server = demo();
    for screen in [WIDE, MIDDLE, NARROW] {
        let browser = Browser::logged_in(&server.running, screen, ADA);
        browser.sees_where(".who", ADA.0);
        let fits = "const who = document.querySelector('.who'); return who.checkVisibility() && who.scrollWidth <= who.clientWidth";
        assert_eq!(browser.run(fits), true, "{screen:?}");
    }
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn on_a_low_screen_nothing_stands_in_the_way_of_the_list() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, ENLARGED, ADA);
    browser.sees_where(".group", "Main office");
    assert_eq!(browser.run("return scrollY"), 0, "it begins at the top");
    browser.run("scrollTo(0, document.documentElement.scrollHeight)");
    let in_the_way = "
        const list = document.querySelector('muster-groups .scroller').getBoundingClientRect();
        return ['.top', 'nav'].filter((bar) => document.querySelector(bar).getBoundingClientRect().bottom > Math.max(0, list.top))";
    assert_eq!(browser.run(in_the_way), serde_json::json!([]));
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_account_without_trackers_is_told_where_they_come_from() {
    let server = with_trackers(0);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.sees_where("muster-picker", "There are no trackers yet. They come from a file");
    browser.sees_where("code", "muster tracker import");
    browser.press("Depot 0 trackers");
    browser.sees_where("muster-trackers h2", "Depot");
    browser.sees_where("muster-picker", "There are no trackers yet.");
}
