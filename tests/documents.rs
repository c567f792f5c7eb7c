//! The documents against the code: what the README says of actions, errors and limits is what there is.

use std::collections::BTreeMap;

use muster::error::Code;
use muster::limits::{self, Limits};
use muster::navixy::ACTIONS;

const README: &str = include_str!("../README.md");

/// The rows of the README's tables as cells.
fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    let cells = |line: &'static str| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>();
    README.lines().filter(|line| line.starts_with('|')).map(cells)
}

fn numbers(text: &str) -> Vec<u16> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn the_readme_names_every_action_with_its_own_errors() {
    let told: BTreeMap<_, _> = rows()
        .filter(|cells| cells.len() == 5 && cells[0].contains('/'))
        .map(|cells| (cells[0].trim_matches('`'), numbers(cells[4])))
        .collect();
    let own_errors = |fails: &[Code]| {
        let mut numbers: Vec<_> = fails.iter().map(|code| code.number()).collect();
        numbers.sort_unstable();
        numbers
    };
    let expected: BTreeMap<_, _> = ACTIONS.iter().map(|row| (row.route, own_errors(row.fails))).collect();
    assert_eq!(told, expected);
}

#[test]
fn the_readme_explains_every_error_of_an_action_with_its_status() {
    let told: BTreeMap<u16, u16> = rows()
        .filter(|cells| cells.len() == 3)
        .filter_map(|cells| Some((cells[0].parse().ok()?, cells[1].parse().ok()?)))
        .collect();
    for (number, status) in &told {
        let code = Code::ALL.iter().find(|code| code.number() == *number).expect("a code of the table");
        assert_eq!(code.status(), *status, "{number}");
    }
    for code in ACTIONS.iter().flat_map(|row| row.fails) {
        assert!(told.contains_key(&code.number()), "{code:?} is not explained");
    }
}

#[test]
fn the_readme_tells_the_limits_as_they_are() {
    let limits = Limits::default();
    for told in [
        format!("| {} |", thousands(limits.groups_per_account as usize)),
        format!("| {} |", limits::API_KEYS_PER_ACCOUNT),
        format!("{} MiB", limits.body_bytes >> 20),
        format!("{} values in lists", thousands(limits::ARGUMENTS_WEIGHT)),
        format!("nested {} deep", limits::JSON_DEPTH),
        format!("| {} s each |", limits.request_deadline.as_secs()),
        format!("{} days from its creation", limits.session_lifetime.as_hours() / 24),
    ] {
        assert!(README.contains(&told), "{told}");
    }
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}
