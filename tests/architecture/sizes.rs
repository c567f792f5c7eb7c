//! How long files and functions may grow, and what none of them may have.

use crate::expect_none;
use crate::sources::sources;
use crate::tokens::find_word;

/// What has no place outside tests: it ends a thread, or writes past the log and the command line's printer.
const UNFINISHED: [&str; 5] = [".unwrap()", "todo!", "unimplemented!", "println!", "dbg!"];

const MAIN_LINES: usize = 40;
const FILE_LINES: usize = 300;
const FUNCTION_LINES: usize = 40;

#[test]
fn files_and_functions_stay_short_enough_to_be_read_at_once() {
    expect_none(sources().iter().flat_map(|source| {
        let most = if source.path == "main.rs" { MAIN_LINES } else { FILE_LINES };
        let lines = source.product().lines().count();
        let file = (lines > most).then(|| format!("{} has {lines} lines, {most} at most", source.path));
        let functions = functions(source.product()).into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES);
        let long = functions.map(|(name, lines)| format!("{}: {name} has {lines} lines", source.path));
        file.into_iter().chain(long).collect::<Vec<_>>()
    }));
}

#[test]
fn nothing_outside_tests_is_unfinished_or_bypasses_the_log() {
    expect_none(sources().iter().flat_map(|source| {
        let found = UNFINISHED.into_iter().filter(|what| find_word(source.product(), what).is_some());
        found.map(|what| format!("{} has {what}", source.path)).collect::<Vec<_>>()
    }));
}

/// Each function with the number of lines between its first and the brace that closes it.
fn functions(code: &str) -> Vec<(&str, usize)> {
    let lines: Vec<_> = code.lines().map(str::trim_end).collect();
    (0..lines.len()).filter_map(|first| function(&lines[first..])).collect()
}

fn function<'t>(lines: &[&'t str]) -> Option<(&'t str, usize)> {
    let first = lines.first()?;
    let name = first[find_word(first, "fn")?..].strip_prefix("fn ")?.split(['(', '<']).next()?;
    // Without a body, or with all of it on one line, there is nothing to count.
    lines.iter().find(|line| line.ends_with(['{', ';', '}']))?.strip_suffix('{')?;
    let closing = format!("{}}}", &first[..first.len() - first.trim_start().len()]);
    let last = lines.iter().position(|line| line.starts_with(&closing)).unwrap_or(lines.len());
    Some((name, last - 1))
}

mod samples {
    use super::*;

    #[test]
    fn a_functions_lines_are_counted_up_to_its_own_brace() {
        let code = "
impl A {
    pub(in crate::b) async fn long<T>(
        a: T,
    ) -> u8 {
        if a {
        }
    }

    fn declared(&self);
    const fn one(&self) {}
}

type Pointer = fn(u8) -> u8;

fn open() {
    a
";
        assert_eq!(functions(code), [("long", 4), ("open", 1)]);
    }
}
