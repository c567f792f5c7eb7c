//! The part on Navixy: its evidence are the rows of `tests/spec/`.

use std::collections::BTreeSet;

use muster::action::{ActionDef, Method, Vendor as _};
use muster::error::Code;
use muster::navixy::small::empty;
use muster::navixy::{ACTIONS, Surface};

use super::{line, status, told, who};
use crate::catalogue::{CATALOGUE, Family};
use crate::{register, spec_rows};

const HEAD: &str = "\
## Navixy

By GET or POST, under `/`, `/v2`, `/api-v2` and `/api`. What is missing answers 112 / 400, or 111 / 400 where the whole
resource is unknown. An API key acts as the owner, except where a session is wanted: there it answers 4. What an action
*takes* stands in parentheses if it may be left out; wherever there are dates, `iso_datetime` may be given too.
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

pub(super) fn section() -> String {
    let mut section = HEAD.to_owned();
    for family in &CATALOGUE.families {
        let title = format!("### {}\n", family.title);
        for part in [title, table(family), missing(family, Code::WrongMethod), missing(family, Code::WrongHandler)] {
            if !part.is_empty() {
                section += "\n";
                section += &part;
            }
        }
    }
    section + &errors()
}

fn row_of(route: &str) -> Option<&'static ActionDef> {
    ACTIONS.iter().find(|row| row.route.path() == route)
}

fn table(family: &Family) -> String {
    let rows: Vec<_> = family.routes().filter_map(row_of).map(line_of).collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = "| action | status | who | takes | errors | differences |\n|---|---|---|---|---|---|\n";
    head.to_owned() + &rows.concat()
}

fn line_of(row: &'static ActionDef) -> String {
    let route = row.route.path();
    let differences = register::on_purpose(route);
    let numbers: BTreeSet<_> = row.fails.iter().map(|code| code.number()).collect();
    let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
    let status = if empty::ROUTES.contains(&route) { "empty" } else { status(is_shown(row), &differences) };
    let (who, takes) = (who(row), CATALOGUE.takes(route));
    line(&[format!("`{route}`"), status.to_owned(), who, takes, numbers.join(", "), told(&differences)])
}

/// Whether tests show the action's success and each of its own errors.
fn is_shown(row: &ActionDef) -> bool {
    let route = row.route.path();
    let mut numbers = row.fails.iter().map(|code| code.number());
    numbers.all(|number| spec_rows::show(route, number)) && (spec_rows::show(route, 0) || CATALOGUE.shows(route))
}

/// The documented actions that are not there, and are refused with that code.
fn missing(family: &Family, code: Code) -> String {
    let surface = Surface::new(ACTIONS);
    let refused = |route: &&str| surface.find(Method::Post, route).is_err_and(|failure| failure.code == code);
    let routes: Vec<_> = family.routes().filter(refused).map(|route| format!("`{route}`")).collect();
    if routes.is_empty() { String::new() } else { format!("Missing ({}): {}.\n", code.number(), routes.join(", ")) }
}

/// Every failure that can be met, with its status and text.
fn errors() -> String {
    let general = GENERAL.iter().map(|code| (code, "general"));
    let own = ACTIONS.iter().flat_map(|row| row.fails).filter(|code| !GENERAL.contains(code)).map(|code| (code, "own"));
    let all: BTreeSet<_> = general.chain(own).collect();
    let cells = |(code, whose): (&Code, &str)| {
        line(&[code.number().to_string(), code.status().to_string(), code.text().to_owned(), whose.to_owned()])
    };
    let head = "\n### Errors\n\n| code | HTTP | description | whose |\n|---|---|---|---|\n";
    head.to_owned() + &all.into_iter().map(cells).collect::<String>()
}
