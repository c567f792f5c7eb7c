//! What the documents point at is there: files, and settings of `serve`.

use std::collections::BTreeSet;
use std::fs;

use clap::Command;
use muster::cli;

use crate::{path, quoted_as_code, text};

/// Every document of the project.
fn documents() -> Vec<String> {
    let in_folder = |folder: &'static str| {
        let entries = fs::read_dir(path(folder)).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let names = entries.map(|name| name.into_string().expect("a name")).filter(|name| name.ends_with(".md"));
        names.map(move |name| format!("{folder}/{name}"))
    };
    let documents: Vec<_> = in_folder(".").chain(in_folder("docs")).collect();
    assert!(documents.len() > 10, "{documents:?}");
    documents
}

/// What the documents name of other programs: curl, cargo, the benchmarks.
const OF_OTHERS: [&str; 7] =
    ["--data-urlencode", "--locked", "--markdown", "--only", "--quick", "--rounds", "--seconds"];

/// Every flag of a command and of those below it.
fn flags(command: &Command) -> BTreeSet<String> {
    let own = command.get_arguments().filter_map(|argument| Some(format!("--{}", argument.get_long()?)));
    own.chain(command.get_subcommands().flat_map(flags)).collect()
}

#[test]
fn every_link_to_a_file_leads_to_one() {
    for document in documents() {
        let folder = path(&document).parent().expect("a folder").to_owned();
        let text = text(&document);
        let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
        for target in targets.filter(|target| !target.starts_with("http")) {
            assert!(folder.join(target).exists(), "{document} links to {target}");
        }
    }
}

#[test]
fn every_setting_that_is_named_is_there() {
    let there = flags(&cli::command());
    for document in documents() {
        let text = text(&document);
        let words = quoted_as_code(&text).filter_map(|code| code.split(' ').next());
        for setting in words.filter(|word| word.starts_with("--") && !OF_OTHERS.contains(word)) {
            assert!(there.contains(setting), "{document} names {setting}");
        }
    }
}
