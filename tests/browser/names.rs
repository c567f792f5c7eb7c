//! Titles and labels of every kind: long ones, of emoji, and from right to left.

use serde_json::json;

use crate::browser::{Browser, NARROW, Screen, WIDE};
use crate::hands::{BACKSPACE, END};
use crate::servers::{FLEET_OWNER, Server, with_trackers};

/// Sixty characters, the most that a title has.
const LONG: &str = "Vans that are in the northern parts of the city by night, 12";

/// A word from right to left.
const ARABIC: &str = "شاحنات";

/// It turns round what comes after it, until something ends that.
const TURNED: &str = "\u{202e}north";

/// Whether what is before a name is shown before it, and what is after it after it.
const NAME_KEEPS_TO_ITSELF: &str = "
    const name = [...document.querySelectorAll('bdi')].find((name) => name.textContent.includes('north'));
    const [before, at, after] = [name.previousSibling, name, name.nextSibling].map((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return range.getBoundingClientRect();
    });
    return before.right <= at.left + 1 && at.right <= after.left + 1";

/// A server with a car in a group of this title.
fn with_group(title: &str) -> Server {
    let server = with_trackers(1);
    let group = server.owner.must("tracker/group/create", json!({"title": title, "color": "FFC233"}));
    let car = server.list("tracker/list")[0]["id"].clone();
    server.owner.must("tracker/group/assign", json!({"id": group["id"], "trackers": [car]}));
    server
}

fn open(server: &Server, screen: Screen) -> Browser {
    Browser::logged_in(&server.running, screen, FLEET_OWNER)
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_emoji_is_one_character_of_sixty() {
    let [trucks, one_less] = [50, 49].map(|count| "🚚".repeat(count));
    let server = with_group(&trucks);
    let browser = open(&server, WIDE);
    browser.press(&format!("Edit {trucks}"));
    browser.run("document.querySelector('dialog input').focus()");
    browser.keys(&[END, BACKSPACE]);
    browser.press("Save");
    browser.sees(&format!("Saved {one_less}."));
    assert!(server.group(&one_less).is_some());
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_title_that_is_none_is_refused_before_it_is_sent_and_blanks_around_it_go() {
    let server = with_trackers(1);
    let browser = open(&server, WIDE);
    browser.press("New group");
    for (title, fault) in [
        ("   ", "A title has something to be read in it."),
        (&format!("{LONG}3"), "A title has 60 characters at most, and these are 61."),
        (LONG, ""),
        ("  Spare  ", ""),
    ] {
        browser.fill("Title", title);
        assert_eq!(browser.run("return document.querySelector('dialog input').validationMessage"), fault, "{title:?}");
    }
    browser.press("Create");
    browser.sees("Created Spare.");
    assert!(server.group("Spare").is_some());
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn what_is_cut_short_can_be_read_in_full() {
    let server = with_group(LONG);
    let browser = open(&server, WIDE);
    let title = format!("return document.querySelector('.tracker .chip').title === {}", json!(LONG));
    browser.until(&title);
    assert_eq!(browser.run("return document.querySelector('.tracker .label').title"), "Car 1");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn on_a_narrow_screen_the_label_has_room_beside_the_longest_title() {
    let server = with_group(LONG);
    let browser = open(&server, NARROW);
    browser.press("All trackers 1 trackers");
    let widths = "
        const [row, label, detail] = ['', ' .label', ' .detail'].map((part) => document.querySelector(`.tracker${part}`));
        return [label.offsetWidth > row.offsetWidth * 0.75, detail.offsetWidth > row.offsetWidth * 0.3]";
    browser.sees_where(".label", "Car 1");
    assert_eq!(browser.run(widths), json!([true, true]));
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_title_from_right_to_left_runs_that_way() {
    let server = with_group(ARABIC);
    let browser = open(&server, WIDE);
    browser.press(&format!("{ARABIC} 1 trackers"));
    browser.sees_where("h2", ARABIC);
    for place in [".group .title", ".chip", "muster-trackers h2"] {
        let found =
            format!("[...document.querySelectorAll('{place}')].find((found) => found.innerText === '{ARABIC}')");
        assert_eq!(browser.run(&format!("return getComputedStyle({found}).direction")), "rtl", "{place}");
    }
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_long_title_lies_under_no_button_and_widens_no_dialog() {
    const ROOM: &str = "
        const row = [...document.querySelectorAll('.group')].find((row) => row.innerText.includes('12'));
        const [title, changes] = ['.title', '.changes'].map((part) => row.querySelector(part).getBoundingClientRect());
        return title.right <= changes.left && changes.right <= row.querySelector('.count').getBoundingClientRect().right";
    for title in [LONG, &format!("{} 12", [ARABIC; 8].join(" "))] {
        let server = with_group(title);
        let browser = open(&server, WIDE);
        browser.press(&format!("Edit {title}"));
        let fits = "const dialog = document.querySelector('dialog'); return dialog.scrollWidth <= dialog.clientWidth";
        assert_eq!(browser.run(fits), true, "{title}");
        browser.press("Cancel");
        browser.until(ROOM);
    }
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_title_turns_nothing_round_but_itself() {
    let server = with_group(TURNED);
    let browser = open(&server, WIDE);
    browser.press(&format!("Delete {TURNED}"));
    browser.sees_where("dialog", "1 tracker will be in no group afterwards.");
    assert_eq!(browser.run(NAME_KEEPS_TO_ITSELF), true, "Delete {TURNED}?");
    browser.press("Delete group");
    browser.sees("Deleted");
    assert_eq!(browser.run(NAME_KEEPS_TO_ITSELF), true, "Deleted {TURNED}.");
}
