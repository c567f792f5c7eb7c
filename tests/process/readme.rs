//! `README.md`: its commands, one after the other against a demo, are answered as it shows. They need curl, so `cargo test`
//! alone passes them over; `tests/run` runs them.

use std::process::Command;

use serde_json::Value;

use crate::demo::demo;
use crate::support::{Installation, feed};

const README: &str = include_str!("../../README.md");

/// Where the demo is, in the document.
const ADDRESS: &str = "127.0.0.1:8080";

/// Its commands, each with the answer that it shows.
fn commands() -> Vec<(String, String)> {
    let blocks = README.split("```console\n").skip(1).filter_map(|rest| rest.split_once("```"));
    let commands = blocks.flat_map(|(block, _)| block.split("$ curl ").skip(1));
    commands
        .map(|command| {
            let end = command.match_indices('\n').find(|(at, _)| !command[..*at].ends_with('\\'));
            let (command, answer) = command.split_at(end.expect("a command has an end").0);
            (format!("curl {command}"), answer.trim().to_owned())
        })
        .collect()
}

/// Whether an answer is what is shown; three dots stand for any text without quotation marks.
fn is_as_shown(answer: &str, shown: &str) -> bool {
    let mut pieces = shown.split("...");
    let mut rest = pieces.next().and_then(|piece| answer.strip_prefix(piece));
    for piece in pieces {
        rest = rest.and_then(|rest| rest[rest.find('"')?..].strip_prefix(piece));
    }
    rest == Some("")
}

#[test]
#[ignore = "needs curl"]
fn the_commands_of_the_readme_are_answered_as_it_shows() {
    let here = Installation::bare();
    let mut demo = demo(&here);
    let key = loop {
        if let Some(key) = demo.line().strip_prefix("API key of the first owner ") {
            break key.to_owned();
        }
    };
    let (mut token, mut session) = (String::new(), String::new());
    let commands = commands();
    assert!(commands.len() > 7, "{commands:?}");
    for (command, shown) in commands {
        let mut shell = Command::new("bash");
        shell.args(["-c", &command.replace(ADDRESS, &demo.address.to_string())]);
        shell.envs([("KEY", &key), ("TOKEN", &token), ("SESSION", &session)]);
        let answer = feed(&mut shell, b"").stdout;
        assert!(is_as_shown(&answer, &shown), "{command}\n{answer}");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        for (name, kept) in [("token", &mut token), ("sessionToken", &mut session)] {
            if let Some(told) = answer[name].as_str() {
                told.clone_into(kept);
            }
        }
    }
}
