//! Servers for the stories: the demo, and one with a fleet of any size.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::support::{Client, Installation, OWNER, PASSWORD, Running};

/// Who has the demo's first account, and that account's sub-user.
pub const ADA: (&str, &str) = ("ada@demo.example", "Demo-Fleet-2026!");
pub const SUE: (&str, &str) = ("sue@demo.example", "Demo-Fleet-2026!");

/// The demo's hash for Ada.
const HASH: &str = "a6aa75587e5c59c32d347da438505fc3";

/// The owner of a fleet of any size.
pub const FLEET_OWNER: (&str, &str) = (OWNER, PASSWORD);

/// A server with the folder that it keeps its files in.
pub struct Server {
    pub running: Running,
    /// The owner, as another program that changes and sees the same account.
    pub owner: Client,
    pub here: Installation,
}

/// The demo.
pub fn demo() -> Server {
    let here = Installation::bare();
    let running = Running::start(here.command("demo --listen 127.0.0.1:0").env("TMPDIR", here.folder()));
    Server { owner: running.client(HASH), running, here }
}

/// A server with so many trackers, `Car 1` and so on, in no group, and one group, `Depot`.
pub fn with_trackers(count: usize) -> Server {
    let here = Installation::new();
    let mut fleet = String::from("label,device_id\n");
    for number in 1..=count {
        writeln!(fleet, "Car {number},{:015}", 1_010_000_000_000 + number).expect("written");
    }
    here.put("fleet.csv", fleet).run(&format!("tracker import fleet.csv --owner {OWNER}")).done();
    let running = here.serve();
    let owner = running.client(&here.api_key);
    owner.must("tracker/group/create", json!({"title": "Depot", "color": "1E96DC"}));
    Server { owner, running, here }
}

impl Server {
    /// The group of that title, as the API lists it.
    #[track_caller]
    pub fn group(&self, title: &str) -> Option<Value> {
        self.list("tracker/group/list").into_iter().find(|group| group["title"] == title)
    }

    /// The labels of a group's trackers, in their order.
    #[track_caller]
    pub fn members(&self, title: &str) -> Vec<String> {
        let group = self.group(title).unwrap_or_else(|| panic!("no group {title}"));
        let trackers = self.list("tracker/list").into_iter().filter(|tracker| tracker["group_id"] == group["id"]);
        let mut labels: Vec<_> =
            trackers.map(|tracker| tracker["label"].as_str().expect("a label").to_owned()).collect();
        labels.sort_unstable();
        labels
    }

    #[track_caller]
    pub fn list(&self, action: &str) -> Vec<Value> {
        self.owner.must(action, json!({}))["list"].as_array().cloned().unwrap_or_else(|| panic!("{action}: no list"))
    }
}
