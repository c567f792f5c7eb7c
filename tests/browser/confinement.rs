//! The console asks its own server and nobody else, breaks none of its own policy, and works wherever a proxy puts it.

use serde_json::Value;

use crate::between::Between;
use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn no_request_leaves_the_server_and_the_browser_has_no_complaint() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press("New group");
    browser.fill("Title", "<img src=//example.com/x onerror=alert(1)>");
    browser.press("Teal");
    browser.press("Create");
    browser.sees("Created <img src=//example.com/x onerror=alert(1)>.");
    for view in ["Sub-users", "API keys", "Audit log", "Trackers"] {
        browser.view(view);
        browser.until("return !document.querySelector('main').innerText.includes('Loading…')");
    }

    let home = format!("http://{}/", server.running.address);
    let requested: Vec<String> = browser.notes("performance").iter().filter_map(request).collect();
    assert!(requested.len() > 30, "all that the page asked for: {requested:?}");
    let elsewhere: Vec<_> =
        requested.iter().filter(|url| !url.starts_with(&home) && !url.starts_with("data:")).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    // Violations of the policy, scripts that fail and files that are missing all stand there.
    assert_eq!(browser.notes("browser"), [Value::Null; 0]);
}

/// The address that the note says was asked for, if it says that.
fn request(note: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(note["message"].as_str()?).ok()?;
    let sent = &message["message"];
    (sent["method"] == "Network.requestWillBeSent")
        .then(|| sent["params"]["request"]["url"].as_str().map(str::to_owned))?
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_policy_lets_no_other_script_run() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.run(
        "const script = document.createElement('script');
         script.textContent = 'window.intruder = true';
         document.body.append(script);",
    );
    assert_eq!(browser.run("return window.intruder === undefined"), true);
    let complaints = browser.notes("browser");
    assert!(complaints.iter().any(|note| note.to_string().contains("script-src 'self'")), "{complaints:?}");
}

/// Where the proxy has the server: not at its root.
const PREFIX: &str = "/fleet/office";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn it_works_behind_a_proxy_that_puts_a_prefix_before_it() {
    let server = demo();
    let proxy = Between::with_prefix(server.running.address, PREFIX).address;
    let browser = Browser::at(&format!("http://{proxy}{PREFIX}/console"), WIDE);
    browser.log_in(ADA.0, ADA.1);
    browser.press("Delete Main office");
    browser.press("Delete group");
    browser.sees("Deleted Main office.");
    assert_eq!(browser.address(), format!("http://{proxy}{PREFIX}/console/"));
    assert_eq!(server.group("Main office"), None);
}
