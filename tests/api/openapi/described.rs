//! What a document says of an action, to hold requests and answers against.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use jsonschema::Validator;
use muster::openapi::Api;
use serde_json::{Value, json};

/// Navixy's document.
pub static NAVIXY: LazyLock<Value> = LazyLock::new(|| Api::Navixy.document());

/// What stands behind a reference, or the thing itself.
pub fn resolved(thing: &'static Value) -> &'static Value {
    match thing["$ref"].as_str() {
        Some(place) => NAVIXY.pointer(place.trim_start_matches('#')).unwrap_or_else(|| panic!("{place} is nowhere")),
        None => thing,
    }
}

/// The operation by POST, if there is such an action.
pub fn operation(action: &str) -> Option<&'static Value> {
    NAVIXY["paths"].get(format!("/{action}")).map(|path| &path["post"])
}

/// What a value breaks of a schema of the document.
pub fn broken(schema: &Value, value: &Value) -> Option<String> {
    broken_in(&NAVIXY, schema, value)
}

/// What a value breaks of a schema of a document.
pub fn broken_in(document: &Value, schema: &Value, value: &Value) -> Option<String> {
    // Each is asked many times, and to make one ready takes longer than to ask it.
    static READY: LazyLock<Mutex<HashMap<String, Arc<Validator>>>> = LazyLock::new(Mutex::default);
    let validator = {
        let mut ready = READY.lock().expect("no test has panicked in here");
        let name = format!("{} {schema}", document["info"]["title"]);
        Arc::clone(ready.entry(name).or_insert_with(|| Arc::new(validator(document, schema))))
    };
    let broken: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    (!broken.is_empty()).then(|| broken.join("\n"))
}

fn validator(document: &Value, schema: &Value) -> Validator {
    let mut whole = schema.clone();
    whole["components"] = json!({ "schemas": document["components"]["schemas"] });
    jsonschema::draft202012::new(&whole).unwrap_or_else(|error| panic!("{schema}: {error}"))
}

/// Holds a request and its answer against the document: the answer is one that is told there, and if the request was
/// taken, so are its parameters.
pub fn check(action: &str, params: &Value, status: u16, answer: &Value) -> Result<(), String> {
    let number = &answer["status"]["code"];
    let Some(operation) = operation(action).filter(|_| ![json!(111), json!(112)].contains(number)) else {
        return Ok(());
    };
    let response = operation["responses"].get(status.to_string());
    let content = &resolved(response.ok_or(format!("{status} is not told"))?)["content"]["application/json"];
    if let Some(broken) = broken(&content["schema"], answer) {
        return Err(format!("the answer is not as told: {broken}"));
    }
    let examples = content["examples"].as_object();
    let is_told = |example: &'static Value| resolved(example)["value"]["status"]["code"] == *number;
    if !number.is_null() && !examples.is_some_and(|examples| examples.values().any(is_told)) {
        return Err(format!("the failure {number} is not told"));
    }
    let taken = &operation["requestBody"]["content"]["application/json"]["schema"];
    // Of what was refused it is not known whether it could have been taken.
    if answer["success"] != json!(true) || taken.is_null() {
        return Ok(());
    }
    broken(taken, params).map_or(Ok(()), |broken| Err(format!("what was taken is not as told: {broken}")))
}
