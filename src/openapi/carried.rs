//! Parameters in queries and forms, which carry nothing but text.

use serde_json::{Map, Value, json};

use super::examples::{Extent, example};
use crate::args::JSON;
use crate::schema::{Parts, Schema};

/// A parameter as a query or a form carries it.
struct Carried {
    schema: Schema,
    /// Whether its value is written as JSON: it is a list or an object.
    in_json: bool,
}

/// Of the ways that JSON has to say a value, those that a text can say. Nothing is said by an empty text, or by leaving
/// the parameter out.
fn carried(schema: &Schema) -> Carried {
    let Some(Value::Array(choices)) = schema.get("anyOf") else {
        return Carried { schema: schema.clone(), in_json: false };
    };
    let in_json = choices.iter().any(|choice| choice.get("contentMediaType").is_some());
    let nothing = Value::from(Schema::reference(Parts::NOTHING));
    let left: Vec<_> = choices
        .iter()
        .filter(|choice| choice.get("contentMediaType").is_none() && !(in_json && **choice == nothing))
        .filter_map(|choice| match choice {
            nothing_said if *nothing_said == nothing => Some(Schema::anything().with_key("const", "")),
            choice => Some(Schema::from(choice.as_object()?.clone())),
        })
        .collect();
    let said = ["description", "examples"].map(|key| Some((key, schema.get(key)?.clone())));
    let schema = match left.as_slice() {
        [one] => one.clone(),
        _ => Schema::any_of(left),
    };
    let schema = said.into_iter().flatten().fold(schema, |schema, (key, said)| schema.with_key(key, said));
    Carried { schema, in_json }
}

fn properties(params: &Schema) -> impl Iterator<Item = (&str, Schema)> {
    params.properties().map(|(name, schema)| (name, Schema::from(schema.clone())))
}

/// The parameters of a query.
pub(super) fn query(params: &Schema, parts: &Parts) -> Vec<Value> {
    let parameter = |(name, schema): (&str, Schema)| {
        let Carried { schema, in_json } = carried(&schema);
        let example = example(&schema, Extent::Least, parts);
        let mut told = json!({ "name": name, "in": "query", "required": params.requires(name) });
        if let Some(about) = schema.get("description") {
            told["description"] = about.clone();
        }
        let schema = schema.without("description");
        if in_json {
            told["content"] = json!({ JSON: { "schema": schema, "example": example } });
        } else {
            told["schema"] = schema.into();
            told["example"] = example;
        }
        told
    };
    properties(params).map(parameter).collect()
}

/// The media type of a form.
pub(super) fn form(params: &Schema, parts: &Parts) -> Value {
    let mut encoding = Map::new();
    let empty = params.clone().without("properties").without("required");
    let form = properties(params).fold(empty, |form, (name, schema)| {
        let Carried { schema, in_json } = carried(&schema);
        if in_json {
            encoding.insert(name.to_owned(), json!({ "contentType": JSON }));
        }
        form.with(name, schema, params.presence(name))
    });
    let mut told = json!({ "example": example(&form, Extent::Least, parts), "schema": form });
    if !encoding.is_empty() {
        told["encoding"] = encoding.into();
    }
    told
}
