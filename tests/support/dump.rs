//! A database as text, to compare before and after.

use std::fmt::Write as _;
use std::path::Path;

use rusqlite::{Connection, types::ValueRef};

/// Every row of every table, a line each.
pub fn dump(path: &Path) -> String {
    let conn = Connection::open(path).expect("the database");
    let mut names = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").expect("tables");
    let names: Vec<String> = names.query_map((), |row| row.get(0)).expect("names").map(|n| n.expect("name")).collect();
    let mut text = String::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM {name}")).expect("a table");
        let columns = rows.column_count();
        let mut rows = rows.query(()).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            let _ = write!(text, "{name}:");
            for column in 0..columns {
                let _ = match row.get_ref(column).expect("a value") {
                    ValueRef::Null => write!(text, " null"),
                    ValueRef::Integer(number) => write!(text, " {number}"),
                    ValueRef::Real(number) => write!(text, " {number}"),
                    ValueRef::Text(value) => write!(text, " {:?}", String::from_utf8_lossy(value)),
                    ValueRef::Blob(value) => write!(text, " {value:02x?}"),
                };
            }
            text.push('\n');
        }
    }
    text
}
