//! The metrics: what is asked is counted, what goes wrong is, and who reads it learns no secret.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::sync::{Arc, Barrier};
use std::time::Duration;

use muster::app::{App, GetMutations};
use muster::config::AtMost;
use muster::limits::Limits;
use muster::ratelimit::RateLimits;
use muster::store::Process;
use muster::{navixy, plaspy, thingspace};
use serde_json::json;

use crate::support::raw::{RawAnswer, connect, exchange, read_answer, request};
use crate::support::rest::Rest;
use crate::support::world::{self, NO_GROUP, PASSWORD};
use crate::support::{DEADLINE, Options, TestServer, Transport, wait_until};

/// What the page tells, as text.
#[derive(Debug)]
struct Scrape(String);

impl Scrape {
    #[track_caller]
    fn of(server: &TestServer) -> Self {
        let answer = ask(server, &[]);
        assert_eq!(answer.status, 200, "{answer:?}");
        Self(answer.body)
    }

    /// The value of a series, named as it stands there.
    fn find(&self, series: &str) -> Option<f64> {
        let line = self.0.lines().find(|line| line.rsplit_once(' ').is_some_and(|(name, _)| name == series));
        line?.rsplit_once(' ')?.1.parse().ok()
    }

    #[track_caller]
    fn get(&self, series: &str) -> f64 {
        self.find(series).unwrap_or_else(|| panic!("no {series} in\n{}", self.0))
    }

