//! The metrics of the real program: what `deploy/` and the documents make of them is there, and Prometheus's own tool has
//! nothing against it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::noticed::serve_in_little_room;
use crate::support::{Installation, OWNER, Ran, RawAnswer, Running, exchange, feed, request, wait_until};

const DASHBOARD: &str = "deploy/grafana.json";
const RULES: &str = "deploy/alerts.yml";
const DOCUMENT: &str = "docs/operate.md";
const TOKEN: &str = "canary-Kanarienvogel";

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn text(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn ask(server: &Running, headers: &[&str]) -> RawAnswer {
    exchange(server.address, &request("GET /metrics", headers, b""))
}

/// What a server tells that has had something to do.
fn scrape() -> String {
    let here = Installation::new();
    let server = here.serve();
    let client = server.client(&here.api_key);
    client.must("tracker/group/create", json!({"title": "Vans", "color": "FF0000"}));
    client.call("tracker/group/create", json!({}));
    client.call("user/auth", json!({"login": OWNER, "password": "wrong"}));
    exchange(server.address, &request("GET /livez", &[], b""));
    let reply = ask(&server, &[]);
    assert_eq!(reply.status, 200, "{reply:?}");
    reply.body
}

/// The words of a text that are names of metrics.
fn names(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| c != '_' && !c.is_ascii_alphanumeric());
    words.filter(|word| word.starts_with("muster_") || word.starts_with("process_")).collect()
}

