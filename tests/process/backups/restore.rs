//! What comes back with a backup, what does not, and what is in the way.

use std::fs;

use rusqlite::Connection;
use serde_json::{Value, json};

use super::{counted, peopled};
use crate::refusals::{DATABASE, REFUSED, USAGE};
use crate::support::{Client, Installation, OWNER, PASSWORD, RawAnswer, Running, dump, exchange, request};

const OK: (u16, i64) = (200, 0);
const ENDED: (u16, i64) = (400, 4);

/// Says this to the server, and gives what it answers.
fn say(server: &Running, line: &str, headers: &[&str], body: &Value) -> RawAnswer {
    let headers = [&["Content-Type: application/json"], headers].concat();
    exchange(server.address, &request(line, &headers, body.to_string().as_bytes()))
}

/// The credentials of each kind that somebody may have.
struct Held {
    hash: String,
    token: String,
    idle: String,
}

impl Held {
    fn by(here: &Installation, server: &Running) -> Self {
        let text = |reply: RawAnswer, name: &str| reply.json()[name].as_str().expect("a credential").to_owned();
        let key = json!({"userName": OWNER, "apiKey": here.api_key});
        let login = json!({"username": OWNER, "password": PASSWORD});
        Self {
            hash: here.session(OWNER),
            token: text(say(server, "POST /api/Auth/Token", &[], &key), "token"),
            idle: text(say(server, "POST /session/login", &[], &login), "sessionToken"),
        }
    }

    /// What each is answered with.
    fn knocks(&self, server: &Running) -> [u16; 3] {
        let plaspy = say(server, "GET /api/groups", &[&format!("Authorization: Bearer {}", self.token)], &json!({}));
        let list = "GET /groups/0000000001-00001";
        let thingspace = say(server, list, &[&format!("VZ-M2M-Token: {}", self.idle)], &json!({}));
        [server.client(&self.hash).knocks().0, plaspy.status, thingspace.status]
    }
}

fn group_titles(client: &Client) -> Vec<Value> {
    let list = client.must("tracker/group/list", json!({}))["list"].clone();
    list.as_array().expect("a list").iter().map(|group| group["title"].clone()).collect()
}

#[test]
fn sessions_and_tokens_of_then_have_ended_unless_they_are_kept() {
    let here = peopled();
    let server = here.serve();
    let held = Held::by(&here, &server);
    assert_eq!(held.knocks(&server), [200; 3]);
    let made = here.json("backup kept.db");
    server.stop();
    for (option, answers) in [("", [400, 401, 400]), (" --keep-sessions", [200; 3])] {
        let restored = here.json(&format!("restore kept.db --replace{option}"));
        assert_eq!(counted(&restored), counted(&made));
        let server = here.serve();
        assert_eq!(held.knocks(&server), answers, "{option:?}");
        assert_eq!(server.client(&here.api_key).knocks(), OK, "API keys go on");
        server.stop();
        here.run("check").done();
    }
}

#[test]
fn all_is_as_it_was_then_and_what_was_revoked_since_is_good_again() {
    let here = peopled();
    let key = here.json(&format!("key create --login {OWNER} --title Lost"))["key"].as_str().expect("a key").to_owned();
    let keys = || here.json(&format!("key list --login {OWNER}"));
    let (before, keys_before) = (here.contents(), keys());
    here.json("backup kept.db");
    here.json(&format!("key revoke {key}"));
    here.json(&format!("tracker add --owner {OWNER} --label New --device-id N1 --group 'Main office'"));
    let after = here.contents();

    let restored = here.json("restore kept.db --replace --keep-sessions");
    assert!(here.contents() == before);
    assert_eq!(keys(), keys_before, "and they can be listed");
    assert_eq!(restored["keys_open"], true);
    let away = restored["put_away"].as_str().expect("a path");
    assert!(dump(away.as_ref()) == after, "what was there is kept");
    here.json(&format!("key list --login {OWNER} --database {away}"));
    let server = here.serve();
    assert_eq!(server.client(&key).knocks(), OK);
    here.json(&format!("key revoke {key}"));
    assert_eq!(server.client(&key).knocks(), ENDED);
}

