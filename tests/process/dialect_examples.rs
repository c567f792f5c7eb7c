//! The programs of `examples/` that are clients of Plaspy and of ThingSpace, run for real against a server. They need Python,
//! so `cargo test` alone passes them over; `tests/run` runs them.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::examples::{nobody, parrot, run};
use crate::support::{Client, Installation, OWNER, PASSWORD, Ran, Running};

const IMEIS: [&str; 3] = ["990003420535537", "990005373420535", "990003420537355"];

/// A server with three trackers of which the first is in a group, and what a client of it has in its environment.
struct Served {
    server: Running,
    owner: Client,
    environment: Vec<(&'static str, String)>,
    _here: Installation,
}

fn served() -> Served {
    let here = Installation::new();
    let app = here.json("app add --title Portal");
    for imei in IMEIS {
        here.json(&format!("tracker add --owner {OWNER} --label {imei} --device-id {imei}"));
    }
    let server = here.serve();
    let owner = server.client(&here.api_key);
    let depot = owner.must("tracker/group/create", json!({"title": "Depot", "color": "FF6DDC"}))["id"].clone();
    owner.must("tracker/group/assign", json!({"id": depot, "trackers": [1]}));
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let environment = vec![
        ("MUSTER_BASE", format!("http://{}", server.address)),
        ("MUSTER_LOGIN", OWNER.to_owned()),
        ("MUSTER_API_KEY", here.api_key.clone()),
        ("MUSTER_ACCOUNT", "0000000001-00001".to_owned()),
        ("MUSTER_PASSWORD", PASSWORD.to_owned()),
        ("MUSTER_APP_KEY", text(&app["key"])),
        ("MUSTER_APP_SECRET", text(&app["secret"])),
    ];
    Served { server, owner, environment, _here: here }
}

impl Served {
    /// Runs an example in this environment, but for what is changed.
    fn python(&self, file: &str, changed: &[(&str, &str)]) -> Ran {
        let mut command = Command::new("python3");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(file));
        command.envs(self.environment.iter().map(|(name, value)| (name, value))).envs(changed.iter().copied());
        run(command)
    }

    /// The account's groups and trackers.
    fn account(&self) -> [Value; 2] {
        ["tracker/group/list", "tracker/list"].map(|action| self.owner.must(action, json!({}))["list"].clone())
    }

    /// What callers have done, the oldest first, as the audit log has it.
    fn audited(&self) -> Vec<String> {
        let span = json!({"from": "2000-01-01 00:00:00", "to": "2100-01-01 00:00:00", "limit": 1_000, "offset": 0});
        let records = self.owner.must("user/audit/log/list", span)["list"].clone();
        let records = records.as_array().expect("a list").iter().filter(|record| !record["host"].is_null());
        let word = |value: &Value| value.as_str().expect("a word").to_owned();
        records.map(|record| word(&record["entry_category"]) + "/" + &word(&record["action"])).collect()
    }
}

#[test]
#[ignore = "needs python3"]
fn plaspy_py_makes_fills_lists_and_deletes_a_group_and_leaves_the_account_as_it_was() {
    let served = served();
    let before = served.account();
    for group in ["grp-2", "grp-3"] {
        let said = served.python("plaspy.py", &[]).done().stdout;
        let expected = format!(
            "got a token as {OWNER}\n\
             made {group}\n\
             put in it: dev-2, dev-3\n    \
                 grp-1 Depot (1)\n    \
                 {group} On tour (2)\n\
             deleted {group}; its devices are in no group, as before\n"
        );
        assert_eq!((said, served.account()), (expected, before.clone()));
    }
    let group = ["user/token_create", "tracker_group/create", "tracker_group/assign", "tracker_group/delete"];
    assert_eq!(served.audited()[2..], group.repeat(2));
}

#[test]
#[ignore = "needs python3"]
fn thingspace_py_makes_lists_and_deletes_a_group_logs_out_and_leaves_the_account_as_it_was() {
    let served = served();
    let before = served.account();
    for _ in 0..2 {
        let said = served.python("thingspace.py", &[]).done().stdout;
        let expected = format!(
            "got a token\n\
             logged in as {OWNER}\n\
             made North/South\n    \
                 Unassigned Devices (default)\n    \
                 Depot\n    \
                 North/South\n\
             in it: imei {}\n\
             in it: imei {}\n\
             deleted North/South; its devices are in no group, as before\n\
             logged out\n",
            IMEIS[1], IMEIS[2]
        );
        assert_eq!((said, served.account()), (expected, before.clone()));
    }
    let group = ["user/login", "tracker_group/create", "tracker_group/assign", "tracker_group/delete", "user/logout"];
    assert_eq!(served.audited()[2..], group.repeat(2));
}

