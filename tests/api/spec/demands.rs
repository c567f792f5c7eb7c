//! What the rows must be like as a whole: each well made, and one for each thing that an action can answer.

use std::collections::BTreeSet;
use std::fs;

use muster::access::Requirement;
use muster::action::ActionDef;
use muster::error::Code;
use muster::navixy::ACTIONS;

use super::FILES;
use super::row::{CODES, Row, definition, folder, rows};

/// What the demand for rows leaves out, and why.
const NEEDS_NO_ROW: [(&[&str], Code, &str); 1] = [(
    &[
        "base/nothing",
        "department/list",
        "employee/list",
        "garage/list",
        "place/list",
        "subuser/security_group/list",
        "tracker/group/list",
        "tracker/rule/list",
        "user/audit/checkin",
        "user/get_tariff_restrictions",
        "user/logout",
        "user/session/renew",
        "user/settings/read",
        "vehicle/list",
        "zone/list",
    ],
    Code::InvalidParameters,
    "they take no parameters, so none can be bad",
)];

/// What an action can be expected to answer: success, the general failures, and its own.
fn demanded(action: &ActionDef) -> Vec<u16> {
    let mut numbers = vec![0, Code::InvalidParameters.number()];
    if action.requires != Requirement::Nothing {
        numbers.extend([Code::WrongHash, Code::SessionEnded, Code::UserBlocked].map(|code| code.number()));
        if action.requires != Requirement::AnyUser {
            numbers.push(Code::OperationNotPermitted.number());
        }
    }
    numbers.extend(action.fails.iter().map(|code| code.number()));
    numbers
}

#[test]
fn each_action_has_a_row_for_its_success_and_for_each_of_its_failures() {
    let rows: Vec<Row> = FILES.iter().flat_map(|file| rows(file)).collect();
    let answers: BTreeSet<(&str, u16)> =
        rows.iter().flat_map(|row| row.actions().into_iter().map(|action| (action, row.number()))).collect();
    let excused = |route: &str, number: u16| {
        NEEDS_NO_ROW.iter().any(|(routes, code, _)| routes.contains(&route) && code.number() == number)
    };
    let mut faults = Vec::new();
    for action in ACTIONS {
        for number in demanded(action) {
            let (row, excuse) =
                (answers.contains(&(action.route.path(), number)), excused(action.route.path(), number));
            if !row && !excuse {
                faults.push(format!("{} has no row for code {number} (0 is success)", action.route.path()));
            } else if row && excuse {
                faults.push(format!("{} has a row for code {number}, so it needs no excuse", action.route.path()));
            }
        }
        let ended = |row: &Row| row.by == "api_key" && row.code == Some(Code::SessionEnded.number());
        if action.by_session && !rows.iter().any(|row| ended(row) && row.actions().contains(&action.route.path())) {
            faults.push(format!("{} has no row that refuses an API key with code 4", action.route.path()));
        }
    }
    for (routes, code, why) in NEEDS_NO_ROW {
        for route in routes.iter().filter(|route| definition(route).is_none()) {
            faults.push(format!("{route}, excused from {code:?} because {why}, is not there"));
        }
    }
    assert!(faults.is_empty(), "{} rows are missing, or too many\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn each_file_is_read() {
    let mut files: Vec<_> = fs::read_dir(folder()).expect("the folder").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let known: BTreeSet<_> =
        FILES.iter().chain(&["codes"]).map(|name| folder().join(name).with_extension("toml")).collect();
    assert_eq!(files, Vec::from_iter(known), "a file that nobody reads, or that is not there");
}

#[test]
fn each_row_is_well_made() {
    let mut names = BTreeSet::new();
    let mut faults = Vec::new();
    for row in FILES.iter().flat_map(|file| rows(file)) {
        faults.extend(faults_of(&row).into_iter().map(|fault| format!("{:?} {fault}", row.name)));
        if !names.insert(row.name.clone()) {
            faults.push(format!("{:?} is what two rows are called", row.name));
        }
    }
    assert!(faults.is_empty(), "{} faults in rows\n{}", faults.len(), faults.join("\n"));
}

fn faults_of(row: &Row) -> Vec<String> {
    let refused = row.code == Some(Code::InvalidParameters.number());
    let looks = row.after.is_some() || !row.then.is_empty();
    let changes = row.targets().iter().any(|target| row.changes(target));
    let groups = row.targets().iter().all(|target| target.starts_with("tracker/group/"));
    let sure = row.then.iter().all(|step| step.body.is_some() != step.code.is_some());
    let demands = [
        (!row.source.is_empty(), "does not say where it comes from"),
        (row.only.is_some() == row.why.is_some(), "has `only` without `why`, or the reverse"),
        (row.body.is_some() != row.code.is_some(), "has both a body and a code, or neither"),
        (row.errors.is_some() == refused, "has code 7 without `errors`, or the reverse"),
        (row.action.is_some() != row.path.is_some(), "has both an action and a path, or neither"),
        (!row.targets().is_empty(), "is about nothing"),
        (changes || !looks, "changes nothing, so nothing is looked at after it"),
        (!changes || looks || groups, "changes something, so `then` must look at it"),
        (sure, "has in `then` both a body and a code, or neither"),
    ];
    let mut faults: Vec<_> = demands.iter().filter(|(kept, _)| !kept).map(|(_, fault)| (*fault).to_owned()).collect();
    let steps = row.first.iter().chain(&row.then);
    let actions = row.actions().into_iter().chain(steps.map(|step| step.action.as_str()));
    faults.extend(
        actions
            .filter(|action| definition(action).is_none())
            .map(|action| format!("names {action}, which is not there")),
    );
    faults
}

#[test]
fn the_failure_table_is_the_contracts() {
    let mut built: Vec<_> =
        Code::ALL.iter().map(|code| (code.number(), code.status(), code.text().to_owned())).collect();
    // Failures that only other dialects tell apart have the number, the status and the text of one another.
    built.dedup();
    for (expected, got) in CODES.iter().zip(&built) {
        assert_eq!(got, expected);
    }
    assert_eq!(built.len(), CODES.len());
}
