//! The contract, row by row: `tests/spec/*.toml` says what is sent and what comes back, and here every row is sent by
//! every transport, to a server whose state is known before and checked after.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use muster::access::Requirement;
use muster::action::{ActionDef, Effect};
use muster::error::Code;
use muster::limits::Limits;
use muster::navixy::ACTIONS;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::support::world::{self, GROUP, OTHER_GROUP};
use crate::support::{Answer, Options, TestServer, Transport};

/// A row; the head of `tests/spec/general.toml` says what its fields mean.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    source: String,
    action: Option<OneOrMore>,
    path: Option<OneOrMore>,
    #[serde(rename = "as", default = "master")]
    by: String,
    hash: Option<String>,
    #[serde(default)]
    params: Value,
    #[serde(default)]
    first: Vec<Step>,
    groups_allowed: Option<u32>,
    only: Option<[OnlyJson; 1]>,
    why: Option<String>,
    body: Option<Value>,
    code: Option<u16>,
    errors: Option<Value>,
    after: Option<After>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum OnlyJson {
    Json,
}

/// What the first owner does before the row is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    action: String,
    params: Value,
}

/// What the first owner's account looks like after a row that may change it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct After {
    #[serde(default = "groups_of_the_world")]
    groups: Value,
    #[serde(default)]
    places: BTreeMap<String, i64>,
}

fn master() -> String {
    "master".to_owned()
}

fn groups_of_the_world() -> Value {
    json!([[GROUP, "Main office", "FF6DDC"], [OTHER_GROUP, "Employees", "1E96DC"]])
}

impl Default for After {
    fn default() -> Self {
        Self { groups: groups_of_the_world(), places: BTreeMap::new() }
    }
}

/// Whom a row's `as` means.
const CALLERS: [(&str, &str); 10] = [
    ("master", world::MASTER),
    ("api_key", world::API_KEY),
    ("sub_user", world::SUB_USER),
    ("stranger", world::STRANGER),
    ("expired", world::EXPIRED),
    ("disabled", world::DISABLED),
    ("key_of_disabled", world::KEY_OF_DISABLED),
    ("sub_user_of_disabled", world::SUB_USER_OF_DISABLED),
    ("unknown", world::UNKNOWN),
    ("nobody", ""),
];

/// What the demand for rows leaves out, and why.
const NEEDS_NO_ROW: [(&str, Code, &str); 1] =
    [("tracker/group/list", Code::InvalidParameters, "it takes no parameters, so none can be bad")];

/// Makes a module for each file with a test for each transport, so that they run side by side.
macro_rules! spec_files {
    ($($file:ident)*) => {
        const FILES: &[&str] = &[$(stringify!($file)),*];

        $(mod $file {
            use crate::support::Transport;

            const FILE: &str = stringify!($file);

            #[test]
            fn by_json() {
                super::play(FILE, Transport::Json);
            }

            #[test]
            fn by_form() {
                super::play(FILE, Transport::Form);
            }

            #[test]
            fn by_query() {
                super::play(FILE, Transport::Query);
            }

            #[test]
            fn by_a_mixture() {
                super::play(FILE, Transport::Mixed);
            }

            #[test]
            fn by_header() {
                super::play(FILE, Transport::Header);
            }

            #[test]
            fn by_texts_in_json() {
                super::play(FILE, Transport::Texts);
            }
        })*
    };
}

spec_files! { general tracker_group tracker_list }

const _: () = assert!(Transport::ALL.len() == 6, "a transport without a test above");

/// Sends every row of a file that way. Rows that change nothing share a server, and are held to it.
fn play(file: &str, transport: Transport) {
    let shared = TestServer::start();
    let mut faults = Vec::new();
    for row in rows(file).iter().filter(|row| row.is_for(transport)) {
        for target in row.targets() {
            let played = match row.own_server(target) {
                Some(own) => row.play(&own, transport, target),
                None => row.play(&shared, transport, target),
            };
            if let Err(fault) = played {
                faults.push(format!("{file}.toml: {:?}, {target} by {transport:?}:\n{fault}", row.name));
            }
        }
    }
    assert!(faults.is_empty(), "{} rows are not kept\n\n{}\n", faults.len(), faults.join("\n\n"));
}

impl Row {
    fn is_for(&self, transport: Transport) -> bool {
        self.only.is_none() || matches!(transport, Transport::Json | Transport::Mixed | Transport::Header)
    }

    /// The actions, or the paths, that the row is about.
    fn targets(&self) -> Vec<&str> {
        [&self.action, &self.path].into_iter().flatten().flat_map(OneOrMore::all).collect()
    }

    /// 0 for a success.
    fn number(&self) -> u16 {
        self.code.unwrap_or(0)
    }

    /// Whether the row, sent to that action, may change the database.
    fn changes(&self, target: &str) -> bool {
        self.code.is_none() && definition(target).is_some_and(|action| action.effect == Effect::Write)
    }

