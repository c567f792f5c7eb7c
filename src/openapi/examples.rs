//! Examples put together of those that a schema's parts have.

use serde_json::{Map, Value, json};

use crate::schema::{Parts, Schema};

/// How much of an object an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What must be there.
    Least,
    /// All that can be there.
    Whole,
}

/// A value that satisfies the schema.
pub(super) fn example(schema: &Schema, extent: Extent, parts: &Parts) -> Value {
    if let Some(own) = schema.own_example().or_else(|| schema.get("const")) {
        return own.clone();
    }
    if let Some(part) = schema.referred().and_then(|name| parts.get(name)) {
        return example(part, extent, parts);
    }
    // Of an object they say which properties must be there.
    let choices = ["anyOf", "allOf"].iter().find_map(|key| schema.get(key)).filter(|_| schema.get("type").is_none());
    if let Some(first) = choices.and_then(|choices| choices.get(0)?.as_object()) {
        return example(&first.clone().into(), extent, parts);
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("object") => object(schema, extent, parts),
        Some("array") => list(schema, extent, parts),
        Some("string") => "".into(),
        _ => Value::Null,
    }
}

fn object(schema: &Schema, extent: Extent, parts: &Parts) -> Value {
    // Of some properties one at least must be there: the first will do.
    let one_of_some = schema.get("anyOf").and_then(|choices| choices.get(0)?.get("required")?.get(0));
    let is_shown = |name: &str| {
        extent == Extent::Whole || schema.requires(name) || one_of_some.is_some_and(|one| one.as_str() == Some(name))
    };
    let shown = schema.properties().filter(|(name, _)| is_shown(name));
    let mut object: Map<_, _> =
        shown.map(|(name, schema)| (name.to_owned(), example(&schema.clone().into(), extent, parts))).collect();
    let named = |key| Some(Schema::from(schema.get(key)?.as_object()?.clone()));
    if let (Some(names), Some(values)) = (named("propertyNames"), named("additionalProperties"))
        && let Value::String(name) = example(&names, extent, parts)
        && !name.is_empty()
    {
        object.insert(name, example(&values, extent, parts));
    }
    Value::Object(object)
}

/// A list of one thing, or of as many as there must be, or none if there may be none.
fn list(schema: &Schema, extent: Extent, parts: &Parts) -> Value {
    let bound = |key| schema.get(key).and_then(Value::as_u64);
    let count = bound("minItems").unwrap_or(1).max(1).min(bound("maxItems").unwrap_or(u64::MAX));
    let Some(item) = schema.get("items").and_then(Value::as_object) else { return json!([]) };
    let item = example(&item.clone().into(), extent, parts);
    (0..count).map(|_| item.clone()).collect()
}
