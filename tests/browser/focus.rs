//! Where the keyboard is after something has changed: never nowhere.

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, SUE, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn after_a_change_the_focus_is_on_the_button_that_led_to_it_or_beside_it() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    let focus_goes_to = |name: &str| {
        browser.until(&format!(
            "const {{ ariaLabel, textContent, isConnected }} = document.activeElement;
             return isConnected && (ariaLabel ?? textContent) === '{name}'"
        ));
    };
    browser.view("Sub-users");
    browser.press("New role");
    browser.fill("Name", "Dispatch");
    browser.press("Create");
    browser.sees_where(".card", "Dispatch");
    focus_goes_to("New role");

    browser.press("Edit Dispatch");
    browser.tick("change tags");
    browser.press("Save");
    browser.sees_where(".card", "change tags");
    focus_goes_to("Edit Dispatch");

    browser.press("Delete Dispatch");
    browser.press("Delete role");
    browser.sees("Deleted Dispatch.");
    focus_goes_to("Roles");

    browser.press(&format!("Delete {}", SUE.0));
    browser.press("Cancel");
    focus_goes_to(&format!("Delete {}", SUE.0));
}