#[test]
fn a_backup_is_restored_on_a_machine_that_has_nothing() {
    let (here, there) = (peopled(), Installation::bare());
    let made = here.json("backup kept.db");
    for file in ["kept.db", "kept.db.key"] {
        fs::copy(here.path(file), there.path(file)).expect("copied");
    }
    let restored = there.json("restore kept.db");
    assert_eq!(
        restored,
        json!({"database": "muster.db", "users": 2, "groups": 2, "trackers": 3, "sessions": 1, "put_away": null,
               "keys_open": true})
    );
    assert_eq!(counted(&made), counted(&restored));
    assert_eq!(there.files(), ["kept.db", "kept.db.key", "muster.db", "muster.db.key"]);
    for file in there.files() {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&fs::metadata(there.path(&file)).expect("a file").permissions());
        assert!(file.starts_with("kept") || mode & 0o777 == 0o600, "{file} is for its owner only");
    }
    assert_eq!(group_titles(&there.serve().client(&here.api_key)), ["Main office", "Night shift"]);
}

// shows: ALONE_PATIENCE
#[test]
fn a_database_that_is_there_is_replaced_only_if_that_is_wanted_and_never_while_it_is_used() {
    let here = peopled();
    here.json("backup kept.db");
    let before = here.contents();
    let exists = "exists already; name another file with --database, or replace it with --replace";
    here.run("restore kept.db").refused(REFUSED, exists);
    let server = here.serve();
    let listens = "another server serves this database already (muster.db.key is locked); stop it first";
    here.run("restore kept.db --replace").refused(DATABASE, listens);
    server.stop();
    let conn = Connection::open(here.database()).expect("the database");
    conn.execute_batch("BEGIN; SELECT * FROM users").expect("read");
    here.run("restore kept.db --replace").refused(DATABASE, "is open in another program; stop that first");
    drop(conn);
    assert!(here.contents() == before);
    assert_eq!(here.files(), ["fleet.csv", "kept.db", "kept.db.key", "muster.db", "muster.db.key"]);
    here.json("restore kept.db --replace");
}

#[test]
fn what_a_crash_left_in_the_log_stays_with_the_old_database() {
    let here = peopled();
    here.json("backup kept.db");
    let server = here.serve();
    server.client(&here.api_key).must("tracker/group/create", json!({"title": "Since then", "color": "123456"}));
    server.kill();
    let log = fs::metadata(here.path("muster.db-wal")).map_or(0, |file| file.len());
    assert!(log > 0, "the group is in the log only");
    let restored = here.json("restore kept.db --replace");
    let away = restored["put_away"].as_str().expect("a path");
    let groups = |options: &str| here.json(&format!("group list --owner {OWNER} {options}")).to_string();
    assert!(groups(&format!("--database {away}")).contains("Since then"));
    assert!(!groups("").contains("Since then"));
    here.run("check").done();
}

#[test]
fn a_broken_database_is_replaced_and_put_away_as_it_is() {
    let here = peopled();
    here.json("backup kept.db");
    let whole = fs::read(here.database()).expect("read");
    let mut scribbled = whole.clone();
    scribbled[4096..].fill(0xAA);
    for (broken, log) in [(&whole[..3 * 4096], ""), (&scribbled, "a log that belongs to it")] {
        here.put("muster.db", broken).put("muster.db-wal", log);
        let restored = here.json("restore kept.db --replace");
        let away = restored["put_away"].as_str().expect("a path");
        assert!(fs::read(away).expect("read") == broken, "as it was");
        here.run("check").done();
    }
}

