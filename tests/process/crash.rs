//! `kill -9` under load: what was acknowledged is there and in the audit log, and nothing is half done.

use std::collections::BTreeMap;
use std::hash::{BuildHasher as _, RandomState};
use std::io::Write as _;
use std::process::Stdio;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Client, DEADLINE, Installation, OWNER, Running};

const CREWS: usize = 4;
const TRACKERS_OF_A_CREW: usize = 20;

/// How often the server is killed; CI asks for more.
fn rounds() -> usize {
    std::env::var("MUSTER_TEST_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(5)
}

/// A number from 0 up to `below`. The standard library seeds its hashers from the system.
fn random(below: u64) -> u64 {
    RandomState::new().hash_one(()) % below
}

/// One caller's part of the account: the groups that carry its name, and where its trackers stand, which is always one
/// place.
#[derive(Debug, Clone, PartialEq)]
struct Part {
    groups: BTreeMap<i64, String>,
    place: i64,
}

/// One write of a caller.
#[derive(Debug, Clone)]
enum Write {
    Create { title: String },
    Update { id: i64, title: String },
    Assign { id: i64 },
    Delete { id: i64 },
}

impl Write {
    /// How the audit log tells of it.
    fn told(&self) -> String {
        match self {
            Self::Create { title } => format!("create {title}"),
            Self::Update { id, title } => format!("update {id} {title}"),
            Self::Assign { id } => format!("assign {id}"),
            Self::Delete { id } => format!("delete {id}"),
        }
    }
}

impl Part {
    /// The part after the write; `made` is the id of a created group.
    fn after(&self, write: &Write, made: Option<i64>) -> Self {
        let mut part = self.clone();
        match write {
            Write::Create { title } => {
                let id = made.expect("an id");
                assert_eq!(part.groups.insert(id, title.clone()), None, "the id {id} was given before");
            }
            Write::Update { id, title } => {
                part.groups.insert(*id, title.clone());
            }
            Write::Assign { id } => part.place = *id,
            Write::Delete { id } => {
                part.groups.remove(id);
                if part.place == *id {
                    part.place = 0;
                }
            }
        }
        part
    }
}

/// A caller with trackers of its own, who remembers what the server acknowledged.
struct Crew {
    name: String,
    trackers: Vec<i64>,
    known: Part,
    writes: usize,
    /// What the audit log must tell of this round.
    told: Vec<String>,
}

impl Crew {
    /// Writes until the server is gone, telling of each answer; what was under way then.
    fn work(&mut self, client: &Client, acknowledged: &Sender<()>) -> Write {
        loop {
            let write = self.next();
            let (action, params) = match &write {
                Write::Create { title } => ("create", json!({"title": title, "color": "123456"})),
                Write::Update { id, title } => ("update", json!({"id": id, "title": title, "color": "654321"})),
                Write::Assign { id } => ("assign", json!({"id": id, "trackers": self.trackers})),
                Write::Delete { id } => ("delete", json!({"id": id})),
            };
            let Some(answer) = client.try_call(&format!("tracker/group/{action}"), params) else {
                return write;
            };
            assert_eq!(answer.brief(), (200, 0), "{write:?}: {answer:?}");
            self.comes_to(self.known.after(&write, answer.body["id"].as_i64()), &write);
            // Once enough are counted, nobody listens.
            let _ = acknowledged.send(());
        }
    }

    /// Notes what a write has made of the crew's part. What changes nothing is not told of.
    fn comes_to(&mut self, part: Part, write: &Write) {
        if part != self.known {
            self.told.push(write.told());
        }
        self.known = part;
    }

    fn next(&mut self) -> Write {
        self.writes += 1;
        let title = format!("{} {}", self.name, self.writes);
        let ids: Vec<i64> = self.known.groups.keys().copied().collect();
        let any = |ids: &[i64]| ids[random(ids.len() as u64) as usize];
        match random(6) {
            _ if ids.len() < 2 => Write::Create { title },
            0 => Write::Create { title },
            1 => Write::Update { id: any(&ids), title },
            // Often the group that the trackers stand in, so that they have to leave it.
            2 if self.known.place != 0 => Write::Delete { id: self.known.place },
            2 => Write::Delete { id: any(&ids) },
            3 => Write::Assign { id: 0 },
            _ => Write::Assign { id: any(&ids) },
        }
    }

    /// This crew's part of what the server lists.
    fn part(&self, groups: &[Value], trackers: &[Value]) -> Part {
        let prefix = format!("{} ", self.name);
        let group = |group: &Value| Some((group["id"].as_i64()?, group["title"].as_str()?.to_owned()));
        let groups = groups.iter().filter_map(group).filter(|(_, title)| title.starts_with(&prefix)).collect();
        let own =
            trackers.iter().filter(|tracker| tracker["id"].as_i64().is_some_and(|id| self.trackers.contains(&id)));
        let mut places: Vec<_> = own.map(|tracker| tracker["group_id"].as_i64().expect("a group")).collect();
        assert_eq!(places.len(), TRACKERS_OF_A_CREW);
        places.dedup();
        let [place] = places[..] else { panic!("an assignment is half done: {places:?}") };
        Part { groups, place }
    }

    /// Compares what is there with what was acknowledged. The write that was under way may have been done or not.
    fn compare(&mut self, found: Part, under_way: &Write) {
        let made = match under_way {
            Write::Create { title } => found.groups.iter().find(|(_, there)| *there == title).map(|(id, _)| *id),
            _ => Some(0),
        };
        let done = made.map(|made| self.known.after(under_way, Some(made)));
        assert!(
            found == self.known || Some(&found) == done.as_ref(),
            "found {found:?}, acknowledged {:?}, under way {under_way:?}",
            self.known
        );
        self.comes_to(found, under_way);
    }

    /// What the audit log's records tell of this crew, which is what it did and nothing else.
    fn compare_told(&mut self, records: &[Value]) {
        let prefix = format!("{} ", self.name);
        let told = records.iter().filter_map(|record| {
            let [before, after] = ["before", "after"].map(|state| &record["payload"][state]);
            let (action, id) = (record["action"].as_str()?, record["entry_id"].as_i64().unwrap_or(0));
            let title = after["title"].as_str().or(before["title"].as_str()).unwrap_or_default();
            // An assignment tells where each tracker was.
            let mine =
                |place: &Value| place["trackers"].as_array().is_some_and(|ids| ids.contains(&self.trackers[0].into()));
            let moved = before.as_array().is_some_and(|places| places.iter().any(mine));
            (title.starts_with(&prefix) || moved).then(|| match action {
                "create" => format!("create {title}"),
                "update" => format!("update {id} {title}"),
                _ => format!("{action} {id}"),
            })
        });
        assert_eq!(told.collect::<Vec<_>>(), self.told);
        self.told.clear();
    }
}

/// An installation with a fleet, and the crews that it is parted among.
fn installation() -> (Installation, Vec<Crew>) {
    let here = Installation::new();
    let rows: String = (0..CREWS * TRACKERS_OF_A_CREW).map(|row| format!("Van {row},V-{row}\n")).collect();
    here.put("fleet.csv", format!("label,device_id\n{rows}"));
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    let listed = here.json(&format!("tracker list --owner {OWNER}"));
    let ids: Vec<i64> =
        listed["trackers"].as_array().expect("a list").iter().filter_map(|t| t["id"].as_i64()).collect();
    let crew = |(place, trackers): (usize, &[i64])| Crew {
        name: format!("crew {place}"),
        trackers: trackers.to_vec(),
        known: Part { groups: BTreeMap::new(), place: 0 },
        writes: 0,
        told: Vec::new(),
    };
    let crews = ids.chunks(TRACKERS_OF_A_CREW).enumerate().map(crew).collect();
    (here, crews)
}

/// Kills the server when it has acknowledged so many writes; what each crew had under way.
fn kill_at_work(here: &Installation, server: Running, crews: &mut [Crew], after: u64) -> Vec<Write> {
    let (acknowledged, acknowledgements) = channel();
    std::thread::scope(|scope| {
        let working: Vec<_> = crews
            .iter_mut()
            .map(|crew| {
                let (client, acknowledged) = (server.client(&here.api_key), acknowledged.clone());
                scope.spawn(move || crew.work(&client, &acknowledged))
            })
            .collect();
        for _ in 0..after {
            acknowledgements.recv_timeout(DEADLINE).expect("an answer in time");
        }
        assert_eq!(server.kill().code, None, "it was killed");
        working.into_iter().map(|crew| crew.join().expect("a crew")).collect()
    })
}

/// The audit log's records after so many.
fn audit_log(client: &Client, offset: usize) -> Vec<Value> {
    const MOST: usize = 10_000;
    let span = json!({"from": "2000-01-01 00:00:00", "to": "2100-01-01 00:00:00", "limit": MOST, "offset": offset});
    let records = client.must("user/audit/log/list", span)["list"].as_array().expect("a list").clone();
    assert!(records.len() < MOST, "there may be more");
    records
}

#[test]
fn what_was_acknowledged_survives_kill_9_and_nothing_is_half_done() {
    let (here, mut crews) = installation();
    let mut records_before = 0;
    for round in 0..rounds() {
        let after = 1 + random(120);
        let under_way = kill_at_work(&here, here.serve(), &mut crews, after);

        let server = here.serve();
        let client = server.client(&here.api_key);
        let list = |action: &str| client.must(action, json!({}))["list"].as_array().expect("a list").clone();
        let (groups, trackers) = (list("tracker/group/list"), list("tracker/list"));
        for (crew, under_way) in crews.iter_mut().zip(&under_way) {
            crew.compare(crew.part(&groups, &trackers), under_way);
        }
        let records = audit_log(&client, records_before);
        crews.iter_mut().for_each(|crew| crew.compare_told(&records));
        records_before += records.len();
        let known: usize = crews.iter().map(|crew| crew.known.groups.len()).sum();
        assert_eq!(groups.len(), known, "round {round}: groups that nobody made");
        server.kill();
        here.run("check").done();
    }
}

#[test]
fn an_import_that_is_killed_half_way_leaves_nothing() {
    let here = Installation::new();
    let before = here.contents();
    // From a pipe that stays open, so that the import cannot end.
    let mut command = here.command(&format!("tracker import /dev/stdin --owner {OWNER}"));
    let mut import = command.stdin(Stdio::piped()).spawn().expect("started");
    let mut rows = import.stdin.take().expect("a pipe");
    rows.write_all(b"label,device_id,group\n").expect("written");
    for row in 0..20_000 {
        // More than a pipe holds: so most rows have been taken out at the other end.
        writeln!(rows, "Van {row},V-{row},Depot").expect("written");
    }
    let conn = Connection::open(here.database()).expect("the database");
    conn.busy_timeout(Duration::ZERO).expect("set");
    conn.execute_batch("BEGIN IMMEDIATE").expect_err("the import has the database's write lock");
    drop(conn);
    import.kill().expect("killed");
    import.wait().expect("ended");
    drop(rows);

    here.run("check").done();
    assert!(here.contents() == before, "something was written");
}
