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

/// What stands among the bounds and is none.
const NO_BOUNDS: [&str; 2] = ["MIB", "session_overflow"];

/// What a line begins with that names the bounds which the test after it, or the row of `tests/spec/`, shows at their edge.
const SHOWN_BY_TEST: &str = "// shows: ";
const SHOWN_BY_ROW: &str = "# shows: ";

/// The bounds that no test shows at their edge, and why.
const UNSHOWN: [(&str, &str); 14] = [
    ("CONNECTIONS_PER_WORKER", "more connections than a test's process may open"),
    ("REQUESTS_BETWEEN_SWEEPS", "nobody can see when those at rest are forgotten"),
    ("KEEP_ALIVE", "more than a minute is too long for a test"),
    ("LONG_BODIES", "nobody can see how many are parsed at a time"),
    ("PASSWORDS_AT_A_TIME", "nobody can see how many are verified at a time"),
    ("FLEET_HEADINGS_BYTES", "headings that are longer part their columns in one way from the first on"),
    ("BUSY_PATIENCE", "half a minute is too long for a test"),
    ("READINESS_PATIENCE", "a write that waits would hold the tests up"),
    ("READINESS_HOLDS", "nobody can see whether it looked again"),
    ("LATE_REQUESTS", "requests that are late and do not end would hold the tests up"),
    ("CLOSING", "it takes a database that does not close"),
    ("UPGRADE_RETRY", "nobody can see how often it looked"),
    ("BACKUP_PAGES_PER_STEP", "nobody can see how many steps there were"),
    ("BACKUP_STOPS_EVERY", "nobody can see how often it looked"),
];

/// The numbers that stand where they are used, because they are no bounds of what anybody sends, keeps or waits for.
const NO_LIMITS: [(&str, &[&str]); 7] = [
    (
        "is what something is",
        &[
            "navixy/installation::PAAS_ID",
            "navixy/installation::TARIFF_ID",
            "ops/demo::DOCUMENTED_GROUP",
            "ops/demo::DOCUMENTED_NEW_GROUP",
            "seal::KEY_BYTES",
            "seal::NONCE_BYTES",
            "store/calls::SECONDS_A_DAY",
            "store/generations::CHANGING",
            "store/sqlite::APPLICATION_ID",
            "store/sqlite::OLDEST_SQLITE",
            "store/sqlite::SCHEMA_VERSION",
        ],
    ),
    (
        "is how much of something there is in the program",
        &["metrics/requests::CODES", "ops/demo::SUB_USER_SEES", "phc::MEMORY_KIB", "phc::PASSES", "shards::SHARDS"],
    ),
    (
        "is what a bound is counted in",
        &["args/budget::ENTRY", "args/budget::VALUE", "guesses::HOUR", "guesses::MINUTE"],
    ),
    (
        "makes it quick: how much at once, and how much is at hand",
        &[
            "answers::BOOKKEEPING",
            "answers::USUAL_WEIGHT",
            "dispatch/request_id::BLOCK",
            "dispatch/sending::PIECE",
            "store/audit::FORGOTTEN_A_WRITE",
            "store/generations::SLOTS",
            "store/sqlite::CHECKPOINT_PAGES",
            "store/sqlite::READER_CACHE_KIB",
            "store/sqlite::STATEMENT_CACHE",
            "store/sqlite::WRITER_CACHE_KIB",
        ],
    ),
    (
        "is from where on something is done in another way",
        &[
            "dispatch/body::PATIENCE",
            "dispatch/gzip::LONG",
            "dispatch/gzip::WORTH_IT",
            "dispatch/asked::SHORT_BODY",
            "dispatch/request_id::LONGEST",
            "dispatch/response::AT_ONCE",
            "guesses::HELD_BACK_FROM",
            "thingspace/faults::NAMED",
        ],
    ),
    (
        "is how often the program looks, or writes what it has noted",
        &[
            "backups/schedule::LOOK",
            "logging::GATHERED",
            "server/stopping::LOOK",
            "store/generations::LEASE",
            "store/generations::NOTICED",
            "store/notes::KEPT",
            "store/writer::NOTES_INTERVAL",
        ],
    ),
    (
        "is what a refusal tells, and holds nobody up",
        &["hasher::COME_BACK", "store/idle_sessions::REMEMBERED", "turns::COME_BACK"],
    ),
];

/// The kinds of numbers that bound something.
const NUMBERS: [&str; 9] = ["usize", "u64", "u32", "u16", "u8", "i64", "i32", "Duration", "SignedDuration"];

/// The numbers that a source file gives names to, at its outermost level and before its tests: those of a type or an action
/// are its own matter.
fn numbers(file: &str) -> impl Iterator<Item = &str> {
    let product = file.split("\n#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    product.lines().filter_map(|line| {
        let public = line.strip_prefix("pub").and_then(|line| line.split_once(' '));
        let (name, rest) = public.map_or(line, |(_, line)| line).strip_prefix("const ")?.split_once(": ")?;
        NUMBERS.contains(&rest.split(' ').next()?).then_some(name)
    })
}

fn bounds() -> Vec<Bound> {
    table(&Limits::default()).into_iter().flat_map(|(_, bounds)| bounds).collect()
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (title, bounds) in table(&Limits::default()) {
        page += &format!("\n## {title}\n\n| what | limit | setting | beyond it |\n|---|---|---|---|\n");
        for Bound { what, amount, setting, beyond, .. } in bounds {
            let setting = setting.map(|setting| format!("`{setting}` ")).unwrap_or_default();
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
    let (fixed, settable) = (text("src/limits/fixed.rs"), text("src/limits/settable.rs"));
    let constants = fixed.lines().filter_map(|line| line.strip_prefix("pub const "));
    let (_, fields) = settable.split_once("pub struct Limits {").expect("the fields");
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
fn a_number_is_a_bound_or_says_what_else_it_is() {
    let mut there = BTreeSet::new();
    for (path, file) in sources::product() {
        let module = path.trim_end_matches(".rs");
        if !module.starts_with("domain/") && !module.starts_with("limits/") {
            there.extend(numbers(file).map(|name| format!("{module}::{name}")));
        }
    }
    let named: BTreeSet<_> = NO_LIMITS.iter().flat_map(|(_, names)| *names).map(|name| (*name).to_owned()).collect();
    assert_eq!(there, named, "those that are there, and those that NO_LIMITS names; a bound goes to src/limits");
}

#[test]
fn numbers_are_found() {
    let file = "const A: u8 = 1;\npub(super) const B: Duration = LONG;\nconst TEXT: &str = \"\";\n    const OWN: u8 = 2;\n\
                \n#[cfg(test)]\nmod tests {\nconst C: u8 = 3;\n";
    assert_eq!(numbers(file).collect::<Vec<_>>(), ["A", "B"]);
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
