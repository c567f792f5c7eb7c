//! The files of `src`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::tokens::code_and_literals;

/// A file of `src`.
pub(crate) struct Source {
    /// Its path under `src`, such as `store/tx.rs`.
    pub(crate) path: String,
    pub(crate) text: String,
    /// The text without its comments and the insides of its literals, so that only code is searched.
    pub(crate) code: String,
}

impl Source {
    /// The top-level module that it belongs to.
    pub(crate) fn module(&self) -> &str {
        self.path.split(['/', '.']).next().unwrap_or_default()
    }

    /// The code without the tests at its end.
    pub(crate) fn product(&self) -> &str {
        product(&self.code)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).expect(path)
}

pub(crate) fn sources() -> Vec<Source> {
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
pub(crate) fn product(code: &str) -> &str {
    match code.split_once("\n#[cfg(test)]\nmod tests {\n") {
        Some((product, tests)) if tests.find("\n}\n") == tests.len().checked_sub(3) => product,
        _ => code,
    }
}

mod samples {
    use super::*;

    #[test]
    fn the_scanner_keeps_step_with_every_source_file() {
        for Source { path, code, .. } in sources() {
            for (open, close) in [('{', '}'), ('(', ')'), ('[', ']')] {
                assert_eq!(code.matches(open).count(), code.matches(close).count(), "{path}: {open} and {close}");
            }
        }
    }

    #[test]
    fn only_a_module_of_tests_at_the_end_counts_as_tests() {
        let tests = "\n#[cfg(test)]\nmod tests {\n    fn a() {}\n}\n";
        assert_eq!(product(&format!("fn b() {{}}\n{tests}")), "fn b() {}\n");
        let hidden = format!("fn b() {{}}\n{tests}fn c() {{}}\n");
        assert_eq!(product(&hidden), hidden);
    }
}
