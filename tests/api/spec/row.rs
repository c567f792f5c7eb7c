//! What the files hold: rows, and the steps before and after them.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use muster::access::Requirement;
use muster::action::{ActionDef, Effect};
use muster::error::Code;
use muster::navixy::ACTIONS;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::Transport;
use crate::support::world::{GROUP, OTHER_GROUP};

/// A row; the head of `tests/spec/general.toml` says what its fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    pub name: String,
    pub source: String,
    pub action: Option<OneOrMore>,
    pub path: Option<OneOrMore>,
    #[serde(rename = "as", default = "master")]
    pub by: String,
    pub hash: Option<String>,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub params: Value,
    #[serde(default)]
    pub first: Vec<Step>,
    pub sql: Option<String>,
    pub groups_allowed: Option<u32>,
    #[serde(default)]
    pub refuse_sessions: bool,
    pub only: Option<[OnlyJson; 1]>,
    pub why: Option<String>,
    pub body: Option<Value>,
    pub code: Option<u16>,
    pub errors: Option<Value>,
    pub after: Option<After>,
    #[serde(default)]
    pub then: Vec<Step>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlyJson {
    Json,
}

/// A request before or after the row's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    pub action: String,
    #[serde(rename = "as", default = "master")]
    pub by: String,
    pub hash: Option<String>,
    #[serde(default)]
    pub params: Value,
    #[serde(default = "once")]
    pub times: u32,
    pub body: Option<Value>,
    pub code: Option<u16>,
}

/// What the first owner's account looks like after a row that may change it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    #[serde(default = "groups_of_the_world")]
    pub groups: Value,
    #[serde(default)]
    pub places: BTreeMap<String, i64>,
}

fn master() -> String {
    "master".to_owned()
}

fn once() -> u32 {
    1
}

fn groups_of_the_world() -> Value {
    json!([[GROUP, "Main office", "FF6DDC"], [OTHER_GROUP, "Employees", "1E96DC"]])
}

impl Default for After {
    fn default() -> Self {
        Self { groups: groups_of_the_world(), places: BTreeMap::new() }
    }
}

impl OneOrMore {
    pub fn all(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
        .iter()
        .map(String::as_str)
    }
}

/// Actions by what it takes to be let in, so that no row has to list them.
type Kind = (&'static str, fn(&ActionDef) -> bool);

const EVERY: [Kind; 3] = [
    ("every", |action| action.requires != Requirement::Nothing),
    ("every by session", |action| action.by_session),
    ("every refused to sub-users", |action| !matches!(action.requires, Requirement::Nothing | Requirement::AnyUser)),
];

impl Row {
    pub fn is_for(&self, transport: Transport) -> bool {
        self.only.is_none() || matches!(transport, Transport::Json | Transport::Mixed | Transport::Header)
    }

    /// The actions that the row is about.
    pub fn actions(&self) -> Vec<&str> {
        let mut actions = Vec::new();
        for named in self.action.iter().flat_map(OneOrMore::all) {
            match EVERY.iter().find(|(name, _)| *name == named) {
                Some((_, is_one)) => actions.extend(ACTIONS.iter().filter(|a| is_one(a)).map(|a| a.route.path())),
                None => actions.push(named),
            }
        }
        actions
    }

    /// The actions, or the paths, that the row is about.
    pub fn targets(&self) -> Vec<&str> {
        let mut targets = self.actions();
        targets.extend(self.path.iter().flat_map(OneOrMore::all));
        targets
    }

    /// 0 for a success.
    pub fn number(&self) -> u16 {
        self.code.unwrap_or(0)
    }

    /// Whether the row, sent to that action, may change the database.
    pub fn changes(&self, target: &str) -> bool {
        self.code.is_none() && definition(target).is_some_and(|action| action.effect == Effect::Write)
    }

    /// Whether the row may not share a server with others: it changes the world, wants another one than the usual, or
    /// is a bad guess at a password, of which too many lock everybody out.
    pub fn wants_its_own_server(&self, target: &str) -> bool {
        let guess = [Code::WrongLoginOrPassword, Code::WrongPassword].map(|code| code.number());
        self.changes(target)
            || guess.contains(&self.number())
            || !self.first.is_empty()
            || self.sql.is_some()
            || self.groups_allowed.is_some()
            || self.refuse_sessions
    }
}

/// Parameters as a row has them: none, a table, or what TOML cannot say as a text of JSON.
pub fn written(params: &Value) -> Value {
    match params {
        Value::Null => json!({}),
        Value::String(text) => serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}")),
        table => table.clone(),
    }
}

/// Whether the two are equal, where some texts stand for a kind of value: the head of `general.toml` names them.
pub fn matches(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::String(any), _) if any.starts_with('*') => match any.as_str() {
            "*" => got.as_i64().is_some_and(|id| (1..=i64::from(i32::MAX)).contains(&id)),
            "*hash" => got.as_str().is_some_and(|hash| hash.len() == 32 && hash.bytes().all(is_lower_hex_digit)),
            "*text" => got.is_string(),
            "*list" => got.as_array().is_some_and(|list| !list.is_empty()),
            "*null" => got.is_null(),
            unknown => panic!("{unknown:?} stands for nothing"),
        },
        (Value::Array(expected), Value::Array(got)) => {
            expected.len() == got.len() && expected.iter().zip(got).all(|(expected, got)| matches(expected, got))
        }
        (Value::Object(expected), Value::Object(got)) => {
            let pair = |(name, value): (&String, &Value)| got.get(name).is_some_and(|got| matches(value, got));
            expected.len() == got.len() && expected.iter().all(pair)
        }
        _ => expected == got,
    }
}

fn is_lower_hex_digit(digit: u8) -> bool {
    matches!(digit, b'0'..=b'9' | b'a'..=b'f')
}

pub fn definition(route: &str) -> Option<&'static ActionDef> {
    ACTIONS.iter().find(|action| action.route.path() == route)
}

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/spec")
}

/// The one value of a TOML file, which stands under that name; nothing if the file has none.
fn read<T: DeserializeOwned + Default>(file: &str, name: &str) -> T {
    let path = folder().join(file).with_extension("toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut table: BTreeMap<String, T> = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}.toml: {error}"));
    let value = table.remove(name).unwrap_or_default();
    assert!(table.is_empty(), "{file}.toml has something else than {name}");
    value
}

pub fn rows(file: &str) -> Vec<Row> {
    read(file, "row")
}

/// Number, HTTP status and text of every failure.
pub static CODES: LazyLock<Vec<(u16, u16, String)>> = LazyLock::new(|| read("codes", "codes"));
