//! A schema, as JSON.

use std::ops::RangeInclusive;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// Where the documents keep schemas that have a name.
const HOME: &str = "#/components/schemas/";

/// Whether an object must have a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must be there.
    Required,
    /// It may be absent.
    Optional,
}

/// What a JSON value may be.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Schema(Map<String, Value>);

impl Schema {
    /// A schema that says no more than one thing.
    fn saying(key: &str, value: impl Into<Value>) -> Self {
        Self(Map::from_iter([(key.to_owned(), value.into())]))
    }

    /// With this said as well.
    #[must_use]
    pub fn with_key(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.0.insert(key.to_owned(), value.into());
        self
    }

    /// Without what it says under a key.
    #[must_use]
    pub fn without(mut self, key: &str) -> Self {
        self.0.remove(key);
        self
    }

    /// Any value.
    pub fn anything() -> Self {
        Self(Map::new())
    }

    /// Values of a type.
    pub fn of_type(name: &str) -> Self {
        Self::saying("type", name)
    }

    /// Whatever a schema with a name is of.
    pub fn reference(name: &str) -> Self {
        Self::saying("$ref", format!("{HOME}{name}"))
    }

    /// A text of so many characters.
    pub fn text(chars: RangeInclusive<usize>) -> Self {
        let text = Self::of_type("string");
        let text = if *chars.start() > 0 { text.with_key("minLength", *chars.start()) } else { text };
        text.with_key("maxLength", *chars.end())
    }

    /// A text that matches a pattern: all texts do, if it is empty.
    #[must_use]
    pub fn matching(self, pattern: &str) -> Self {
        if pattern.is_empty() { self } else { self.with_key("pattern", pattern) }
    }

    /// One of some words.
    pub fn one_of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<_> = words.into_iter().collect();
        let first = words.first().copied().unwrap_or_default();
        Self::of_type("string").with_key("enum", words.clone()).example(first)
    }

    /// An integer.
    pub fn integer(range: RangeInclusive<i64>) -> Self {
        Self::of_type("integer").with_key("minimum", *range.start()).with_key("maximum", *range.end())
    }

    /// A list.
    pub fn list(items: Self) -> Self {
        Self::of_type("array").with_key("items", items)
    }

    /// A list of so many things.
    pub fn list_of(items: Self, count: RangeInclusive<usize>) -> Self {
        Self::list(items).with_key("minItems", *count.start()).with_key("maxItems", *count.end())
    }

    /// Values of any of these schemas.
    pub fn any_of(choices: impl IntoIterator<Item = Self>) -> Self {
        let choices = choices.into_iter().flat_map(|choice| match choice.0.get("anyOf") {
            Some(Value::Array(inner)) => inner.clone(),
            _ => vec![choice.into()],
        });
        Self::saying("anyOf", choices.collect::<Vec<_>>())
    }

    /// Values of one schema that are not of another.
    pub fn all_but(schema: Self, but: Self) -> Self {
        Self::saying("allOf", vec![schema, Self::saying("not", but)])
    }

    /// A text that holds JSON.
    pub fn in_text(self) -> Self {
        Self::of_type("string").with_key("contentMediaType", "application/json").with_key("contentSchema", self)
    }

    /// An object with no properties yet. Others than those that it gets are allowed: whoever takes an object passes over
    /// what it does not know, and whoever shows one may add to it.
    pub fn object() -> Self {
        Self::of_type("object")
    }

    /// An object of values by name.
    pub fn map(names: &Self, values: Self) -> Self {
        let name = Self::of_type("string");
        let name = match names.own_example() {
            Some(Value::String(example)) => name.example(example.as_str()),
            Some(example) => name.example(example.to_string()),
            None => name,
        };
        Self::object().with_key("propertyNames", name).with_key("additionalProperties", values)
    }

    /// With a few words on it, which may stand beside a reference too.
    #[must_use]
    pub fn about(self, words: &str) -> Self {
        self.with_key("description", words)
    }

    /// With a property.
    #[must_use]
    pub fn with(mut self, name: &str, schema: Self, presence: Presence) -> Self {
        if let Value::Object(all) = self.section("properties", json!({})) {
            all.insert(name.to_owned(), schema.into());
        }
        if presence == Presence::Required
            && let Value::Array(all) = self.section("required", json!([]))
        {
            all.push(name.into());
        }
        self
    }

    /// Without a property.
    #[must_use]
    pub fn without_property(mut self, name: &str) -> Self {
        if let Value::Object(all) = self.section("properties", json!({})) {
            all.remove(name);
        }
        self
    }

    /// With all properties of another object, which itself must be there or not: without it all may be absent.
    #[must_use]
    pub fn with_all_of(mut self, other: &Self, presence: Presence) -> Self {
        for (name, schema) in other.properties() {
            let presence = if presence == Presence::Required { other.presence(name) } else { presence };
            self = self.with(name, Self(schema.clone()), presence);
        }
        self
    }

    /// With some of its properties required, and none of these null.
    #[must_use]
    pub fn requiring(mut self, names: &[&str]) -> Self {
        let null = Value::from(Self::of_type("null"));
        for (name, schema) in self.section("properties", json!({})).as_object_mut().into_iter().flatten() {
            let choices =
                schema.get_mut("anyOf").and_then(Value::as_array_mut).filter(|_| names.contains(&name.as_str()));
            choices.into_iter().for_each(|choices| choices.retain(|choice| *choice != null));
        }
        self.with_key("required", names)
    }

    /// With an example.
    #[must_use]
    pub fn example(self, example: impl Into<Value>) -> Self {
        self.with_key("examples", vec![example.into()])
    }

    /// With no other value than one.
    #[must_use]
    pub fn always(self, value: impl Into<Value>) -> Self {
        self.without("examples").with_key("const", value)
    }

    /// With an example that can be written.
    #[must_use]
    pub fn example_of(self, example: &impl Serialize) -> Self {
        match serde_json::to_value(example) {
            Ok(example) => self.example(example),
            Err(_) => self,
        }
    }

    /// With one at least of some properties required.
    #[must_use]
    pub fn with_any(self, names: &[&str]) -> Self {
        let choices: Vec<_> = names.iter().map(|name| json!({ "required": [name] })).collect();
        self.with_key("anyOf", choices)
    }

    /// The example that it has of its own.
    pub fn own_example(&self) -> Option<&Value> {
        self.0.get("examples")?.get(0)
    }

    /// What it says under a key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.0.get(key)
    }

    /// An object's properties.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Map<String, Value>)> {
        let all = self.0.get("properties").and_then(Value::as_object);
        all.into_iter().flatten().filter_map(|(name, schema)| Some((name.as_str(), schema.as_object()?)))
    }

    /// Whether it is an object that must have a property.
    pub fn requires(&self, name: &str) -> bool {
        self.0.get("required").and_then(Value::as_array).is_some_and(|all| all.iter().any(|one| one == name))
    }

    /// The same, to be said of another object.
    pub fn presence(&self, name: &str) -> Presence {
        if self.requires(name) { Presence::Required } else { Presence::Optional }
    }

    /// The name that it refers to, if it is a reference.
    pub fn referred(&self) -> Option<&str> {
        self.0.get("$ref")?.as_str()?.strip_prefix(HOME)
    }

    fn section(&mut self, key: &str, empty: Value) -> &mut Value {
        self.0.entry(key).or_insert(empty)
    }
}

impl From<Schema> for Value {
    fn from(Schema(said): Schema) -> Self {
        Self::Object(said)
    }
}

impl From<Map<String, Value>> for Schema {
    fn from(said: Map<String, Value>) -> Self {
        Self(said)
    }
}
