//! The rows of `tests/spec/`, as far as documents speak of them.

use std::fs;
use std::sync::LazyLock;

use toml::{Table, Value};

use crate::path;

/// A row.
pub(crate) struct SpecRow {
    /// What it says.
    pub(crate) name: String,
    /// The actions that must answer so.
    actions: Vec<String>,
    /// The failure's number, or 0 for a success.
    number: i64,
}

/// Every file.
pub(crate) static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = fs::read_dir(path("tests/spec")).expect("the folder").map(|file| file.expect("a file").path());
    files.map(|file| fs::read_to_string(file).expect("a file")).collect()
});

/// Every row of every file.
pub(crate) static ROWS: LazyLock<Vec<SpecRow>> = LazyLock::new(|| FILES.iter().flat_map(|file| rows(file)).collect());

fn rows(text: &str) -> Vec<SpecRow> {
    let table: Table = text.parse().unwrap_or_else(|error| panic!("{error}"));
    table.get("row").and_then(Value::as_array).map(|rows| rows.iter().map(row).collect()).unwrap_or_default()
}

fn row(row: &Value) -> SpecRow {
    let actions = match row.get("action") {
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        Some(one) => one.as_str().map(str::to_owned).into_iter().collect(),
        None => Vec::new(),
    };
    SpecRow {
        name: row["name"].as_str().expect("a name").to_owned(),
        actions,
        number: row.get("code").map_or(0, |code| code.as_integer().expect("a number")),
    }
}

/// Whether a row shows the action answer with that failure, or with its success if the number is 0.
pub(crate) fn show(route: &str, number: u16) -> bool {
    ROWS.iter().any(|row| row.number == i64::from(number) && row.actions.iter().any(|action| action == route))
}

#[test]
fn rows_are_found_by_action_and_number() {
    assert!(show("tracker/group/delete", 0) && show("tracker/group/delete", 201));
    assert!(!show("tracker/group/delete", 217));
}
