//! Schemathesis, which makes requests up from an OpenAPI document, good ones and bad ones, and holds the answers against
//! it: none may be a failure of the server's, or other than is told. It needs Python, so `cargo test` alone passes it over;
//! `tests/run` installs and runs it.

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster::openapi::Api;
use serde_json::json;

use crate::demo::{demo, say};
use crate::support::{Installation, OWNER, PASSWORD, Running, feed};

/// How many requests are made up for each action, beside those of the examples and of each bound.
const EXAMPLES: &str = "3";

/// Who the demo's first owner is.
const DEMO: (&str, &str) = ("ada@demo.example", "Demo-Fleet-2026!");

/// Runs the tool on a server's API, with all that its settings name. What it finds is in what it prints.
#[track_caller]
fn finds_nothing(api: Api, server: &Running, named: &[(&str, &str)]) {
    let environment =
        std::env::var_os("MUSTER_TEST_SCHEMATHESIS").expect("MUSTER_TEST_SCHEMATHESIS, which tests/run sets");
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/process/schemathesis");
    // It may leave files where it runs.
    let folder = tempfile::tempdir().expect("a folder");
    let mut tool = Command::new(Path::new(&environment).join("bin/schemathesis"));
    tool.current_dir(&folder).env("PYTHONPATH", &settings).env("PYTHONDONTWRITEBYTECODE", "1");
    tool.envs(named.iter().map(|(name, value)| (format!("MUSTER_{name}"), value)));
    tool.arg("--config-file").arg(settings.join(format!("{}.toml", api.name())));
    tool.args(["run", "--no-color", "--continue-on-failure", "--seed", "1", "--max-examples", EXAMPLES]);
    tool.args(["--generation-database", "none", "--request-timeout", "60"]);
    tool.arg(format!("http://{}{}", server.address, api.path()));
    let ran = feed(&mut tool, b"");
    assert!(ran.code == 0, "{}{}", ran.stdout, ran.stderr);
    for phase in ["Examples", "Coverage", "Fuzzing", "Stateful"] {
        assert!(ran.stdout.contains(&format!("  ✅ {phase}\n")), "{phase}: {}", ran.stdout);
    }
}

/// The demo's key, which it prints.
fn key_of(demo: &mut Running) -> String {
    loop {
        if let Some(key) = demo.line().strip_prefix("API key of the first owner") {
            return key.trim().to_owned();
        }
    }
}

#[test]
#[ignore = "needs schemathesis, which tests/run installs"]
fn navixys_api_is_as_its_document_says() {
    let here = Installation::bare();
    let mut demo = demo(&here);
    let key = key_of(&mut demo);
    let (login, password) = DEMO;
    let client = demo.client("");
    let sessions = [(); 3].map(|()| client.must("user/auth", json!({"login": login, "password": password})));
    let [session, leaving, renewed] = sessions.each_ref().map(|answer| answer["hash"].as_str().expect("a hash"));
    let named = [("KEY", key.as_str()), ("SESSION", session), ("LEAVING", leaving), ("RENEWED", renewed)];
    finds_nothing(Api::Navixy, &demo, &named);
}

#[test]
#[ignore = "needs schemathesis, which tests/run installs"]
fn plaspys_api_is_as_its_document_says() {
    let here = Installation::bare();
    let mut demo = demo(&here);
    let key = key_of(&mut demo);
    finds_nothing(Api::Plaspy, &demo, &[("LOGIN", DEMO.0), ("KEY", &key)]);
}

#[test]
#[ignore = "needs schemathesis, which tests/run installs"]
fn thingspaces_api_is_as_its_document_says() {
    let here = Installation::new();
    let account = "0000000001-00001";
    here.run(&format!("account name --owner {OWNER} {account}")).done();
    here.json(&format!("tracker add --owner {OWNER} --label one --device-id 990013907835573"));
    let [portal, other] = ["Portal", "Other"].map(|title| here.json(&format!("app add --title {title}")));
    let mut command = here.command("serve --listen 127.0.0.1:0 --rate-limit off --require-bearer");
    let server = Running::start(&mut command);

    let text = |object: &serde_json::Value, name: &str| object[name].as_str().expect(name).to_owned();
    let basic = STANDARD.encode(format!("{}:{}", text(&portal, "key"), text(&portal, "secret")));
    let header = format!("Authorization: Basic {basic}\r\nContent-Type: application/x-www-form-urlencoded");
    let token = say(&server, "POST /api/ts/v1/oauth2/token", &header, "grant_type=client_credentials");
    let bearer = text(&token, "access_token");
    let header = format!("Authorization: Bearer {bearer}\r\nContent-Type: application/json");
    let user = json!({"username": OWNER, "password": PASSWORD}).to_string();
    let [session, leaving] =
        [(); 2].map(|()| text(&say(&server, "POST /api/m2m/v1/session/login", &header, &user), "sessionToken"));
    let (app_key, app_secret) = (text(&other, "key"), text(&other, "secret"));
    let named = [
        ("SESSION", session.as_str()),
        ("LEAVING", &leaving),
        ("BEARER", &bearer),
        ("APP_KEY", &app_key),
        ("APP_SECRET", &app_secret),
        ("ACCOUNT", account),
    ];
    finds_nothing(Api::Thingspace, &server, &named);
}
