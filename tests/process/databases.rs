//! Files that are no database of ours, or none any more: each is named, and none is changed.

use std::fs;

use rusqlite::Connection;

use crate::commands::{DAY, FLEET};
use crate::refusals::{DATABASE, REFUSED, USAGE, refuse};
use crate::support::{Installation, OWNER, PASSWORD, feed};

#[test]
fn whoever_needs_the_key_file_says_so_if_it_is_missing() {
    let here = Installation::new();
    let key_file = here.path("muster.db.key");
    let whole = fs::read(&key_file).expect("a key file");
    let (create, list) = (format!("key create --login {OWNER} --title More"), format!("key list --login {OWNER}"));
    let needy = [create.as_str(), &list, "serve --listen 127.0.0.1:0"];

    fs::remove_file(&key_file).expect("removed");
    refuse(
        &here,
        &needy.map(|command| (command, "", DATABASE, "there is no key file muster.db.key; it is made by init")),
    );
    here.put("muster.db.key", &whole[1..]);
    refuse(&here, &needy.map(|command| (command, "", DATABASE, "restore it")));
    here.json(&format!("session create --login {OWNER}"));
    here.put("muster.db.key", whole);
    here.run(&list).done();
}

#[test]
fn without_a_database_every_command_says_how_to_make_one() {
    let here = Installation::bare();
    here.put("fleet.csv", FLEET);
    for command in day().chain(["serve --listen 127.0.0.1:0".to_owned()]) {
        for option in ["", "--json"] {
            let said = here.run_with(&format!("{command} {option}"), PASSWORD).refused(DATABASE, "muster.db");
            let advice = "make one with: muster init --database muster.db --login YOU@EXAMPLE.ORG";
            assert!(said.stderr.contains(advice), "{said:?}");
        }
    }
    assert_eq!(here.files(), ["fleet.csv"]);
}

#[test]
fn whoever_may_not_is_told_so_and_not_that_there_is_nothing() {
    let here = Installation::new();
    here.json("backup kept.db");
    fs::create_dir(here.path("data")).expect("a folder");
    for file in ["muster.db", "muster.db.key", "kept.db", "kept.db.key"] {
        fs::rename(here.path(file), here.path("data").join(file)).expect("moved");
        here.set_mode(&format!("data/{file}"), 0o666);
    }
    let list = "key list --login ada@fleet.example --database data/muster.db";
    let serve = "serve --listen 127.0.0.1:0 --database data/muster.db";
    let (backup, restore) = ("backup data/more.db --database data/muster.db", "restore data/kept.db");
    let denied = |path: &str| format!("{path}: Permission denied (os error 13)");
    let as_server = |path: &str| denied(path) + "; run this as the server's user\n";
    let database = as_server("cannot read data/muster.db");
    for (closed, mode, command, code, with) in [
        ("data", 0, list, DATABASE, &database),
        ("data", 0, serve, DATABASE, &database),
        ("data", 0, backup, DATABASE, &database),
        ("data", 0, restore, REFUSED, &denied("data/kept.db")),
        (
            "data",
            0o555,
            "init --login a@b.example --password-stdin --database data/new.db",
            DATABASE,
            &(denied("the folder data") + "; name another, or run this as a user who may\n"),
        ),
        ("data/muster.db", 0, list, DATABASE, &database),
        ("data/muster.db", 0, serve, DATABASE, &database),
        ("data/muster.db.key", 0, list, DATABASE, &as_server("the key file data/muster.db.key")),
        ("data/muster.db.key", 0, serve, DATABASE, &as_server("the key file data/muster.db.key")),
        ("data/muster.db.key", 0, backup, DATABASE, &as_server("the key file data/muster.db.key")),
        ("data/kept.db", 0, restore, REFUSED, &denied("data/kept.db")),
        ("data/kept.db.key", 0, restore, REFUSED, &denied("data/kept.db.key")),
        ("data", 0o555, "restore data/kept.db --database data/new.db", REFUSED, &denied("the folder data")),
        (".", 0o555, "backup kept.db --database data/muster.db", REFUSED, &denied("the folder .")),
    ] {
        here.set_mode("data", 0o777).set_mode(closed, mode);
        feed(&mut here.powerless(command), PASSWORD.as_bytes()).refused(code, with);
        let open = if fs::metadata(here.path(closed)).expect("there").is_dir() { 0o777 } else { 0o666 };
        here.set_mode(closed, open);
    }
}

