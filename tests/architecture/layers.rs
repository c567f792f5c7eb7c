//! Who may use whom.

use std::collections::BTreeSet;

use crate::expect_none;
use crate::sources::{Source, read, sources};
use crate::tokens::{find_word, is_word};

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

mod samples {
    use super::*;

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
}
