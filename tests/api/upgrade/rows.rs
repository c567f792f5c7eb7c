//! No row is lost on the way, and none is damaged.

use std::collections::BTreeMap;
use std::path::Path;

use muster::store::Store;
use rusqlite::{Connection, Row};

use super::old::Old;

fn texts<P: rusqlite::Params>(conn: &Connection, query: &str, params: P) -> Vec<String> {
    let mut query = conn.prepare(query).expect("a query");
    let rows = query.query_map(params, |row: &Row<'_>| row.get(0)).expect("rows");
    rows.map(|row| row.expect("a text")).collect()
}

/// How many rows of each table are no longer as they were in the copy, in the columns that there were.
fn changed(path: &Path, copy: &Path) -> BTreeMap<String, i64> {
    let conn = Connection::open(path).expect("the database");
    conn.execute("ATTACH ?1 AS old", [copy.to_str()]).expect("the copy");
    let tables = texts(&conn, "SELECT name FROM old.sqlite_schema WHERE type = 'table'", ());
    assert!(tables.len() >= 9, "{tables:?}");
    let lost = tables.into_iter().map(|table| {
        let columns = texts(&conn, "SELECT name FROM pragma_table_info(?1, 'old')", [&table]).join(", ");
        let query = format!(
            "SELECT count(*) FROM (SELECT {columns} FROM old.{table} EXCEPT SELECT {columns} FROM main.{table})"
        );
        let count = conn.query_row(&query, (), |row| row.get(0)).expect("counted");
        (table, count)
    });
    lost.filter(|(_, count)| *count > 0).collect()
}

#[test]
fn every_row_is_still_there() {
    let folder = tempfile::tempdir().expect("a folder");
    for old in Old::all().filter(|old| old.schema != "4") {
        let path = folder.path().join(old.schema);
        old.put(&path);
        Store::upgrade(&path, &mut || ()).expect("upgraded");
        // The label was longer than labels may be now.
        let expected = if old.version() == 1 { vec![("security_groups".to_owned(), 1)] } else { Vec::new() };
        assert_eq!(changed(&path, &old.kept(&path)), expected.into_iter().collect(), "{}", old.schema);
    }
}

#[test]
fn what_no_program_wrote_down_is_told_as_it_must_have_been() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("muster.db");
    Old::of("1a").put(&path);
    Store::upgrade(&path, &mut || ()).expect("upgraded");
    let conn = Connection::open(&path).expect("the database");
    for (question, answer) in [
        ("SELECT count(*) FROM trackers WHERE clone", 0),
        ("SELECT count(*) FROM sessions WHERE last_used_at <> created_at", 0),
        ("SELECT count(*) FROM users WHERE modified_at <> created_at OR NOT activated", 0),
        ("SELECT count(*) FROM tracker_groups WHERE modified_at <> created_at OR description IS NOT NULL", 0),
        ("SELECT count(*) FROM security_groups WHERE label = 'Many rights'", 1),
        ("SELECT count(DISTINCT id) FROM api_keys", 3),
        ("SELECT count(*) FROM api_keys WHERE id NOT BETWEEN 1 AND 3", 0),
        ("SELECT next_id FROM id_counters WHERE entity = 'api_key'", 4),
        ("SELECT count(*) FROM id_counters", 9),
        ("SELECT count(*) FROM api_keys a JOIN api_keys b ON a.id < b.id AND a.created_at > b.created_at", 0),
    ] {
        let found: i64 = conn.query_row(question, (), |row| row.get(0)).expect(question);
        assert_eq!(found, answer, "{question}");
    }
}
