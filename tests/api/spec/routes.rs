//! Where actions are found.

use std::collections::BTreeSet;

use muster::action::Effect;
use muster::navixy::ACTIONS;
use serde_json::json;

use crate::support::{TestServer, Transport};

/// Writes that want no parameters, and so would succeed here.
const WITHOUT_PARAMETERS: [&str; 3] = ["user/audit/checkin", "user/logout", "user/session/renew"];

#[test]
fn each_action_is_found_under_each_prefix_with_and_without_a_trailing_slash() {
    let server = TestServer::start();
    let (master, nobody) = (server.master(), server.client(""));
    let before = server.contents();
    let mut different = BTreeSet::new();
    for action in ACTIONS {
        // Without parameters, and for the three without a hash, no action changes anything.
        let caller = if WITHOUT_PARAMETERS.contains(&action.route.path()) { &nobody } else { &master };
        let expected = caller.call(action.route.path(), json!({}));
        let code = expected.body["status"]["code"].as_u64();
        assert!(!matches!(code, Some(111 | 112)), "{}: {expected:?}", action.route.path());
        assert!(action.effect != Effect::Write || code.is_some(), "{} has changed something", action.route.path());
        different.insert(expected.text.clone());
        for prefix in ["", "v2/", "api-v2/", "api/"] {
            for path in [format!("{prefix}{}", action.route.path()), format!("{prefix}{}/", action.route.path())] {
                for transport in [Transport::Json, Transport::Query] {
                    assert_eq!(caller.send(transport, &path, json!({})), expected, "{path} by {transport:?}");
                }
            }
        }
    }
    assert!(different.len() > ACTIONS.len() / 3, "only {} answers differ, which proves too little", different.len());
    assert_eq!(server.contents(), before);
}