/// Files that are no backups, each with the sentence that refuses it.
fn bad_backups(here: &Installation) -> Vec<(&'static str, i32, &'static str)> {
    let whole = fs::read(here.path("kept.db")).expect("read");
    let page = 4096;
    let mut scribbled = whole.clone();
    scribbled[2 * page..].fill(0xAA);
    let middle = whole.len() / 2;
    let mut one_page = whole.clone();
    one_page[middle / page * page..][..page].fill(0);
    here.put("letter.db", "Dear Ada,\nthis is no database.\n".repeat(1_000)).put("empty.db", "");
    here.put("cut.db", &whole[..3 * page]).put("half.db", &whole[..middle]);
    here.put("scribbled.db", scribbled).put("one-page.db", one_page);
    let altered = |name: &str, sql: &str| {
        here.put(name, &whole);
        let conn = Connection::open(here.path(name)).expect("a database");
        conn.execute_batch(sql).expect("altered");
    };
    altered("other.db", "PRAGMA application_id = 7");
    altered("newer.db", "PRAGMA user_version = 999");
    altered("orphans.db", "PRAGMA foreign_keys = OFF; DELETE FROM tracker_groups");
    altered("tableless.db", "PRAGMA foreign_keys = OFF; DROP TABLE idle_sessions");
    here.put("copied.db", &whole).put("copied.db-wal", "what was not folded in yet");
    let no_backup = "is no backup of Muster's; name the file that muster backup made";
    vec![
        ("letter.db", DATABASE, no_backup),
        ("empty.db", DATABASE, no_backup),
        ("other.db", DATABASE, no_backup),
        ("newer.db", DATABASE, "has schema version 999, and this program knows versions up to"),
        ("cut.db", DATABASE, "malformed"),
        ("half.db", DATABASE, "malformed"),
        ("scribbled.db", DATABASE, "is not whole: "),
        ("one-page.db", DATABASE, "is not whole: "),
        ("orphans.db", DATABASE, "is not whole: a row of trackers names a row of tracker_groups that is not there"),
        ("tableless.db", DATABASE, "is not whole: no such table"),
        ("copied.db", REFUSED, "copied.db-wal is there: this was copied from a database in use"),
        ("nowhere.db", REFUSED, "nowhere.db: No such file or directory"),
        (".", DATABASE, "cannot open ."),
    ]
}

#[test]
fn what_is_no_backup_or_a_broken_one_replaces_nothing() {
    let here = peopled();
    here.json("backup kept.db");
    let bad = bad_backups(&here);
    for (file, ..) in &bad {
        if here.path(file).is_file() {
            fs::copy(here.path("kept.db.key"), here.path(&format!("{file}.key"))).expect("copied");
        }
    }
    let (before, files) = (here.contents(), here.files());
    for (file, code, with) in bad {
        for target in ["--replace", "--database new.db"] {
            here.run(&format!("restore {file} {target}")).refused(code, with);
            assert!(here.contents() == before, "{file} changed the database");
            assert_eq!(here.files(), files, "{file} left something behind");
        }
    }
    here.run("restore").refused(USAGE, "<FILE>");
}

#[test]
fn another_programs_files_are_not_replaced() {
    let here = peopled();
    here.json("backup kept.db");
    here.put("letter.db", "Dear Ada").put("left.db-wal", "somebody's log");
    let other = Connection::open(here.path("other.db")).expect("a database");
    other.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')").expect("filled");
    drop(other);
    let files = here.files();
    for file in ["letter.db", "other.db"] {
        let before = fs::read(here.path(file)).expect("read");
        here.run(&format!("restore kept.db --database {file}")).refused(REFUSED, "exists already");
        let not_ours = "is not a Muster database; name the right file with --database";
        here.run(&format!("restore kept.db --replace --database {file}")).refused(DATABASE, not_ours);
        assert!(fs::read(here.path(file)).expect("read") == before);
    }
    here.run("restore kept.db --database left.db").refused(REFUSED, "left.db-wal exists already");
    assert_eq!(here.files(), files);
    // With a log that is not its own a database would be lost.
    here.json("restore kept.db --replace --database left.db");
    assert!(!here.files().contains(&"left.db-wal".to_owned()));
    here.run("check --database left.db").done();
}
