//! The gateway: how an application gets its token, and what that token opens.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use muster::domain::SecretHash;
use muster::limits::Limits;
use rusqlite::Connection;
use serde_json::{Value, json};

use super::words::{no_bearer, no_resource, no_session, told, wrong_bearer};
use super::{ADA, log_in, nobody, sql, token};
use crate::support::rest::{Rest, RestAnswer};
use crate::support::world::PASSWORD;
use crate::support::{Options, TestClock, TestServer};

/// An application's key and secret.
pub const KEY: &str = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
pub const SECRET: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";

const TOKEN: &str = "/api/ts/v1/oauth2/token";
const REVOKE: &str = "/api/ts/v1/oauth2/revoke";
const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

/// Makes an application with that key and secret.
pub fn add_application(server: &TestServer) {
    add(server, KEY, SECRET);
}

fn add(server: &TestServer, key: &str, secret: &str) {
    let secret = secret.parse::<SecretHash>().expect("a secret").digest();
    let conn = Connection::open(server.path()).expect("the database");
    let insert = "INSERT INTO applications (key, title, secret_digest, created_at) VALUES (?1, 'Tests', ?2, ?3)";
    conn.execute(insert, (key, secret.as_bytes(), TestClock::BEGIN)).expect("an application");
}

fn basic(key: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{key}:{secret}")))
}

/// Whoever shows an application's key and secret.
fn application(server: &TestServer, key: &str, secret: &str) -> Rest {
    nobody(server).with_header("Authorization", &basic(key, secret))
}

pub fn ask_for_token(server: &TestServer, key: &str, secret: &str) -> RestAnswer {
    application(server, key, secret).send("POST", TOKEN, FORM, "grant_type=client_credentials")
}

#[track_caller]
pub fn bearer(server: &TestServer) -> String {
    let answer = ask_for_token(server, KEY, SECRET);
    answer.body["access_token"].as_str().unwrap_or_else(|| panic!("{answer:?}")).to_owned()
}

pub fn revoke(server: &TestServer, key: &str, secret: &str, token: &str) -> RestAnswer {
    application(server, key, secret).send("POST", REVOKE, FORM, &format!("grant_type=client_credentials&token={token}"))
}

/// Whether a token opens the gateway.
fn opens(server: &TestServer, token: &str) -> bool {
    let answer = nobody(server).with_bearer(token).get("/groups/x");
    assert_eq!(told(&answer), if answer.status == 401 { wrong_bearer() } else { no_session() });
    answer.status != 401
}

fn granted(token: &str, left: i64) -> (u16, Value) {
    (200, json!({"access_token": token, "token_type": "Bearer", "expires_in": left, "scope": "default"}))
}

fn invalid(status: u16, error: &str, description: &str) -> (u16, Value) {
    (status, json!({"error": error, "error_description": description}))
}

fn wrong_client() -> (u16, Value) {
    invalid(401, "invalid_client", "There is no application with that key and secret")
}

fn wrong_grant() -> (u16, Value) {
    invalid(400, "invalid_request", "grant_type must be client_credentials")
}

// shows: APPLICATION_TOKEN
#[test]
fn an_application_has_one_token_for_an_hour_and_then_another() {
    let server = TestServer::start();
    add_application(&server);
    let first = bearer(&server);
    for (passed, left) in [(0, 3600), (1, 3599), (3598, 1)] {
        server.clock.advance(passed);
        assert_eq!(told(&ask_for_token(&server, KEY, SECRET)), granted(&first, left));
        assert!(opens(&server, &first));
    }
    server.clock.advance(1);
    assert!(!opens(&server, &first), "it has expired");
    let second = bearer(&server);
    assert_ne!(first, second);
    assert_eq!(told(&ask_for_token(&server, KEY, SECRET)), granted(&second, 3600));
    assert!(opens(&server, &second) && !opens(&server, &first));
}

