//! `docs/differences.md`: the register of differences. Each line says which test shows it, and that test is there.

use std::sync::LazyLock;

use crate::catalogue::CATALOGUE;
use crate::rest_catalogue::{PLASPY, THINGSPACE};
use crate::spec_rows::ROWS;
use crate::{cells, quoted_as_code, sources, text};

/// How the sections end whose lines make an action differ from its documents.
const ON_PURPOSE: &str = "different on purpose";

static REGISTER: LazyLock<String> = LazyLock::new(|| text("docs/differences.md"));

/// A line of the register.
pub(crate) struct Difference {
    section: &'static str,
    /// Where, and what.
    what: &'static str,
    muster: &'static str,
    why: &'static str,
    test: &'static str,
}

impl Difference {
    /// The line in short, for a reader who knows already which action it is about.
    pub(crate) fn told(&self) -> String {
        let mut point = self.what;
        while let Some((route, rest)) = point.strip_prefix('`').and_then(|rest| rest.split_once('`'))
            && is_route(route)
        {
            point = rest.trim_start_matches([',', ':', ' ']);
        }
        let colon = if point.is_empty() { "" } else { ": " };
        format!("{point}{colon}{} ({})", self.muster, self.why)
    }
}

fn lines() -> Vec<Difference> {
    let mut section = "";
    let mut lines = Vec::new();
    for line in REGISTER.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            section = title;
        } else if let Some(cells) = cells(line) {
            let [what, _, muster, why, test] = cells[..] else { panic!("not five cells: {line}") };
            if what != "what" && !what.starts_with("---") {
                lines.push(Difference { section, what, muster, why, test });
            }
        }
    }
    lines
}

/// The routes that a line is about.
fn routes(line: &Difference) -> impl Iterator<Item = &'static str> {
    quoted_as_code(line.what).filter(|word| is_route(word))
}

/// Whether a word is a route: `tag/list`, or `GET /api/groups`.
fn is_route(word: &str) -> bool {
    let is_method = |method: &str| ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(&method);
    match word.split_once(' ') {
        Some((method, path)) => is_method(method) && path.starts_with("/api/"),
        None => {
            let of_a_name = |b| matches!(b, b'a'..=b'z' | b'_' | b'/' | b'*');
            word.contains('/') && !word.starts_with('/') && word.bytes().all(of_a_name)
        }
    }
}

/// Whether `pattern` is the route, or the beginning of several: `tag/*`.
fn matches(pattern: &str, route: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == route, |family| route.starts_with(family))
}

/// The points in which an action differs on purpose from what its documents say.
pub(crate) fn on_purpose(route: &str) -> Vec<Difference> {
    let mut lines = lines();
    lines.retain(|line| line.section.ends_with(ON_PURPOSE) && routes(line).any(|pattern| matches(pattern, route)));
    lines
}

#[test]
fn every_line_names_actions_that_are_documented() {
    assert!(
        lines().len() > 50 && lines().iter().any(|line| line.section.ends_with(ON_PURPOSE)),
        "the register is read"
    );
    let documented = || CATALOGUE.routes().chain(PLASPY.routes()).chain(THINGSPACE.routes());
    for line in lines() {
        for pattern in routes(&line) {
            assert!(documented().any(|route| matches(pattern, route)), "{pattern}: {}", line.what);
        }
    }
}

/// Test functions stand in backticks, rows of `tests/spec/` in quotation marks; a dash where there is none.
#[test]
fn every_test_that_the_register_names_is_there() {
    let functions = sources::tests();
    let mut missing = Vec::new();
    for Difference { what, test, .. } in lines() {
        let named: Vec<_> = quoted_as_code(test).collect();
        let rows: Vec<_> = test.split('"').skip(1).step_by(2).collect();
        assert!(test == "-" || named.len() + rows.len() > 0, "no test is named: {what}");
        missing.extend(named.into_iter().filter(|name| !functions.contains(name)));
        missing.extend(rows.into_iter().filter(|name| !ROWS.iter().any(|row| row.name == *name)));
    }
    assert!(missing.is_empty(), "docs/differences.md names tests that are not there:\n{}", missing.join("\n"));
}
