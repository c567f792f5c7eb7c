//! The access log: whatever is asked has one line, under the name that its answer carries.

use serde_json::{Value, json};

use crate::support::{Installation, RawAnswer, Running, exchange, request};

const TOKEN: &str = "canary-Kanarienvogel";

/// A server that logs everything about requests as objects.
fn serve(here: &Installation) -> Running {
    let mut command = here.command("serve --listen 127.0.0.1:0 --log-format json");
    Running::start(command.env("MUSTER_METRICS_TOKEN", TOKEN).env("RUST_LOG", "info,muster::access=debug"))
}

fn ask(server: &Running, first: &str, headers: &[&str]) -> RawAnswer {
    exchange(server.address, &request(first, headers, b""))
}

#[test]
fn pages_have_lines_too_quiet_ones_if_they_are_asked_for_all_the_time() {
    let here = Installation::new();
    let server = serve(&here);
    let token = format!("Authorization: Bearer {TOKEN}");
    let [none, right, wrong]: [&[&str]; 3] = [&[], &[&token], &["Authorization: Bearer kanarienvogel"]];
    let rows = [
        ("GET /", none, "INFO", "GET /", 200),
        ("GET /console/js/main.js", none, "INFO", "GET /console", 200),
        ("GET /console/kanarienvogel?kanarienvogel", none, "INFO", "GET /console", 404),
        ("GET /livez", none, "DEBUG", "GET /livez", 200),
        ("HEAD /readyz", none, "DEBUG", "HEAD /readyz", 200),
        ("BREW /readyz", none, "INFO", "- /readyz", 405),
        ("GET /metrics", right, "DEBUG", "GET /metrics", 200),
        ("GET /metrics", wrong, "WARN", "GET /metrics", 401),
        ("OPTIONS /tracker/list?kanarienvogel", none, "DEBUG", "OPTIONS", 204),
    ];
    let expected = rows.map(|(first, headers, level, action, status)| {
        let reply = ask(&server, first, headers);
        let name = reply.header("x-request-id").expect("a name");
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
