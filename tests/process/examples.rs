//! The programs of `examples/`, run for real against a demo. They need a program beside Rust, so `cargo test` alone passes
//! them over; `tests/run` runs them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};

use crate::demo::demo;
use crate::support::{Installation, Ran, Running, feed};

const HASH: &str = "a6aa75587e5c59c32d347da438505fc3";
const UNKNOWN_HASH: &str = "ffffffffffffffffffffffffffffffff";

/// The demo's first owner and its sub-user, and everybody's password.
const OWNER: &str = "ada@demo.example";
const SUB_USER: &str = "sue@demo.example";
const PASSWORD: &str = "Demo-Fleet-2026!";

/// An example with these arguments and, if there is one, this password.
fn example(program: &str, file: &str, password: &str, arguments: &[&str]) -> Command {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(file);
    let mut command = Command::new(program);
    command.arg(path).args(arguments);
    for variable in ["MUSTER_BASE", "MUSTER_HASH", "MUSTER_LOGIN", "MUSTER_PASSWORD"] {
        command.env_remove(variable);
    }
    if !password.is_empty() {
        command.env("MUSTER_PASSWORD", password);
    }
    command
}

/// Runs an example to its end.
pub fn run(mut example: Command) -> Ran {
    feed(&mut example, b"")
}

fn curl_sh(password: &str, arguments: &[&str]) -> Ran {
    run(example("bash", "curl.sh", password, arguments))
}

/// A Python example, which logs in.
fn python(file: &str, base: &str, login: &str, password: &str, arguments: &[&str]) -> Command {
    example("python3", file, password, &[&["--base", base, "--login", login], arguments].concat())
}

fn base(demo: &Running) -> String {
    format!("http://{}", demo.address)
}

/// The account's things, as its owner is told of them.
fn account(demo: &Running) -> Vec<Value> {
    let list = |action: &str| demo.client(HASH).must(action, json!({}))["list"].clone();
    ["tracker/group/list", "tracker/list", "tag/list", "subuser/list", "api/key/list"].map(list).into()
}

/// Which actions are in the owner's audit log, the oldest first.
fn audited(demo: &Running) -> Vec<String> {
    let span = json!({"from": "2000-01-01 00:00:00", "to": "2100-01-01 00:00:00", "limit": 1_000, "offset": 0});
    let records = demo.client(HASH).must("user/audit/log/list", span)["list"].clone();
    let name = |record: &Value| format!("{}/{}", record["entry_category"], record["action"]).replace('"', "");
    records.as_array().expect("a list").iter().filter(|record| !record["host"].is_null()).map(name).collect()
}

/// An address where nobody listens: that of a demo which has ended.
pub fn nobody() -> String {
    let here = Installation::bare();
    let demo = demo(&here);
    let base = base(&demo);
    demo.kill();
    base
}

/// The address of a server that answers one request, whatever it is, with this.
pub fn parrot(answer: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        let mut asked = BufReader::new(stream.try_clone().expect("the same"));
        let mut length = 0;
        for line in asked.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
            let line = line.to_ascii_lowercase();
            length = line.strip_prefix("content-length: ").map_or(length, |number| number.parse().expect("a number"));
        }
        asked.read_exact(&mut vec![0; length]).expect("the body");
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", answer.len());
        stream.write_all((head + answer).as_bytes()).expect("sent");
    });
    base
}

