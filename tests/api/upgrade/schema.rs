//! What an upgrade makes is a new database's schema, to the letter.

use std::collections::BTreeMap;
use std::path::Path;

use muster::store::{SCHEMA_VERSION, Store};
use rusqlite::Connection;

use super::old::{Old, SCHEMAS};

/// Everything that has been defined, by name, but for comments, spaces, and the quotes that SQLite gives a renamed table.
fn defined(path: &Path) -> BTreeMap<String, String> {
    let conn = Connection::open(path).expect("the database");
    let mut all = conn.prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL").expect("a query");
    let rows = all.query_map((), |row| Ok((row.get(0)?, row.get::<_, String>(1)?))).expect("rows");
    let plain = |sql: String| {
        let code: Vec<_> = sql.lines().filter_map(|line| line.split("--").next()).collect();
        code.join(" ").replace('"', "").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    rows.map(|row| row.map(|(name, sql)| (name, plain(sql))).expect("a row")).collect()
}

fn pragma(path: &Path, name: &str) -> i32 {
    Connection::open(path).and_then(|conn| conn.pragma_query_value(None, name, |row| row.get(0))).expect(name)
}

/// A database of the present schema.
fn new(path: &Path) {
    let conn = Connection::open(path).expect("a file");
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql");
    conn.execute_batch(&std::fs::read_to_string(schema).expect("the schema")).expect("made");
}

#[test]
fn every_old_database_becomes_what_a_new_one_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let fresh = folder.path().join("new.db");
    new(&fresh);
    for old in Old::all() {
        let path = folder.path().join(old.schema);
        old.put(&path);
        let id = pragma(&path, "application_id");
        assert_eq!(pragma(&path, "user_version"), old.version());
        Store::upgrade(&path, &mut || ()).expect("upgraded");
        assert_eq!(defined(&path), defined(&fresh), "{}", old.schema);
        assert_eq!((pragma(&path, "user_version"), pragma(&path, "application_id")), (SCHEMA_VERSION, id));
    }
}

#[test]
fn the_last_of_the_old_databases_is_of_the_present_schema() {
    let last = SCHEMAS.last().map(|schema| Old::of(schema)).expect("one");
    assert_eq!(last.version(), SCHEMA_VERSION, "dump a database of the new schema: tests/data/upgrade/README.md");
}
