//! Light or dark: as the system has it, or as the person would rather have it.

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, demo};

const IS_DARK: &str = "return getComputedStyle(document.documentElement).backgroundColor === 'rgb(20, 23, 27)'";
const IS_LIGHT: &str = "return getComputedStyle(document.documentElement).backgroundColor === 'rgb(244, 243, 239)'";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_theme_follows_the_system_until_the_person_chooses_another() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.until(IS_LIGHT);
    browser.prefer("dark");
    browser.until(IS_DARK);

    browser.press("Theme: as the system");
    browser.until(IS_LIGHT);
    browser.reload();
    browser.press("Theme: light");
    browser.prefer("light");
    browser.until(IS_DARK);
    browser.press("Theme: dark");
    browser.until(IS_LIGHT);
}