#[test]
#[ignore = "needs curl"]
fn curl_sh_calls_all_five_actions_and_leaves_the_account_as_it_was() {
    let here = Installation::bare();
    let demo = demo(&here);
    let before = account(&demo);
    for (who, password) in [(HASH, ""), (OWNER, PASSWORD)] {
        for trackers in [&[][..], &["999199", "991999"], &["991999", "999199", "999919"]] {
            let ran = curl_sh(password, &[&[base(&demo).as_str(), who], trackers].concat()).done();
            for action in ["list", "create", "update", "assign", "delete"] {
                let line = ran.stdout.lines().find(|line| line.starts_with(&format!("tracker/group/{action} ")));
                assert!(line.is_some_and(|line| line.contains(r#"{"success":true"#)), "{action}: {ran:?}");
            }
            assert_eq!(account(&demo), before, "{who} {trackers:?}");
        }
    }
    let sessions: Vec<_> = audited(&demo).into_iter().filter(|action| action.starts_with("user/")).collect();
    assert_eq!(sessions, ["user/login", "user/logout"].repeat(3), "by a login it leaves no session open");
}

#[test]
#[ignore = "needs curl"]
fn curl_sh_says_in_one_sentence_why_it_failed() {
    let here = Installation::bare();
    let demo = demo(&here);
    let before = account(&demo);
    let base = base(&demo);
    let nobody = nobody();
    for (password, arguments, code, with) in [
        ("", vec![base.as_str(), UNKNOWN_HASH], 1, "User or API key not found or session ended"),
        ("", vec![&base, HASH, "404404"], 1, "the account has no tracker 404404"),
        ("", vec![&nobody, HASH], 1, "no answer from"),
        ("", vec![&base, OWNER], 1, "put the password into MUSTER_PASSWORD"),
        ("a wrong one", vec![&base, OWNER], 1, "Wrong login or password"),
        ("", vec![&base], 2, "usage: "),
        ("", vec![&base, "a6aa"], 2, "usage: "),
    ] {
        let ran = curl_sh(password, &arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{ran:?}");
        let last = ran.stderr.lines().last().unwrap_or_default();
        assert!(last.contains(with), "{ran:?}");
        assert!(ran.stderr.lines().count() == 1 || arguments[0] == nobody, "curl itself says a line too: {ran:?}");
    }
    assert_eq!(account(&demo), before);
}

#[test]
#[ignore = "needs python3"]
fn the_dashboard_prints_each_group_in_its_colour_with_its_trackers_and_logs_out() {
    let here = Installation::bare();
    let demo = demo(&here);
    let client = demo.client(HASH);
    let tag = client.must("tag/create", json!({"tag": {"name": "leased", "color": "FF6DDC"}}))["id"].clone();
    let bindings = json!([{"tag_id": tag, "ordinal": 1}]);
    client.must("tracker/tags/set", json!({"tracker_id": 999_199, "tag_bindings": bindings}));

    let said = run(python("dashboard.py", &base(&demo), OWNER, PASSWORD, &[])).done().stdout;
    let list = |action: &str| client.must(action, json!({}))["list"].as_array().expect("a list").clone();
    let [groups, trackers] = ["tracker/group/list", "tracker/list"].map(list);
    let group_id = |tracker: &Value| tracker["group_id"].as_i64().expect("a group");
    for group in &groups {
        let members = trackers.iter().filter(|tracker| group_id(tracker) == group["id"]).count();
        let [title, color] = ["title", "color"].map(|key| group[key].as_str().expect("a text"));
        assert!(said.contains(&format!("{color} {title} ({members})\n")), "{title}: {said}");
    }
    for tracker in &trackers {
        let [label, device] =
            [&tracker["label"], &tracker["source"]["device_id"]].map(|text| text.as_str().expect("a text"));
        let tag = if tracker["id"] == 999_199 { "  #leased" } else { "" };
        let line = format!("{}  {label}  [{device}]  just registered{tag}\n", tracker["id"]);
        assert!(said.contains(&line), "{line}: {said}");
    }
    let without = trackers.iter().filter(|tracker| group_id(tracker) == 0).count();
    assert!(said.contains(&format!("no group ({without})\n")), "{said}");
    assert!(said.starts_with("ada@demo.example\n"), "{said}");
    assert_eq!(said.lines().count(), 1 + groups.len() + 1 + trackers.len(), "and nothing else: {said}");
    assert_eq!(audited(&demo)[2..], ["user/login", "user/logout"]);
}

#[test]
#[ignore = "needs python3"]
fn the_dashboard_watches_until_it_is_told_to_stop() {
    let here = Installation::bare();
    let demo = demo(&here);
    let mut command = python("dashboard.py", &base(&demo), SUB_USER, PASSWORD, &["--watch", "1"]);
    let mut watching = command.stdout(Stdio::piped()).spawn().expect("started");
    // Held open to the end: the second page is not all written yet when its first line is read.
    let mut said = BufReader::new(watching.stdout.take().expect("a pipe")).lines();
    let shown_again = said.by_ref().map_while(Result::ok).filter(|line| line == SUB_USER).nth(1);
    assert!(shown_again.is_some(), "it ended");
    kill_process(Pid::from_child(&watching), Signal::INT).expect("signalled");
    assert_eq!(watching.wait().expect("ended").code(), Some(0));
    drop(said);
    assert_eq!(audited(&demo), ["user/login", "user/logout"]);
}

#[test]
#[ignore = "needs python3"]
fn the_dashboard_says_in_one_sentence_why_it_failed() {
    let here = Installation::bare();
    let demo = demo(&here);
    for (base, password, with) in [
        (base(&demo), "a wrong one", "the server refused user/auth: Wrong login or password (code 102)"),
        (base(&demo), "", "put the password into MUSTER_PASSWORD"),
        (base(&demo) + "/nowhere", PASSWORD, "Wrong handler (code 111)"),
        (nobody(), PASSWORD, "no answer to user/auth from http://127.0.0.1:"),
        ("nonsense".to_owned(), PASSWORD, "no answer to user/auth from nonsense"),
        (parrot("<html>"), PASSWORD, "no answer to user/auth"),
        (parrot("{}"), PASSWORD, "does not answer user/auth as a tracking server does"),
    ] {
        run(python("dashboard.py", &base, OWNER, password, &[])).complained(with);
    }
}

#[test]
#[ignore = "needs python3"]
fn the_tour_finds_everything_as_documented_by_each_transport_and_leaves_the_account_as_it_was() {
    let here = Installation::bare();
    let demo = demo(&here);
    let before = account(&demo);
    for transport in ["json", "form", "get"] {
        let said = run(python("tour.py", &base(&demo), OWNER, PASSWORD, &["--transport", transport])).done().stdout;
        assert_eq!(said, TOUR, "{transport}");
        assert_eq!(account(&demo), before, "{transport}");
    }
    assert_eq!(audited(&demo), AUDITED_TOUR.repeat(3));
}

/// What the tour says.
const TOUR: &str = "\
logged in as ada@demo.example
22 trackers, 18 of them in 3 groups
made a tag
registered a sub-user who sees 2 trackers
which sees these and no others
and may neither create, update, fill nor delete a group
renamed the tracker Spare unit 91
polled 22 states
made an API key, used it, and revoked it
undid everything, and logged out
";

/// What it leaves in the audit log.
const AUDITED_TOUR: [&str; 12] = [
    "user/login",
    "tag/create",
    "subuser/register",
    "subuser/tracker_bind",
    "subuser/session_create",
    "tracker/update",
    "api_key/create",
    "api_key/delete",
    "tracker/update",
    "subuser/delete",
    "tag/delete",
    "user/logout",
];

#[test]
#[ignore = "needs python3"]
fn the_tour_says_in_one_sentence_what_is_not_as_documented() {
    for (answer, with) in [
        ("<html>", "no answer to user/auth"),
        ("[]", "user/auth should be an object but is []"),
        (r#"{"success": true, "type": "authenticated"}"#, "user/auth.hash is not there"),
        (r#"{"success": true, "type": "authenticated", "hash": "a6aa"}"#, "user/auth.hash should be like [0-9a-f]{32}"),
        (
            r#"{"success": true, "type": "known", "hash": "a6aa"}"#,
            r#"user/auth.type should be one of authenticated but is "known""#,
        ),
        (r#"{"success": 1, "type": "authenticated", "hash": "a6aa"}"#, "user/auth.success should be bool but is 1"),
    ] {
        run(python("tour.py", &parrot(answer), OWNER, PASSWORD, &[])).complained(with);
    }
}

#[test]
#[ignore = "needs python3"]
fn the_tour_undoes_what_it_did_if_it_cannot_go_on() {
    let here = Installation::bare();
    let demo = demo(&here);
    for (base, login, password, with) in [
        (base(&demo), OWNER, "a wrong one", "user/auth was refused: Wrong login or password (code 102)"),
        (base(&demo), OWNER, "", "put the password into MUSTER_PASSWORD"),
        (nobody(), OWNER, PASSWORD, "no answer to user/auth from http://127.0.0.1:"),
    ] {
        run(python("tour.py", &base, login, password, &[])).complained(with);
    }
    let ran =
        run(python("tour.py", &base(&demo), SUB_USER, PASSWORD, &[])).failed_for("sue@demo.example is not an owner");
    assert_eq!(ran.stdout, "logged in as sue@demo.example\n");
    // With as many keys as there may be, one of which the demo has made, it comes to a stop near its end.
    for number in 1..20 {
        demo.client(HASH).must("api/key/create", json!({"title": format!("Key {number}")}));
    }
    let before = account(&demo);
    run(python("tour.py", &base(&demo), OWNER, PASSWORD, &[]))
        .failed_for("api/key/create was refused: Over quota (code 268)");
    assert_eq!(account(&demo), before);
    let done = audited(&demo);
    let count = |action: &str| done.iter().filter(|there| *there == action).count();
    assert_eq!((count("user/login"), count("user/logout")), (2, 2), "{done:?}");
}

impl Ran {
    /// It failed with exit code 1 and this one sentence, and had done nothing.
    #[track_caller]
    pub fn complained(self, with: &str) {
        assert_eq!(self.failed_for(with).stdout, "");
    }

    /// It failed with exit code 1 and this one sentence.
    #[track_caller]
    pub fn failed_for(self, with: &str) -> Self {
        assert_eq!(self.code, 1, "{self:?}");
        assert!(self.stderr.contains(with) && self.stderr.lines().count() == 1, "not {with:?} in {self:?}");
        self
    }
}
