//! Plaspy's and ThingSpace's documents: every call that a test makes of these dialects is held against them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use muster::openapi::Api;
use serde_json::Value;

use super::described::broken_in;

static PLASPY: LazyLock<Value> = LazyLock::new(|| Api::Plaspy.document());
static THINGSPACE: LazyLock<Value> = LazyLock::new(|| Api::Thingspace.document());

/// Where ThingSpace's service is, which is found at the root as well.
const BASE: &str = "/api/m2m/v1";

/// A request, as far as documents tell of it.
pub struct Asked<'r> {
    pub method: &'r str,
    /// With the query.
    pub path: &'r str,
    pub body: &'r str,
}

/// The operation that a request is for, with the document that tells of it; none if there is none.
fn operation(asked: &Asked<'_>) -> Option<(&'static Value, &'static Value)> {
    let path = asked.path.split('?').next()?;
    let at_the_root = format!("{BASE}{path}");
    let places = [(&*PLASPY, path, true), (&*THINGSPACE, path, false), (&*THINGSPACE, at_the_root.as_str(), false)];
    places.into_iter().find_map(|(document, path, ignores_case)| {
        let paths = document["paths"].as_object()?;
        // Of two that fit, the one is meant that leaves nothing open.
        let fitting = paths.iter().filter(|(template, _)| fits(template, path, ignores_case));
        let (_, operations) = fitting.min_by_key(|(template, _)| template.contains('{'))?;
        Some((document, operations.get(asked.method.to_ascii_lowercase())?))
    })
}

fn fits(template: &str, path: &str, ignores_case: bool) -> bool {
    let segments = |path: &str| path.trim_matches('/').split('/').map(str::to_owned).collect::<Vec<_>>();
    let (wanted, there) = (segments(template), segments(path));
    wanted.len() == there.len()
        && wanted.iter().zip(&there).all(|(wanted, there)| {
            wanted.starts_with('{') || wanted == there || ignores_case && wanted.eq_ignore_ascii_case(there)
        })
}

fn resolved<'d>(document: &'d Value, thing: &'d Value) -> &'d Value {
    match thing["$ref"].as_str() {
        Some(place) => document.pointer(place.trim_start_matches('#')).unwrap_or_else(|| panic!("{place} is nowhere")),
        None => thing,
    }
}

/// Holds a request and its answer against the document: the answer is one that is told there, and if the request was
/// taken, so is its body.
pub fn check(asked: &Asked<'_>, status: u16, answer: &Value) -> Result<(), String> {
    let Some((document, operation)) = operation(asked) else { return Ok(()) };
    let response = operation["responses"].get(status.to_string()).ok_or_else(|| format!("{status} is not told"))?;
    match resolved(document, response).get("content") {
        Some(content) => {
            let broken = broken_in(document, &content["application/json"]["schema"], answer);
            broken.map_or(Ok(()), |broken| Err(format!("the answer is not as told: {broken}")))?;
        }
        None if answer.is_null() => {}
        None => return Err("there is a body".to_owned()),
    }
    let taken = &operation["requestBody"]["content"]["application/json"]["schema"];
    let Ok(body) = serde_json::from_str(asked.body) else { return Ok(()) };
    // Of what was refused it is not known whether it could have been taken.
    if status >= 300 || taken.is_null() {
        return Ok(());
    }
    broken_in(document, taken, &body).map_or(Ok(()), |broken| Err(format!("what was taken is not as told: {broken}")))
}

/// Every media type in a part of a document, with the place that it is at.
fn media_types<'d>(place: &str, thing: &'d Value, found: &mut Vec<(String, &'d Value)>) {
    if thing.get("schema").is_some() && (thing.get("example").is_some() || thing.get("examples").is_some()) {
        found.push((place.to_owned(), thing));
    }
    let inside: Vec<(String, &Value)> = match thing {
        Value::Object(object) => object.iter().map(|(name, value)| (name.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(index, value)| (index.to_string(), value)).collect(),
        _ => return,
    };
    for (name, value) in inside {
        media_types(&format!("{place}/{name}"), value, found);
    }
}

#[test]
fn every_example_satisfies_its_schema() {
    for document in [&*PLASPY, &*THINGSPACE] {
        let mut found = Vec::new();
        media_types("", document, &mut found);
        assert!(found.len() > 40, "{} schemas are few", found.len());
        for (place, thing) in found {
            let several = thing["examples"].as_object().into_iter().flatten();
            let several = several.map(|(_, example)| &resolved(document, example)["value"]);
            for example in thing.get("example").into_iter().chain(several) {
                assert_eq!(broken_in(document, &thing["schema"], example), None, "{place}: {example}");
            }
        }
    }
}

#[test]
fn every_operation_has_a_name_of_its_own_and_every_reference_and_link_leads_somewhere() {
    for (document, actions) in [(&*PLASPY, muster::plaspy::ACTIONS), (&*THINGSPACE, muster::thingspace::ACTIONS)] {
        let paths = document["paths"].as_object().expect("paths").values();
        let operations = paths.flat_map(|operations| operations.as_object().expect("operations").values());
        let names: BTreeSet<_> =
            operations.map(|operation| operation["operationId"].as_str().expect("a name")).collect();
        assert_eq!(names.len(), actions.len());
        let text = document.to_string();
        for place in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(place).is_some(), "{place} is nowhere");
        }
        let responses = document["components"]["responses"].as_object().expect("responses").values();
        let links: Vec<_> = responses.filter_map(|response| response["links"].as_object()).flatten().collect();
        assert!(links.len() > 5, "{links:?} are few");
        for (_, link) in links {
            assert!(names.contains(link["operationId"].as_str().expect("an operation")), "{link} leads nowhere");
        }
    }
}
