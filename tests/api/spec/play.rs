//! Sending a row, and looking at what became of it.

use std::collections::BTreeMap;

use muster::domain::Right;
use muster::limits::{Limits, SessionOverflow};
use rusqlite::Connection;
use serde_json::{Value, json};

use super::row::{After, CODES, Row, Step, matches, written};
use crate::openapi::described;
use crate::support::world;
use crate::support::{Answer, Options, TestServer, Transport};

/// Whom a row's `as` means, besides holders of a right.
const CALLERS: [(&str, &str); 12] = [
    ("master", world::MASTER),
    ("master_again", world::MASTER_AGAIN),
    ("api_key", world::API_KEY),
    ("sub_user", world::SUB_USER),
    ("stranger", world::STRANGER),
    ("expired", world::EXPIRED),
    ("disabled", world::DISABLED),
    ("key_of_disabled", world::KEY_OF_DISABLED),
    ("key_of_sub_user", world::KEY_OF_SUB_USER),
    ("sub_user_of_disabled", world::SUB_USER_OF_DISABLED),
    ("unknown", world::UNKNOWN),
    ("nobody", ""),
];

/// Whom `as` means who was given a hash by the latest answer that had one.
const GIVEN: &str = "given";

impl Row {
    /// Sends the row to that action that way: to the shared server, or if it must not share one, to its own.
    pub fn play(&self, shared: &TestServer, transport: Transport, target: &str) -> Result<(), String> {
        let own = self.wants_its_own_server(target).then(|| TestServer::with(self.options()));
        let mut player = Player { server: own.as_ref().unwrap_or(shared), given: None };
        if let Some(sql) = &self.sql {
            let conn = Connection::open(player.server.path()).expect("the database");
            conn.execute_batch(sql).unwrap_or_else(|error| panic!("{:?}: {sql}: {error}", self.name));
        }
        for step in &self.first {
            player.step(step).map_err(|fault| format!("  first {}:\n{fault}", step.action))?;
        }
        let before = player.server.contents();
        let hash = player.hash(&self.by, self.hash.as_deref());
        let mut client = player.server.client(&hash);
        for (name, value) in &self.headers {
            client = client.with_header(name, value);
        }
        let answer = client.send(transport, target, written(&self.params));
        player.note(&answer);
        let expected = Expected { code: self.code, body: self.body.as_ref(), errors: self.errors.as_ref() };
        expected.compare(&answer)?;
        described::check(target, &transport.in_json(written(&self.params)), answer.status, &answer.body)?;
        if !self.changes(target) {
            return unchanged(&before, &player.server.contents());
        }
        for step in &self.then {
            player.step(step).map_err(|fault| format!("  then {}:\n{fault}", step.action))?;
        }
        match &self.after {
            Some(after) => after.compare(player.server),
            None if self.then.is_empty() => After::default().compare(player.server),
            None => Ok(()),
        }
    }

    /// The server that the row wants.
    fn options(&self) -> Options {
        let usual = Options::default();
        let session_overflow = if self.refuse_sessions { SessionOverflow::Refuse } else { SessionOverflow::End };
        let groups_per_account = self.groups_allowed.unwrap_or(usual.limits.groups_per_account);
        Options { limits: Limits { groups_per_account, session_overflow, ..usual.limits }, ..usual }
    }
}

/// Who sends one request after the other, and remembers what hash it was given.
struct Player<'s> {
    server: &'s TestServer,
    given: Option<String>,
}

impl Player<'_> {
    fn step(&mut self, step: &Step) -> Result<(), String> {
        for _ in 0..step.times {
            let hash = self.hash(&step.by, step.hash.as_deref());
            let answer = self.server.client(&hash).call(&step.action, written(&step.params));
            self.note(&answer);
            if step.body.is_none() && step.code.is_none() {
                if answer.status != 200 {
                    return Err(format!("  expected a success\n  got      {} {}", answer.status, answer.text));
                }
                continue;
            }
            let errors = answer.body.get("errors").cloned();
            Expected { code: step.code, body: step.body.as_ref(), errors: errors.as_ref() }.compare(&answer)?;
        }
        Ok(())
    }

    fn hash(&self, by: &str, literal: Option<&str>) -> String {
        let right = || Right::ALL.iter().find(|right| right.name() == by).map(|right| world::holder_of(*right));
        let caller = || CALLERS.iter().find(|(name, _)| *name == by).map(|(_, hash)| (*hash).to_owned());
        let given = || if by == GIVEN { self.given.clone() } else { None };
        let literal = literal.map(str::to_owned);
        literal.or_else(caller).or_else(right).or_else(given).unwrap_or_else(|| panic!("nobody is called {by:?}"))
    }

    fn note(&mut self, answer: &Answer) {
        let hash = answer.body["hash"].as_str().or(answer.body["value"]["hash"].as_str());
        if let Some(hash) = hash {
            self.given = Some(hash.to_owned());
        }
    }
}

/// What an answer must be.
struct Expected<'r> {
    code: Option<u16>,
    body: Option<&'r Value>,
    errors: Option<&'r Value>,
}

impl Expected<'_> {
    /// The answer must be the expected one as a whole, compact, and begin with `success`.
    fn compare(&self, answer: &Answer) -> Result<(), String> {
        let (status, expected) = self.status_and_body();
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
    fn status_and_body(&self) -> (u16, Value) {
        let Some(number) = self.code else {
            return (200, self.body.cloned().expect("either a body or a code"));
        };
        let (_, status, text) = CODES.iter().find(|code| code.0 == number).expect("a code of codes.toml");
        let mut body = json!({"success": false, "status": {"code": number, "description": text}});
        if let Some(errors) = self.errors {
            body["errors"] = errors.clone();
        }
        (*status, body)
    }
}

fn unchanged(before: &str, after: &str) -> Result<(), String> {
    if after == before {
        return Ok(());
    }
    let lost = before.lines().filter(|row| !after.lines().any(|other| other == *row));
    let found = after.lines().filter(|row| !before.lines().any(|other| other == *row));
    let difference: Vec<_> =
        lost.map(|row| format!("  - {row}")).chain(found.map(|row| format!("  + {row}"))).collect();
    Err(format!("  the database changed:\n{}", difference.join("\n")))
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
