//! `COMPATIBILITY.md`, made from what there is: the tables of actions, the tests of them, and the register of differences,
//! beside the lists of what the vendors document.

mod navixy;
mod rest;

use muster::access::Requirement;
use muster::action::ActionDef;

use crate::compare_or_write;
use crate::register::Difference;
use crate::rest_catalogue::{PLASPY, THINGSPACE};

const PAGE: &str = "COMPATIBILITY.md";

const HEAD: &str = "\
# What Muster answers

Every action that the vendors document in these families, and what Muster makes of it. All other actions are missing.

| status | means |
|---|---|
| answers correctly | as documented; tests show its success and each of its own errors |
| differs on purpose | as tested, but not as documented in the points of the last column |
| answers | it is there, but not each of its answers has a test yet |
| empty | always an empty list: Muster holds no such things. What would change them is missing |
| missing | not there; each section says how that is answered |

*Who* may call it: anybody, who shows nothing; any user; those who hold a right, the owner among them; or the owner alone. A
sub-user sees only the trackers that are given to it, and what hangs on them. *Errors* are the action's own, beside the
general ones, which each section lists. Where the documents are silent or at odds,
[docs/differences.md](docs/differences.md) says what Muster does.

This page is made from the tables of actions, the tests, the register of differences and the lists in `tests/documents/`.
A test fails when it is stale; `MUSTER_WRITE_DOCUMENTS=1 cargo test --test documents` writes it anew.
";

fn page() -> String {
    [HEAD.to_owned(), navixy::section(), rest::section(&PLASPY), rest::section(&THINGSPACE)].join("\n")
}

/// Whether an action answers as it is documented.
fn status(is_shown: bool, differences: &[Difference]) -> &'static str {
    match is_shown {
        false => "answers",
        true if differences.is_empty() => "answers correctly",
        true => "differs on purpose",
    }
}

fn who(row: &ActionDef) -> String {
    let who = match row.requires {
        Requirement::Nothing => "anybody".to_owned(),
        Requirement::AnyUser => "any user".to_owned(),
        Requirement::Right(right) => format!("right `{}`", right.name()),
        Requirement::Master => "owner".to_owned(),
    };
    if row.by_session { who + ", by session" } else { who }
}

/// The points in which an action differs on purpose, in one cell.
fn told(differences: &[Difference]) -> String {
    differences.iter().map(Difference::told).collect::<Vec<_>>().join("; ")
}

/// A line of a table.
fn line(cells: &[String]) -> String {
    let line = cells.iter().fold("|".to_owned(), |line, cell| match cell.as_str() {
        "" => line + " |",
        cell => line + " " + cell + " |",
    });
    line + "\n"
}

#[test]
fn the_page_is_what_there_is() {
    compare_or_write(PAGE, &page());
}
