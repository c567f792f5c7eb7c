//! The source tree keeps its own rules: who may use whom, how long a file may grow, and that schema and statements mean
//! what the types say. They are read off the text, because the compiler knows none of them.
//!
//! First the rules, then the checks, then the scanners, and at the end a bad sample for each scanner, so that no check
//! passes for want of looking.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use muster::access::Origin;
use muster::domain::{
    AccountName, ApplicationKey, ApplicationTitle, AuditRecordId, Color, Country, CustomFieldValue, Description,
    DeviceId, Digest, GroupTitle, IdentifierKind, KeyTitle, Login, Model, NamedCountry, Phone, ProfileText,
    SecurityGroupLabel, StateRegNum, StorePeriod, TagName, TrackerLabel, UiKey, UiValue, UserPhone,
};

/// The modules from the bottom up. Each may use only those before it: so what is below can be read, tested and moved
/// without what stands on top of it, and one more dialect or database is an addition and no rebuilding.
const LAYERS: [&str; 37] = [
    "schema",
    "domain",
    "error",
    "limits",
    "clock",
    "files",
    "shards",
    "metrics",
    "seal",
    "phc",
    "store",
    "access",
    "ops",
    "args",
    "ratelimit",
    "hasher",
    "guesses",
    "draining",
    "readiness",
    "turns",
    "answers",
    "admissions",
    "backups",
    "app",
    "action",
    "rest",
    "navixy",
    "plaspy",
    "thingspace",
    "openapi",
    "console",
    "pages",
    "dispatch",
    "server",
    "logging",
    "config",
    "cli",
];

/// The one use upwards: statements take the scope that they must stay within, and only authorisation can make one.
const UPWARD: (&str, &str) = ("store", "access::Scope");

/// The dialects, of which none is built on another, although one stands above the other in the list: each speaks to its
/// vendor's clients as if it were alone.
const DIALECTS: [&str; 3] = ["navixy", "plaspy", "thingspace"];

/// What only some modules may name: HTTP and SQL have one home each, and nobody who serves requests becomes the operator.
const HOMES: [(&str, &[&str]); 7] = [
    ("actix_web", &["dispatch", "server"]),
    ("actix_tls", &["server"]),
    ("rustls", &["server"]),
    ("rusqlite", &["store"]),
    ("r2d2", &["store"]),
    ("r2d2_sqlite", &["store"]),
    ("at_the_command_line", &["access", "cli"]),
];

/// What one module may not name: the field's types know nothing of JSON documents.
const BARRED: (&str, &str) = ("domain", "serde_json");

/// What has no place outside tests: it ends a thread, or writes past the log and the command line's printer.
const UNFINISHED: [&str; 5] = [".unwrap()", "todo!", "unimplemented!", "println!", "dbg!"];

const MAIN_LINES: usize = 40;
const FILE_LINES: usize = 300;
const FUNCTION_LINES: usize = 40;

/// The tables whose key does not begin with the account, and why.
const KEYED_OTHERWISE: [(&str, &str); 6] = [
    ("id_counters", "belongs to no account: ids are unique over the whole server"),
    ("applications", "belongs to no account: a program passes the gate before anybody logs in"),
    ("sessions", "a session is found by its digest before any account is known"),
    ("idle_sessions", "a session is found by its digest before any account is known"),
    ("api_keys", "a key is found by its digest before any account is known"),
    ("key_tokens", "a token is found by its digest before any account is known"),
];

