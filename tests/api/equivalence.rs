//! One meaning in every carrier: whatever the parameters are, it makes no difference which way they are sent.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::calls::{self, Call};
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

/// What never comes out the same twice, or ends the session: fresh secrets, and salted hashes in the database.
const NEVER_THE_SAME: [&str; 7] = [
    "user/auth",
    "user/logout",
    "user/password/set",
    "api/key/create",
    "user/api_key/create",
    "subuser/register",
    "subuser/session/create",
];

/// Parameters that are texts, on top. A text given where JSON is not has no quotes: `5` and `"5"`, `true` and `"true"` are one
/// in a form, and only JSON tells them apart; so these stay texts here.
const TEXTS: [&str; 12] = [
    "title",
    "color",
    "label",
    "key",
    "api_key",
    "value",
    "from",
    "to",
    "time_zone",
    "hour_mode",
    "filter",
    "sensor_type",
];

/// Parameters that are anything else, and one that nobody knows.
const OTHERS: [&str; 20] = [
    "id",
    "trackers",
    "labels",
    "tracker_id",
    "group_id",
    "tag_id",
    "tag_ids",
    "tag",
    "tag_bindings",
    "group",
    "user",
    "subuser_id",
    "subuser_ids",
    "limit",
    "offset",
    "sort",
    "list_blocked",
    "allow_not_exist",
    "iso_datetime",
    "unknown",
];

fn calls() -> Vec<Call> {
    calls::all().into_iter().filter(|call| !NEVER_THE_SAME.contains(&call.route)).collect()
}

/// An action with some parameters, sensible or not.
fn nonsense() -> impl Strategy<Value = (&'static str, Value)> {
    let routes: Vec<_> = calls().iter().map(|call| call.route).collect();
    let texts = prop::collection::btree_map(prop::sample::select(TEXTS.to_vec()), text(), 0..4);
    let others = prop::collection::btree_map(prop::sample::select(OTHERS.to_vec()), value(), 0..4);
    (prop::sample::select(routes), texts, others).prop_map(|(route, mut texts, others)| {
        texts.extend(others);
        (route, json!(texts))
    })
}

/// An action's good call, with something else in some place of its parameters, or as it is.
fn sense() -> impl Strategy<Value = (&'static str, Value)> {
    let places = calls().into_iter().flat_map(|call| {
        let places = places(&call.params, "");
        places.into_iter().map(move |place| (call.route, call.params.clone(), place)).collect::<Vec<_>>()
    });
    let other = prop_oneof![2 => Just(None), 2 => number().prop_map(Some), 1 => text().prop_map(Some), 1 => value().prop_map(Some)];
    (prop::sample::select(places.collect::<Vec<_>>()), other).prop_map(|((route, mut params, place), other)| {
        if let Some(other) = other {
            *params.pointer_mut(&place).expect("a place") = other;
        }
        (route, params)
    })
}

/// Every place within a value, but the value itself; of an empty one only itself.
fn places(value: &Value, place: &str) -> Vec<String> {
    let within = |name: String, item: &Value| {
        let place = format!("{place}/{name}");
        let deeper = places(item, &place).into_iter().filter(|deeper| !deeper.is_empty()).collect::<Vec<_>>();
        [place].into_iter().chain(deeper).collect::<Vec<_>>()
    };
    match value {
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(index, item)| within(index.to_string(), item)).collect()
        }
        Value::Object(fields) if !fields.is_empty() => {
            fields.iter().flat_map(|(name, item)| within(name.clone(), item)).collect()
        }
        _ if place.is_empty() => vec![String::new()],
        _ => Vec::new(),
    }
}

/// Whether the parameters are an object whose texts are texts.
fn same_in_every_carrier(params: &Value) -> bool {
    params.is_object() && TEXTS.iter().all(|name| params.get(*name).is_none_or(Value::is_string))
}

#[test]
fn a_parameter_set_means_the_same_by_every_transport() {
    // A server for each transport; all start alike, hear the same calls, and must stay alike.
    static SERVERS: LazyLock<Vec<(Transport, TestServer)>> =
        LazyLock::new(|| Transport::ALL.into_iter().map(|transport| (transport, calls::furnished())).collect());
    let mut runner = TestRunner::new(Config { cases: 384, failure_persistence: None, ..Config::default() });
    let calls = prop_oneof![1 => nonsense(), 3 => sense()]
        .prop_filter("texts stay texts", |(_, params)| same_in_every_carrier(params));
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
    // Keys are sealed with chance.
    let contents = |server: &TestServer| world::dump_without(&server.path(), &["api_keys"]);
    let (_, first) = &SERVERS[0];
    for (transport, server) in &SERVERS[1..] {
        assert_eq!(contents(server), contents(first), "{transport:?}");
    }
}