    fn requests(&self, dialect: &str, action: &str, code: u16) -> Option<f64> {
        self.find(&format!(r#"muster_requests_total{{dialect="{dialect}",action="{action}",code="{code}"}}"#))
    }
}

fn ask(server: &TestServer, headers: &[&str]) -> RawAnswer {
    exchange(server.address, &request("GET /metrics", headers, b""))
}

/// Asks until it is so: a request is answered a moment before it counts as over, and on a slow machine a page may be sent
/// before what is stored has been counted.
#[track_caller]
fn wait_for(server: &TestServer, series: &str, value: f64) {
    wait_until(&format!("{series} {value}"), || Scrape::of(server).get(series) == value);
}

#[test]
fn the_page_is_the_text_that_prometheus_reads() {
    let server = TestServer::start();
    let answer = ask(&server, &[]);
    assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(Scrape(answer.body).get(&format!(r#"muster_build_info{{version="{version}"}}"#)), 1.0);
}

#[test]
fn requests_are_counted_by_dialect_action_and_code() {
    let server = TestServer::start();
    let (master, rest) = (server.master(), Rest::new(server.address));
    for _ in 0..3 {
        master.must("tracker/group/list", json!({}));
    }
    master.call("v2/tracker/group/create", json!({"title": "", "color": "red"}));
    master.call("tracker/group/delete", json!({"id": NO_GROUP}));
    server.sub_user().call("tracker/group/create", json!({"title": "Mine", "color": "FF0000"}));
    master.call("no/such/action", json!({}));
    rest.get("/api/groups/grp-1");
    rest.get("/api/m2m/v1/groups/0000000001-00001");
    rest.get("/api/m2m/v1/nothing");

    let scrape = Scrape::of(&server);
    for (dialect, action, code, times) in [
        ("navixy", "tracker/group/list", 0, Some(3.0)),
        ("navixy", "tracker/group/list", 7, None),
        ("navixy", "tracker/group/create", 0, Some(0.0)),
        ("navixy", "tracker/group/create", 7, Some(1.0)),
        ("navixy", "tracker/group/create", 13, Some(1.0)),
        ("navixy", "tracker/group/delete", 201, Some(1.0)),
        ("navixy", "tracker/list", 0, None),
        ("navixy", "-", 111, Some(1.0)),
        ("plaspy", "GET /api/groups/{id}", 3, Some(1.0)),
        ("thingspace", "GET /api/m2m/v1/groups/{aname}", 3, Some(1.0)),
        ("thingspace", "-", 111, Some(1.0)),
    ] {
        assert_eq!(scrape.requests(dialect, action, code), times, "{dialect} {action} {code}\n{}", scrape.0);
    }
    let labels = r#"{dialect="navixy",action="tracker/group/create"}"#;
    assert_eq!(scrape.get(&format!("muster_request_duration_seconds_count{labels}")), 2.0);
    assert!(scrape.get(&format!("muster_request_duration_seconds_sum{labels}")) > 0.0);
}

#[test]
fn pages_are_counted_by_place_and_status_and_apart_from_actions() {
    let server = TestServer::with(Options { operators: true, ..Options::default() });
    let operators = server.operators.expect("an address");
    for (address, first) in [
        (server.address, "GET /console/js/main.js"),
        (server.address, "HEAD /console/"),
        (server.address, "GET /console"),
        (server.address, "GET /console/fichtenkreuzschnabel"),
        (server.address, "POST /livez"),
        (server.address, "OPTIONS /livez"),
        (server.address, "GET /metrics"),
        (operators, "GET /fichtenkreuzschnabel"),
    ] {
        exchange(address, &request(first, &[], b""));
    }
    let told = exchange(operators, &request("GET /metrics", &[], b"")).body;
    let counted: Vec<_> = told.lines().filter(|line| line.starts_with("muster_page_requests_total")).collect();
    let expected = [("-", 404, 1), ("/console", 200, 2), ("/console", 308, 1), ("/console", 404, 1)];
    let expected = expected.into_iter().chain([("/livez", 405, 1), ("/metrics", 404, 1)]);
    let line = |(page, status, requests)| {
        format!(r#"muster_page_requests_total{{page="{page}",status="{status}"}} {requests}"#)
    };
    assert_eq!(counted, expected.map(line).collect::<Vec<_>>());
    assert!(!told.contains("muster_requests_total") && !told.contains("kreuzschnabel"), "{told}");
}

/// Two lines of one name would make Prometheus refuse the whole page.
#[test]
fn no_two_rows_of_a_table_go_by_one_name() {
    for rows in [navixy::ACTIONS, plaspy::ACTIONS, thingspace::ACTIONS] {
        let names: BTreeSet<_> = rows.iter().map(|row| row.route.to_string()).collect();
        assert_eq!(names.len(), rows.len());
    }
}

#[test]
fn a_request_is_in_flight_until_it_is_answered() {
    const SERIES: &str = "muster_requests_in_flight";
    let server = TestServer::start();
    let mut slow = connect(server.address);
    let head = "POST /tracker/group/list HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n\r\n";
    slow.write_all(head.as_bytes()).expect("sent");
    let mut gone = connect(server.address);
    gone.write_all(head.as_bytes()).expect("sent");
    wait_for(&server, SERIES, 2.0);
    drop(gone);
    wait_for(&server, SERIES, 1.0);
    slow.write_all(b"{}").expect("sent");
    assert_eq!(read_answer(slow).status, 400);
    wait_for(&server, SERIES, 0.0);
}

#[test]
fn wrong_passwords_are_counted_and_so_are_those_that_are_refused_untried() {
    let server = TestServer::start();
    let log_in =
        |password| server.client("").call("user/auth", json!({"login": "ada@fleet.example", "password": password}));
    log_in(PASSWORD);
    for _ in 0..12 {
        log_in("wrong");
    }
    let scrape = Scrape::of(&server);
    assert_eq!(scrape.get("muster_failed_logins_total"), 10.0);
    assert_eq!(scrape.get("muster_refused_logins_total"), 2.0);
}

#[test]
fn who_calls_too_often_is_counted_apart() {
    let server = TestServer::with(Options { rate_limit: AtMost(std::num::NonZero::new(1)), ..Options::default() });
    let refused = (0..20).filter(|_| server.master().call("tracker/group/list", json!({})).status == 429).count();
    let scrape = Scrape::of(&server);
    assert!(refused > 0);
    assert_eq!(scrape.get(r#"muster_rate_limited_total{dialect="navixy"}"#), refused as f64);
    assert_eq!(
        scrape.get(r#"muster_rate_limited_total{dialect="plaspy"}"#),
        0.0,
        "the others are there from the start"
    );
    assert_eq!(
        scrape.get(r#"muster_server_errors_total{dialect="navixy"}"#),
        0.0,
        "and that is not the server's fault"
    );
}

#[test]
fn a_failure_of_the_server_is_counted_apart() {
    let actions = crate::test_actions::with_the_table();
    let server = TestServer::with(Options { actions, ..Options::default() });
    server.master().call("test/panics_reading", json!({"now": true}));
    assert_eq!(Scrape::of(&server).get(r#"muster_server_errors_total{dialect="navixy"}"#), 1.0);
}

#[test]
fn only_changes_that_were_made_by_get_count_as_such() {
    let (create, list) = ("tracker/group/create", "tracker/group/list");
    for (policy, made) in [(GetMutations::Allow, 1.0), (GetMutations::Deny, 0.0)] {
        let server = TestServer::with(Options { get_mutations: policy, ..Options::default() });
        let group = json!({"title": "Vans", "color": "FF0000"});
        server.master().send(Transport::Query, create, group.clone());
        server.master().send(Transport::Query, create, json!({"title": "", "color": "FF0000"}));
        server.master().send(Transport::Query, list, json!({}));
        server.master().send(Transport::Json, create, group);
        assert_eq!(Scrape::of(&server).get("muster_get_mutations_total"), made, "{policy:?}");
    }
}

#[test]
fn commits_are_counted_with_their_writes() {
    let server = TestServer::start();
    for number in 0..3 {
        server.master().must("tracker/group/create", json!({"title": format!("Vans {number}"), "color": "FF0000"}));
    }
    server.master().must("tracker/group/list", json!({}));
    let scrape = Scrape::of(&server);
    for (series, value) in [
        ("muster_commit_duration_seconds_count", 3.0),
        ("muster_commit_writes_sum", 3.0),
        (r#"muster_commit_writes_bucket{le="1"}"#, 3.0),
        ("muster_failed_commits_total", 0.0),
        ("muster_writable", 1.0),
    ] {
        assert_eq!(scrape.get(series), value, "{series}");
    }
    assert!(scrape.get("muster_commit_duration_seconds_sum") > 0.0);
}

#[test]
fn what_is_stored_is_counted_over_all_accounts() {
    let server = TestServer::start();
    wait_for(&server, "muster_groups", 3.0);
    let before = Scrape::of(&server);
    assert_eq!(before.get("muster_database_bytes"), std::fs::metadata(server.path()).expect("a file").len() as f64);
    server.master().must("tracker/group/create", json!({"title": "Vans", "color": "FF0000"}));
    server.master().must("tracker/delete", json!({"tracker_id": world::CLONE}));
    server.client("").must("user/auth", json!({"login": "ada@fleet.example", "password": PASSWORD}));
    let session = json!({"username": "ada@fleet.example", "password": PASSWORD});
    assert_eq!(Rest::new(server.address).post("/api/m2m/v1/session/login", &session).status, 200);
    let sessions = before.get("muster_sessions");
    for (series, change) in [("muster_groups", 1.0), ("muster_trackers", -1.0), ("muster_sessions", 2.0)] {
        wait_for(&server, series, before.get(series) + change);
    }
    assert!(Scrape::of(&server).get("muster_wal_bytes") > 0.0);
    // One is idle too long, and all the others expire.
    for (passed, left) in [(20 * 60, sessions + 1.0), (366 * 24 * 3_600, 0.0)] {
        server.clock.advance(passed);
        wait_for(&server, "muster_sessions", left);
    }
}

// shows: census_interval
#[test]
fn what_was_counted_lately_is_told_again() {
    let limits = Limits { census_interval: Duration::from_secs(3_600), ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    wait_for(&server, "muster_groups", 3.0);
    server.master().must("tracker/group/create", json!({"title": "Vans", "color": "FF0000"}));
    assert_eq!(Scrape::of(&server).get("muster_groups"), 3.0);
}

// shows: CENSUS_PATIENCE, LONG_READS
#[test]
fn who_asks_waits_only_a_little_for_what_is_stored_to_be_counted() {
    const SCANS: usize = 4;
    let server = TestServer::start();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let store = server.open(Options::default().limits, Process::Command);
    let app = Arc::new(App::new(store, RateLimits::new(None), GetMutations::Allow));
    let groups = || app.metrics.expose().expect("a page").lines().any(|line| line == "muster_groups 3");
    runtime.block_on(async {
        let (begun, over) = (Arc::new(Barrier::new(SCANS + 1)), Arc::new(Barrier::new(SCANS + 1)));
        let long_lists: Vec<_> = (0..SCANS)
            .map(|_| {
                let (store, begun, over) = (Arc::clone(&app.store), Arc::clone(&begun), Arc::clone(&over));
                tokio::spawn(async move {
                    store
                        .scan(move |_| {
                            begun.wait();
                            over.wait();
                            Ok(())
                        })
                        .await
                })
            })
            .collect();
        let all_begun = tokio::task::spawn_blocking(move || begun.wait());
        all_begun.await.expect("they began");
        app.take_census().await;
        app.take_census().await;
        assert!(!groups(), "nobody can have counted yet");
        over.wait();
        for list in long_lists {
            list.await.expect("it ended").expect("it was read");
        }
        let counted = async {
            while !groups() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        tokio::time::timeout(DEADLINE, counted).await.expect("it is counted all the same");
    });
    drop(runtime);
}

#[test]
fn a_backup_leaves_its_moment() {
    let server = TestServer::start();
    assert_eq!(Scrape::of(&server).get("muster_last_backup_timestamp_seconds"), 0.0);
    let store = server.open(Options::default().limits, Process::Command);
    store.metrics().backups.made(store.now());
    let told = store.metrics().expose().expect("a page");
    assert!(told.lines().any(|line| line == "muster_last_backup_timestamp_seconds 1790000000"), "{told}");
}

#[test]
fn nothing_that_a_caller_sends_is_told() {
    let server = TestServer::start();
    let group = json!({"title": "Kanarienvogel", "color": "FF0000"});
    server.master().send(Transport::Query, "tracker/group/create", group);
    let hash = server.client("").must("user/auth", json!({"login": "ada@fleet.example", "password": PASSWORD}));
    let hash = hash["hash"].as_str().expect("a hash").to_owned();
    server.client(&hash).send(Transport::Query, "tracker/group/list", json!({}));
    server.client(&hash).send(Transport::Query, "Zeisig/list", json!({"Stieglitz": "Girlitz"}));
    server.client("").call("user/auth", json!({"login": "Gimpel@fleet.example", "password": "Fichtenkreuzschnabel"}));
    let token = json!({"userName": "ada@fleet.example", "apiKey": world::API_KEY});
    let token = Rest::new(server.address).post("/api/Auth/Token", &token).body["token"].as_str().map(str::to_owned);
    let token = token.expect("a token");
    Rest::new(server.address).with_bearer(&token).get("/api/groups/H%C3%A4nfling");
    let told = Scrape::of(&server).0.to_lowercase();
    for secret in [
        &hash,
        &token,
        world::MASTER,
        world::API_KEY,
        PASSWORD,
        "kanarienvogel",
        "zeisig",
        "stieglitz",
        "girlitz",
        "gimpel",
        "fichtenkreuzschnabel",
        "fleet.example",
        "nfling",
    ] {
        assert!(!told.contains(&secret.to_lowercase()), "{secret} is in\n{told}");
    }
}

#[test]
fn who_has_set_a_token_wants_to_see_it() {
    let token = "0123456789-abcdef";
    let server =
        TestServer::with(Options { metrics_token: Some(token.parse().expect("a token")), ..Options::default() });
    for (what, header, status) in [
        ("the token", format!("Authorization: Bearer {token}"), 200),
        ("the scheme in another case", format!("authorization: bearer   {token}"), 200),
        ("nothing", "Accept: */*".to_owned(), 401),
        ("another token", "Authorization: Bearer 0123456789-abcdeg".to_owned(), 401),
        ("the beginning of it", "Authorization: Bearer 0123456789-abcde".to_owned(), 401),
        ("more than it", format!("Authorization: Bearer {token}x"), 401),
        ("an empty one", "Authorization: Bearer".to_owned(), 401),
        ("another scheme", format!("Authorization: Basic {token}"), 401),
        ("a session hash", format!("Authorization: Bearer {}", world::MASTER), 401),
    ] {
        let answer = ask(&server, &[&header]);
        let is_told = answer.body.contains("muster_build_info");
        assert_eq!((answer.status, is_told), (status, status == 200), "{what}");
        assert_eq!(answer.header("www-authenticate"), (status == 401).then_some("Bearer"), "{what}");
    }
    let query = exchange(server.address, &request(&format!("GET /metrics?token={token}"), &[], b""));
    assert_eq!(query.status, 401, "a query is no place for a secret");
}
