//! Sub-users: made and given trackers and rights by the owner, and told what they may not do.

use serde_json::json;

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, SUE, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_sub_user_sees_its_trackers_and_is_told_what_it_may_not() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, SUE);
    browser.sees("You see what ada@demo.example lets you see, and may not change groups.");
    browser.sees_where(".tally", "10 trackers");

    const REFUSED: &str = "Only the owner of the account may do this. (error 13: Operation not permitted)";
    browser.press("New group");
    browser.fill("Title", "Mine");
    browser.press("Create");
    browser.sees_where("dialog [role=alert]", REFUSED);
    browser.press("Cancel");

    browser.press("Delete Night shift");
    browser.press("Delete group");
    browser.sees_where("dialog [role=alert]", REFUSED);
    browser.press("Cancel");

    browser.click_tracker("Minibus");
    browser.press("Move to group…");
    browser.press("Night shift 0 trackers");
    browser.sees_where("muster-notices [role=alert]", REFUSED);
    browser.drag_tracker("Estate car 1", "Refrigerated");
    browser.sees_where("muster-notices [role=alert]", REFUSED);

    for view in ["Sub-users", "API keys", "Audit log"] {
        browser.view(view);
        browser.sees_where("main [role=alert]", REFUSED);
    }
    assert_eq!(server.list("tracker/group/list").len(), 3);
    assert_eq!(server.members("Main office").len(), 6);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn an_owner_adds_a_sub_user_with_a_role_and_trackers() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Sub-users");
    browser.press("New role");
    browser.fill("Name", "Dispatch");
    browser.tick("change tags");
    browser.press("Create");
    browser.sees("Saved Dispatch.");

    browser.press("New sub-user");
    for (field, text) in [
        ("First name", "Grace"),
        ("Last name", "Hopper"),
        ("Login", "grace@demo.example"),
        ("Password", "Nano-second-1"),
        ("Phone", "15555550100"),
    ] {
        browser.fill(field, text);
    }
    browser.choose("Role", "Dispatch");
    browser.press("Create");
    browser.sees_where(".card", "grace@demo.example · Dispatch");
    browser.sees_where(".card", "1 member · change tags");

    browser.press("Trackers that Grace Hopper sees");
    browser.sees_where("dialog .tally", "22 trackers");
    browser.fill("Find trackers", "sweeper");
    browser.tick("Select all 2");
    browser.press("Save");
    browser.sees("Grace Hopper sees 2 trackers.");
    browser.press("Log out");

    browser.log_in("grace@demo.example", "Nano-second-1");
    browser.sees_where(".tally", "2 trackers");
    browser.sees_where("muster-tracker-list", "Sweeper 22");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn editing_a_sub_user_keeps_what_is_not_asked() {
    let server = demo();
    let user = json!({
        "login": "grace@demo.example", "first_name": "Grace", "last_name": "Hopper", "legal_type": "sole_trader",
        "phone": "15555550100", "tin": "36", "post_city": "Arlington",
    });
    let id = server.owner.must("subuser/register", json!({"user": user, "password": "Nano-second-1"}))["id"].clone();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Sub-users");
    browser.press("Edit Grace Hopper");
    browser.fill("Last name", "Murray");
    browser.tick("May log in");
    browser.press("Save");
    browser.sees_where(".card", "Grace Murray");
    browser.sees_where(".card", "may not log in");

    let of_grace = || server.list("subuser/list").into_iter().find(|person| person["id"] == id);
    let grace = of_grace().expect("there");
    let told = ["last_name", "activated", "legal_type", "tin", "post_city"].map(|name| grace[name].clone());
    assert_eq!(told, [json!("Murray"), json!(false), json!("sole_trader"), json!("36"), json!("Arlington")]);

    browser.press("Delete Grace Murray");
    browser.press("Delete sub-user");
    browser.sees("Deleted Grace Murray.");
    assert_eq!(of_grace(), None);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn one_of_whom_only_the_login_is_known_is_barred_and_gets_a_role() {
    let server = demo();
    let role = json!({"label": "Dispatch", "privileges": {"rights": []}});
    server.owner.must("subuser/security_group/create", json!({"group": role}));
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Sub-users");
    browser.press(&format!("Edit {}", SUE.0));
    browser.choose("Role", "Dispatch");
    browser.tick("May log in");
    browser.press("Save");
    browser.sees_where(".card", "may not log in");
    browser.sees_where(".card", "Dispatch");
    assert_eq!(server.running.client("").call("user/auth", json!({"login": SUE.0, "password": SUE.1})).brief().1, 103);
}
