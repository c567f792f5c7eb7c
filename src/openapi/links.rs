//! Which answer gives what another action takes: the id of a new group, to whatever takes a group's id. Programs that try
//! an API out go along these links.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::schema::{Parts, Schema};

/// What is given and taken, by what it is: the name of an id's schema, or else of the parameter.
#[derive(Default)]
pub(super) struct Links {
    given: BTreeMap<String, BTreeMap<String, String>>,
    taken: Vec<(String, Vec<(String, String)>)>,
}

impl Links {
    /// Notes the id of the thing that a response shows, or of the first that it lists.
    pub(super) fn gives_id(&mut self, response: &str, shown: &Schema, parts: &Parts) {
        if let Some((name, place)) = find_id(shown, "", parts) {
            self.gives(response, [(name, format!("$response.body#{place}"))]);
        }
    }

    /// Notes what else a response tells, as runtime expressions.
    pub(super) fn gives(&mut self, response: &str, given: impl IntoIterator<Item = (String, String)>) {
        self.given.entry(response.to_owned()).or_default().extend(given);
    }

    /// Notes what an operation takes in its path and its query.
    pub(super) fn takes(&mut self, operation: &str, params: &Schema, parts: &Parts) {
        let taken = params.properties().map(|(name, schema)| {
            let schema = Schema::from(schema.clone());
            (name.to_owned(), id_taken(&schema, parts).unwrap_or_else(|| name.to_owned()))
        });
        self.taken.push((operation.to_owned(), taken.collect()));
    }

    /// Puts the links into the responses.
    pub(super) fn write(&self, responses: &mut Map<String, Value>) {
        for (response, given) in &self.given {
            let links = self.taken.iter().filter_map(|(operation, taken)| {
                let parameters =
                    taken.iter().filter_map(|(name, what)| Some((name.clone(), given.get(what)?.as_str().into())));
                let parameters: Map<String, Value> = parameters.collect();
                let link = json!({ "operationId": operation, "parameters": parameters });
                (!parameters.is_empty()).then(|| (operation.clone(), link))
            });
            let links: Map<_, _> = links.collect();
            if let (Some(response), false) = (responses.get_mut(response), links.is_empty()) {
                response["links"] = links.into();
            }
        }
    }
}

/// The first id in a schema of what is shown, and where it stands.
fn find_id(shown: &Schema, place: &str, parts: &Parts) -> Option<(String, String)> {
    let inside = |schema: Schema| schema.referred().and_then(|name| parts.get(name)).cloned().unwrap_or(schema);
    if let Some(items) = shown.get("items").and_then(Value::as_object) {
        return find_id(&inside(items.clone().into()), &format!("{place}/0"), parts);
    }
    let properties: Vec<_> = shown.properties().map(|(name, schema)| (name, Schema::from(schema.clone()))).collect();
    let own = properties.iter().find(|(name, _)| *name == "id").and_then(|(_, schema)| schema.referred());
    if let Some(id) = own {
        return Some((id.to_owned(), format!("{place}/id")));
    }
    let mut always = properties.into_iter().filter(|(name, _)| shown.requires(name));
    always.find_map(|(name, schema)| find_id(&inside(schema), &format!("{place}/{name}"), parts))
}

/// What kind of id a parameter takes, if it takes one.
fn id_taken(schema: &Schema, parts: &Parts) -> Option<String> {
    let choices = schema.get("anyOf").and_then(Value::as_array).into_iter().flatten();
    let choices = choices.filter_map(|choice| Some(Schema::from(choice.as_object()?.clone())));
    let name = [schema.clone()].into_iter().chain(choices).find_map(|choice| choice.referred().map(str::to_owned))?;
    parts.shown_by(&name).map(str::to_owned)
}
