//! Every statement is in the store, and stays within an account.

use std::collections::BTreeSet;

use crate::schema::{tables, views};
use crate::sources::{product, read, sources};
use crate::tokens::{code_and_literals, find_word, is_word};

/// The store's statements on accounts' tables that no account bounds, and why.
const UNBOUNDED: [(&str, &str); 21] = [
    ("account_names::is_taken", "names are unique over the whole server"),
    ("api_keys::account_of", "tells whose key it is, which the operator names by itself"),
    ("api_keys::bearer", "tells whose key it is"),
    ("api_keys::user_of", "tells whose key it is"),
    ("audit::forget", "the log is bounded by age over all accounts"),
    ("backup::COUNTS", "a backup is of the whole file"),
    ("backup::sealed", "a backup is of the whole file"),
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

mod samples {
    use super::*;

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
