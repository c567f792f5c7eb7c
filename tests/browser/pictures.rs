//! The pictures of the console in the README, which are made here.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::browser::{Browser, Screen};
use crate::hands::CONTROL;
use crate::servers::{ADA, SUE, demo};

/// Large enough to show what there is, and small enough for a README.
const SCREEN: Screen = (1080, 600);

/// What is set when the documents are to be written anew.
const WRITE: &str = "MUSTER_WRITE_DOCUMENTS";

/// Where a PNG says how wide and high it is.
const SIZE: std::ops::Range<usize> = 16..24;

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_readme_shows_the_console() {
    let server = demo();
    for (title, color) in [("Charging", "2E8B57"), ("On loan", "FFC233"), ("Workshop", "D6382D")] {
        server.owner.must("tracker/group/create", json!({"title": title, "color": color}));
    }
    server.owner.must("user/auth", json!({"login": SUE.0, "password": SUE.1}));
    let browser = Browser::logged_in(&server.running, SCREEN, ADA);
    for label in ["Estate car 2", "Gritter 23", "Loan unit 93"] {
        browser.hold_and_click_tracker(CONTROL, label);
    }
    browser.sees_where(".tally", "3 selected");
    browser.run("document.activeElement.blur()");
    for scheme in ["light", "dark"] {
        browser.prefer(scheme);
        browser.run("for (const animation of document.getAnimations()) animation.finish()");
        let picture = browser.picture();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/images/console-{scheme}.png"));
        if std::env::var_os(WRITE).is_some() {
            fs::write(&path, &picture).expect("written");
        }
        let shown = fs::read(&path).expect("a picture");
        assert_eq!(shown.get(SIZE), picture.get(SIZE), "{WRITE}=1 makes it anew");
    }
}
