//! `docs/back-up.md`: its commands do what it shows.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{Installation, Running, feed, wait_until};

const DOCUMENT: &str = include_str!("../../../docs/back-up.md");

/// The folder of the program.
fn programs() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_muster")).parent().expect("a folder")
}

/// A shell in that installation, to which the program is known by its name.
fn shell(here: &Installation, line: &str) -> Command {
    let path = format!("{}:{}", programs().display(), std::env::var("PATH").expect("a path"));
    let mut shell = Command::new("sh");
    // The caller's own settings are not the document's.
    for (name, value) in here.command("").get_envs() {
        match value {
            Some(value) => shell.env(name, value),
            None => shell.env_remove(name),
        };
    }
    shell.current_dir(here.folder()).args(["-c", line]).env("PATH", path);
    shell
}

/// The blocks of that kind.
fn blocks(kind: &str) -> Vec<&'static str> {
    let opening = format!("```{kind}\n");
    DOCUMENT.split(opening.as_str()).skip(1).filter_map(|rest| rest.split_once("```")).map(|(block, _)| block).collect()
}

/// A line without what differs from one time to the next: numbers of bytes, moments and folders.
fn plain(line: &str) -> String {
    let words = line.split(' ').map(|word| match word {
        path if path.contains(".replaced-") => "(a path)",
        bytes if bytes.starts_with('(') => "(bytes",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn the_commands_of_the_document_do_what_it_shows() {
    let here = Installation::new();
    let commands: Vec<_> = blocks("console").into_iter().flat_map(|block| block.split("$ ").skip(1)).collect();
    assert!(commands.len() > 4, "{commands:?}");
    for command in commands {
        let (line, shown) = command.split_once('\n').expect("a line");
        let said = feed(&mut shell(&here, line), b"").done().stdout;
        assert_eq!(said.lines().map(plain).collect::<Vec<_>>(), shown.lines().map(plain).collect::<Vec<_>>(), "{line}");
    }
}

#[test]
fn the_schedule_of_the_document_makes_backups() {
    let here = Installation::new();
    fs::create_dir(here.path("kept")).expect("made");
    for line in blocks("sh") {
        let server = Running::start(&mut shell(&here, &format!("exec {} --listen 127.0.0.1:0", line.trim())));
        let is_made = || {
            let mut entries = fs::read_dir(here.path("kept")).expect("a folder").map(|entry| entry.expect("an entry"));
            entries.any(|entry| entry.path().extension().is_some_and(|ending| ending == "db"))
        };
        wait_until("a backup", is_made);
        server.stop();
    }
}
