//! What a sub-user sees: chosen by its owner, who is told what that changes before it is saved.

use serde_json::{Value, json};

use crate::browser::{Browser, WIDE};
use crate::hands::{ENTER, SHIFT};
use crate::servers::{FLEET_OWNER, Server, with_trackers};

/// It is in the device ids of cars 1 and 10 to 19.
const ELEVEN: &str = "00001";

/// Counts how often the dialog's form is sent.
const COUNT_SENDING: &str = "
    window.sent = 0;
    document.querySelector('dialog form').addEventListener('submit', () => { window.sent += 1; });";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn nothing_is_taken_away_that_the_owner_does_not_take_away() {
    let server = with_trackers(20);
    let grace = grace_with(&server, 3..=12);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    browser.view("Sub-users");
    browser.press("Trackers that Grace Hopper sees");
    browser.sees_where("dialog", "Nothing changes.");
    browser.click_tracker("Car 3");
    browser.hold_and_click_tracker(SHIFT, "Car 5");
    browser.sees_where("dialog", "Takes away 3 trackers.");
    browser.press("Cancel");

    browser.press("Trackers that Grace Hopper sees");
    browser.sees_where("dialog", "Nothing changes.");
    browser.click_tracker("Car 1");
    browser.hold_and_click_tracker(SHIFT, "Car 2");
    browser.sees_where("dialog .tally", "12 selected");
    browser.sees_where("dialog", "Adds 2 trackers.");

    browser.fill("Find trackers", ELEVEN);
    browser.run(COUNT_SENDING);
    browser.keys(&[ENTER]);
    assert_eq!(browser.run("return window.sent"), 0, "Enter in the search saves nothing");
    browser.tick("Select all 11");
    browser.sees_where("dialog", "Adds 9 trackers.");
    browser.tick("Select all 11");
    browser.sees_where("dialog .tally", "8 selected, 8 of them not shown");
    browser.sees_where("dialog", "Adds 1 tracker, takes away 3.");
    browser.press("Save");
    browser.sees("Grace Hopper sees 8 trackers.");
    assert_eq!(seen_by(&server, &grace), ids(&server, 2..=9));
}

type Numbers = std::ops::RangeInclusive<usize>;

/// A sub-user who sees these cars: its id.
fn grace_with(server: &Server, cars: Numbers) -> Value {
    let user = json!({
        "login": "grace@example.org", "first_name": "Grace", "last_name": "Hopper", "legal_type": "individual",
        "phone": "15555550100",
    });
    let id = server.owner.must("subuser/register", json!({"user": user, "password": "Nano-second-1"}))["id"].clone();
    server.owner.must("subuser/tracker/bind", json!({"subuser_id": id, "trackers": ids(server, cars)}));
    id
}

fn seen_by(server: &Server, sub_user: &Value) -> Vec<u64> {
    let seen = server.owner.must("subuser/tracker/list", json!({"subuser_id": sub_user}));
    sorted(seen["list"].as_array().expect("a list"))
}

fn ids(server: &Server, cars: Numbers) -> Vec<u64> {
    let labels: Vec<_> = cars.map(|number| format!("Car {number}")).collect();
    let cars = server
        .list("tracker/list")
        .into_iter()
        .filter(|tracker| labels.iter().any(|label| tracker["label"] == **label));
    sorted(&cars.map(|tracker| tracker["id"].clone()).collect::<Vec<_>>())
}

fn sorted(ids: &[Value]) -> Vec<u64> {
    let mut ids: Vec<_> = ids.iter().filter_map(Value::as_u64).collect();
    ids.sort_unstable();
    ids
}
