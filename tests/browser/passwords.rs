//! Passwords: set by whoever is logged in, owner or sub-user.

use crate::browser::{Browser, NARROW, WIDE};
use crate::servers::{ADA, SUE, demo};

const NEW: &str = "Another-Fleet-2027!";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_owner_is_told_the_rules_and_gets_another_password() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press(&format!("Logged in as {}: change the password", ADA.0));
    browser
        .sees_where("dialog", "12 to 20 characters, among them a capital, a small letter, a digit and one of !\"#$%");
    assert_eq!(browser.run("return document.activeElement.autocomplete"), "current-password");
    let is_open = || browser.run("return document.querySelector('dialog[open]') !== null");

    browser.fill("Old password", "not the password");
    browser.fill("New password", NEW);
    browser.fill("New password again", "Another-Fleet-2028!");
    browser.press("Change");
    assert_eq!(
        browser.run("return document.querySelector('dialog :invalid:not(form)').validationMessage"),
        "This is not the same."
    );
    browser.fill("New password again", NEW);
    browser.press("Change");
    browser.sees_where("dialog [role=alert]", "The old password is wrong. (error 248");
    for (old, new, said) in [
        (ADA.1, ADA.1, "This is the password that you have already. (error 245"),
        (ADA.1, "too simple for it", "The server does not accept this. new_password: must contain"),
    ] {
        browser.fill("Old password", old);
        browser.fill("New password", new);
        browser.fill("New password again", new);
        browser.press("Change");
        browser.sees_where("dialog [role=alert]", said);
        assert_eq!(is_open(), true);
    }
    browser.fill("New password", NEW);
    browser.fill("New password again", NEW);
    browser.press("Change");
    browser.sees("Your password is changed, and all your other sessions have ended.");

    browser.press("Log out");
    browser.log_in(ADA.0, ADA.1);
    browser.sees_where("[role=alert]", "The login or the password is wrong.");
    browser.log_in(ADA.0, NEW);
    browser.sees_where("muster-groups", "Main office");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_sub_user_sets_a_password_of_its_own_on_a_narrow_screen_too() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, NARROW, SUE);
    browser.press(&format!("Logged in as {}: change the password", SUE.0));
    browser.fill("Old password", SUE.1);
    browser.fill("New password", NEW);
    browser.fill("New password again", NEW);
    browser.press("Change");
    browser.sees("Your password is changed");
    browser.press("Log out");
    browser.log_in(SUE.0, NEW);
    browser.sees_where("muster-groups", "Main office");
}
