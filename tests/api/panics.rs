//! A panic in an action is answered, undone, and forgotten.

use std::thread;

use serde_json::json;

use crate::support::{Options, TestServer};
use crate::test_actions;

const PANICKING: [&str; 3] = ["test/panics_reading", "test/panics_scanning", "test/panics_writing"];

#[test]
fn a_panic_is_code_6_changes_nothing_and_the_server_goes_on() {
    let server = TestServer::with(Options { actions: test_actions::with_the_table(), ..Options::default() });
    let before = server.contents();
    for action in PANICKING {
        // More often than there are workers, scans and connections: nothing may be used up.
        for _ in 0..20 {
            let answer = server.master().call(action, json!({"now": true}));
            assert_eq!(answer.status, 500, "{action}");
            assert_eq!(
                answer.body,
                json!({"success": false, "status": {"code": 6, "description": "Unexpected error"}}),
                "{action}"
            );
        }
    }
    assert_eq!(server.contents(), before);
    server.master().must("tracker/group/create", json!({"title": "After", "color": "000000"}));
}

#[test]
fn a_panic_disturbs_nobody_who_shares_its_commit() {
    let server = TestServer::with(Options { actions: test_actions::with_the_table(), ..Options::default() });
    thread::scope(|scope| {
        for caller in 0..8 {
            let server = &server;
            scope.spawn(move || {
                let master = server.master();
                for _ in 0..20 {
                    if caller % 2 == 0 {
                        let panicked = master.call("test/panics_writing", json!({"now": true}));
                        assert_eq!(panicked.body["status"]["code"], 6);
                    } else {
                        master.must("tracker/group/create", json!({"title": "Whole", "color": "000000"}));
                    }
                }
            });
        }
    });
    let listed = server.master().must("tracker/group/list", json!({}));
    let titled = |title: &str| {
        let groups = listed["list"].as_array().expect("a list").iter();
        groups.filter(|group| group["title"] == title).count()
    };
    assert_eq!((titled("Whole"), titled("Half done")), (80, 0));
}