#[test]
#[ignore = "needs python3"]
fn plaspy_py_says_in_one_sentence_why_it_failed() {
    let served = served();
    let before = served.account();
    for (name, value, with) in [
        ("MUSTER_API_KEY", "", "the environment lacks MUSTER_API_KEY"),
        ("MUSTER_API_KEY", "a-wrong-one", "refused POST /api/Auth/Token: Invalid API key or username. (HTTP 401)"),
        ("MUSTER_LOGIN", "otto@fleet.example", "Invalid API key or username. (HTTP 401)"),
        ("MUSTER_BASE", &nobody(), "no answer to POST /api/Auth/Token from http://127.0.0.1:"),
        ("MUSTER_BASE", "nonsense", "no answer to POST /api/Auth/Token from nonsense"),
        ("MUSTER_BASE", &parrot("<html>"), "no answer to POST /api/Auth/Token"),
        ("MUSTER_BASE", &parrot("{}"), "does not answer POST /api/Auth/Token as Plaspy does"),
    ] {
        served.python("plaspy.py", &[(name, value)]).complained(with);
    }
    assert_eq!(served.account(), before);
}

#[test]
#[ignore = "needs python3"]
fn thingspace_py_says_in_one_sentence_why_it_failed() {
    let served = served();
    let before = served.account();
    for (name, value, with) in [
        ("MUSTER_ACCOUNT", "", "the environment lacks MUSTER_ACCOUNT"),
        ("MUSTER_APP_SECRET", "a-wrong-one", "no application with that key and secret (invalid_client)"),
        ("MUSTER_BASE", &format!("http://{}/nowhere", served.server.address), "refused POST /api/ts/v1/oauth2/token"),
        ("MUSTER_BASE", &nobody(), "no answer to POST /api/ts/v1/oauth2/token from http://127.0.0.1:"),
        ("MUSTER_BASE", "nonsense", "no answer to POST /api/ts/v1/oauth2/token from nonsense"),
        ("MUSTER_BASE", &parrot("<html>"), "no answer to POST /api/ts/v1/oauth2/token"),
        ("MUSTER_BASE", &parrot("{}"), "does not answer POST /api/ts/v1/oauth2/token as ThingSpace does"),
    ] {
        served.python("thingspace.py", &[(name, value)]).complained(with);
    }
    let wrong = served.python("thingspace.py", &[("MUSTER_PASSWORD", "a wrong one")]);
    assert_eq!(wrong.failed_for("(UnifiedWebService.REQUEST_FAILED.InvalidCredentials)").stdout, "got a token\n");
    assert_eq!(served.account(), before);
}

#[test]
#[ignore = "needs python3"]
fn what_they_cannot_go_on_with_is_as_it_was_and_nobody_stays_logged_in() {
    let served = served();
    for title in ["On tour", "North/South"] {
        served.owner.must("tracker/group/create", json!({"title": title, "color": "FF6DDC"}));
    }
    let refused = |there: &[Value; 2], plaspy: &str, thingspace: &str| {
        let token = served.python("plaspy.py", &[]).failed_for(plaspy).stdout;
        let session = served.python("thingspace.py", &[]).failed_for(thingspace).stdout;
        assert_eq!(token, format!("got a token as {OWNER}\n"));
        assert_eq!(session, format!("got a token\nlogged in as {OWNER}\n"));
        assert_eq!(served.account(), *there);
        assert!(served.audited().ends_with(&["user/login", "user/logout"].map(str::to_owned)));
    };
    refused(
        &served.account(),
        "refused POST /api/groups: Group name already exists (HTTP 409)",
        "refused POST /api/m2m/v1/groups: The account has a device group of that name already",
    );
    served.owner.must("tracker/group/assign", json!({"id": 1, "trackers": [1, 2, 3]}));
    refused(&served.account(), "each device is in a group already", "each device is in a group already");
}
