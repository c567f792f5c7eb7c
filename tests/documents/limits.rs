//! `docs/limits.md`, made from the table of bounds; and the bounds against their source and their tests.

use std::collections::BTreeSet;

use muster::limits::{Bound, Limits, table};

use crate::{compare_or_write, sources, spec_rows, text};

const PAGE: &str = "docs/limits.md";

const HEAD: &str = "\
# Limits

Everything that somebody could make large has a bound. Those with a setting can be set by flag or by environment
(`--body-limit` is `MUSTER_BODY_LIMIT`); the others are fixed, some of them by the vendors. What comes beyond a limit is
the failure's code and its HTTP status as Navixy's clients see them, or what else happens.

This page is made from `src/limits/table.rs`: `MUSTER_WRITE_DOCUMENTS=1 cargo test --test documents` writes it anew.
";

/// What stands in `src/limits.rs` and is no bound.
const NO_BOUNDS: [&str; 2] = ["MIB", "session_overflow"];

/// What a line begins with that names the bounds which the test after it, or the row of `tests/spec/`, shows at their edge.
const SHOWN_BY_TEST: &str = "// shows: ";
const SHOWN_BY_ROW: &str = "# shows: ";

/// The bounds that no test shows at their edge, and why.
const UNSHOWN: [(&str, &str); 5] = [
    ("CONNECTIONS_PER_WORKER", "more connections than a test's process may open"),
    ("REQUESTS_BETWEEN_SWEEPS", "nobody can see when those at rest are forgotten"),
    ("UPGRADE_RETRY", "nobody can see how often it looked"),
    ("BACKUP_PAGES_PER_STEP", "nobody can see how many steps there were"),
    ("BACKUP_STOPS_EVERY", "nobody can see how often it looked"),
];

fn bounds() -> Vec<Bound> {
    table(&Limits::default()).into_iter().flat_map(|(_, bounds)| bounds).collect()
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (title, bounds) in table(&Limits::default()) {
        page += &format!("\n## {title}\n\n| what | limit | setting | beyond it |\n|---|---|---|---|\n");
        for Bound { what, amount, setting, beyond, .. } in bounds {
            let setting = if setting.is_empty() { String::new() } else { format!("`{setting}` ") };
            page += &format!("| {what} | {amount} | {setting}| {beyond} |\n");
        }
    }
    page
}

#[test]
fn the_page_of_limits_is_what_there_is() {
    compare_or_write(PAGE, &page());
}

#[test]
fn every_bound_is_in_the_table_once() {
    let source = text("src/limits.rs");
    let constants = source.lines().filter_map(|line| line.strip_prefix("pub const "));
    let (_, fields) = source.split_once("pub struct Limits {").expect("the settings");
    let (fields, _) = fields.split_once("\n}").expect("their end");
    let fields = fields.lines().filter_map(|line| line.trim().strip_prefix("pub "));
    let named = constants.chain(fields).filter_map(|line| line.split(':').next());
    let there: BTreeSet<_> = named.filter(|name| !NO_BOUNDS.contains(name)).collect();
    let told: Vec<_> = bounds().iter().map(|bound| bound.name).collect();
    assert_eq!(told.iter().copied().collect::<BTreeSet<_>>(), there);
    assert_eq!(told.len(), there.len(), "each once");
}

/// The bounds that a text says are shown, each time before what may show them.
fn shown<'t>(text: &'t str, mark: &str, may_show: impl Fn(&str) -> bool) -> Vec<&'t str> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let marked = lines.windows(2).filter_map(|pair| Some((pair[0].strip_prefix(mark)?, pair[1])));
    let names = marked.flat_map(|(names, next)| {
        assert!(may_show(next), "{mark}{names}: {next} shows nothing");
        names.split(", ")
    });
    names.collect()
}

fn is_test(line: &str) -> bool {
    line == "#[test]" || line.starts_with("#[tokio::test")
}

#[test]
fn every_bound_is_shown_by_a_test_or_says_why_not() {
    let by_tests = sources::files().flat_map(|file| shown(file, SHOWN_BY_TEST, is_test));
    let by_rows = spec_rows::FILES.iter().flat_map(|file| shown(file, SHOWN_BY_ROW, |line| line == "[[row]]"));
    let shown: BTreeSet<_> = by_tests.chain(by_rows).collect();
    let unshown = BTreeSet::from(UNSHOWN.map(|(name, _)| name));
    let both: Vec<_> = shown.intersection(&unshown).collect();
    assert!(both.is_empty(), "{both:?} are shown");
    let told: BTreeSet<_> = bounds().iter().map(|bound| bound.name).collect();
    let named = &shown | &unshown;
    let odd: Vec<_> = named.symmetric_difference(&told).collect();
    assert!(odd.is_empty(), "{odd:?}: bounds that nothing shows, or names of none");
}

#[test]
fn bounds_are_read_from_the_lines_before_tests() {
    let text = "    // shows: A, B\n    #[test]\n    fn a() {}\n// shows: C\n#[tokio::test(start_paused = true)]\n";
    assert_eq!(shown(text, SHOWN_BY_TEST, is_test), ["A", "B", "C"]);
    assert!(!is_test("fn a() {}") && !is_test(""));
}
