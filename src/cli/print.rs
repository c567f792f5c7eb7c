//! Answers on stdout: for a person, or one JSON object.

use std::io::{self, Write as _};

use comfy_table::Table;
use comfy_table::presets::NOTHING;
use serde::Serialize;

use super::trouble::{Outcome, Trouble};

/// Prints as the caller asked.
pub(super) struct Printer {
    pub(super) json: bool,
}

impl Printer {
    /// Prints the object as JSON, or the words for a person.
    pub(super) fn either(&self, object: &impl Serialize, words: impl FnOnce() -> String) -> Outcome {
        let text = if self.json {
            serde_json::to_string(object).map_err(|error| Trouble::refused(error.to_string()))?
        } else {
            words()
        };
        Ok(line(&text)?)
    }
}

/// Prints a line. A reader who has seen enough (`| head`) is no error.
pub(super) fn line(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    match writeln!(stdout, "{text}").and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(io::Error::new(error.kind(), format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// A table with these headings.
pub(super) fn table(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_style(NOTHING).set_header(headings);
    for row in rows {
        table.add_row(row);
    }
    table.to_string()
}
