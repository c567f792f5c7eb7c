//! What a sub-user sees is what the command line lets it see.

use serde_json::json;

use crate::support::{Installation, OWNER, PASSWORD};

const SUB_USER: &str = "sue@fleet.example";

#[test]
fn a_sub_user_sees_the_trackers_that_it_is_bound_to() {
    let here = Installation::new();
    let added = here.run_with(&format!("subuser add --owner {OWNER} --login {SUB_USER} --password-stdin"), PASSWORD);
    added.done();
    let add = |device: &str| {
        let added = here.json(&format!("tracker add --owner {OWNER} --label Van --device-id {device}"));
        added["tracker_id"].as_i64().expect("an id")
    };
    let (first, _second, third) = (add("A"), add("B"), add("C"));
    let hash = here.session(SUB_USER);
    let server = here.serve();
    let seen = || {
        let list = server.client(&hash).must("tracker/list", json!({}));
        list["list"].as_array().expect("a list").iter().filter_map(|t| t["id"].as_i64()).collect::<Vec<_>>()
    };
    assert_eq!(seen(), [0_i64; 0]);
    here.run(&format!("subuser bind --login {SUB_USER} --trackers {first},{third},{first}")).done();
    assert_eq!(seen(), [first, third]);

    here.run(&format!("subuser bind --login {SUB_USER} --trackers {first},404"))
        .failed(1, "lacks one of these trackers");
    here.run(&format!("subuser bind --login {OWNER} --trackers {first}")).failed(1, "sees all trackers");
    assert_eq!(seen(), [first, third]);
}