#[test]
fn what_is_no_database_of_ours_is_refused_and_left_as_it_was() {
    let here = Installation::new();
    here.put("fleet.csv", FLEET);
    here.put("letter.db", "Dear Ada,\nthis is no database.\n".repeat(1_000));
    here.put("empty.db", "");
    let other = Connection::open(here.path("other.db")).expect("a database");
    other.execute_batch("CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')").expect("filled");
    drop(other);
    fs::copy(here.database(), here.path("newer.db")).expect("copied");
    let newer = Connection::open(here.path("newer.db")).expect("a database");
    newer.execute_batch("PRAGMA user_version = 999; PRAGMA journal_mode = DELETE").expect("set");
    drop(newer);

    let files = here.files();
    let not_ours = "is not a Muster database; name the right file with --database";
    for (file, with) in [
        ("letter.db", not_ours),
        ("empty.db", not_ours),
        ("other.db", not_ours),
        ("newer.db", "has schema version 999, and this program knows versions up to 4; use a newer Muster"),
    ] {
        let before = fs::read(here.path(file)).expect("read");
        for command in day().chain(["serve --listen 127.0.0.1:0".to_owned()]) {
            let said = here.run_with(&format!("{command} --database {file}"), PASSWORD).refused(DATABASE, with);
            assert!(said.stderr.contains(file), "{said:?}");
            assert!(fs::read(here.path(file)).expect("read") == before, "{command:?} changed {file}");
        }
    }
    assert_eq!(here.files(), files);
    here.run("user list --database .").refused(DATABASE, "cannot open .");
}

#[test]
fn a_broken_database_is_the_databases_failure_and_never_an_empty_one() {
    let here = Installation::new();
    here.put("fleet.csv", FLEET);
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    let whole = fs::read(here.database()).expect("read");
    let page = 4096;
    // The first page, which tells whose the file is, stays.
    here.put("cut.db", &whole[..3 * page]);
    let mut scribbled = whole;
    scribbled[page..].fill(0xAA);
    here.put("scribbled.db", scribbled);
    for file in ["cut.db", "scribbled.db"] {
        for command in
            ["check", "user list", "session create --login ada@fleet.example", "tracker list --owner ada@fleet.example"]
        {
            here.run(&format!("{command} --database {file}")).refused(DATABASE, "malformed");
        }
    }
}

#[test]
fn another_programs_database_keeps_its_write_ahead_log() {
    let here = Installation::bare();
    let other = Connection::open(here.path("live.db")).expect("a database");
    other
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')")
        .expect("ok");
    // As that program's crash would leave it: what was written is in the log only.
    for end in ["", "-wal"] {
        fs::copy(here.path(&format!("live.db{end}")), here.path(&format!("left.db{end}"))).expect("copied");
    }
    let read = |end: &str| fs::read(here.path(&format!("left.db{end}"))).expect("read");
    let before = (read(""), read("-wal"));
    here.run("user list --database left.db").refused(DATABASE, "is not a Muster database");
    assert!((read(""), read("-wal")) == before, "somebody else's database was changed");
}

#[test]
fn init_overwrites_nothing_and_leaves_nothing_half_made() {
    let init = format!("init --login {OWNER} --password-stdin");
    let here = Installation::bare();
    here.run_with(&init, "").refused(REFUSED, "the password on standard input");
    here.run_with(&init, "p".repeat(41)).refused(REFUSED, "between 12 and 40");
    here.run_with("init --login ada --password-stdin", PASSWORD).refused(REFUSED, "email address");
    here.run_with("init --password-stdin", PASSWORD).refused(USAGE, "--login <EMAIL>");
    here.run_with(&format!("{init} --database nowhere/muster.db"), PASSWORD)
        .refused(DATABASE, "the folder nowhere: No such file");
    assert_eq!(here.files(), [""; 0]);

    let here = Installation::new();
    let read = |file: &str| fs::read(here.path(file)).expect("read");
    let before = (read("muster.db"), read("muster.db.key"));
    here.run_with(&init, PASSWORD).refused(REFUSED, "muster.db exists already; name another file with --database");
    assert!((read("muster.db"), read("muster.db.key")) == before, "init changed an installation");
    assert_eq!(here.files(), ["muster.db", "muster.db.key"]);

    let here = Installation::bare();
    here.put("muster.db", "a letter");
    here.run_with(&init, PASSWORD).refused(REFUSED, "muster.db exists already");
    here.put("left.db.key", "somebody's key");
    here.run_with(&format!("{init} --database left.db"), PASSWORD).refused(REFUSED, "left.db.key exists already");
    assert_eq!(here.files(), ["left.db.key", "muster.db"]);
    assert_eq!(fs::read(here.path("muster.db")).expect("read"), b"a letter");
}

#[test]
fn what_a_crash_left_of_an_init_is_swept_away_unless_it_still_runs() {
    let init = format!("init --login {OWNER} --password-stdin");
    let here = Installation::bare();
    for end in ["", "-wal", "-journal", "-shm", ".key"] {
        here.put(&format!("muster.db.new{end}"), "half of it");
    }
    let other = fs::File::options().write(true).open(here.path("muster.db.new.key")).expect("opened");
    other.lock().expect("as one that runs has it");
    let files = here.files();
    here.run_with(&init, PASSWORD)
        .refused(DATABASE, "another program is writing muster.db.new.key; wait for it to end");
    assert_eq!(here.files(), files);
    drop(other);
    here.run_with(&init, PASSWORD).done();
    assert_eq!(here.files(), ["muster.db", "muster.db.key"]);
}

/// The day's commands.
fn day() -> impl Iterator<Item = String> {
    DAY.into_iter().map(|(command, ..)| command.replace("{key}", &"0".repeat(32)))
}
