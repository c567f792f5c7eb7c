//! Where settings come from: flags before environment before the file before defaults.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::{Installation, Running, exchange, feed, request};

/// A setting as `config show` has it, by the command with these words and this environment.
#[track_caller]
fn shown(here: &Installation, words: &str, environment: &[(&str, &str)], name: &str) -> (Value, String) {
    let mut command = here.command(&format!("config show --json {words}"));
    command.envs(environment.iter().copied());
    let settings: Vec<Value> = serde_json::from_str(&feed(&mut command, b"").done().stdout).expect("a list");
    let setting = settings.into_iter().find(|setting| setting["name"] == name).expect(name);
    (setting["value"].clone(), setting["from"].as_str().expect("where from").to_owned())
}

#[test]
fn flags_go_before_the_environment_before_the_file_before_defaults() {
    let here = Installation::bare();
    let from = |value: u64, from: &str| (json!(value), from.to_owned());
    let environment = [("MUSTER_SESSION_DAYS", "3")];
    assert_eq!(shown(&here, "", &[], "session_days"), from(30, "default"));
    here.put("muster.toml", "session_days = 4\n");
    assert_eq!(shown(&here, "", &[], "session_days"), from(4, "file"));
    assert_eq!(shown(&here, "", &environment, "session_days"), from(3, "environment"));
    assert_eq!(shown(&here, "--session-days 2", &environment, "session_days"), from(2, "flag"));
}

#[test]
fn another_file_can_be_named() {
    let here = Installation::bare();
    here.put("muster.toml", "session_days = 4\n").put("other.toml", "session_days = 5\n");
    let days = |words: &str, environment: &[(&str, &str)]| shown(&here, words, environment, "session_days").0;
    assert_eq!(days("--config other.toml", &[]), 5);
    assert_eq!(days("--config=other.toml", &[]), 5);
    assert_eq!(days("", &[("MUSTER_CONFIG", "other.toml")]), 5);
    assert_eq!(days("--config muster.toml", &[("MUSTER_CONFIG", "other.toml")]), 4);
    here.run("config show --config absent.toml").refused(1, "cannot read absent.toml: No such file or directory");
}

#[test]
fn a_file_that_this_user_may_not_read_is_no_reason_to_go_on_without_it() {
    let here = Installation::new();
    here.put("muster.toml", "session_days = 4\n").set_mode("muster.toml", 0);
    let advice = "cannot read muster.toml: Permission denied (os error 13); run this as the server's user, or name \
                  another file with --config";
    feed(&mut here.powerless("user list"), b"").refused(1, advice);
    for needs_none in ["completions bash", "man", "openapi", "--version", "serve --help"] {
        feed(&mut here.powerless(needs_none), b"").done();
    }
}

#[test]
fn what_is_shown_can_be_pasted_into_the_file() {
    let here = Installation::bare();
    here.put(
        "muster.toml",
        "listen = \"127.0.0.1:0\"\ncors_origins = [\"https://a.example\", \"https://b.example\"]\n",
    );
    let text = here.run("config show --groups-per-account 7").done().stdout;
    for line in [
        "# flags > environment > muster.toml > defaults",
        "listen = \"127.0.0.1:0\" # file",
        "cors_origins = \"https://a.example,https://b.example\" # file",
        "groups_per_account = 7 # flag",
        "require_bearer = false # default",
        "# tls_cert is not set",
    ] {
        assert!(text.lines().any(|found| found == line), "{line}: {text}");
    }
    here.put("muster.toml", &text);
    assert_eq!(shown(&here, "", &[], "groups_per_account"), (json!(7), "file".to_owned()));
}

#[test]
fn a_server_heeds_its_file() {
    let here = Installation::new();
    here.put("muster.toml", "listen = \"127.0.0.1:0\"\nrate_limit = \"off\"\ngroups_per_account = 1\n");
    let server = Running::start(&mut here.command("serve"));
    let client = server.client(&here.api_key);
    let create = json!({"title": "Employees", "color": "FF6DDC"});
    client.must("tracker/group/create", create.clone());
    assert_eq!(client.call("tracker/group/create", create).brief(), (402, 268));
    assert!((0..200).all(|_| client.knocks() == (200, 0)));
}

