//! An upgrade that is killed after any of its statements leaves the database as it was, and the next start upgrades it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, abort};
use std::{env, fs};

use muster::store::{SCHEMA_VERSION, Store};
use rusqlite::Connection;

use super::old::Old;
use crate::support::dump;

/// How many are killed at a time.
const THREADS: usize = 8;

/// In a process that is to be killed: after how many statements, and the database.
const KILLED: (&str, &str) = ("MUSTER_TEST_KILLED_AFTER", "MUSTER_TEST_KILLED_AT");

/// Upgrades the database, and dies after that many statements, if there are so many.
fn upgrade_and_die(path: &Path, mut statements: usize) {
    let watch = &mut || match statements {
        0 => abort(),
        _ => statements -= 1,
    };
    Store::upgrade(path, watch).expect("upgraded");
}

/// Runs that in a process of its own, which does not live to the end.
fn kill(path: &Path, statements: usize) {
    let this = ["--exact", "upgrade::killed::after_any_statement_the_next_start_upgrades"];
    let mut command = Command::new(env::current_exe().expect("this program"));
    command.args(this).env(KILLED.0, statements.to_string()).env(KILLED.1, path);
    let ended = command.output().expect("run");
    // It neither lived nor failed as a test.
    assert!(![Some(0), Some(101)].contains(&ended.status.code()), "{ended:?}");
}

fn version(path: &Path) -> i32 {
    Connection::open(path)
        .and_then(|conn| conn.pragma_query_value(None, "user_version", |r| r.get(0)))
        .expect("a version")
}

fn files(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    entries.map(|name| name.into_string().expect("a name")).collect()
}

/// What a database holds before its upgrade, and after it.
struct Story {
    before: String,
    upgraded: String,
}

impl Story {
    /// An upgrade is killed after so many statements, and then there is another.
    fn killed(&self, after: usize) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("muster.db");
        Old::of("1a").put(&path);
        kill(&path, after);
        // Nothing, or, from the commit on, all.
        let left = if version(&path) == SCHEMA_VERSION { &self.upgraded } else { &self.before };
        assert!(dump(&path) == *left, "half an upgrade after {after} statements");
        Store::upgrade(&path, &mut || ()).unwrap_or_else(|error| panic!("after {after} statements: {error}"));
        assert!(dump(&path) == self.upgraded, "after {after} statements");
        let copies: Vec<_> = files(folder.path()).into_iter().filter(|name| name.contains(".v1")).collect();
        for copy in &copies {
            assert!(dump(&folder.path().join(copy)) == self.before, "{copy} after {after} statements");
        }
        // Killed between naming the copy and the commit, the first copy is complete, and nobody's to throw away.
        assert!(copies == ["muster.db.v1"] || copies == ["muster.db.v1", "muster.db.v1.2"], "{copies:?}");
    }
}

#[test]
fn after_any_statement_the_next_start_upgrades() {
    if let (Ok(after), Ok(path)) = (env::var(KILLED.0), env::var(KILLED.1)) {
        return upgrade_and_die(path.as_ref(), after.parse().expect("a number"));
    }
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    Old::of("1a").put(&path);
    let before = dump(&path);
    let mut statements = 0;
    Store::upgrade(&path, &mut || statements += 1).expect("upgraded");
    assert!(statements > 60, "{statements} statements are fewer than there are in the files");
    let story = Story { before, upgraded: dump(&path) };
    // Most of the time is spent waiting for the disk.
    std::thread::scope(|scope| {
        for first in 0..THREADS {
            let story = &story;
            scope.spawn(move || (first..statements).step_by(THREADS).for_each(|after| story.killed(after)));
        }
    });
}