#[test]
fn each_application_has_a_token_of_its_own() {
    let server = TestServer::start();
    add_application(&server);
    let (key, secret) = ("1".repeat(32), "2".repeat(32));
    add(&server, &key, &secret);
    let first = bearer(&server);
    let other = ask_for_token(&server, &key, &secret).body["access_token"].as_str().expect("a token").to_owned();
    assert_ne!(first, other);
    assert!(opens(&server, &first) && opens(&server, &other));
    sql(&server, &format!("DELETE FROM applications WHERE key = '{key}'"));
    assert!(opens(&server, &first) && !opens(&server, &other), "it is gone with its application");
}

#[test]
fn a_revoked_token_opens_nothing_and_the_next_one_is_new() {
    let server = TestServer::start();
    add_application(&server);
    let first = bearer(&server);
    for _ in 0..2 {
        let revoked = revoke(&server, KEY, SECRET, &first);
        assert_eq!((revoked.status, &*revoked.text), (200, ""));
        assert_eq!(revoked.header("revokedaccesstoken"), Some(&*first));
        assert_eq!(revoked.header("content-type"), None);
        assert!(!opens(&server, &first), "revoking it once more is no error");
    }
    let second = bearer(&server);
    assert_ne!(first, second);
    assert_eq!(revoke(&server, KEY, SECRET, &first).status, 200);
    assert!(opens(&server, &second), "the old token's end is not the new one's");
}

#[test]
fn nobody_revokes_anothers_token() {
    let server = TestServer::start();
    add_application(&server);
    let (key, secret) = ("1".repeat(32), "2".repeat(32));
    add(&server, &key, &secret);
    let token = bearer(&server);
    assert_eq!(revoke(&server, &key, &secret, &token).status, 200, "nor learns whether there is one");
    assert_eq!(told(&revoke(&server, KEY, &secret, &token)), wrong_client());
    assert!(opens(&server, &token));
}

#[test]
fn who_is_no_application_gets_no_token() {
    let server = TestServer::start();
    add_application(&server);
    let good = "grant_type=client_credentials";
    let zeros = "0".repeat(32);
    let (upper, plain) = (SECRET.to_uppercase(), format!("Basic {KEY}:{SECRET}"));
    for (what, authorization, body, expected) in [
        ("a wrong secret", Some(basic(KEY, &zeros)), good, wrong_client()),
        ("an unknown key", Some(basic(&zeros, SECRET)), good, wrong_client()),
        ("key and secret mixed up", Some(basic(SECRET, KEY)), good, wrong_client()),
        ("no secret", Some(basic(KEY, "")), good, wrong_client()),
        ("a text for a secret", Some(basic(KEY, "secret")), good, wrong_client()),
        ("a text for a key", Some(basic("key", SECRET)), good, wrong_client()),
        ("nothing at all in it", Some("Basic =".to_owned()), good, wrong_client()),
        ("no base64", Some(plain), good, wrong_client()),
        ("a wrong secret and no grant", Some(basic(KEY, &zeros)), "", wrong_client()),
        ("no header", None, good, no_bearer()),
        ("no header and no grant", None, "", no_bearer()),
        ("a bearer instead", Some(format!("Bearer {SECRET}")), good, no_bearer()),
        ("both in the body", None, &format!("{good}&application_key={KEY}&application_secret={SECRET}"), no_bearer()),
        ("no grant", Some(basic(KEY, SECRET)), "", wrong_grant()),
        ("an empty grant", Some(basic(KEY, SECRET)), "grant_type=", wrong_grant()),
        ("another grant", Some(basic(KEY, SECRET)), "grant_type=password", wrong_grant()),
        ("a grant in other letters", Some(basic(KEY, SECRET)), "grant_type=Client_Credentials", wrong_grant()),
    ] {
        let client = match authorization {
            Some(authorization) => nobody(&server).with_header("Authorization", &authorization),
            None => nobody(&server),
        };
        assert_eq!(told(&client.send("POST", TOKEN, FORM, body)), expected, "{what}");
        assert_eq!(
            told(&client.send("POST", REVOKE, FORM, &format!("{body}&token={zeros}"))),
            expected,
            "{what}: revoke"
        );
    }
    assert_eq!(ask_for_token(&server, KEY, &upper).status, 200, "hex digits of either case");
}

