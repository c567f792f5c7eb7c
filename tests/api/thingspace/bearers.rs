//! What an application's token opens, and that a request without one is not refused unless the operator wants it so.

use serde_json::{Value, json};

use super::gateway::{KEY, SECRET, add_application, bearer, revoke};
use super::words::{no_bearer, told, wrong_bearer};
use super::{ACCOUNT, ADA, BASE, caller, calls, furnished, log_in, master, nobody, token};
use crate::support::world::{self, PASSWORD};
use crate::support::{Options, TestServer};

/// A server that wants an application's token with every request.
fn strict() -> TestServer {
    let server = TestServer::with(Options { require_bearer: true, ..Options::default() });
    super::furnish(&server);
    add_application(&server);
    server
}

/// What is shown as a bearer and is none: nothing but that is told, whatever else is wrong.
#[test]
fn a_wrong_bearer_is_refused_before_anything_else() {
    let server = furnished();
    add_application(&server);
    let good = bearer(&server);
    let session = token(&log_in(&server, ADA, PASSWORD));
    let before = server.contents();
    let zeros = "0".repeat(32);
    for wrong in [&zeros, "x", SECRET, KEY, &good[1..], &session, &session.replace('-', ""), world::MASTER, "", " "] {
        for (what, client) in [
            ("a session", nobody(&server).with_header("VZ-M2M-Token", &session)),
            ("no session", nobody(&server)),
            ("an unknown session", nobody(&server).with_header("VZ-M2M-Token", "x")),
        ] {
            let client = client.with_header("Authorization", &format!("Bearer {wrong}"));
            for call in calls() {
                assert_eq!(told(&call.send(&client)), wrong_bearer(), "{} with {what} and {wrong:?}", call.route);
            }
            let good = json!({"username": ADA, "password": PASSWORD});
            for body in [good, json!({}), Value::Null] {
                assert_eq!(told(&client.call("POST", "/session/login", &body)), wrong_bearer(), "{body} and {wrong:?}");
            }
        }
    }
    assert_eq!(server.contents(), before);
}

#[test]
fn without_a_bearer_the_session_is_enough_unless_the_operator_wants_both() {
    let (lenient, strict) = (furnished(), strict());
    let login = json!({"username": ADA, "password": PASSWORD});
    for scheme in ["Basic dTpw", "NVX a6aa75587e5c59c32d347da438505fc3"] {
        let client = master(&lenient).with_header("Authorization", scheme);
        assert_eq!(client.get(&format!("/groups/{}", ACCOUNT)).status, 200, "{scheme} is no bearer");
        let client = nobody(&strict).with_header("Authorization", scheme);
        assert_eq!(told(&client.post("/session/login", &login)), no_bearer(), "{scheme}");
    }
    for call in calls() {
        assert_eq!(told(&call.send(&nobody(&strict))), no_bearer(), "{}", call.route);
        assert_eq!(told(&call.send(&nobody(&strict).with_header("VZ-M2M-Token", "x"))), no_bearer(), "{}", call.route);
    }
    let client = caller(&lenient, ADA);
    for call in calls() {
        assert_eq!(call.send(&client).status, 200, "{}", call.route);
    }

    let gateway = nobody(&strict).with_bearer(&bearer(&strict));
    let session = token(&gateway.post("/session/login", &login));
    let both = gateway.with_header("VZ-M2M-Token", &session);
    for call in calls() {
        assert_eq!(call.send(&both).status, 200, "{}", call.route);
    }
}

#[test]
fn a_session_does_not_outlive_a_revoked_bearer_but_goes_on_with_the_next() {
    let server = strict();
    let old = bearer(&server);
    let login = json!({"username": ADA, "password": PASSWORD});
    let session = token(&nobody(&server).with_bearer(&old).post(&format!("{BASE}/session/login"), &login));
    revoke(&server, KEY, SECRET, &old);
    let with = |bearer: &str| nobody(&server).with_bearer(bearer).with_header("VZ-M2M-Token", &session);
    let list = format!("/groups/{}", ACCOUNT);
    assert_eq!(told(&with(&old).get(&list)), wrong_bearer());
    assert_eq!(with(&bearer(&server)).get(&list).status, 200);
}