#[test]
fn every_command_refuses_a_file_that_is_wrong() {
    let here = Installation::new();
    for (text, sentence) in [
        ("sesion_days = 5", "muster.toml: there is no setting sesion_days; see: muster config show"),
        ("session_days = 0", "muster.toml: session_days: 0 is not in 1..=3650"),
        ("= 5", "muster.toml: line 1: "),
    ] {
        here.put("muster.toml", text);
        for command in ["user list", "serve", "config show"] {
            here.run(command).refused(1, sentence);
        }
    }
}

#[test]
fn a_certificate_without_its_key_is_refused() {
    let here = Installation::new();
    here.run("serve --tls-cert cert.pem").refused(1, "TLS takes both --tls-cert and --tls-key");
    let sentence =
        "cert.pem: I/O error: No such file or directory (os error 2); give a PEM file with the server's certificate";
    here.run("serve --tls-cert cert.pem --tls-key key.pem").refused(1, sentence);
    assert!(Path::new(&here.database()).exists());
}

/// A token for the metrics, which must be seen nowhere.
const TOKEN: &str = "0123456789abcdef-token";

#[test]
fn a_secret_may_stand_in_a_file_of_its_own_and_is_never_shown() {
    let here = Installation::new();
    here.put("token", format!("{TOKEN}\n")).put("muster.toml", "metrics_token_file = \"token\"\n");
    let by_file = shown(&here, "", &[], "metrics_token");
    assert_eq!(by_file, (json!("***"), "a file of its own".to_owned()));
    here.put("muster.toml", "");
    for environment in [("MUSTER_METRICS_TOKEN_FILE", "token"), ("MUSTER_METRICS_TOKEN", TOKEN)] {
        assert_eq!(shown(&here, "", &[environment], "metrics_token").0, json!("***"), "{environment:?}");
        for line in ["config show", "serve --help", "config show --help"] {
            let mut command = here.command(line);
            let text = feed(command.env(environment.0, environment.1), b"").done().stdout;
            assert!(!text.contains(TOKEN), "{environment:?} {line}: {text}");
        }
    }
    let mut server = here.command("serve --listen 127.0.0.1:0");
    let server = Running::start(server.env("MUSTER_METRICS_TOKEN_FILE", "token"));
    let ask = |headers: &[&str]| exchange(server.address, &request("GET /metrics", headers, b"")).status;
    assert_eq!((ask(&[]), ask(&[&format!("Authorization: Bearer {TOKEN}")])), (401, 200));
}

#[test]
fn a_secret_that_cannot_be_is_refused_and_not_repeated() {
    let here = Installation::new();
    here.put("short", "tooshort").put("token", TOKEN);
    for (environment, sentence) in [
        (&[("MUSTER_METRICS_TOKEN_FILE", "short")][..], "MUSTER_METRICS_TOKEN_FILE: "),
        (&[("MUSTER_METRICS_TOKEN_FILE", "absent")], "MUSTER_METRICS_TOKEN_FILE: cannot read absent: No such file"),
        (
            &[("MUSTER_METRICS_TOKEN_FILE", "token"), ("MUSTER_METRICS_TOKEN", TOKEN)],
            "MUSTER_METRICS_TOKEN and MUSTER_METRICS_TOKEN_FILE are both set; leave one out",
        ),
    ] {
        let mut command = here.command("serve");
        let ran = feed(command.envs(environment.iter().copied()), b"");
        assert!(!ran.stderr.contains("tooshort") && !ran.stderr.contains(TOKEN), "{ran:?}");
        ran.refused(1, sentence);
    }
}

#[test]
fn log_lines_are_objects_if_that_is_asked_for() {
    let here = Installation::new();
    let server = Running::start(&mut here.command("serve --listen 127.0.0.1:0 --log-format json"));
    let list = format!("GET /tracker/group/list?hash={}", here.api_key);
    exchange(server.address, &request(&list, &[], b""));
    let log = server.stop().stderr;
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    let access: Vec<_> = lines.iter().filter(|line| line["target"] == "muster::access").collect();
    let [line] = access[..] else { panic!("{log}") };
    let told = ["level", "action", "code", "account"].map(|name| line[name].clone());
    assert_eq!(told, [json!("INFO"), json!("tracker/group/list"), json!(0), json!(1)]);
    assert!(line["micros"].is_u64() && line["request"].is_string() && line["time"].is_string(), "{line}");
    assert!(!log.contains(&here.api_key), "{log}");
}
