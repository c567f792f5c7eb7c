//! The old databases, which `tests/data/upgrade/README.md` tells of.

use std::fs;
use std::path::{Path, PathBuf};

use muster::seal::Keyring;
use rusqlite::Connection;
use serde_json::Value;

/// Every schema that there was, from the first to the present one.
pub const SCHEMAS: [&str; 7] = ["1a", "1b", "1c", "2a", "2b", "3", "4"];

/// A database that the program of that schema made.
pub struct Old {
    pub schema: &'static str,
    dump: String,
    /// The secrets in it, and what its program answered.
    pub told: Value,
}

impl Old {
    pub fn of(schema: &'static str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/upgrade");
        let read = |end: &str| fs::read_to_string(folder.join(format!("{schema}.{end}"))).expect("a file");
        let told = serde_json::from_str(&read("json")).expect("JSON");
        Self { schema, dump: read("sql"), told }
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        SCHEMAS.into_iter().map(Self::of)
    }

    /// Its number, which its file bears too.
    pub fn version(&self) -> i32 {
        self.schema.trim_end_matches(char::is_alphabetic).parse().expect("a number")
    }

    /// Puts the database there, and its key file beside it.
    pub fn put(&self, path: &Path) {
        let conn = Connection::open(path).expect("a file");
        conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF").expect("set");
        conn.execute_batch(&self.dump).expect("the dump");
        let hex = self.told["key_file"].as_str().expect("the key file");
        let bytes = (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).expect("hex"));
        fs::write(Keyring::path_beside(path), bytes.collect::<Vec<_>>()).expect("the key file");
    }

    /// Where the copy of the database at `path` is kept.
    pub fn kept(&self, path: &Path) -> PathBuf {
        path.with_file_name(format!("{}.v{}", path.file_name().expect("a name").display(), self.version()))
    }
}
