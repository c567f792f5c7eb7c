//! `docs/openapi/`: the documents of the vendors' APIs, for those who want them without a server; and what actions say of
//! themselves in them.

use muster::navixy::ACTIONS;
use muster::navixy::small::empty;
use muster::openapi::Api;
use muster::{plaspy, thingspace};

use crate::{compare_or_write, sources};

#[test]
fn the_documents_are_what_there_is() {
    for api in Api::ALL {
        compare_or_write(&format!("docs/openapi/{}.json", api.name()), api.text());
    }
}

#[test]
fn each_action_says_of_itself_what_its_file_says() {
    let rows = ACTIONS.iter().chain(plaspy::ACTIONS).chain(thingspace::ACTIONS);
    for row in rows.filter(|row| !empty::ROUTES.contains(&row.route.path())) {
        let summary = format!("const SUMMARY: &'static str = \"{}\";", row.summary);
        let with_summary = |file: &&str| file.split_whitespace().collect::<Vec<_>>().join(" ").contains(&summary);
        let about: Vec<_> = sources::files().filter(with_summary).map(about).collect();
        let told = lower_first(row.summary);
        let is_told =
            about.iter().any(|about| about.split_once("`: ").is_some_and(|(_, text)| text.starts_with(&told)));
        assert!(is_told, "{}: {:?} is not how its file begins: {about:?}", row.route, row.summary);
        assert!(!row.summary.ends_with('.') && !row.summary.contains(". "), "{}: {:?}", row.route, row.summary);
    }
}

/// What a file says of itself, in one line.
fn about(file: &str) -> String {
    let lines = file.lines().map_while(|line| line.strip_prefix("//!"));
    lines.map(str::trim).collect::<Vec<_>>().join(" ")
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
