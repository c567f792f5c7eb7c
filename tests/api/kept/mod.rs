//! Answers that are kept are never stale: a server that keeps them answers, at any moment, what a server answers that
//! keeps none.

mod again;
mod clock;
mod credentials;
mod failed;
mod order;
mod row;
mod writes;

use muster::limits::Limits;
use rusqlite::params;
use serde_json::{Value, json};

use crate::support::world::{self, API_KEY, MASTER, STRANGER, SUB_USER};
use crate::support::{Answer, Options, TestServer};

/// Every question whose answer is kept.
fn questions() -> [(&'static str, Value); 5] {
    [
        ("tracker/group/list", json!({})),
        ("tag/list", json!({})),
        ("user/settings/read", json!({})),
        ("user/get_info", json!({})),
        ("user/get_info", json!({"iso_datetime": true})),
    ]
}

#[test]
fn there_is_a_question_for_every_row_whose_answers_are_kept() {
    let tables = [
        include_str!("../../../src/navixy/table.rs"),
        include_str!("../../../src/plaspy/table.rs"),
        include_str!("../../../src/thingspace/table.rs"),
    ];
    let kept: usize = tables.map(|table| table.matches("ActionDef::kept::<").count()).iter().sum();
    let mut asked = questions().map(|(action, _)| action).to_vec();
    asked.dedup();
    assert_eq!(asked.len(), kept);
}

/// A server, and another of the same database that keeps no answers.
pub struct Pair {
    pub server: TestServer,
    honest: TestServer,
}

impl Pair {
    pub fn start() -> Self {
        Self::of(TestServer::start())
    }

    pub fn of(server: TestServer) -> Self {
        let usual = Options::default();
        let limits = Limits { kept_answers: 0, ..usual.limits };
        let honest = server.beside(&Options { limits, ..usual });
        Self { server, honest }
    }

    /// What that hash is answered to every question: by both servers alike, which is what this is for.
    #[track_caller]
    pub fn answers(&self, hash: &str) -> Vec<Answer> {
        let (asked, honest) = (self.server.client(hash), self.honest.client(hash));
        let answer = |(action, params): (&str, Value)| {
            let answer = asked.call(action, params.clone());
            assert_eq!(answer, honest.call(action, params), "{action} by {hash}");
            answer
        };
        questions().map(answer).to_vec()
    }

    /// The codes of [`Pair::answers`], if they are all the same; 0 is a success.
    #[track_caller]
    pub fn code(&self, hash: &str) -> u64 {
        let codes = self.answers(hash).iter().map(code).collect::<Vec<_>>();
        assert!(codes.iter().all(|code| *code == codes[0]), "{codes:?}");
        codes[0]
    }

    /// [`Pair::answers`] of some callers of every kind.
    #[track_caller]
    pub fn all_answers(&self) -> Vec<Answer> {
        [MASTER, API_KEY, SUB_USER, STRANGER].iter().flat_map(|hash| self.answers(hash)).collect()
    }
}

pub fn code(answer: &Answer) -> u64 {
    answer.body["status"]["code"].as_u64().unwrap_or(0)
}

/// Adds an owner whose account shares its place in the store's memory of changes with the first owner's; a session of it.
fn add_neighbour(server: &TestServer) -> String {
    const HASH: &str = "0e000000000000000000000000000003";
    const PLACES: i32 = 1 << 15;
    let id = world::OWNER_ID + PLACES;
    server.by_command(
        "INSERT INTO users SELECT ?1, ?1, 'nina@next.example', password_hash, time_zone, locale, activated, disabled, NULL,
                                  NULL, NULL, created_at, modified_at, NULL
         FROM users WHERE id = ?2",
        params![id, world::OWNER_ID],
    );
    server.by_command(
        "INSERT INTO sessions SELECT ?2, ?1, ?1, created_at, expires_at, last_used_at FROM sessions WHERE digest = ?3",
        params![id, world::digest(HASH), world::digest(MASTER)],
    );
    HASH.to_owned()
}
