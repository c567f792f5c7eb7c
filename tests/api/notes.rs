//! What readers note in memory, and the writer writes now and then: when sessions were last used, and how often accounts
//! have called. What is not written yet is when the store closes.

use std::path::Path;

use muster::access::Credential;
use muster::domain::{AccountId, Int, UserId};
use muster::limits::Limits;
use muster::seal::Keyring;
use muster::store::{Process, Settings, Store};
use rusqlite::Connection;

use crate::support::TestClock;
use crate::support::world::{self, MASTER, MASTER_AGAIN};

/// The first owner's session of the kind that ends by being idle, as a secret and as its client shows it.
const IDLE: (&str, &str) = ("a6aa75587e5c59c32d347da438505fc5", "a6aa7558-7e5c-59c3-2d34-7da438505fc5");

/// The seconds of a day.
const DAY: i64 = 24 * 60 * 60;

fn open(path: &Path, clock: &TestClock) -> Store {
    let settings =
        Settings { clock: Box::new(clock.clone()), limits: Limits::default(), keyring: None, process: Process::Server };
    Store::open(path, 1, settings).expect("opened")
}

/// When the two sessions and the third were last used, in seconds from the beginning.
fn last_uses(conn: &Connection) -> [i64; 3] {
    let digest = |hash: &str| hash.parse::<muster::domain::SecretHash>().expect("a hash").digest().as_bytes().to_vec();
    [("sessions", MASTER), ("sessions", MASTER_AGAIN), ("idle_sessions", IDLE.0)].map(|(table, hash)| {
        let query = format!("SELECT last_used_at - {} FROM {table} WHERE digest = ?1", TestClock::BEGIN);
        conn.query_row(&query, [digest(hash)], |row| row.get(0)).expect("a session")
    })
}

/// Calls ever, the day, and the calls of that day.
fn calls(conn: &Connection) -> Option<(i64, i64, i64)> {
    let query = "SELECT calls, day, day_calls FROM api_usage WHERE account_id = 1";
    conn.query_row(query, (), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).ok()
}

#[test]
fn what_readers_noted_is_written_when_the_store_closes() {
    let folder = tempfile::tempdir().expect("a folder");
    let (path, clock) = (folder.path().join("test.db"), TestClock::new());
    let keyring = Keyring::create(&Keyring::path_beside(&path), &mut rand::rngs::SysRng).expect("a key file");
    let settings =
        Settings { clock: Box::new(clock.clone()), limits: Limits::default(), keyring: None, process: Process::Server };
    drop(Store::create(&path, 1, settings).expect("a database"));
    world::populate(&path, &keyring);
    let conn = Connection::open(&path).expect("the database");
    let digest = IDLE.0.parse::<muster::domain::SecretHash>().expect("a hash").digest();
    conn.execute(
        "INSERT INTO idle_sessions VALUES (?1, 1, 1, ?2, ?2, NULL)",
        (digest.as_bytes().as_slice(), TestClock::BEGIN),
    )
    .expect("a session");
    let account = AccountId::of_owner(UserId::try_from(Int::from(1)).expect("an id"));
    let use_all = |store: &Store| {
        let used = store.read(|tx| {
            Credential::hash(MASTER)?.authenticate(tx)?;
            Credential::idle_session(IDLE.1)?.authenticate(tx)?;
            tx.count_call(account)
        });
        let usage = used.expect("counted");
        (usage.total, usage.today)
    };

    let store = open(&path, &clock);
    clock.advance(60);
    assert_eq!([use_all(&store), use_all(&store)], [(1, 1), (2, 2)]);
    assert_eq!((last_uses(&conn), calls(&conn)), ([0, 0, 0], None), "in memory, so far");
    drop(store);
    let today = TestClock::BEGIN / DAY;
    assert_eq!((last_uses(&conn), calls(&conn)), ([60, 0, 60], Some((2, today, 2))));

    let store = open(&path, &clock);
    clock.advance(60);
    assert_eq!(use_all(&store), (3, 3), "it goes on from there");
    drop(store);
    assert_eq!((last_uses(&conn), calls(&conn)), ([120, 0, 120], Some((3, today, 3))));

    drop(open(&path, &clock));
    assert_eq!((last_uses(&conn), calls(&conn)), ([120, 0, 120], Some((3, today, 3))), "nothing was left to write");
}
