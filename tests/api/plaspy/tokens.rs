//! Tokens: who may show one, and when it ends.

use jiff::SignedDuration;
use muster::limits::{Limits, TOKENS_PER_KEY};
use serde_json::{Value, json};

use super::{caller, contents, exchange, jane, master, nobody, sql, stranger, sub_user, token, with};
use crate::support::rest::{Rest, RestAnswer};
use crate::support::{Options, TestServer, world};

const ADA: &str = "ada@fleet.example";
const SUE: &str = "sue@fleet.example";

/// The status and the body: whoever is not known is told no counters.
fn plain(answer: RestAnswer) -> (u16, Value) {
    (answer.status, answer.body)
}

fn refused(error: &str) -> (u16, Value) {
    (401, json!({"success": false, "error": error}))
}

/// Whether a token is still good.
fn is_alive(client: &Rest) -> bool {
    match client.get("/api/devices").status {
        200 => true,
        401 => false,
        other => panic!("neither let in nor kept out: {other}"),
    }
}

/// In each family's words, and without counters, for nobody knows whose they would be.
#[test]
fn without_a_good_token_nobody_is_let_in() {
    let server = TestServer::start();
    let token = token(&exchange(&server, ADA, world::API_KEY));
    let before = contents(&server);
    let groups = refused("Unauthorized access");
    let list = (401, with(groups.1.clone(), json!({"groups": null})));
    let others = refused("Authentication failed. Invalid token.");
    let calls = [
        ("GET", "/api/groups", &list),
        ("POST", "/api/groups", &groups),
        ("GET", "/api/groups/grp-167", &groups),
        ("PUT", "/api/groups/grp-167", &groups),
        ("PATCH", "/api/groups/grp-167", &groups),
        ("DELETE", "/api/groups/grp-167", &groups),
        ("GET", "/api/users", &others),
        ("POST", "/api/users", &others),
        ("GET", "/api/users/countries", &others),
        ("GET", "/api/users/timeZones", &others),
        ("GET", "/api/users/usr-4", &others),
        ("PUT", "/api/users/usr-4", &others),
        ("PATCH", "/api/users/usr-4", &others),
        ("DELETE", "/api/users/usr-4", &others),
        ("GET", "/api/devices", &others),
        ("GET", "/api/devices/dev-991999", &others),
        ("GET", "/api/devices/dev-991999/lastLocation", &others),
    ];
    for shown in [
        None,
        Some(String::new()),
        Some("Bearer".to_owned()),
        Some("Bearer ".to_owned()),
        Some("Bearer x".to_owned()),
        Some(format!("Bearer {}", world::UNKNOWN)),
        Some(format!("Bearer {}", world::MASTER)),
        Some(format!("Bearer {}", world::API_KEY)),
        Some(format!("Bearer {token}0")),
        Some(format!("Bearer {token} {token}")),
        Some(format!("Bearer\"{token}\"")),
        Some(format!("NVX {token}")),
        Some(format!("Basic {token}")),
        Some(token.clone()),
    ] {
        let client = match &shown {
            Some(shown) => nobody(&server).with_header("Authorization", shown),
            None => nobody(&server),
        };
        for (method, path, expected) in calls {
            assert_eq!(plain(client.call(method, path, &Value::Null)), *expected, "{method} {path}: {shown:?}");
        }
        let elsewhere = format!("/api/devices?token={token}&access_token={token}&hash={}", world::MASTER);
        assert_eq!(plain(client.get(&elsewhere)), others, "the header alone counts");
    }
    assert_eq!(contents(&server), before);
    for shown in [format!("bearer {token}"), format!("BEARER   {token}"), format!(" Bearer {token} ")] {
        assert!(is_alive(&nobody(&server).with_header("Authorization", &shown)), "{shown:?}");
    }
}

#[test]
fn a_token_is_no_hash_and_a_sub_users_key_is_good_for_nothing_but_tokens() {
    let server = TestServer::start();
    let token = token(&exchange(&server, ADA, world::API_KEY));
    for hash in [&*token, world::KEY_OF_SUB_USER] {
        assert_eq!(server.client(hash).call("tracker/group/list", json!({})).body["status"]["code"], 4);
    }
    assert!(is_alive(&sub_user(&server)));
}

// shows: token_lifetime
#[test]
fn a_token_ends_when_its_lifetime_is_over() {
    let limits = Limits { token_lifetime: SignedDuration::from_mins(90), ..Options::default().limits };
    let server = TestServer::with(Options { limits, ..Options::default() });
    let answer = exchange(&server, ADA, world::API_KEY);
    assert_eq!(answer.body["expires"], "2026-09-21T15:43:20Z");
    let first = nobody(&server).with_bearer(&token(&answer));
    server.clock.advance(60);
    let second = master(&server);
    server.clock.advance(90 * 60 - 61);
    assert!(is_alive(&first) && is_alive(&second));
    server.clock.advance(1);
    assert!(!is_alive(&first) && is_alive(&second), "using it has not made it live longer");
    server.clock.advance(60);
    assert!(!is_alive(&second));
}

#[test]
fn a_token_ends_with_its_key() {
    let server = TestServer::start();
    let owner = server.master();
    let other_key = owner.must("api/key/create", json!({"title": "Robot"}))["value"]["hash"].clone();
    let other = caller(&server, ADA, other_key.as_str().expect("a key"));
    let clients = [master(&server), master(&server)];
    assert!(clients.iter().all(is_alive), "a key has as many tokens as it was exchanged for");
    owner.must("api/key/delete", json!({"key": world::API_KEY}));
    assert!(!clients.iter().any(is_alive));
    assert_eq!(exchange(&server, ADA, world::API_KEY).status, 401);
    assert!(is_alive(&other), "the other key's token");
    owner.must("user/api_key/delete", json!({"api_key": other_key}));
    assert!(!is_alive(&other));
    assert!(is_alive(&stranger(&server)));
}

