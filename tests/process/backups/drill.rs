//! A hundred backups under load: each is a state that the server really passed through.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Client, Installation, OWNER};

const BACKUPS: usize = 100;
const WRITERS: usize = 3;
const TRACKERS_OF_A_WRITER: usize = 4;

/// One writer's part of the account: its groups, and in which all its trackers stand.
#[derive(Debug, Clone, Default, PartialEq)]
struct Part {
    groups: BTreeMap<i64, String>,
    place: Option<i64>,
}

/// A writer with trackers of its own, which goes through the same seven steps again and again.
struct Writer<'a> {
    client: Client,
    name: String,
    trackers: Vec<i64>,
    /// How many writes it has sent, and how many of them were acknowledged.
    sent: &'a AtomicUsize,
    acknowledged: &'a AtomicUsize,
    /// Its part after each write; the first is before any.
    states: Vec<Part>,
    /// The group that its next steps are about, and the other one.
    groups: [i64; 2],
}

impl Writer<'_> {
    fn write(&mut self, action: &str, params: Value) -> Value {
        self.sent.fetch_add(1, Ordering::SeqCst);
        let answer = self.client.must(&format!("tracker/group/{action}"), params);
        self.acknowledged.fetch_add(1, Ordering::SeqCst);
        answer
    }

    fn step(&mut self) {
        let number = self.states.len();
        let (mut part, title) = (self.states[number - 1].clone(), format!("{} {number}", self.name));
        let [first, second] = self.groups;
        match number % 7 {
            1 | 2 => {
                let made = self.write("create", json!({"title": title, "color": "123456"}));
                let id = made["id"].as_i64().expect("an id");
                self.groups[number % 7 - 1] = id;
                part.groups.insert(id, title);
            }
            step @ (3 | 4) => {
                let id = if step == 3 { first } else { second };
                self.write("assign", json!({"id": id, "trackers": self.trackers}));
                part.place = Some(id);
            }
            5 => {
                self.write("update", json!({"id": first, "title": title, "color": "654321"}));
                part.groups.insert(first, title);
            }
            step => {
                let id = if step == 6 { second } else { first };
                self.write("delete", json!({"id": id}));
                part.groups.remove(&id);
                part.place = part.place.filter(|place| *place != id);
            }
        }
        self.states.push(part);
    }
}

/// What a restored database says.
struct Found {
    groups: BTreeMap<i64, String>,
    places: BTreeMap<i64, Option<i64>>,
    /// The audit log on groups: which group each record is about.
    log: Vec<(i64, i64)>,
}

impl Found {
    fn read(path: &Path) -> Self {
        let conn = Connection::open(path).expect("a database");
        let pairs = |sql: &str| {
            let mut rows = conn.prepare(sql).expect("a statement");
            let rows = rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
            rows.collect::<Result<Vec<(i64, Option<i64>)>, _>>().expect("pairs")
        };
        let mut titles = conn.prepare("SELECT id, title FROM tracker_groups").expect("a statement");
        let titles = titles.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
        let log = pairs("SELECT number, entry_id FROM audit_records WHERE category = 'tracker_group' ORDER BY number");
        Self {
            groups: titles.collect::<Result<_, _>>().expect("groups"),
            places: pairs("SELECT id, group_id FROM trackers").into_iter().collect(),
            log: log.into_iter().map(|(number, group)| (number, group.expect("a group"))).collect(),
        }
    }

    /// This writer's part of it.
    fn part(&self, groups: &BTreeSet<i64>, trackers: &[i64]) -> Part {
        let places: BTreeSet<_> = trackers.iter().map(|id| self.places[id]).collect();
        assert_eq!(places.len(), 1, "an assignment is half done");
        let own = self.groups.iter().filter(|(id, _)| groups.contains(id));
        Part {
            groups: own.map(|(id, title)| (*id, title.clone())).collect(),
            place: places.into_iter().next().expect("one place"),
        }
    }
}

/// The writers go on until this is dropped, even if that is by a panic.
struct AtWork<'a>(&'a AtomicBool);

impl Drop for AtWork<'_> {
    fn drop(&mut self) {
        self.0.store(false, Ordering::SeqCst);
    }
}