    /// A server for this row alone, if it changes the world or wants another one than the usual.
    fn own_server(&self, target: &str) -> Option<TestServer> {
        if !self.changes(target) && self.first.is_empty() && self.groups_allowed.is_none() {
            return None;
        }
        let usual = Limits::default();
        let groups_per_account = self.groups_allowed.unwrap_or(usual.groups_per_account);
        let server = TestServer::with(Options { limits: Limits { groups_per_account, ..usual }, ..Default::default() });
        for Step { action, params } in &self.first {
            server.master().must(action, written(params));
        }
        Some(server)
    }

    fn play(&self, server: &TestServer, transport: Transport, target: &str) -> Result<(), String> {
        let before = server.contents();
        let answer = server.client(self.hash()).send(transport, target, written(&self.params));
        self.compare(&answer)?;
        if self.changes(target) {
            return self.after.as_ref().unwrap_or(&After::default()).compare(server);
        }
        let after = server.contents();
        let lost = before.lines().filter(|row| !after.lines().any(|other| other == *row));
        let found = after.lines().filter(|row| !before.lines().any(|other| other == *row));
        let difference: Vec<_> =
            lost.map(|row| format!("  - {row}")).chain(found.map(|row| format!("  + {row}"))).collect();
        if after == before { Ok(()) } else { Err(format!("  the database changed:\n{}", difference.join("\n"))) }
    }

    fn hash(&self) -> &str {
        let named = CALLERS.iter().find(|(name, _)| *name == self.by).map(|(_, hash)| *hash);
        self.hash.as_deref().or(named).unwrap_or_else(|| panic!("{:?}: nobody is called {:?}", self.name, self.by))
    }

    /// The answer must be the expected one as a whole, compact, and begin with `success`.
    fn compare(&self, answer: &Answer) -> Result<(), String> {
        let (status, expected) = self.expected();
        let same = match &expected {
            Value::String(text) => answer.text == *text,
            body => matches(body, &answer.body),
        };
        if !same || answer.status != status {
            let expected = expected.as_str().map_or_else(|| expected.to_string(), str::to_owned);
            return Err(format!("  expected {status} {expected}\n  got      {} {}", answer.status, answer.text));
        }
        // The same values written compactly, in whatever order, are as long as this only if this is compact too.
        if answer.text.len() != answer.body.to_string().len() || !answer.text.starts_with("{\"success\":") {
            return Err(format!("  expected compact JSON with `success` first\n  got      {}", answer.text));
        }
        Ok(())
    }

    /// The HTTP status and the body, or the body's very text.
    fn expected(&self) -> (u16, Value) {
        let Some(number) = self.code else {
            return (200, self.body.clone().expect("a row has a body or a code"));
        };
        let (_, status, text) = codes().into_iter().find(|code| code.0 == number).expect("a code of codes.toml");
        let mut body = json!({"success": false, "status": {"code": number, "description": text}});
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        (status, body)
    }
}

impl OneOrMore {
    fn all(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
        .iter()
        .map(String::as_str)
    }
}

impl After {
    /// Looks at the first owner's account as a dashboard would.
    fn compare(&self, server: &TestServer) -> Result<(), String> {
        let list = |action| server.master().must(action, json!({}))["list"].as_array().expect("a list").clone();
        let groups =
            list("tracker/group/list").into_iter().map(|group| json!([group["id"], group["title"], group["color"]]));
        let groups = Value::Array(groups.collect());
        let place = |tracker: &Value| Some((tracker["id"].to_string(), tracker["group_id"].as_i64()?));
        let places = list("tracker/list").into_iter().map(|tracker| place(&tracker).expect("a tracker with a group"));
        let places: BTreeMap<_, _> = places.filter(|(_, group)| *group != 0).collect();
        if matches(&self.groups, &groups) && self.places == places {
            return Ok(());
        }
        let Self { groups: expected_groups, places: expected_places } = self;
        Err(format!(
            "  expected afterwards groups {expected_groups} and trackers in them {expected_places:?}\n  \
             got                 groups {groups} and trackers in them {places:?}"
        ))
    }
}

