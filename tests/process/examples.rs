//! The programs of `examples/`, run for real against a demo. They need a program beside Rust, so `cargo test` alone passes
//! them over; `tests/run` runs them.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::demo::demo;
use crate::support::{Installation, Ran, Running, feed};

const HASH: &str = "a6aa75587e5c59c32d347da438505fc3";
const UNKNOWN_HASH: &str = "ffffffffffffffffffffffffffffffff";

/// An example with these arguments, run to its end.
fn example(program: &str, file: &str, arguments: &[&str]) -> Ran {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(file);
    let mut command = Command::new(program);
    command.arg(path).args(arguments).env_remove("MUSTER_BASE").env_remove("MUSTER_HASH");
    feed(&mut command, b"")
}

fn curl_sh(arguments: &[&str]) -> Ran {
    example("bash", "curl.sh", arguments)
}

fn dashboard(base: &str, hash: &str) -> Ran {
    example("python3", "dashboard.py", &["--base", base, "--hash", hash])
}

fn base(demo: &Running) -> String {
    format!("http://{}", demo.address)
}

/// The demo's groups and trackers.
fn lists(demo: &Running) -> [Vec<Value>; 2] {
    let list = |action: &str| demo.client(HASH).must(action, json!({}))["list"].as_array().expect("a list").clone();
    ["tracker/group/list", "tracker/list"].map(list)
}

/// An address where nobody listens: that of a demo which has ended.
fn nobody() -> String {
    let here = Installation::bare();
    let demo = demo(&here);
    let base = base(&demo);
    demo.kill();
    base
}

#[test]
#[ignore = "needs curl"]
fn curl_sh_calls_all_five_actions_and_leaves_the_account_as_it_was() {
    let here = Installation::bare();
    let demo = demo(&here);
    let before = lists(&demo);
    for trackers in [&[][..], &["999199", "991999"], &["991999", "999199", "999919"]] {
        let ran = curl_sh(&[&[base(&demo).as_str(), HASH], trackers].concat()).done();
        for action in ["list", "create", "update", "assign", "delete"] {
            let line = ran.stdout.lines().find(|line| line.starts_with(&format!("tracker/group/{action} ")));
            assert!(line.is_some_and(|line| line.contains(r#"{"success":true"#)), "{action}: {ran:?}");
        }
        assert_eq!(lists(&demo), before, "{trackers:?}");
    }
}

#[test]
#[ignore = "needs curl"]
fn curl_sh_says_in_one_sentence_why_it_failed() {
    let here = Installation::bare();
    let demo = demo(&here);
    let before = lists(&demo);
    let base = base(&demo);
    let nobody = nobody();
    for (arguments, code, with) in [
        (vec![base.as_str(), UNKNOWN_HASH], 1, "User or API key not found or session ended"),
        (vec![&base, HASH, "404404"], 1, "the account has no tracker 404404"),
        (vec![&nobody, HASH], 1, "no answer from"),
        (vec![&base], 2, "usage: "),
        (vec![&base, "a6aa"], 2, "usage: "),
    ] {
        let ran = curl_sh(&arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{ran:?}");
        let last = ran.stderr.lines().last().unwrap_or_default();
        assert!(last.contains(with), "{ran:?}");
        assert!(ran.stderr.lines().count() == 1 || arguments[0] == nobody, "curl itself says a line too: {ran:?}");
    }
    assert_eq!(lists(&demo), before);
}

#[test]
#[ignore = "needs python3"]
fn the_dashboard_prints_each_group_in_its_colour_with_its_trackers() {
    let here = Installation::bare();
    let demo = demo(&here);
    let said = dashboard(&base(&demo), HASH).done().stdout;
    let [groups, trackers] = lists(&demo);
    let group_id = |tracker: &Value| tracker["group_id"].as_i64().expect("a group");
    for group in &groups {
        let members = trackers.iter().filter(|tracker| group_id(tracker) == group["id"]).count();
        let [title, color] = ["title", "color"].map(|key| group[key].as_str().expect("a text"));
        assert!(said.contains(&format!("{color} {title} ({members})\n")), "{title}: {said}");
    }
    for tracker in &trackers {
        let (id, label) = (&tracker["id"], tracker["label"].as_str().expect("a label"));
        assert!(said.contains(&format!("{id}  {label}  [")), "{label}: {said}");
    }
    let without = trackers.iter().filter(|tracker| group_id(tracker) == 0).count();
    assert!(said.contains(&format!("no group ({without})\n")), "{said}");
    assert_eq!(said.lines().count(), groups.len() + 1 + trackers.len(), "and nothing else: {said}");
}

#[test]
#[ignore = "needs python3"]
fn the_dashboard_says_in_one_sentence_why_it_failed() {
    let here = Installation::bare();
    let demo = demo(&here);
    for (base, hash, with) in [
        (base(&demo), UNKNOWN_HASH, "User or API key not found or session ended (code 4)"),
        (base(&demo), "a6aa", "Wrong hash (code 3)"),
        (base(&demo) + "/nowhere", HASH, "Wrong handler (code 111)"),
        (nobody(), HASH, "no answer to tracker/group/list from http://127.0.0.1:"),
        ("nonsense".to_owned(), HASH, "no answer to tracker/group/list from nonsense"),
    ] {
        dashboard(&base, hash).complained(with);
    }
}

impl Ran {
    /// It failed with exit code 1 and this one sentence.
    #[track_caller]
    fn complained(&self, with: &str) {
        assert_eq!((self.code, self.stdout.as_str()), (1, ""), "{self:?}");
        assert!(self.stderr.contains(with) && self.stderr.lines().count() == 1, "not {with:?} in {self:?}");
    }
}