/// A backup that was made, with how many writes of each writer were acknowledged before it began, and sent when it ended.
struct Made {
    number: usize,
    acknowledged: [usize; WRITERS],
    sent: [usize; WRITERS],
}

fn installation() -> (Installation, Vec<Vec<i64>>) {
    let here = Installation::new();
    let rows: String = (0..WRITERS * TRACKERS_OF_A_WRITER).map(|row| format!("Van {row},V-{row}\n")).collect();
    here.put("fleet.csv", format!("label,device_id\n{rows}"));
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    let listed = here.json(&format!("tracker list --owner {OWNER}"));
    let ids: Vec<_> = listed["trackers"].as_array().expect("a list").iter().filter_map(|t| t["id"].as_i64()).collect();
    (here, ids.chunks(TRACKERS_OF_A_WRITER).map(<[i64]>::to_vec).collect())
}

/// Takes the backups, one after the other, and restores each while the next is taken.
fn drill(here: &Installation, counts: &[[AtomicUsize; 2]; WRITERS]) -> Vec<Made> {
    let count = |which: usize| [0, 1, 2].map(|writer: usize| counts[writer][which].load(Ordering::SeqCst));
    thread::scope(|scope| {
        // In here, so that who waits for more hears it if the other panics.
        let (made, to_restore) = channel();
        let restoring = scope.spawn(move || {
            for number in to_restore {
                here.json(&format!("restore kept-{number}.db --database restored-{number}.db"));
            }
        });
        let take = |number| {
            let acknowledged = count(1);
            here.json(&format!("backup kept-{number}.db"));
            made.send(number).expect("somebody who restores");
            Made { number, acknowledged, sent: count(0) }
        };
        let all = (0..BACKUPS).map(take).collect();
        drop(made);
        restoring.join().expect("all restored");
        all
    })
}

#[test]
fn a_hundred_backups_under_load_are_each_a_state_that_the_server_passed_through() {
    let (here, fleets) = installation();
    let server = here.serve();
    let counts: [[AtomicUsize; 2]; WRITERS] = Default::default();
    let working = AtomicBool::new(true);
    let (made, states) = thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|place| {
                let [sent, acknowledged] = &counts[place];
                let (client, name, trackers) =
                    (server.client(&here.api_key), format!("writer {place}"), fleets[place].clone());
                let (states, groups) = (vec![Part::default()], [0; 2]);
                let mut writer = Writer { client, name, trackers, sent, acknowledged, states, groups };
                let working = &working;
                scope.spawn(move || {
                    while working.load(Ordering::SeqCst) {
                        writer.step();
                    }
                    writer.states
                })
            })
            .collect();
        let made = {
            let _until_then = AtWork(&working);
            drill(&here, &counts)
        };
        (made, writers.into_iter().map(|writer| writer.join().expect("a writer")).collect::<Vec<_>>())
    });
    server.stop();
    let whole = Found::read(&here.database());
    let mut lengths = BTreeSet::new();
    for made in made {
        compare(&here, &made, &states, &fleets, &whole);
        lengths.insert(Found::read(&here.path(&format!("restored-{}.db", made.number))).log.len());
    }
    assert!(lengths.len() > BACKUPS / 2, "the backups hardly differ: {lengths:?}");
}

/// Compares one restored backup with what each writer remembers, and with the order that all were written in.
fn compare(here: &Installation, made: &Made, states: &[Vec<Part>], fleets: &[Vec<i64>], whole: &Found) {
    let found = Found::read(&here.path(&format!("restored-{}.db", made.number)));
    assert!(whole.log.starts_with(&found.log), "backup {}: its log is not how it began", made.number);
    for (writer, (states, trackers)) in states.iter().zip(fleets).enumerate() {
        let own: BTreeSet<i64> = states.iter().flat_map(|part| part.groups.keys().copied()).collect();
        let done = found.log.iter().filter(|(_, group)| own.contains(group)).count();
        let (least, most) = (made.acknowledged[writer], made.sent[writer]);
        assert!((least..=most).contains(&done), "backup {}: {done} writes, not {least} to {most}", made.number);
        assert_eq!(found.part(&own, trackers), states[done], "backup {} after {done} writes", made.number);
    }
}