/// Whether the two are equal, where `"*"` stands for any id.
fn matches(expected: &Value, got: &Value) -> bool {
    match (expected, got) {
        (Value::String(any), Value::Number(id)) if any == "*" => {
            id.as_i64().is_some_and(|id| (1..=i64::from(i32::MAX)).contains(&id))
        }
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

/// Parameters as a row has them: none, a table, or what TOML cannot say as a text of JSON.
fn written(params: &Value) -> Value {
    match params {
        Value::Null => json!({}),
        Value::String(text) => serde_json::from_str(text).unwrap_or_else(|error| panic!("{text}: {error}")),
        table => table.clone(),
    }
}

fn definition(route: &str) -> Option<&'static ActionDef> {
    ACTIONS.iter().find(|action| action.route == route)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/spec")
}

/// The one value of a TOML file, which stands under that name.
fn read<T: DeserializeOwned>(file: &str, name: &str) -> T {
    let path = folder().join(file).with_extension("toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut table: BTreeMap<String, T> = toml::from_str(&text).unwrap_or_else(|error| panic!("{file}.toml: {error}"));
    table.remove(name).unwrap_or_else(|| panic!("{file}.toml has no {name}"))
}

fn rows(file: &str) -> Vec<Row> {
    read(file, "row")
}

/// Number, HTTP status and text of every failure.
fn codes() -> Vec<(u16, u16, String)> {
    read("codes", "codes")
}

#[test]
fn the_failure_table_is_the_contracts() {
    let built: Vec<_> = Code::ALL.iter().map(|code| (code.number(), code.status(), code.text().to_owned())).collect();
    for (expected, got) in codes().iter().zip(&built) {
        assert_eq!(got, expected);
    }
    assert_eq!(built.len(), codes().len());
}

#[test]
fn each_row_is_well_made() {
    let mut files: Vec<_> = fs::read_dir(folder()).expect("the folder").map(|f| f.expect("a file").path()).collect();
    files.sort();
    let known: BTreeSet<_> =
        FILES.iter().chain(&["codes"]).map(|name| folder().join(name).with_extension("toml")).collect();
    assert_eq!(files, Vec::from_iter(known), "a file that nobody reads, or that is not there");

    let mut names = BTreeSet::new();
    for row in FILES.iter().flat_map(|file| rows(file)) {
        let name = &row.name;
        assert!(names.insert(name.clone()), "two rows are called {name:?}");
        assert!(!row.source.is_empty(), "{name:?} does not say where it comes from");
        assert_eq!(row.only.is_some(), row.why.is_some(), "{name:?}: `only` and `why` go together");
        assert_ne!(row.body.is_some(), row.code.is_some(), "{name:?} has either a body or a code");
        assert_eq!(row.errors.is_some(), row.code == Some(Code::InvalidParameters.number()), "{name:?}: `errors`");
        assert_ne!(row.action.is_some(), row.path.is_some(), "{name:?} has either an action or a path");
        let changes = row.targets().iter().any(|target| row.changes(target));
        assert!(changes || row.after.is_none(), "{name:?} changes nothing, so nothing is looked at `after` it");
        for action in row.action.iter().flat_map(OneOrMore::all) {
            assert!(definition(action).is_some(), "{name:?}: there is no action {action:?}");
        }
    }
}

#[test]
fn each_action_has_a_row_for_its_success_and_for_each_of_its_failures() {
    let rows: Vec<Row> = FILES.iter().flat_map(|file| rows(file)).collect();
    let has_row = |route: &str, number: u16| {
        rows.iter().any(|row| row.action.is_some() && row.number() == number && row.targets().contains(&route))
    };
    let excused = |route: &str, number: u16| {
        NEEDS_NO_ROW.iter().any(|(action, code, _)| (*action, code.number()) == (route, number))
    };
    for action in ACTIONS {
        let general = [Code::WrongHash, Code::SessionEnded, Code::InvalidParameters];
        let refused = (action.requires != Requirement::AnyUser).then_some(Code::OperationNotPermitted);
        let demanded = general.iter().chain(&refused).chain(action.fails).map(|code| code.number());
        for number in demanded.chain([0]) {
            let (row, excuse) = (has_row(action.route, number), excused(action.route, number));
            assert!(row || excuse, "{} has no row for code {number} (0 is success)", action.route);
            assert!(!(row && excuse), "{} has a row for code {number}, so the exception can go", action.route);
        }
    }
    for (action, code, _) in NEEDS_NO_ROW {
        assert!(definition(action).is_some(), "the exception for {code:?} of {action}, which is not there");
    }
}

#[test]
fn each_action_is_found_under_each_prefix_with_and_without_a_trailing_slash() {
    let server = TestServer::start();
    let master = server.master();
    let mut different = BTreeSet::new();
    for action in ACTIONS {
        // Without parameters each action answers in its own way, and none changes anything.
        let expected = master.call(action.route, json!({}));
        different.insert(expected.text.clone());
        for prefix in ["", "v2/", "api-v2/", "api/"] {
            for path in [format!("{prefix}{}", action.route), format!("{prefix}{}/", action.route)] {
                for transport in [Transport::Json, Transport::Query] {
                    assert_eq!(master.send(transport, &path, json!({})), expected, "{path} by {transport:?}");
                }
            }
        }
    }
    assert_eq!(different.len(), ACTIONS.len(), "two actions answered alike, so this proves too little");
}

#[test]
fn a_search_takes_1024_labels_and_no_more() {
    let server = TestServer::start();
    for transport in Transport::ALL {
        let search = |count: usize| {
            let labels: Vec<String> = (0..count).map(|number| format!("x{number}")).collect();
            server.master().send(transport, "tracker/list", json!({"labels": labels}))
        };
        assert_eq!(search(1024).text, r#"{"success":true,"list":[]}"#, "{transport:?}");
        let expected = json!([{"parameter": "labels", "error": "Size must be between 1 and 1024"}]);
        assert_eq!(search(1025).body["errors"], expected, "{transport:?}");
    }
}
