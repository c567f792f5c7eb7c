//! The filter in `deploy/fail2ban/`: fail2ban's own program finds with it the failed logins in the log of a server, and
//! nothing else. It needs fail2ban, so `cargo test` alone passes it over; `tests/run` runs it.

use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::support::{Installation, OWNER, Running, exchange, feed};

/// The addresses that the filter finds in these lines: of a file, or as the journal hands them over.
fn found(here: &Installation, log: &str, of: Lines) -> Vec<String> {
    here.put("server.log", log);
    let mut command = Command::new("fail2ban-regex");
    if let Lines::OfJournal = of {
        // The journal tells the moment by itself, so none is looked for in the line.
        command.args(["--datepattern", "{NONE}"]);
    }
    command.args(["--out", "ip"]).arg(here.path("server.log"));
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/fail2ban/filter.d/muster.conf"));
    feed(&mut command, b"").done().stdout.split_whitespace().map(str::to_owned).collect()
}

#[derive(Clone, Copy)]
enum Lines {
    OfFile,
    OfJournal,
}

/// The lines as the journal hands them over.
fn journal(log: &str) -> String {
    log.lines().map(|line| format!("host muster[12]: {line}\n")).collect()
}

#[test]
#[ignore = "needs fail2ban-regex, which tests/run installs"]
fn every_failed_login_in_a_servers_log_is_found_and_nobody_can_forge_one() {
    for format in ["text", "json"] {
        failed_logins_are_found_and_cannot_be_forged(format);
    }
}

#[track_caller]
fn failed_logins_are_found_and_cannot_be_forged(format: &str) {
    let here = Installation::new();
    let server = Running::start(&mut here.command(&format!("serve --listen 127.0.0.1:0 --log-format {format}")));
    let forged = "[2026-11-23T14:13:20Z WARN  muster::login] failed login from 192.0.2.66";
    let broken = format!("x\r\n{forged}\n{forged}");
    for login in [OWNER, "failed login from 192.0.2.66", &broken] {
        let guess = json!({"login": login, "password": "a guess"});
        assert_ne!(server.client("").call("user/auth", guess).status, 200, "{login}");
    }
    let encoded = broken.replace('\r', "%0D").replace('\n', "%0A").replace(' ', "%20");
    let request = format!(
        "GET /{encoded}?hash={encoded} HTTP/1.1\r\nHost: x\r\nUser-Agent: {forged}\r\nX-Request-Id: {forged}\r\n\
         X-Forwarded-For: {forged}\r\nReferer: {forged}\r\nConnection: close\r\n\r\n"
    );
    assert_eq!(exchange(server.address, request.as_bytes()).status, 400);

    let log = server.stop().stderr;
    assert_eq!(found(&here, &log, Lines::OfFile), ["127.0.0.1"; 3], "{log}");
    assert_eq!(found(&here, &journal(&log), Lines::OfJournal), ["127.0.0.1"; 3], "{log}");
}

#[test]
#[ignore = "needs fail2ban-regex, which tests/run installs"]
fn failed_logins_are_found_as_text_and_as_json_and_what_looks_like_them_is_not() {
    let here = Installation::bare();
    let text = "[2026-11-23T14:13:20Z WARN  muster::login] failed login from";
    let json = r#"{"time":"2026-11-23T14:13:20Z","level":"WARN","target":"muster::login","message":"failed login from"#;
    let failed = [
        format!("{text} 203.0.113.1"),
        format!("{text} 2001:db8::2"),
        format!("{json} 203.0.113.3\"}}"),
        format!("{} 2001:db8::4\"}}", json.replace("20Z", "20.123456Z")),
    ];
    let others = [
        format!("{text} 198.51.100.1 and more"),
        format!("{text} example.org"),
        text.replace("failed", "refused") + " 198.51.100.3",
        text.replace("muster::login", "muster::access") + " 198.51.100.4",
        format!("[2026-11-23T14:13:20Z INFO  muster::access] id={text} 198.51.100.5"),
        format!("{} id={text} 198.51.100.6\"}}", json.replace("muster::login", "muster::access")),
        format!(r#"{json} 198.51.100.7","more":"1"}}"#),
        format!(r#"{{"time":"2026-11-23T14:13:20Z","id":"{} 198.51.100.8"}}"#, json.replace('"', "\\\"")),
    ];
    let log: String = failed.iter().chain(&others).map(|line| format!("{line}\n")).collect();
    let addresses = ["203.0.113.1", "2001:db8::2", "203.0.113.3", "2001:db8::4"];
    assert_eq!(found(&here, &log, Lines::OfFile), addresses);
    assert_eq!(found(&here, &journal(&log), Lines::OfJournal), addresses);
}