/// The store's statements on accounts' tables that no account bounds, and why.
const UNBOUNDED: [(&str, &str); 21] = [
    ("account_names::is_taken", "names are unique over the whole server"),
    ("api_keys::account_of", "tells whose key it is, which the operator names by itself"),
    ("api_keys::bearer", "tells whose key it is"),
    ("api_keys::user_of", "tells whose key it is"),
    ("audit::forget", "the log is bounded by age over all accounts"),
    ("backup::COUNTS", "a backup is of the whole file"),
    ("backup::opens", "a backup is of the whole file"),
    ("census::take", "the operator's metrics tell how much all accounts have"),
    ("check::INVARIANTS", "the operator checks the whole file"),
    ("identifiers::is_taken", "what a device is called is unique over the whole server"),
    ("idle_sessions::bearer", "tells whose session it is"),
    ("idle_sessions::note_use", "the writer notes what readers of all accounts have done"),
    ("key_tokens::bearer", "tells whose token it is"),
    ("passwords::of_login", "tells whose login it is; logins are unique over the whole server"),
    ("put_away::ENDED", "a backup that comes back ends everybody's sessions, and nobody has the file open"),
    ("put_away::end_sessions", "a backup that comes back ends everybody's sessions, and nobody has the file open"),
    ("sessions::bearer", "tells whose session it is"),
    ("sessions::note_uses", "the writer notes what readers of all accounts have done"),
    ("trackers::account_of", "tells whose tracker it is, which the operator names by its id alone"),
    ("users::owners", "the operator lists all accounts"),
    ("users::with_login", "tells whose login it is; logins are unique over the whole server"),
];

/// The columns of a profile that are texts like any other.
const PROFILE_TEXTS: [&str; 16] = [
    "first_name",
    "middle_name",
    "last_name",
    "legal_name",
    "post_country",
    "post_region",
    "post_index",
    "post_city",
    "post_street_address",
    "registered_country",
    "registered_region",
    "registered_index",
    "registered_city",
    "registered_street_address",
    "tin",
    "iec",
];

#[test]
fn every_module_has_its_place_among_the_layers() {
    let sources = sources();
    let there: BTreeSet<_> =
        sources.iter().map(Source::module).filter(|name| !["lib", "main"].contains(name)).collect();
    let placed = BTreeSet::from(LAYERS);
    let unplaced = there.difference(&placed).map(|name| format!("`{name}` is new: place it in LAYERS"));
    let gone = placed.difference(&there).map(|name| format!("`{name}` is gone: take it out of LAYERS"));
    expect_none(unplaced.chain(gone));
}