/// The texts under this key, wherever they are.
fn texts_of<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    match value {
        Value::Object(object) => {
            let here = object.get(key).and_then(Value::as_str);
            here.into_iter().chain(object.values().flat_map(|inner| texts_of(inner, key))).collect()
        }
        Value::Array(list) => list.iter().flat_map(|inner| texts_of(inner, key)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn whatever_the_dashboard_and_the_rules_ask_for_is_told() {
    let scrape = scrape();
    let told: BTreeSet<_> = scrape.lines().filter_map(|line| line.split(['{', ' ']).next()).collect();
    let dashboard: Value = serde_json::from_str(&text(DASHBOARD)).expect("JSON");
    let rules = text(RULES);
    let asked_by = [
        (DASHBOARD, [texts_of(&dashboard, "expr"), texts_of(&dashboard, "query")].concat().join("\n")),
        (RULES, rules.lines().filter_map(|line| line.trim().strip_prefix("expr:")).collect()),
    ];
    for (file, asked) in asked_by {
        let asked = names(&asked);
        assert!(asked.len() > 5, "{file} asks for something: {asked:?}");
        let missing: Vec<_> = asked.difference(&told).collect();
        assert!(missing.is_empty(), "{file} asks for {missing:?}, not told in\n{scrape}");
    }
}

#[test]
fn the_dashboard_asks_the_source_that_its_reader_chooses() {
    let dashboard: Value = serde_json::from_str(&text(DASHBOARD)).expect("JSON");
    let variables = dashboard["templating"]["list"].as_array().expect("variables");
    assert!(variables.iter().any(|variable| variable["type"] == "datasource" && variable["name"] == "datasource"));
    let sources: BTreeSet<_> = texts_of(&dashboard["panels"], "uid").into_iter().collect();
    assert_eq!(sources, BTreeSet::from(["${datasource}"]));
}

#[test]
fn the_document_names_every_metric_and_no_other() {
    let (scrape, document) = (scrape(), text(DOCUMENT));
    let types = scrape.lines().filter_map(|line| line.strip_prefix("# TYPE ")?.split(' ').next());
    let told: BTreeSet<_> = types.filter(|name| name.starts_with("muster_")).collect();
    let rows: String = document.lines().filter(|line| line.starts_with("| `muster_")).collect();
    let documented: BTreeSet<_> = names(&rows).into_iter().filter(|name| name.starts_with("muster_")).collect();
    assert_eq!(documented, told);
}

#[test]
fn a_full_disk_is_told() {
    let here = Installation::new();
    let server = serve_in_little_room(&here);
    let client = server.client(&here.api_key);
    let create = |number: u32| {
        client.call("tracker/group/create", json!({"title": format!("Depot {number}"), "color": "1E96DC"})).status
    };
    assert!(ask(&server, &[]).body.contains("\nmuster_writable 1\n"));
    assert!((0..1_000).any(|number| create(number) == 500), "a mebibyte is not room for so many");
    let told = ask(&server, &[]).body;
    for line in [
        "muster_writable 0",
        "muster_failed_commits_total 1",
        r#"muster_server_errors_total{dialect="navixy"} 1"#,
        r#"muster_requests_total{dialect="navixy",action="tracker/group/create",code="1"} 1"#,
    ] {
        assert!(told.lines().any(|found| found == line), "{line} is not in\n{told}");
    }
    // Whoever asks whether it is ready makes it write; there may be room for that a few times yet.
    let ready = || exchange(server.address, &request("GET /readyz", &[], b""));
    wait_until("there is no room left", || ready().status == 503);
    let reason = "the database cannot be written; the log says why";
    assert_eq!(ready().json(), json!({"ready": false, "reason": reason}));
    assert!(ask(&server, &[]).body.contains("\nmuster_writable 0\n"));
}

#[test]
fn a_token_is_heeded_and_told_to_nobody() {
    let here = Installation::new();
    let serve = |flag: &str| here.command(&format!("serve --listen 127.0.0.1:0 {flag}"));
    for mut command in [serve(&format!("--metrics-token {TOKEN}")), {
        let mut command = serve("");
        command.env("MUSTER_METRICS_TOKEN", TOKEN);
        command
    }] {
        let server = Running::start(command.env("RUST_LOG", "trace"));
        assert_eq!(ask(&server, &[]).status, 401);
        assert_eq!(ask(&server, &[&format!("Authorization: Bearer {TOKEN}")]).status, 200);
        let ended = server.stop();
        assert!(ended.stderr.contains("TRACE") && !ended.stderr.contains(TOKEN), "{ended:?}");
    }
    let help = feed(here.command("serve --help").env("MUSTER_METRICS_TOKEN", TOKEN), b"").done();
    assert!(help.stdout.contains("MUSTER_METRICS_TOKEN") && !help.stdout.contains(TOKEN), "{help:?}");
}

#[test]
fn a_bad_token_is_refused_without_being_repeated() {
    let here = Installation::new();
    for bad in ["Kanarienvogel", "Kanarienvogel und Zeisig"] {
        let mut by_environment = here.command("serve");
        for refused in [
            here.run(&format!("serve --metrics-token '{bad}'")),
            feed(by_environment.env("MUSTER_METRICS_TOKEN", bad), b""),
        ] {
            let refused = refused.refused(1, "--metrics-token <TOKEN>: must be 16 to 256 printable ASCII characters");
            assert!(!refused.stderr.contains("Kanarienvogel"), "{refused:?}");
        }
    }
}

/// Prometheus's tool, which must be content.
#[track_caller]
fn promtool(arguments: &[&str], input: &str) -> Ran {
    let promtool = std::env::var_os("MUSTER_TEST_PROMTOOL").expect("MUSTER_TEST_PROMTOOL, which tests/run sets");
    feed(Command::new(promtool).current_dir(path("")).args(arguments), input.as_bytes()).done()
}

#[test]
#[ignore = "needs promtool, which tests/run installs"]
fn prometheus_has_nothing_against_the_metrics() {
    promtool(&["check", "metrics"], &scrape());
}

#[test]
#[ignore = "needs promtool, which tests/run installs"]
fn prometheus_takes_the_rules_and_the_sample_settings() {
    let rules = promtool(&["check", "rules", RULES], "");
    assert!(rules.stdout.contains("SUCCESS"), "{rules:?}");
    let document = text(DOCUMENT);
    let sample = document.split("```yaml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("a sample");
    let here = Installation::bare();
    here.put("prometheus.yml", sample);
    let file = here.path("prometheus.yml");
    promtool(&["check", "config", "--syntax-only", file.to_str().expect("a plain name")], "");
}

#[test]
#[ignore = "needs promtool, which tests/run installs"]
fn each_trouble_raises_its_alert_and_a_server_that_is_well_none() {
    promtool(&["test", "rules", "tests/process/metrics/alerts_test.yml"], "");
}
