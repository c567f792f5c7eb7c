//! axe-core finds nothing against WCAG 2.2 A and AA, in any view, on either screen, light or dark; and nothing needs to be
//! scrolled sideways.

use std::fs;

use serde_json::{Value, json};

use crate::browser::{Browser, NARROW, WIDE};
use crate::servers::{ADA, Server, demo};

/// Runs axe, and gives what it found.
const AXE: &str = "
    const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const brief = ({ id, nodes }) => ({ id, nodes: nodes.map(({ html, failureSummary }) => [html, failureSummary]) });
    axe.run({ runOnly: tags }).then(({ passes, violations }) => done([passes.length, violations.map(brief)]));";

/// What becomes of a view before it is looked at: nothing, or a dialog opens.
const VIEWS: [(&str, Option<&str>); 9] = [
    ("Trackers", None),
    ("Trackers", Some("New group")),
    ("Trackers", Some("Delete Main office")),
    ("Trackers", Some("Logged in as ada@demo.example: change the password")),
    ("Sub-users", None),
    ("Sub-users", Some("New sub-user")),
    ("Sub-users", Some("Trackers that sue@demo.example sees")),
    ("API keys", Some("New key")),
    ("Audit log", None),
];

struct Inspector {
    browser: Browser,
    axe: String,
    found: Vec<Value>,
}

impl Inspector {
    fn new(server: &Server, screen: (u32, u32)) -> Self {
        let path = std::env::var_os("MUSTER_TEST_AXE").expect("MUSTER_TEST_AXE, which tests/run sets");
        let axe = fs::read_to_string(path).expect("axe-core");
        Self { browser: Browser::open(&server.running, screen), axe, found: Vec::new() }
    }

    /// Looks at what is shown, light and dark.
    fn look(&mut self, what: &str) {
        if self.browser.run("return typeof axe") == "undefined" {
            self.browser.run(&self.axe);
        }
        for scheme in ["light", "dark"] {
            self.browser.prefer(scheme);
            // Colours on their way from one to another are no design's.
            self.browser.run("for (const animation of document.getAnimations()) animation.finish()");
            let told = self.browser.run_async(AXE);
            assert!(told[0].as_u64().is_some_and(|passes| passes > 5), "it has looked: {told}");
            let violations = told[1].as_array().expect("a list");
            self.found.extend(violations.iter().map(|found| json!([what, scheme, found])));
        }
        let [shown, there] = ["clientWidth", "scrollWidth"].map(|width| {
            self.browser.run(&format!("return document.documentElement.{width}")).as_u64().expect("a width")
        });
        if there > shown {
            self.found.push(json!([what, "is wider than the screen", there]));
        }
    }
}

fn inspect(screen: (u32, u32)) {
    let server = demo();
    let mut inspector = Inspector::new(&server, screen);
    inspector.browser.log_in("nobody@demo.example", "nothing");
    inspector.browser.sees("The login or the password is wrong.");
    inspector.look("the login");
    inspector.browser.log_in(ADA.0, ADA.1);
    inspector.browser.until("return document.querySelector('nav')");
    for (view, button) in VIEWS {
        inspector.browser.view(view);
        inspector.browser.until("return !document.querySelector('main').innerText.includes('Loading…')");
        if let Some(button) = button {
            inspector.browser.press(button);
            inspector.browser.until("return !document.querySelector('dialog').innerText.includes('Loading…')");
        }
        inspector.look(&format!("{view}, {button:?}"));
        if button.is_some() {
            inspector.browser.press("Cancel");
        }
    }
    inspector.browser.view("Trackers");
    inspector.browser.press("Main office 6 trackers");
    inspector.browser.tick("Select all 6");
    inspector.look("a group with all selected");
    inspector.browser.press("Move to group…");
    inspector.look("the groups to move them to");
    assert!(inspector.found.is_empty(), "{:#}", json!(inspector.found));
}

#[test]
#[ignore = "needs Chromium and axe-core, which tests/run installs"]
fn nothing_bars_anybody_on_a_wide_screen() {
    inspect(WIDE);
}

#[test]
#[ignore = "needs Chromium and axe-core, which tests/run installs"]
fn nothing_bars_anybody_on_a_narrow_screen() {
    inspect(NARROW);
}