#[test]
fn the_token_is_asked_for_as_clients_do() {
    let server = TestServer::start();
    add_application(&server);
    let token = bearer(&server);
    let client = application(&server, KEY, SECRET);
    for (content_type, body) in [
        (FORM, "grant_type=client_credentials&scope=ts.account.ro+ts.mec"),
        (Some("application/x-www-form-urlencoded; charset=UTF-8"), "scope=&grant_type=client_credentials"),
        (Some("application/json"), r#"{"grant_type": "client_credentials"}"#),
        (None, "grant_type=client_credentials"),
    ] {
        assert_eq!(told(&client.send("POST", TOKEN, content_type, body)), granted(&token, 3600), "{body}");
    }
    let in_small_letters = nobody(&server).with_header("Authorization", &basic(KEY, SECRET).replace("Basic", "basic "));
    let answer = in_small_letters.send("POST", TOKEN, FORM, "grant_type=client_credentials");
    assert_eq!(told(&answer), granted(&token, 3600));
    let no_token = client.send("POST", REVOKE, FORM, "grant_type=client_credentials");
    assert_eq!(told(&no_token), invalid(400, "invalid_request", "token must be the token that is to be revoked"));
    let no_form = client.send("POST", TOKEN, Some("application/json"), "{");
    let description = "The body is no form, or too large, or did not arrive in time";
    assert_eq!(told(&no_form), invalid(400, "invalid_request", description));
}

#[test]
fn other_paths_and_methods_of_the_gateway_lead_nowhere() {
    let server = TestServer::start();
    add_application(&server);
    let client = application(&server, KEY, SECRET);
    for (method, path) in [
        ("GET", TOKEN),
        ("PUT", TOKEN),
        ("POST", "/api/ts/v1/oauth2/tokens"),
        ("POST", "/api/ts/v2/oauth2/token"),
        ("POST", "/api/ts/v1"),
        ("POST", "/api/ts"),
        ("DELETE", REVOKE),
    ] {
        assert_eq!(told(&client.send(method, path, FORM, "")), no_resource(), "{method} {path}");
    }
}

#[test]
fn a_request_for_a_token_that_is_too_large_is_refused_in_its_own_words() {
    let usual = Options::default();
    let server = TestServer::with(Options { limits: Limits { body_bytes: 100, ..usual.limits }, ..usual });
    add_application(&server);
    let long = format!("grant_type=client_credentials&scope={}", "x".repeat(100));
    let description = "The body is no form, or too large, or did not arrive in time";
    for path in [TOKEN, REVOKE] {
        let answer = application(&server, KEY, SECRET).send("POST", path, FORM, &long);
        assert_eq!(told(&answer), invalid(400, "invalid_request", description), "{path}");
    }
}

#[test]
fn neither_secret_nor_token_lies_in_the_database() {
    let server = TestServer::start();
    let session = token(&log_in(&server, ADA, PASSWORD)).replace('-', "");
    add_application(&server);
    let token = bearer(&server);
    let folder = std::fs::read_dir(server.path().parent().expect("a folder")).expect("files");
    let files: Vec<_> = folder.map(|file| std::fs::read(file.expect("a file").path()).expect("read")).collect();
    assert!(files.len() > 1, "there is a log of writes too");
    for secret in [SECRET, &token, &session] {
        let bytes = u128::from_str_radix(secret, 16).expect("hex").to_be_bytes();
        for file in &files {
            assert!(!file.windows(16).any(|window| window == bytes), "as bytes: {secret}");
            let text = String::from_utf8_lossy(file).to_lowercase();
            assert!(!text.contains(secret), "as text: {secret}");
        }
    }
}