#[test]
fn modules_use_only_those_below_them() {
    expect_none(sources().iter().flat_map(|source| {
        let used = crate_paths(&source.path, &source.code);
        let wrong = used.into_iter().filter(|path| !may_use(source.module(), path));
        wrong.map(|path| format!("{} may not use {path}", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn dialects_know_nothing_of_each_other() {
    expect_none(sources().iter().filter(|source| DIALECTS.contains(&source.module())).flat_map(|source| {
        let others = DIALECTS.into_iter().filter(|other| *other != source.module());
        let named = others.filter(|other| find_word(&source.code, other).is_some());
        named.map(|other| format!("{} names {other}", source.path)).collect::<Vec<_>>()
    }));
}

#[test]
fn the_map_in_lib_rs_shows_the_layers_from_the_top() {
    let from_the_top: Vec<_> = LAYERS.into_iter().rev().collect();
    assert_eq!(mapped(&read("src/lib.rs")), from_the_top);
}

#[test]
fn http_sql_json_and_the_operator_are_named_only_where_they_belong() {
    expect_none(sources().iter().flat_map(|source| {
        let module = source.module();
        let foreign = HOMES.into_iter().filter(|(_, homes)| !homes.contains(&module)).map(|(name, _)| name);
        let barred = foreign.chain((module == BARRED.0).then_some(BARRED.1));
        let named = barred.filter(|name| find_word(&source.code, name).is_some());
        named.map(|name| format!("{} names {name}", source.path)).collect::<Vec<_>>()
    }));
}

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

#[test]
fn the_schemas_lengths_are_those_of_the_types() {
    let digest = size_of::<Digest>();
    let text = ProfileText::MAX_CHARS;
    let expected = BTreeMap::from([
        (("account_names", "name"), AccountName::MAX_CHARS),
        (("api_keys", "digest"), digest),
        (("api_keys", "title"), KeyTitle::MAX_CHARS),
        (("applications", "key"), ApplicationKey::MAX_CHARS),
        (("applications", "secret_digest"), digest),
        (("applications", "title"), ApplicationTitle::MAX_CHARS),
        (("applications", "token_digest"), digest),
        (("audit_records", "user_agent"), Origin::USER_AGENT_CHARS),
        (("custom_fields", "value"), CustomFieldValue::MAX_CHARS),
        (("idle_sessions", "digest"), digest),
        (("key_tokens", "digest"), digest),
        (("key_tokens", "key_digest"), digest),
        (("profiles", "phone"), UserPhone::MAX_CHARS),
        (("profiles", "state_reg_num"), StateRegNum::MAX_CHARS),
        (("security_groups", "label"), SecurityGroupLabel::MAX_CHARS),
        (("security_groups", "store_period"), StorePeriod::MAX_CHARS),
        (("sessions", "digest"), digest),
        (("sources", "device_id"), DeviceId::MAX_CHARS),
        (("sources", "model"), Model::MAX_CHARS),
        (("sources", "phone"), Phone::MAX_CHARS),
        (("tags", "color"), Color::DIGITS),
        (("tags", "name"), TagName::MAX_CHARS),
        (("tracker_groups", "color"), Color::DIGITS),
        (("tracker_groups", "description"), Description::MAX_CHARS),
        (("tracker_groups", "title"), GroupTitle::MAX_CHARS),
        (("tracker_identifiers", "value"), IdentifierKind::MAX_CHARS),
        (("trackers", "label"), TrackerLabel::MAX_CHARS),
        (("ui_settings", "key"), UiKey::MAX_CHARS),
        (("ui_settings", "value"), UiValue::MAX_CHARS),
        (("user_details", "country"), NamedCountry::MAX_CHARS),
        (("user_details", "country_code"), Country::all()[0].code().len()),
        (("user_details", "description"), Description::MAX_CHARS),
        (("user_details", "disabled_message"), Description::MAX_CHARS),
        (("user_details", "message"), Description::MAX_CHARS),
        (("users", "login"), Login::MAX_CHARS),
    ]);
    let profile = |column| (("profiles", column), text);
    let expected: BTreeMap<_, _> = expected.into_iter().chain(PROFILE_TEXTS.map(profile)).collect();
    assert_eq!(lengths(&tables(&read("schema.sql"))), expected);
}

#[test]
fn every_table_is_clustered_by_its_account() {
    let schema = read("schema.sql");
    let otherwise = KEYED_OTHERWISE.map(|(table, _)| table);
    expect_none(tables(&schema).iter().flat_map(|table| {
        let spread = (!table.clustered).then(|| format!("{} has a rowid", table.name));
        let wrong = table.key_begins_with("account_id") == otherwise.contains(&table.name);
        let key = wrong.then(|| format!("{}: its key and KEYED_OTHERWISE disagree", table.name));
        spread.into_iter().chain(key)
    }));
}

#[test]
fn ids_are_positive_signed_32_bit_integers_in_every_table() {
    let schema = read("schema.sql");
    let check = format!("CHECK (id BETWEEN 1 AND {})", i32::MAX);
    expect_none(tables(&schema).iter().flat_map(|table| {
        let wrong = table.column("id").filter(|line| !line.contains(&check));
        wrong.map(|line| format!("{}: {line}", table.name))
    }));
    let counter = tables(&schema).iter().find_map(|table| table.column("next_id")).expect("the counters");
    assert!(
        counter.contains(&format!("BETWEEN 1 AND {}", AuditRecordId::MAX + 1)),
        "one past the last number: {counter}"
    );
    let number =
        tables(&schema).iter().find_map(|table| table.column("number").filter(|_| table.name == "audit_records"));
    let number = number.expect("the audit records' numbers");
    assert!(number.contains(&format!("BETWEEN 1 AND {}", AuditRecordId::MAX)), "{number}");
}

#[test]
fn every_statement_on_an_accounts_table_is_bounded_by_an_account() {
    let schema = read("schema.sql");
    let tables = tables(&schema);
    let owned = tables.iter().filter(|table| table.column("account_id").is_some()).map(|table| table.name);
    let owned: Vec<_> = owned.chain(views(&schema)).collect();
    let mut unbounded = BTreeSet::new();
    for source in sources() {
        for (item, sql) in statements(&source.text) {
            assert_eq!(source.module(), "store", "{} has SQL: {sql}", source.path);
            if owned.iter().any(|name| find_word(&sql, name).is_some()) && !is_bounded(&sql) {
                let file = source.path.trim_start_matches("store/").trim_end_matches(".rs");
                unbounded.insert(format!("{file}::{item}"));
            }
        }
    }
    let expected = UNBOUNDED.map(|(item, _)| item.to_owned());
    assert_eq!(unbounded, expected.into(), "those without an account, and those that UNBOUNDED names");
}

#[track_caller]
fn expect_none(problems: impl Iterator<Item = String>) {
    let problems: Vec<_> = problems.collect();
    assert!(problems.is_empty(), "\n{}", problems.join("\n"));
}

/// A file of `src`.
struct Source {
    /// Its path under `src`, such as `store/tx.rs`.
    path: String,
    text: String,
    /// The text without its comments and the insides of its literals, so that only code is searched.
    code: String,
}

impl Source {
    /// The top-level module that it belongs to.
    fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// The code without the tests at its end.
    fn product(&self) -> &str {
        product(&self.code)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

fn sources() -> Vec<Source> {
    let root = root().join("src");
    let (mut folders, mut files) = (vec![root.clone()], Vec::<PathBuf>::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let path = entry.expect("an entry of src").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let source = |file: PathBuf| {
        let text = fs::read_to_string(&file).expect("a source file");
        let path = file.strip_prefix(&root).expect("under src").to_str().expect("a plain name").replace('\\', "/");
        Source { path, code: code_and_literals(&text).0, text }
    };
    files.into_iter().map(source).collect()
}

/// The code before the module of tests, if that module closes the file; anything else counts as no test.
fn product(code: &str) -> &str {
    match code.split_once("\n#[cfg(test)]\nmod tests {\n") {
        Some((product, tests)) if tests.find("\n}\n") == tests.len().checked_sub(3) => product,
        _ => code,
    }
}

/// What a text of Rust begins with.
enum Token {
    /// Code of that length.
    Code(usize),
    /// A comment of that length.
    Comment(usize),
    /// A text: the length of what opens it, and of what is inside.
    Text(usize, usize),
}

fn token(rest: &str) -> Token {
    let raw = rest.strip_prefix("br").or(rest.strip_prefix('r')).unwrap_or_default();
    let (hashes, after_hashes) = raw.split_at(raw.len() - raw.trim_start_matches('#').len());
    let length = |end: Option<usize>, closing: usize| end.map_or(rest.len(), |end| end + closing);
    if rest.starts_with("//") {
        Token::Comment(length(rest.find('\n'), 0))
    } else if rest.starts_with("/*") {
        Token::Comment(length(rest.find("*/"), 2))
    } else if after_hashes.starts_with('"') {
        let (open, close) = (rest.len() - after_hashes.len() + 1, format!("\"{hashes}"));
        Token::Text(open, rest[open..].find(&close).unwrap_or(rest.len() - open))
    } else if let Some(inside) = rest.strip_prefix('"') {
        Token::Text(1, unescaped(inside, '"').unwrap_or(inside.len()))
    } else if let Some(inside) = rest.strip_prefix('\'') {
        // A quote after one character, or after an escape, closes it; any other stands before a lifetime.
        match unescaped(inside, '\'') {
            Some(end) if inside.starts_with('\\') || inside[..end].chars().count() == 1 => Token::Text(1, end),
            _ => Token::Code(1),
        }
    } else {
        // A word at once, so that no letter at its end is taken for the beginning of a raw text.
        let word = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        Token::Code(word.max(rest.chars().next().map_or(0, char::len_utf8)))
    }
}

/// Where the first `quote` without a backslash is.
fn unescaped(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.find(|c| {
        let found = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        found
    })
}

/// The text with blanks for its comments and the insides of its literals, and each literal with its place.
fn code_and_literals(text: &str) -> (String, Vec<(usize, &str)>) {
    let blank = |text: &str| text.bytes().map(|b| if b == b'\n' { '\n' } else { ' ' }).collect::<String>();
    let (mut code, mut literals) = (String::new(), Vec::new());
    while code.len() < text.len() {
        let rest = &text[code.len()..];
        match token(rest) {
            Token::Code(length) => code.push_str(&rest[..length]),
            Token::Comment(length) => code.push_str(&blank(&rest[..length])),
            Token::Text(open, inside) => {
                literals.push((code.len(), &rest[open..open + inside]));
                code.push_str(&rest[..open]);
                code.push_str(&blank(&rest[open..open + inside]));
                // What closes it must not be read as opening the next.
                let close = rest.len().min(open + inside + 1);
                code.push_str(&rest[open + inside..close]);
            }
        }
    }
    (code, literals)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Where `word` stands by itself, not as a part of a longer one.
fn find_word(text: &str, word: &str) -> Option<usize> {
    let apart = |before: Option<char>, edge: Option<char>| !(before.is_some_and(is_word) && edge.is_some_and(is_word));
    let found = |at: &usize| {
        apart(text[..*at].chars().next_back(), word.chars().next())
            && apart(text[at + word.len()..].chars().next(), word.chars().next_back())
    };
    text.match_indices(word).map(|(at, _)| at).find(found)
}

/// The crate's own paths that a file names: from `crate`, or by `super` out of the top-level module.
fn crate_paths(file: &str, code: &str) -> Vec<String> {
    let depth = file.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count();
    let (mut paths, mut rest) = (Vec::new(), code);
    while let Some(at) = ["crate", "super"].into_iter().filter_map(|word| find_word(rest, word)).min() {
        let mut named = Vec::new();
        rest = expand("", &rest[at..], &mut named);
        for path in &named {
            let outside = path.trim_start_matches("super::");
            let climbs = path.matches("super::").count() >= depth && layer(outside).is_some();
            paths.extend(path.strip_prefix("crate::").or(climbs.then_some(outside)).map(str::to_owned));
        }
    }
    paths
}

/// Adds the paths that a text begins with, one or those of its braces, and gives what comes after them.
fn expand<'t>(prefix: &str, tree: &'t str, paths: &mut Vec<String>) -> &'t str {
    let tree = tree.trim_start();
    if let Some(mut branches) = tree.strip_prefix('{') {
        loop {
            let after = expand(prefix, branches, paths);
            // What may stand in between is `as` and another name.
            let end = after.split_at(after.find([',', '}']).unwrap_or(after.len())).1;
            match end.strip_prefix(',') {
                Some(next) => branches = next,
                None => return end.strip_prefix('}').unwrap_or(end),
            }
        }
    }
    let (name, after) = tree.split_at(tree.find(|c| !is_word(c)).unwrap_or(tree.len()));
    if let Some(deeper) = after.strip_prefix("::") {
        return expand(&format!("{prefix}{name}::"), deeper, paths);
    }
    if !name.is_empty() || after.starts_with('*') {
        paths.push(format!("{prefix}{name}"));
    }
    after
}

/// How high a path's module stands.
fn layer(path: &str) -> Option<usize> {
    let module = path.split("::").next();
    LAYERS.iter().position(|layer| Some(*layer) == module)
}

fn may_use(module: &str, path: &str) -> bool {
    match (layer(module), layer(path)) {
        (Some(user), Some(used)) => used <= user || (module, path) == UPWARD,
        _ => false,
    }
}

/// The modules in the order of the list in the crate's documentation.
fn mapped(lib: &str) -> Vec<&str> {
    let lines = lib.lines().filter_map(|line| line.strip_prefix("//! * ")?.split("]:").next());
    lines.flat_map(|line| line.split("[`").skip(1)).filter_map(|name| name.split('`').next()).collect()
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

/// A table of the schema.
struct Table<'s> {
    name: &'s str,
    /// Whether its rows lie in the order of its key.
    clustered: bool,
    /// Its columns and constraints, without comments.
    lines: Vec<&'s str>,
}

impl<'s> Table<'s> {
    fn column(&self, name: &str) -> Option<&'s str> {
        self.lines.iter().copied().find(|line| line.split(' ').next() == Some(name))
    }

    fn key_begins_with(&self, column: &str) -> bool {
        let key = self.lines.iter().find_map(|line| line.strip_prefix("PRIMARY KEY (")?.split([',', ')']).next());
        key == Some(column) || self.column(column).is_some_and(|line| line.contains("PRIMARY KEY"))
    }
}

fn tables(schema: &str) -> Vec<Table<'_>> {
    let table = |text| {
        let (name, rest) = str::split_once(text, " (\n").expect("a table's name");
        let (lines, rest) = rest.split_once("\n)").expect("a table's end");
        let lines = lines.lines().filter_map(|line| line.split("--").next()).map(str::trim).collect();
        Table { name, clustered: rest.starts_with(" WITHOUT ROWID;"), lines }
    };
    schema.split("\nCREATE TABLE ").skip(1).map(table).collect()
}

/// The views by name: each shows rows of accounts, so what reads one must be bounded like what reads a table.
fn views(schema: &str) -> Vec<&str> {
    schema.split("\nCREATE VIEW ").skip(1).filter_map(|view| view.split(' ').next()).collect()
}

/// The greatest length of each column whose length is checked, by table and column.
fn lengths<'s>(tables: &[Table<'s>]) -> BTreeMap<(&'s str, &'s str), usize> {
    let length = |line: &'s str| {
        let (column, check) = line.split_once("length(")?.1.split_once(')')?;
        Some((column, check.split(')').next()?.split(' ').next_back()?.parse().expect("a number")))
    };
    let lines = tables.iter().flat_map(|table| table.lines.iter().map(|line| (table.name, *line)));
    lines.filter_map(|(table, line)| length(line).map(|(column, most)| ((table, column), most))).collect()
}

/// What a statement begins with.
const VERBS: [&str; 6] = ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH"];

/// The words of a text, each with its place.
fn words(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let placed = code.split_inclusive(|c| !is_word(c)).map(move |part| {
        let at = next;
        next += part.len();
        (at, part.trim_end_matches(|c| !is_word(c)))
    });
    placed.filter(|(_, word)| !word.is_empty())
}

/// Where the first bracket after a place is closed.
fn closing(code: &str, from: usize, [open, close]: [char; 2]) -> usize {
    let mut depth = 0;
    let end = code[from..].char_indices().find(|(_, c)| {
        depth += i32::from(*c == open) - i32::from(*c == close);
        *c == close && depth == 0
    });
    end.map_or(code.len(), |(end, _)| from + end)
}

/// A named thing that texts stand in. Only of a macro it is told where it ends; of others the next one follows.
struct Item<'t> {
    name: &'t str,
    is_macro: bool,
    from: usize,
    to: usize,
}

fn items(code: &str) -> Vec<Item<'_>> {
    let words: Vec<_> = words(code).collect();
    words.windows(2).filter_map(|pair| item(code, pair)).collect()
}

fn item<'t>(code: &'t str, pair: &[(usize, &'t str)]) -> Option<Item<'t>> {
    let [(from, keyword), (_, name)] = *pair else { return None };
    let is_macro = keyword == "macro_rules";
    let to = if is_macro { closing(code, from, ['{', '}']) } else { code.len() };
    (is_macro || matches!(keyword, "fn" | "const" | "static")).then_some(Item { name, is_macro, from, to })
}

/// The statements in a file, each with the item it stands in, put together of their parts: of those of a `concat!`, and,
/// where a macro begins a statement, of that beginning and what its calls add.
fn statements(text: &str) -> Vec<(String, String)> {
    let (code, literals) = code_and_literals(text);
    let code = product(&code);
    let items = items(code);
    let (mut found, mut end) = (Vec::<(&str, bool, String)>::new(), 0);
    for (at, literal) in literals.into_iter().filter(|(at, _)| *at < code.len()) {
        let item = items.iter().rfind(|item| (item.from..item.to).contains(&at));
        let (item, is_macro) = item.map_or(("", false), |item| (item.name, item.is_macro));
        let concat = code[..at].trim_end().strip_suffix("concat!(");
        let outside = concat.unwrap_or(&code[..at]).trim_end();
        let called = outside.strip_suffix("!(").and_then(|rest| rest.rsplit(|c| !is_word(c)).next());
        let beginning = found.iter().rfind(|(name, is_macro, _)| *is_macro && Some(*name) == called);
        let beginning = beginning.map(|(_, _, sql)| sql.clone());
        if beginning.is_some() || begins_a_statement(literal) {
            found.push((item, is_macro, beginning.unwrap_or_default() + literal));
            end = concat.map_or(at, |before| closing(code, before.len(), ['(', ')']));
        } else if at < end
            && let Some((_, _, sql)) = found.last_mut()
        {
            sql.push_str(literal);
        }
    }
    found.into_iter().filter(|(_, is_macro, _)| !is_macro).map(|(item, _, sql)| (item.to_owned(), sql)).collect()
}

/// A verb alone begins none: it is a method of HTTP.
fn begins_a_statement(literal: &str) -> bool {
    let after = |verb: &&str| literal.trim_start().strip_prefix(*verb);
    VERBS.iter().filter_map(after).any(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether a statement stays within one account: that of a bound value, or the one that it writes.
fn is_bounded(sql: &str) -> bool {
    let columns = sql.strip_prefix("INSERT").and_then(|rest| rest.split(')').next()).unwrap_or_default();
    find_word(columns, "account_id").is_some() || find_word(sql, "account_id = ?").is_some()
}

mod scanners {
    //! Each scanner, shown what it must find and what it must leave alone.

    use super::*;

    #[test]
    fn code_is_told_from_comments_and_literals() {
        let text = r###"a("x\"//", r#"y"z"#, '"', b'\'', &'c d) // crate::e "f"
/* println! */ for"g" 'h'"###;
        let (code, literals) = code_and_literals(text);
        assert_eq!(code.len(), text.len());
        assert_eq!(
            literals.iter().map(|(_, literal)| *literal).collect::<Vec<_>>(),
            ["x\\\"//", "y\"z", "\"", "\\'", "g", "h"]
        );
        let words: Vec<_> = code.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
        assert_eq!(words, ["a", "r", "b", "c", "d", "for"]);
    }

    #[test]
    fn the_scanner_keeps_step_with_every_source_file() {
        for Source { path, code, .. } in sources() {
            for (open, close) in [('{', '}'), ('(', ')'), ('[', ']')] {
                assert_eq!(code.matches(open).count(), code.matches(close).count(), "{path}: {open} and {close}");
            }
        }
    }

    #[test]
    fn a_word_is_not_found_inside_another() {
        for (text, word, at) in [
            ("eprintln!()", "println!", None),
            ("r2d2_sqlite::X", "r2d2", None),
            ("source_account_id = ?1", "account_id = ?", None),
            ("a.unwrap()", ".unwrap()", Some(1)),
            ("(todo!())", "todo!", Some(1)),
            ("eprintln!(); println!()", "println!", Some(13)),
        ] {
            assert_eq!(find_word(text, word), at, "{text}");
        }
    }

    #[test]
    fn only_a_module_of_tests_at_the_end_counts_as_tests() {
        let tests = "\n#[cfg(test)]\nmod tests {\n    fn a() {}\n}\n";
        assert_eq!(product(&format!("fn b() {{}}\n{tests}")), "fn b() {}\n");
        let hidden = format!("fn b() {{}}\n{tests}fn c() {{}}\n");
        assert_eq!(product(&hidden), hidden);
    }

    #[test]
    fn paths_are_found_in_trees_inline_and_by_climbing() {
        for (file, code, paths) in [
            ("access.rs", "use crate::store::Tx;", vec!["store::Tx"]),
            ("access.rs", "use crate::{ops::{self, users as u,}, cli};", vec!["ops::self", "ops::users", "cli"]),
            ("ops/users.rs", "fn a() -> crate::cli::B<crate::app::C> {}", vec!["cli::B", "app::C"]),
            ("ops/users.rs", "use crate::*;", vec![""]),
            ("access.rs", "use super::store;", vec!["store"]),
            ("ops/users.rs", "use super::super::cli::A;", vec!["cli::A"]),
            ("ops/users.rs", "use super::store::A;", vec![]),
            ("ops/mod.rs", "pub(crate) use super::{cli::A, other};", vec!["cli::A"]),
            ("store/tx.rs", "pub(super) fn a(supercrate: u8) {}", vec![]),
        ] {
            assert_eq!(crate_paths(file, code), paths, "{file}: {code}");
        }
    }

    #[test]
    fn a_module_may_use_itself_and_those_below_it() {
        for (module, path) in [("cli", "domain::A"), ("ops", "ops::users"), ("store", "access::Scope")] {
            assert!(may_use(module, path), "{module}: {path}");
        }
        for (module, path) in [
            ("domain", "error::A"),
            ("store", "access::Master"),
            ("store", "access::Scope::as_operator"),
            ("seal", "access::Scope"),
            ("ops", "newcomer::A"),
            ("newcomer", "domain::A"),
            ("ops", ""),
        ] {
            assert!(!may_use(module, path), "{module}: {path}");
        }
    }

    #[test]
    fn the_map_is_read_in_its_order() {
        assert_eq!(mapped("//! * [`b`]: see [`x`].\n//! more\n//! * [`c`], [`a`]: y\n"), ["b", "c", "a"]);
    }

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

    const SCHEMA: &str = "-- Text.
CREATE TABLE a (
    account_id BIGINT NOT NULL,
    id         BIGINT NOT NULL, -- PRIMARY KEY (account_id)
    title      TEXT CHECK (length(title) BETWEEN 1 AND 60),
    PRIMARY KEY (id, account_id)
);

CREATE TABLE b (
    account_id BIGINT NOT NULL PRIMARY KEY CHECK (length(account_id) = 6)
) WITHOUT ROWID;

CREATE VIEW c (account_id) AS
    SELECT account_id FROM a;
";

    #[test]
    fn tables_keys_and_lengths_are_read_from_the_schema() {
        let tables = tables(SCHEMA);
        let [a, b] = tables.as_slice() else { unreachable!("there are two tables") };
        assert!(!a.clustered && !a.key_begins_with("account_id") && a.key_begins_with("id"));
        assert!(b.clustered && b.key_begins_with("account_id"));
        assert_eq!((a.column("id"), a.column("i"), b.column("id")), (Some("id         BIGINT NOT NULL,"), None, None));
        assert_eq!(lengths(&tables), [(("a", "title"), 60), (("b", "account_id"), 6)].into());
        assert_eq!(views(SCHEMA), ["c"]);
    }

    #[test]
    fn statements_are_found_whole_and_by_item() {
        let text = r#"
macro_rules! select_a { ($rest:literal) => { concat!("SELECT account_id FROM a ", $rest) }; }
fn b() { tx.all(select_a!("WHERE id = ?1"), "not one") }
const C: [&str; 1] = ["UPDATE a
    SET b = 1"];
fn d() {
    macro_rules! seen { ($rest:literal) => { select_a!(concat!("WHERE b = 1 ", $rest)) }; }
    tx.all(seen!("AND c = 2"), "not one");
    tx.one(concat!("SELECT b", c!(), " FROM a ", "WHERE d"), "DELETE")
}
"#;
        let found = statements(text);
        let expected = [
            ("b", "SELECT account_id FROM a WHERE id = ?1"),
            ("C", "UPDATE a\n    SET b = 1"),
            ("d", "SELECT account_id FROM a WHERE b = 1 AND c = 2"),
            ("d", "SELECT b FROM a WHERE d"),
        ];
        assert_eq!(found, expected.map(|(item, sql)| (item.to_owned(), sql.to_owned())));
    }

    #[test]
    fn an_account_bounds_a_statement_only_as_a_value() {
        for sql in [
            "SELECT id FROM a WHERE a.account_id = ?1",
            "INSERT INTO a (id, account_id) VALUES (?1, ?2)",
            "UPDATE a SET b = 1 WHERE account_id = ?2 AND id = ?1",
        ] {
            assert!(is_bounded(sql), "{sql}");
        }
        for sql in [
            "SELECT account_id FROM a WHERE id = ?1",
            "SELECT a.id FROM a JOIN b ON a.account_id = b.account_id",
            "INSERT INTO a (id) SELECT account_id FROM b",
            "DELETE FROM a WHERE source_account_id = ?1",
        ] {
            assert!(!is_bounded(sql), "{sql}");
        }
    }
}
