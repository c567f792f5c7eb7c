//! The console's modules that need no browser, in tables of their own that Node's test runner goes through.

use std::path::Path;
use std::process::Command;

#[test]
#[ignore = "needs Node, which tests/run installs"]
fn a_selection_follows_the_rules_of_file_managers() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/selection.test.mjs");
    let told = Command::new("node").arg("--test").arg(table).output().expect("node");
    let text = String::from_utf8_lossy(&told.stdout);
    assert!(told.status.success(), "{text}");
    assert!(!text.contains("\n# pass 0\n"), "it has tried something: {text}");
}
