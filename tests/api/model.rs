//! The server against a model of it: random calls of two accounts, played to both, must be answered alike and leave the
//! same groups behind.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::{Client, TestServer, world};

/// A call, in terms of what has been made so far.
#[derive(Debug, Clone)]
enum Call {
    List,
    Create { title: String, color: String },
    Update { group: usize, title: String, color: String },
    Delete { group: usize },
    Assign { group: usize, trackers: Vec<usize> },
}

/// Ids to choose from: the world's own groups, those that were made (in the order of their making), and ids of nobody.
const GROUPS: [i32; 10] = [
    0,
    world::GROUP,
    world::OTHER_GROUP,
    world::FOREIGN_GROUP,
    world::NO_GROUP,
    1_000_000,
    1_000_001,
    1_000_002,
    1_000_003,
    1_000_004,
];

const TRACKERS: [i32; 7] = [
    world::TRACKERS[0],
    world::TRACKERS[1],
    world::TRACKERS[2],
    world::CLONE,
    world::BLOCKED,
    world::FOREIGN_TRACKER,
    world::NO_TRACKER,
];

fn call() -> impl Strategy<Value = (bool, Call)> {
    let title = || "[a-z]{1,8}";
    let color = || "[0-9A-F]{6}";
    let group = || 0..GROUPS.len();
    // Mostly trackers that can be assigned, or hardly any assignment would succeed.
    let tracker = prop_oneof![9 => 0..4_usize, 1 => 4..TRACKERS.len()];
    let call = prop_oneof![
        2 => Just(Call::List),
        3 => (title(), color()).prop_map(|(title, color)| Call::Create { title, color }),
        2 => (group(), title(), color()).prop_map(|(group, title, color)| Call::Update { group, title, color }),
        2 => group().prop_map(|group| Call::Delete { group }),
        5 => (group(), prop::collection::vec(tracker, 0..5))
            .prop_map(|(group, trackers)| Call::Assign { group, trackers }),
    ];
    (prop::bool::weighted(0.7), call)
}

/// One account as it should be.
#[derive(Default)]
struct Account {
    groups: BTreeMap<i32, (String, String)>,
    /// Each tracker's group.
    trackers: BTreeMap<i32, i32>,
}

/// Both accounts, and the id that the next group gets.
struct Model {
    accounts: [Account; 2],
    next_group: i32,
}

impl Model {
    fn new() -> Self {
        let group = |title: &str, color: &str| (title.to_owned(), color.to_owned());
        let first = Account {
            groups: [
                (world::GROUP, group("Main office", "FF6DDC")),
                (world::OTHER_GROUP, group("Employees", "1E96DC")),
            ]
            .into(),
            trackers: world::TRACKERS.into_iter().chain([world::CLONE, world::BLOCKED]).map(|id| (id, 0)).collect(),
        };
        let second = Account {
            groups: [(world::FOREIGN_GROUP, group("Quarry", "E69A00"))].into(),
            trackers: [(world::FOREIGN_TRACKER, 0)].into(),
        };
        Self { accounts: [first, second], next_group: 1_000_000 }
    }

    /// The answer's body without `success`, or the code.
    fn play(&mut self, account: usize, call: &Call) -> Result<Value, u16> {
        let Self { accounts, next_group } = self;
        let Account { groups, trackers } = &mut accounts[account];
        match call {
            Call::List => {
                let item =
                    |(id, (title, color)): (&i32, &(String, String))| json!({"id": id, "title": title, "color": color});
                Ok(json!({"list": groups.iter().map(item).collect::<Vec<_>>()}))
            }
            Call::Create { title, color } => {
                let id = *next_group;
                *next_group += 1;
                groups.insert(id, (title.clone(), color.clone()));
                Ok(json!({"id": id}))
            }
            Call::Update { group, title, color } => {
                *groups.get_mut(&GROUPS[*group]).ok_or(201_u16)? = (title.clone(), color.clone());
                Ok(json!({}))
            }
            Call::Delete { group } => {
                groups.remove(&GROUPS[*group]).ok_or(201_u16)?;
                trackers.values_mut().filter(|place| **place == GROUPS[*group]).for_each(|place| *place = 0);
                Ok(json!({}))
            }
            Call::Assign { group, trackers: chosen } => {
                let group = GROUPS[*group];
                let chosen: Vec<i32> = chosen.iter().map(|index| TRACKERS[*index]).collect();
                if group != 0 && !groups.contains_key(&group) {
                    return Err(201);
                }
                if chosen.iter().any(|id| !trackers.contains_key(id)) {
                    return Err(217);
                }
                if chosen.contains(&world::BLOCKED) {
                    return Err(208);
                }
                chosen.into_iter().for_each(|id| {
                    trackers.insert(id, group);
                });
                Ok(json!({}))
            }
        }
    }
}

/// The same call to the real server.
fn send(client: &Client, call: &Call) -> Result<Value, u16> {
    let (action, params) = match call {
        Call::List => ("list", json!({})),
        Call::Create { title, color } => ("create", json!({"title": title, "color": color})),
        Call::Update { group, title, color } => {
            ("update", json!({"id": GROUPS[*group], "title": title, "color": color}))
        }
        Call::Delete { group } => ("delete", json!({"id": GROUPS[*group]})),
        Call::Assign { group, trackers } => {
            let trackers: Vec<_> = trackers.iter().map(|index| TRACKERS[*index]).collect();
            ("assign", json!({"id": GROUPS[*group], "trackers": trackers}))
        }
    };
    let mut answer = client.call(&format!("tracker/group/{action}"), params);
    match answer.body["status"]["code"].as_u64() {
        Some(code) => Err(code as u16),
        None => {
            answer.body.as_object_mut().expect("an object").remove("success");
            Ok(answer.body)
        }
    }
}

fn places(client: &Client) -> BTreeMap<i32, i32> {
    let id = |value: &Value| i32::try_from(value.as_i64().expect("a number")).expect("an id");
    let list = client.must("tracker/list", json!({}));
    list["list"].as_array().expect("a list").iter().map(|t| (id(&t["id"]), id(&t["group_id"]))).collect()
}

#[test]
fn random_calls_of_two_accounts_are_answered_as_the_model_answers() {
    let mut runner = TestRunner::new(Config { cases: 32, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&prop::collection::vec(call(), 1..40), |calls| {
        let server = TestServer::start();
        let clients = [server.master(), server.stranger()];
        let mut model = Model::new();
        for (of_first, call) in &calls {
            let account = usize::from(!of_first);
            prop_assert_eq!(send(&clients[account], call), model.play(account, call), "{:?}", call);
        }
        for (client, account) in clients.iter().zip(&model.accounts) {
            prop_assert_eq!(&places(client), &account.trackers);
        }
        world::assert_invariants(&server.path());
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}