/// What bars the sub-user Sue, or lets her in.
enum Act {
    /// Her owner says so in this dialect.
    Put(Value),
    /// And so, by a patch.
    Patch(Value),
    /// Her owner says in the other dialect whether she may log in.
    Activate(bool),
    /// The operator says so.
    Sql(&'static str),
    /// Time goes by, after her owner has said so.
    PutAndWait(Value, i64),
    /// She is deleted.
    Delete,
}

impl Act {
    fn on(self, server: &TestServer) {
        let client = master(server);
        let put = |said: Value| client.put("/api/users/usr-4", &with(with(jane(), json!({"email": SUE})), said)).status;
        let status = match self {
            Self::Put(said) => put(said),
            Self::Patch(patch) => client.patch("/api/users/usr-4", &patch).status,
            Self::Delete => client.delete("/api/users/usr-4").status,
            Self::PutAndWait(said, seconds) => {
                let status = put(said);
                server.clock.advance(seconds);
                status
            }
            Self::Activate(activated) => {
                let sue = json!({
                    "id": 4, "login": SUE, "first_name": "Sue", "last_name": "Porter", "legal_type": "individual",
                    "phone": "491701234567", "activated": activated,
                });
                server.master().call("subuser/update", json!({"user": sue})).status
            }
            Self::Sql(statement) => {
                sql(server, statement);
                200
            }
        };
        assert_eq!(status, 200);
    }
}

/// By each way of barring her, and by one of letting her in again.
#[test]
fn a_token_is_worth_nothing_while_its_user_may_not_log_in() {
    use Act::{Activate, Patch, Put, PutAndWait, Sql};
    let disable = json!([{"op": "replace", "path": "/disabled", "value": true}]);
    for (what, bar, let_in) in [
        ("disabled", Put(json!({"disabled": true})), Put(json!({"disabled": null}))),
        ("disabled by a patch", Patch(disable), Put(json!({"disabled": false}))),
        ("disabled here", Put(json!({"disabled": true})), Activate(true)),
        ("deactivated there", Activate(false), Put(json!({"disabled": false}))),
        (
            "disabled by the operator",
            Sql("UPDATE users SET disabled = TRUE WHERE id = 4"),
            Sql("UPDATE users SET disabled = FALSE WHERE id = 4"),
        ),
        (
            "past the end",
            PutAndWait(json!({"expires": "2026-09-21T14:14:20Z"}), 60),
            Put(json!({"expires": "2026-09-21T14:14:21Z"})),
        ),
        (
            "before the beginning",
            Put(json!({"from": "2026-09-21T14:14:20Z"})),
            PutAndWait(json!({"from": "2026-09-21T14:14:20Z"}), 60),
        ),
    ] {
        let server = TestServer::start();
        let sue = sub_user(&server);
        assert!(is_alive(&sue), "{what}");
        bar.on(&server);
        assert!(!is_alive(&sue), "{what}");
        let expected = refused("Invalid API key or username.");
        assert_eq!(plain(exchange(&server, SUE, world::KEY_OF_SUB_USER)), expected, "{what}");
        let_in.on(&server);
        assert!(is_alive(&sub_user(&server)), "{what}");
    }
}

#[test]
fn a_token_ends_with_its_user_and_is_worth_nothing_while_the_owner_is_disabled() {
    let server = TestServer::start();
    let (ada, sue) = (master(&server), sub_user(&server));
    sql(&server, "UPDATE users SET disabled = TRUE WHERE id = 1");
    assert!(!is_alive(&ada) && !is_alive(&sue));
    sql(&server, "UPDATE users SET disabled = FALSE WHERE id = 1");
    assert!(is_alive(&ada) && is_alive(&sue));
    Act::Delete.on(&server);
    assert!(is_alive(&ada) && !is_alive(&sue));
    let expected = refused("Invalid API key or username.");
    assert_eq!(plain(exchange(&server, SUE, world::KEY_OF_SUB_USER)), expected);
}

// shows: TOKENS_PER_KEY
#[test]
fn a_key_has_a_hundred_tokens_and_one_more_ends_the_oldest() {
    let server = TestServer::start();
    let clients: Vec<_> = (0..=TOKENS_PER_KEY)
        .map(|_| {
            server.clock.advance(1);
            master(&server)
        })
        .collect();
    let alive: Vec<_> = clients.iter().map(is_alive).collect();
    assert_eq!(alive.iter().position(|alive| *alive), Some(1), "the first is gone");
    assert_eq!(alive.iter().filter(|alive| **alive).count(), TOKENS_PER_KEY);
}

#[test]
fn tokens_and_keys_are_not_stored_in_the_clear() {
    let server = TestServer::start();
    let token = token(&exchange(&server, ADA, world::API_KEY));
    let contents = contents(&server);
    let bytes = |secret: &str| {
        let digits = secret.as_bytes().chunks(2).map(|two| String::from_utf8_lossy(two).into_owned());
        digits.collect::<Vec<_>>().join(", ")
    };
    for secret in [&*token, world::API_KEY, world::KEY_OF_SUB_USER] {
        assert!(!contents.contains(secret) && !contents.contains(&bytes(secret)), "{secret}");
    }
}
