//! The rights matrix, generated from the table of actions: every row, every kind of caller. No parameters are sent, so
//! whoever is let in is told about them, and whoever is not must not be.

use muster::access::Requirement;
use muster::action::ActionDef;
use muster::domain::Right;
use serde_json::json;

use crate::support::{Options, TestServer, Transport, world};
use crate::test_actions;

/// What a caller is, and how it fares with a requirement.
struct Caller {
    what: String,
    hash: String,
    fares: Fares,
}

enum Fares {
    /// Refused with this code by every row.
    Refused(u16),
    /// The master user.
    Master,
    /// A key, which acts as the master user, except where a session is wanted.
    ApiKey,
    /// A sub-user with these rights.
    SubUser(Vec<Right>),
}

impl Caller {
    fn new(what: &str, hash: &str, fares: Fares) -> Self {
        Self { what: what.to_owned(), hash: hash.to_owned(), fares }
    }

    fn all() -> Vec<Self> {
        let mut callers = vec![
            Self::new("no hash", "", Fares::Refused(3)),
            Self::new("a malformed hash", "not-a-hash", Fares::Refused(3)),
            Self::new("a hash too short", &world::MASTER[1..], Fares::Refused(3)),
            Self::new("an unknown hash", world::UNKNOWN, Fares::Refused(4)),
            Self::new("an expired session", world::EXPIRED, Fares::Refused(4)),
            Self::new("a disabled user's session", world::DISABLED, Fares::Refused(4)),
            Self::new("a sub-user's key", world::KEY_OF_SUB_USER, Fares::Refused(4)),
            Self::new("a disabled owner's key", world::KEY_OF_DISABLED, Fares::Refused(275)),
            Self::new("a disabled owner's sub-user", world::SUB_USER_OF_DISABLED, Fares::Refused(275)),
            Self::new("the master", world::MASTER, Fares::Master),
            Self::new("the master in capitals", &world::MASTER_AGAIN.to_uppercase(), Fares::Master),
            Self::new("an API key", world::API_KEY, Fares::ApiKey),
            Self::new("another account's master", world::STRANGER, Fares::Master),
            Self::new("a sub-user without rights", world::SUB_USER, Fares::SubUser(Vec::new())),
        ];
        callers.extend(Right::ALL.iter().map(|right| Self {
            what: format!("a sub-user with {}", right.name()),
            hash: world::holder_of(*right),
            fares: Fares::SubUser(vec![*right]),
        }));
        callers
    }

    /// The code that the row must give; `None` for being let in.
    fn refused(&self, row: &ActionDef) -> Option<u16> {
        match (&self.fares, row.requires) {
            (_, Requirement::Nothing) => None,
            (Fares::Refused(code), _) => Some(*code),
            (Fares::ApiKey, _) if row.by_session => Some(4),
            (Fares::Master | Fares::ApiKey, _) | (Fares::SubUser(_), Requirement::AnyUser) => None,
            (Fares::SubUser(rights), Requirement::Right(right)) if rights.contains(&right) => None,
            (Fares::SubUser(_), Requirement::Right(_) | Requirement::Master) => Some(13),
        }
    }
}

/// The codes by which one is not let in.
const AT_THE_DOOR: [u16; 4] = [3, 4, 13, 275];

/// The rows that need no parameter to change something: each gets a server of its own.
const CHANGE_WITHOUT_PARAMETERS: [&str; 3] = ["user/logout", "user/session/renew", "user/audit/checkin"];

const TRANSPORTS: [Transport; 4] = [Transport::Json, Transport::Form, Transport::Query, Transport::Header];

fn server() -> TestServer {
    TestServer::with(Options { actions: test_actions::with_the_table(), ..Options::default() })
}

/// Lets everybody try.
fn try_as_everybody(server: &TestServer, row: &ActionDef, transport: Transport) {
    for caller in Caller::all() {
        let answer = server.client(&caller.hash).send(transport, row.route.path(), json!({}));
        let code = answer.body["status"]["code"].as_u64().map(|code| code as u16);
        let told = format!("{} by {transport:?}, {}: {answer:?}", row.route, caller.what);
        match caller.refused(row) {
            Some(refused) => {
                assert_eq!(code, Some(refused), "{told}");
                assert!(answer.body.get("errors").is_none(), "told about parameters: {told}");
            }
            None => assert!(code.is_none_or(|code| !AT_THE_DOOR.contains(&code)), "{told}"),
        }
    }
}

#[test]
fn every_row_lets_in_whom_it_should_and_nobody_else() {
    let server = server();
    let before = server.contents();
    for row in test_actions::with_the_table() {
        if !CHANGE_WITHOUT_PARAMETERS.contains(&row.route.path()) {
            TRANSPORTS.iter().for_each(|transport| try_as_everybody(&server, row, *transport));
        }
    }
    assert_eq!(server.contents(), before, "nobody gave a parameter, so nothing changed");
}

#[test]
fn what_changes_something_without_parameters_lets_in_whom_it_should_and_nobody_else() {
    for row in test_actions::with_the_table().iter().filter(|row| CHANGE_WITHOUT_PARAMETERS.contains(&row.route.path()))
    {
        for transport in TRANSPORTS {
            try_as_everybody(&server(), row, transport);
        }
    }
}
