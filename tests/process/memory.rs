//! The server's memory does not grow with what it lists.

use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use serde_json::json;

use crate::support::{Installation, OWNER};

const TRACKERS: usize = 20_000;
const CALLERS: usize = 8;

/// The same list whole, as it was before lists were written thing by thing, took three times as much for one caller.
const MOST_KIB: u64 = 24 * 1024;

#[test]
fn lists_of_many_trackers_take_no_more_memory_for_many_callers() {
    let here = Installation::new();
    let mut fleet = "label,imei,phone\n".to_owned();
    for number in 0..TRACKERS {
        writeln!(fleet, "Vehicle number {number},86{number:013},1555{number:07}").expect("written");
    }
    here.put("fleet.csv", fleet);
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    let callers: Vec<_> = (0..CALLERS).map(|_| here.session(OWNER)).collect();
    let server = here.serve();
    server.client(&here.api_key).must("tracker/list", json!({"labels": ["number 17"]}));

    let before = server.anonymous_kib();
    let mut peak = before;
    thread::scope(|scope| {
        let callers = callers.iter().map(|hash| server.client(hash));
        let listing: Vec<_> =
            callers.map(|caller| scope.spawn(move || caller.must("tracker/list", json!({})))).collect();
        while listing.iter().any(|list| !list.is_finished()) {
            peak = peak.max(server.anonymous_kib());
            thread::sleep(Duration::from_millis(2));
        }
        for list in listing {
            assert_eq!(list.join().expect("listed")["list"].as_array().map(Vec::len), Some(TRACKERS));
        }
    });
    assert!(peak < before + MOST_KIB, "{before} KiB before, {peak} KiB at most");
}
