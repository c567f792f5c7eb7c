//! `COMPATIBILITY.md`, made from what there is: the table of actions, the rows that test them, and the register of
//! differences, beside the list of what the vendor documents.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::{env, fs};

use muster::access::Requirement;
use muster::action::ActionDef;
use muster::error::Code;
use muster::navixy::small::empty;
use muster::navixy::{ACTIONS, Router};

use crate::catalogue::{CATALOGUE, Family};
use crate::register::{self, Difference};
use crate::{path, spec_rows, text};

const PAGE: &str = "COMPATIBILITY.md";

/// Set, it has the page written instead of compared.
const WRITE: &str = "MUSTER_WRITE_DOCUMENTS";

const HEAD: &str = "\
# What Muster answers

Every action that the vendor documents in these families, and what Muster makes of it. All other actions are missing.

| status | means |
|---|---|
| answers correctly | as documented; tests show its success and each of its own errors |
| differs on purpose | as tested, but not as documented in the points of the last column |
| answers | it is there, but not each of its answers has a test yet |
| empty | always an empty list: Muster holds no such things. What would change them is missing |
| missing | 112 / 400, or 111 / 400 where the whole resource is unknown |

*Who* may call it: anybody, without a hash; any user; those who hold a right, the owner among them; or the owner alone. An
API key acts as the owner, except where a session is wanted: there it answers 4. A sub-user sees only what hangs on the
trackers bound to it. What an action *takes* stands in parentheses if it may be left out; wherever there are dates,
`iso_datetime` may be given too. *Errors* are the action's own, beside the general ones, which the end of this page lists.
Where the documents are silent or at odds, [docs/differences.md](docs/differences.md) says what Muster does.

This page is made from the table of actions, the rows of `tests/spec/`, the register of differences and the list in
`tests/documents/catalogue.toml`. A test fails when it is stale; `MUSTER_WRITE_DOCUMENTS=1 cargo test --test documents`
writes it anew.
";

/// The failures that any action can have.
const GENERAL: [Code; 13] = [
    Code::DatabaseError,
    Code::WrongHash,
    Code::SessionEnded,
    Code::WrongRequestFormat,
    Code::UnexpectedError,
    Code::InvalidParameters,
    Code::TooLargeRequest,
    Code::OperationNotPermitted,
    Code::DatabaseUnavailable,
    Code::TooManyRequests,
    Code::WrongHandler,
    Code::WrongMethod,
    Code::UserBlocked,
];

fn page() -> String {
    let mut page = HEAD.to_owned();
    for family in &CATALOGUE.families {
        let title = format!("## {}\n", family.title);
        for part in [title, table(family), missing(family, Code::WrongMethod), missing(family, Code::WrongHandler)] {
            if !part.is_empty() {
                page += "\n";
                page += &part;
            }
        }
    }
    page + &errors()
}

fn row_of(route: &str) -> Option<&'static ActionDef> {
    ACTIONS.iter().find(|row| row.route == route)
}

fn table(family: &Family) -> String {
    let rows: Vec<_> = family.routes().filter_map(row_of).map(line).collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = "| action | status | who | takes | errors | differences |\n|---|---|---|---|---|---|\n";
    head.to_owned() + &rows.concat()
}

fn line(row: &'static ActionDef) -> String {
    let differences = register::on_purpose(row.route);
    let told: Vec<_> = differences.iter().map(Difference::told).collect();
    let numbers: BTreeSet<_> = row.fails.iter().map(|code| code.number()).collect();
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    let (route, status) = (row.route, status(row, &differences));
    let (who, takes, errors) = (who(row), CATALOGUE.takes(route), numbers.join(", "));
    let cells = [format!("`{route}`"), status.to_owned(), who, takes, errors, told.join("; ")];
    cells.iter().fold("|".to_owned(), |line, cell| match cell.as_str() {
        "" => line + " |",
        cell => line + " " + cell + " |",
    }) + "\n"
}

fn status(row: &ActionDef, differences: &[Difference]) -> &'static str {
    let shown = |number: u16| spec_rows::show(row.route, number);
    match row.fails.iter().all(|code| shown(code.number())) && (shown(0) || CATALOGUE.shows(row.route)) {
        _ if empty::ROUTES.contains(&row.route) => "empty",
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

/// The documented actions that are not there, and are refused with that code.
fn missing(family: &Family, code: Code) -> String {
    let router = Router::new(ACTIONS);
    let refused = |route: &&str| router.find(route).is_err_and(|failure| failure.code == code);
    let routes: Vec<_> = family.routes().filter(refused).map(|route| format!("`{route}`")).collect();
    if routes.is_empty() { String::new() } else { format!("Missing ({}): {}.\n", code.number(), routes.join(", ")) }
}

/// Every failure that can be met, with its status and text.
fn errors() -> String {
    let general = GENERAL.iter().map(|code| (code, "general"));
    let own = ACTIONS.iter().flat_map(|row| row.fails).filter(|code| !GENERAL.contains(code)).map(|code| (code, "own"));
    let all: BTreeSet<_> = general.chain(own).collect();
    let mut page = "\n## Errors\n\n| code | HTTP | description | whose |\n|---|---|---|---|\n".to_owned();
    for (code, whose) in all {
        writeln!(page, "| {} | {} | {} | {whose} |", code.number(), code.status(), code.text()).expect("written");
    }
    page
}

#[test]
fn the_page_is_what_there_is() {
    let made = page();
    if env::var_os(WRITE).is_some() {
        fs::write(path(PAGE), made).expect("the page is written");
        return;
    }
    let found = text(PAGE);
    let stale = found.lines().zip(made.lines()).find(|(found, made)| found != made);
    assert_eq!(stale, None, "{PAGE} is stale: write it anew with {WRITE}=1 cargo test --test documents");
    assert_eq!(found.lines().count(), made.lines().count(), "{PAGE} is stale at its end: write it anew");
}
