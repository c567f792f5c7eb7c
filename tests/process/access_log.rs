//! The access log: whatever is asked has one line, under the name that its answer carries.

use serde_json::{Value, json};

use crate::support::{Installation, Reply, Running, exchange};

const TOKEN: &str = "canary-Kanarienvogel";

/// A server that logs everything about requests as objects.
fn serve(here: &Installation) -> Running {
    let mut command = here.command("serve --listen 127.0.0.1:0 --log-format json");
    Running::start(command.env("MUSTER_METRICS_TOKEN", TOKEN).env("RUST_LOG", "info,muster::access=debug"))
}

fn ask(server: &Running, first: &str, header: &str) -> Reply {
    exchange(server.address, format!("{first} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{header}\r\n").as_bytes())
}

#[test]
fn pages_have_lines_too_quiet_ones_if_they_are_asked_for_all_the_time() {
    let here = Installation::new();
    let server = serve(&here);
    let token = format!("Authorization: Bearer {TOKEN}\r\n");
    let rows = [
        ("GET /", "", "INFO", "GET /", 200),
        ("GET /console/js/main.js", "", "INFO", "GET /console", 200),
        ("GET /console/kanarienvogel?kanarienvogel", "", "INFO", "GET /console", 404),
        ("GET /livez", "", "DEBUG", "GET /livez", 200),
        ("HEAD /readyz", "", "DEBUG", "HEAD /readyz", 200),
        ("BREW /readyz", "", "INFO", "- /readyz", 405),
        ("GET /metrics", &token, "DEBUG", "GET /metrics", 200),
        ("GET /metrics", "Authorization: Bearer kanarienvogel\r\n", "WARN", "GET /metrics", 401),
        ("OPTIONS /tracker/list?kanarienvogel", "", "DEBUG", "OPTIONS", 204),
    ];
    let expected = rows.map(|(first, header, level, action, status)| {
        let reply = ask(&server, first, header);
        let head = reply.head.to_lowercase();
        let name = head.lines().find_map(|line| line.strip_prefix("x-request-id: ")).expect("a name");
        json!([name, level, action, status])
    });
    let log = server.stop().stderr;
    let lines = log.lines().map(|line| serde_json::from_str::<Value>(line).expect("an object"));
    let access: Vec<_> = lines.filter(|line| line["target"] == "muster::access").collect();
    let told: Vec<_> =
        access.iter().map(|line| json!([line["request"], line["level"], line["action"], line["status"]])).collect();
    assert_eq!(told, expected);
    assert!(access.iter().any(|line| line["message"] == "not let in: 127.0.0.1"), "{log}");
    assert!(!log.to_lowercase().contains("kanarienvogel"), "{log}");
}
