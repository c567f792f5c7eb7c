//! A tab that has been open for long, while others have changed what it shows.

use serde_json::{Value, json};

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, FLEET_OWNER, SUE, Server, demo, with_trackers};

/// The thing of a list that has this value.
#[track_caller]
fn find(server: &Server, action: &str, name: &str, value: &str) -> Value {
    server.list(action).into_iter().find(|thing| thing[name] == value).unwrap_or_else(|| panic!("no {value}"))
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn whom_somebody_else_has_barred_is_not_let_in_again() {
    let server = demo();
    let grace = json!({
        "login": "grace@demo.example", "first_name": "Grace", "last_name": "Hopper", "legal_type": "individual",
        "phone": "15555550100",
    });
    server.owner.must("subuser/register", json!({"user": grace, "password": "Nano-second-1"}));
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Sub-users");
    browser.press("Edit Grace Hopper");
    let mut known = find(&server, "subuser/list", "first_name", "Grace");
    known["activated"] = json!(false);
    known["post_city"] = json!("Arlington");
    known.as_object_mut().expect("an object").remove("creation_date");
    server.owner.must("subuser/update", json!({"user": known}));
    browser.fill("Last name", "Murray");
    browser.press("Save");
    browser.sees_where(".card", "Grace Murray");
    browser.sees_where(".card", "may not log in");
    let now = find(&server, "subuser/list", "first_name", "Grace");
    let told = ["last_name", "activated", "post_city"].map(|name| now[name].clone());
    assert_eq!(told, [json!("Murray"), json!(false), json!("Arlington")]);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_right_that_somebody_else_has_taken_away_does_not_come_back() {
    let server = demo();
    let role = json!({"label": "Dispatch", "privileges": {"rights": ["tag_update", "zone_update"]}});
    server.owner.must("subuser/security_group/create", json!({"group": role}));
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.view("Sub-users");
    browser.press("Edit Dispatch");
    let mut known = find(&server, "subuser/security_group/list", "label", "Dispatch");
    known["privileges"]["rights"] = json!(["zone_update", "reports"]);
    known["label"] = json!("Night dispatch");
    server.owner.must("subuser/security_group/update", json!({"group": known}));
    browser.tick("change tasks");
    browser.tick("change zones");
    browser.press("Save");
    browser.sees_where(".card", "Night dispatch");
    let mut rights = find(&server, "subuser/security_group/list", "label", "Night dispatch")["privileges"]["rights"]
        .as_array()
        .cloned()
        .expect("a list");
    rights.sort_by_key(Value::to_string);
    assert_eq!(rights, ["reports", "task_update"]);
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_group_that_is_recoloured_keeps_the_title_that_somebody_else_gave_it() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press("Edit Main office");
    let id = server.group("Main office").expect("a group")["id"].clone();
    server.owner.must("tracker/group/update", json!({"id": id, "title": "Head office", "color": "123456"}));
    browser.press("Teal");
    browser.press("Save");
    browser.sees("Saved Head office.");
    browser.sees_where(".group", "Head office\n6");
    assert_eq!(server.group("Head office"), Some(json!({"id": id, "title": "Head office", "color": "159A94"})));
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_group_that_is_gone_goes_from_the_screen_when_it_is_met() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    let is_shown = |title: &str| {
        browser.run("return document.querySelector('muster-groups').innerText").to_string().contains(title)
    };
    let delete = |title: &str| {
        server.owner.must("tracker/group/delete", json!({"id": server.group(title).expect("a group")["id"]}))
    };
    browser.click_tracker("Minibus");
    delete("Night shift");
    browser.press("Move to group…");
    browser.press("Night shift 6 trackers");
    browser.sees_where("muster-notices [role=alert]", "It is not there any more. (error 201");
    assert!(!is_shown("Night shift"));
    browser.sees_where(".tally", "1 selected");

    delete("Refrigerated");
    browser.press("Delete Refrigerated");
    browser.sees_where("dialog [role=alert]", "It is not there any more.");
    browser.until("return document.querySelector('dialog .danger').disabled");
    browser.press("Cancel");
    assert!(!is_shown("Refrigerated"));
    browser.until("return document.activeElement.innerText === 'Groups'");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn a_tracker_that_is_gone_is_selected_no_longer_when_it_is_met() {
    let server = with_trackers(3);
    let browser = Browser::logged_in(&server.running, WIDE, FLEET_OWNER);
    let id = server.list("tracker/list")[0]["id"].clone();
    browser.tick("Select all 3");
    server.owner.must("tracker/corrupt", json!({"tracker_id": id}));
    browser.press("Move to group…");
    browser.press("Depot 0 trackers");
    browser.sees_where("[role=alert]", "One of the trackers is not there any more, so none was moved. (error 217");
    browser.sees_where(".tally", "2 selected");
    browser.press("Move to group…");
    browser.press("Depot 0 trackers");
    browser.sees("Moved 2 trackers to Depot.");
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn refreshing_keeps_the_group_the_search_and_what_is_selected() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press("Main office 6 trackers");
    browser.fill("Find trackers", "car");
    browser.click_tracker("Estate car 1");
    server.owner.must("tracker/group/create", json!({"title": "Workshop", "color": "123456"}));
    browser.press("Refresh");
    browser.sees_where(".group", "Workshop\n0");
    browser.sees_where("h2", "Main office");
    browser.sees_where(".tally", "1 selected");
    assert_eq!(browser.value("Find trackers"), "car");
    assert_eq!(browser.focused(), "Refresh");

    browser.view("Sub-users");
    browser.sees_where(".card", SUE.0);
    let role = json!({"label": "Dispatch", "privileges": {"rights": []}});
    server.owner.must("subuser/security_group/create", json!({"group": role}));
    browser.press("Refresh");
    browser.sees_where(".card", "Dispatch");
}
