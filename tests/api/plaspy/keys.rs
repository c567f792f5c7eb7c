//! Keys: who may exchange which for a token.

use serde_json::{Value, json};

use super::{contents, exchange, invalid, nobody, sql, token};
use crate::support::rest::RestAnswer;
use crate::support::{TestServer, world};

const ADA: &str = "ada@fleet.example";

/// The status and the body: whoever is not known is told no counters.
fn plain(answer: RestAnswer) -> (u16, Value) {
    (answer.status, answer.body)
}

#[test]
fn a_key_is_exchanged_for_a_token_that_lives_a_day() {
    let server = TestServer::start();
    for path in ["/api/Auth/Token", "/api/auth/token", "/API/AUTH/TOKEN/"] {
        let answer = nobody(&server).post(path, &json!({"userName": "Ada@Fleet.Example", "apiKey": world::API_KEY}));
        let token = token(&answer);
        let expected = format!("{{\"success\":true,\"token\":\"{token}\",\"expires\":\"2026-09-22T14:13:20Z\"}}");
        assert_eq!((answer.status, answer.text), (200, expected), "{path}");
        assert_eq!(nobody(&server).with_bearer(&token).get("/api/devices").status, 200);
    }
}

#[test]
fn a_token_is_exchanged_only_for_a_key_of_that_user() {
    let server = TestServer::start();
    sql(&server, "UPDATE users SET disabled = TRUE WHERE id = 4");
    let before = contents(&server);
    for (login, key) in [
        (ADA, world::UNKNOWN),
        (ADA, world::STRANGERS_KEY),
        (ADA, world::KEY_OF_SUB_USER),
        (ADA, world::MASTER),
        (ADA, world::PASSWORD),
        (ADA, ""),
        (ADA, "x"),
        (ADA, &world::API_KEY[1..]),
        ("otto@quarry.example", world::API_KEY),
        ("kim@quarry.example", world::STRANGERS_KEY),
        ("nobody@fleet.example", world::API_KEY),
        ("ada", world::API_KEY),
        ("1", world::API_KEY),
        ("dora@gone.example", world::KEY_OF_DISABLED),
        ("sue@fleet.example", world::KEY_OF_SUB_USER),
    ] {
        let expected = (401, json!({"success": false, "error": "Invalid API key or username."}));
        assert_eq!(plain(exchange(&server, login, key)), expected, "{login} {key}");
    }
    assert_eq!(contents(&server), before);
}

#[test]
fn whoever_asks_for_a_token_must_name_a_user_and_a_key() {
    let server = TestServer::start();
    let (user, key) = (("userName", "must not be null"), ("apiKey", "must not be null"));
    let text = |parameter: &'static str| (parameter, "must be a string");
    for (body, bad) in [
        (json!({}), vec![user, key]),
        (json!({"username": ADA, "apikey": world::API_KEY}), vec![user, key]),
        (json!({"userName": ADA}), vec![key]),
        (json!({"apiKey": world::API_KEY}), vec![user]),
        (json!({"userName": null, "apiKey": null}), vec![user, key]),
        (json!({"userName": 5, "apiKey": world::API_KEY}), vec![text("userName")]),
        (json!({"userName": ADA, "apiKey": [world::API_KEY]}), vec![text("apiKey")]),
    ] {
        let (status, mut answered) = plain(nobody(&server).post("/api/Auth/Token", &body));
        let (_, mut expected) = invalid("Invalid input", &bad);
        for body in [&mut answered, &mut expected] {
            let errors = body["errors"].as_array_mut().expect("errors");
            errors.sort_by_key(|error| error["parameter"].to_string());
        }
        assert_eq!((status, answered), (400, expected), "{body}");
    }
    let form = format!("userName={ADA}&apiKey={}", world::API_KEY);
    let answer = nobody(&server).send("POST", "/api/Auth/Token", Some("application/x-www-form-urlencoded"), &form);
    assert_eq!(plain(answer), (415, json!({"success": false, "error": "Unsupported media type"})));
}
