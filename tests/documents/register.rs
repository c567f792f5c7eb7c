//! `docs/differences.md`: the register of differences. Each line says which test shows it, and that test is there.

use std::sync::LazyLock;

use crate::catalogue::CATALOGUE;
use crate::spec_rows::ROWS;
use crate::{cells, quoted_as_code, sources, text};

/// The section whose lines make an action differ from its documents.
const ON_PURPOSE: &str = "Different on purpose";

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
            && route.contains('/')
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
    let is_route = |word: &&str| {
        word.contains('/') && word.bytes().all(|b| b.is_ascii_lowercase() || matches!(b, b'_' | b'/' | b'*'))
    };
    quoted_as_code(line.what).filter(is_route)
}

/// Whether `pattern` is the route, or a family that it belongs to: `tag/*`.
fn matches(pattern: &str, route: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == route, |family| route.starts_with(family))
}

/// The points in which an action differs on purpose from what its documents say.
pub(crate) fn on_purpose(route: &str) -> Vec<Difference> {
    let mut lines = lines();
    lines.retain(|line| line.section == ON_PURPOSE && routes(line).any(|pattern| matches(pattern, route)));
    lines
}

#[test]
fn every_line_names_actions_that_are_documented() {
    assert!(lines().len() > 50 && lines().iter().any(|line| line.section == ON_PURPOSE), "the register is read");
    for line in lines() {
        for pattern in routes(&line) {
            assert!(CATALOGUE.routes().any(|route| matches(pattern, route)), "{pattern}: {}", line.what);
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
