//! `README.md`: what it says of actions, errors and limits is what there is.

use std::collections::{BTreeMap, BTreeSet};

use muster::error::Code;
use muster::limits::{self, Limits};
use muster::navixy::ACTIONS;
use muster::{plaspy, thingspace};

use crate::{cells, quoted_as_code, text};

/// The family whose actions the README lists; of all others it points elsewhere.
const LISTED: &str = "tracker/group/";

/// The rows of the tables with so many columns.
fn rows(readme: &str, columns: usize) -> impl Iterator<Item = Vec<&str>> {
    readme.lines().filter_map(cells).filter(move |cells| cells.len() == columns)
}

fn numbers(text: &str) -> Vec<u16> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect()
}

#[test]
fn the_readme_names_every_action_on_groups_with_its_own_errors() {
    let readme = text("README.md");
    let told: BTreeMap<_, _> = rows(&readme, 5)
        .filter(|cells| cells[0].contains('/'))
        .map(|cells| (cells[0].trim_matches('`'), numbers(cells[4])))
        .collect();
    let own_errors = |fails: &[Code]| {
        let mut numbers: Vec<_> = fails.iter().map(|code| code.number()).collect();
        numbers.sort_unstable();
        numbers
    };
    let listed = ACTIONS.iter().filter(|row| row.route.path().starts_with(LISTED));
    let expected: BTreeMap<_, _> = listed.map(|row| (row.route.path(), own_errors(row.fails))).collect();
    assert_eq!(told, expected);
}

#[test]
fn the_readme_explains_every_error_of_an_action_on_groups_with_its_status() {
    let readme = text("README.md");
    let statuses = rows(&readme, 3).filter_map(|cells| Some((cells[0], cells[1].parse().ok()?)));
    let told: BTreeMap<u16, u16> =
        statuses.flat_map(|(codes, status)| numbers(codes).into_iter().map(move |number| (number, status))).collect();
    for (number, status) in &told {
        let code = Code::ALL.iter().find(|code| code.number() == *number).expect("a code of the table");
        assert_eq!(code.status(), *status, "{number}");
    }
    for code in ACTIONS.iter().filter(|row| row.route.path().starts_with(LISTED)).flat_map(|row| row.fails) {
        assert!(told.contains_key(&code.number()), "{code:?} is not explained");
    }
}

#[test]
fn the_readme_names_every_path_of_the_other_dialects_with_its_methods() {
    let readme = text("README.md");
    let mut told = BTreeSet::new();
    for cells in rows(&readme, 3).filter(|cells| cells[1].contains("/api/")) {
        for path in quoted_as_code(cells[1]) {
            told.extend(cells[2].split(", ").map(|method| format!("{method} {path}")));
        }
    }
    let there = plaspy::ACTIONS.iter().chain(thingspace::ACTIONS).map(|row| row.route.to_string());
    assert_eq!(told, there.collect());
}

#[test]
fn the_readme_tells_the_limits_as_they_are() {
    let readme = text("README.md");
    let limits = Limits::default();
    let days = |lifetime: jiff::SignedDuration| lifetime.as_hours() / 24;
    for told in [
        format!("| {} |", thousands(limits.groups_per_account as usize)),
        format!("| {} |", thousands(limits.trackers_per_account as usize)),
        format!("tags, and sub-users, of an account | {} |", thousands(limits::TAGS_PER_ACCOUNT as usize)),
        format!("security groups of an account | {} |", thousands(limits::SECURITY_GROUPS_PER_ACCOUNT as usize)),
        format!("| {} of up to 8,192 characters |", thousands(limits::UI_KEYS_PER_USER as usize)),
        format!("over {} KiB waits in an unnamed file", limits::ANSWER_IN_MEMORY / 1024),
        format!("{} s without taking any", limits::ANSWER_STALL.as_secs()),
        format!("API keys of a user | {} |", limits::API_KEYS_PER_USER),
        format!("| {}, each for {} hours", limits::TOKENS_PER_KEY, limits.token_lifetime.as_hours()),
        format!("operations of a patch (Plaspy) | {} |", thousands(limits::PATCH_OPERATIONS)),
        format!("privileges, of a user (Plaspy) | {} |", limits::NOTES_PER_USER),
        format!("applications (ThingSpace) | {};", thousands(limits::APPLICATIONS)),
        format!("| {} minutes after its last use;", limits::IDLE_SESSION.as_mins()),
        format!("its last use; {} a user |", limits::IDLE_SESSIONS_PER_USER),
        format!("| {}; then that login is locked for {} minutes", limits::FAILED_LOGINS, limits.login_lock.as_mins()),
        format!("one answer (ThingSpace) | {};", thousands(limits::DEVICES_PER_ANSWER)),
        format!("one change (ThingSpace) | {} |", thousands(limits::DEVICES_PER_CHANGE)),
        format!("{} days from its creation or renewal", days(limits.session_lifetime)),
        format!("| {}; one more ends the least recently used |", limits.sessions_per_user),
        format!(
            "{} a minute from an address, {} an hour for a login",
            limits::BAD_LOGINS_PER_ADDRESS,
            limits::BAD_LOGINS_PER_LOGIN
        ),
        format!("| {} ids |", thousands(limits::TRACKERS_PER_QUESTION)),
        format!(
            "| {} at a time, {} more wait; then 15 |",
            limits::LONG_READS_PER_CREDENTIAL,
            limits::WAITING_LONG_READS
        ),
        format!("| {} days |", days(limits.audit_lifetime.expect("a default"))),
        format!("{} MiB", limits.body_bytes >> 20),
        format!("{} values in lists", thousands(limits::ARGUMENTS_WEIGHT)),
        format!("nested {} deep", limits::JSON_DEPTH),
        format!("| {} s each |", limits.request_deadline.as_secs()),
    ] {
        assert!(readme.contains(&told), "{told}");
    }
    assert_eq!(limits::SUB_USERS_PER_ACCOUNT, limits::TAGS_PER_ACCOUNT, "they are told in one line");
    assert_eq!(limits::APPLICATION_TOKEN.as_hours(), 1, "it is told in words");
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}
