//! The examples satisfy the schemas beside them, and can be sent as they are.

use std::collections::BTreeSet;

use muster::navixy::ACTIONS;
use serde_json::Value;

use super::described::{NAVIXY, broken, operation, resolved};
use crate::support::{TestServer, Transport};

/// Every media type in a part of the document, with the place that it is at.
fn media_types(place: &str, thing: &'static Value, found: &mut Vec<(String, &'static Value)>) {
    let inside: Vec<(String, &Value)> = match thing {
        Value::Object(object) => object.iter().map(|(name, value)| (format!("{place}/{name}"), value)).collect(),
        Value::Array(list) => {
            list.iter().enumerate().map(|(index, value)| (format!("{place}/{index}"), value)).collect()
        }
        _ => return,
    };
    if thing.get("schema").is_some() {
        found.push((place.to_owned(), thing));
    }
    for (place, value) in inside {
        media_types(&place, value, found);
    }
}

#[test]
fn every_example_satisfies_its_schema() {
    let mut found = Vec::new();
    media_types("", &NAVIXY, &mut found);
    assert!(found.len() > 300, "{} schemas are few", found.len());
    for (place, thing) in found {
        let several =
            thing["examples"].as_object().into_iter().flatten().map(|(_, example)| &resolved(example)["value"]);
        let examples: Vec<_> = thing.get("example").into_iter().chain(several).collect();
        assert!(!examples.is_empty() || place.ends_with("/Retry-After"), "{place} has no example");
        for example in examples {
            assert_eq!(broken(&thing["schema"], example), None, "{place}: {example}");
        }
    }
}

#[test]
fn every_text_in_an_answer_says_what_it_could_be() {
    for row in ACTIONS {
        let operation = operation(row.route.path()).expect("an operation");
        let schema = &resolved(&operation["responses"]["200"])["content"]["application/json"]["schema"];
        let mut found = Vec::new();
        texts_without_examples("", schema, &mut found);
        assert_eq!(found, Vec::<String>::new(), "{}: say it by #[shown(example = ...)]", row.route);
    }
}

fn texts_without_examples(place: &str, schema: &'static Value, found: &mut Vec<String>) {
    let schema = resolved(schema);
    let is_always_empty = schema["maxItems"] == 0;
    if is_always_empty || ["examples", "enum", "const"].iter().any(|key| schema.get(key).is_some()) {
        return;
    }
    if schema["type"] == "string" {
        found.push(place.to_owned());
    }
    let of_object =
        schema["properties"].as_object().into_iter().flatten().map(|(name, schema)| (name.as_str(), schema));
    let of_list = ["items", "additionalProperties"].into_iter().filter_map(|name| Some((name, schema.get(name)?)));
    let of_choice = schema["anyOf"].get(0).map(|choice| ("", choice));
    for (name, schema) in of_object.chain(of_list).chain(of_choice) {
        texts_without_examples(&format!("{place}/{name}"), schema, found);
    }
}

#[test]
fn every_example_of_a_request_is_read() {
    let server = TestServer::start();
    for row in ACTIONS {
        let operation = operation(row.route.path()).expect("an operation");
        let content = &operation["requestBody"]["content"];
        for (media_type, transport) in
            [("application/json", Transport::Json), ("application/x-www-form-urlencoded", Transport::Form)]
        {
            let Some(example) = content[media_type].get("example") else { continue };
            let answer = server.master().send(transport, row.route.path(), example.clone());
            let code = answer.body["status"]["code"].as_u64();
            assert!(!matches!(code, Some(5 | 7)), "{} by {transport:?}: {example} is answered {answer:?}", row.route);
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_and_every_reference_leads_somewhere() {
    let operations =
        NAVIXY["paths"].as_object().expect("paths").values().flat_map(|path| [&path["get"], &path["post"]]);
    let names: Vec<_> = operations.map(|operation| operation["operationId"].as_str().expect("a name")).collect();
    assert_eq!(names.len(), ACTIONS.len() * 2);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
    let text = NAVIXY.to_string();
    for place in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(NAVIXY.pointer(place).is_some(), "{place} is nowhere");
    }
}
