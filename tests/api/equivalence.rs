//! One meaning in every carrier: whatever the parameters are, it makes no difference which way they are sent.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::support::{TestServer, Transport, world};

/// A number as clients have them: good, at the edges, whole floats, out of range.
fn number() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => prop::sample::select(vec![0, 1, world::GROUP, world::FOREIGN_GROUP, world::NO_GROUP]).prop_map(Value::from),
        2 => prop::sample::select(world::TRACKERS.to_vec()).prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (-1000_i32..1000).prop_map(|number| json!(f64::from(number))),
        1 => (-10.0..10.0).prop_map(|number: f64| json!(number)),
        1 => prop::sample::select(vec![i64::from(i32::MAX), i64::from(i32::MAX) + 1, -1]).prop_map(Value::from),
    ]
}

/// A text: any at all, and such as look like something else.
fn text() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => "\\PC{0,70}".prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        2 => "#?[0-9a-fA-F]{5,7}".prop_map(Value::from),
        1 => prop::sample::select(vec!["", " ", "null", "true", "[1,2]", "{}", "a=b&c", "100%", "+", "\0"])
            .prop_map(Value::from),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        3 => number(),
        3 => text(),
        2 => prop::collection::vec(prop_oneof![5 => number(), 1 => text(), 1 => Just(Value::Null)], 0..6)
            .prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
    ]
}

/// An action with some of its parameters, some of them nonsense, and one that nobody knows.
fn call() -> impl Strategy<Value = (&'static str, Value)> {
    let actions = muster::navixy::ACTIONS.iter().map(|row| row.route).collect::<Vec<_>>();
    let names = prop::sample::select(vec!["id", "title", "color", "trackers", "labels", "unknown"]);
    let nonsense = prop::collection::btree_map(names, value(), 0..5);
    let sense = (number(), "[a-zA-Zа-я ]{1,60}", "#?[0-9a-fA-F]{6}", prop::collection::vec(number(), 0..4)).prop_map(
        |(id, title, color, trackers)| {
            [("id", id), ("title", json!(title)), ("color", json!(color)), ("trackers", json!(trackers))].into()
        },
    );
    let params = prop_oneof![1 => nonsense, 2 => sense];
    (prop::sample::select(actions), params.prop_map(|params: std::collections::BTreeMap<&str, Value>| json!(params)))
}

/// A text given where JSON is not has no quotes: `5` and `"5"`, `true` and `"true"` are one in a form. Only JSON tells them
/// apart, for the parameters that are texts; so those stay texts here.
fn same_in_every_carrier(params: &Value) -> bool {
    ["title", "color"].iter().all(|name| params.get(*name).is_none_or(Value::is_string))
}

#[test]
fn a_parameter_set_means_the_same_by_every_transport() {
    // A server for each transport; all start alike, hear the same calls, and must stay alike.
    static SERVERS: LazyLock<Vec<(Transport, TestServer)>> =
        LazyLock::new(|| Transport::ALL.into_iter().map(|transport| (transport, TestServer::start())).collect());
    let mut runner = TestRunner::new(Config { cases: 256, failure_persistence: None, ..Config::default() });
    let calls = call().prop_filter("texts stay texts", |(_, params)| same_in_every_carrier(params));
    let outcome = runner.run(&calls, |(action, params)| {
        let mut answers = SERVERS
            .iter()
            .map(|(transport, server)| (transport, server.master().send(*transport, action, params.clone())));
        let (_, first) = answers.next().expect("some transport");
        for (transport, answer) in answers {
            prop_assert_eq!(&answer, &first, "{} by {:?}", action, transport);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let (_, first) = &SERVERS[0];
    for (transport, server) in &SERVERS[1..] {
        assert_eq!(server.contents(), first.contents(), "{transport:?}");
    }
}
