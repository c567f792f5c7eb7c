//! Which passwords may be chosen again.

use muster::limits::FORMER_PASSWORDS;
use muster::phc;
use rusqlite::{Connection, params};
use serde_json::json;

use crate::support::world::PASSWORD;
use crate::support::{Client, TestServer};

const OLD: &str = "Former-Fleet-2020!";
const NEW: &str = "Fresh-Fleet-2027!";

/// What changing the first password to the second is answered with; 0 is a success.
fn change(client: &Client, from: &str, to: &str) -> u64 {
    let params = json!({"old_password": from, "new_password": to});
    client.call("user/password/set", params).body["status"]["code"].as_u64().unwrap_or(0)
}

// shows: FORMER_PASSWORDS
#[test]
fn none_of_the_last_ten_passwords_is_taken_again_but_the_one_before_them_is() {
    let server = TestServer::start();
    let hash = phc::hash(&OLD.parse().expect("a password")).expect("hashed");
    let conn = Connection::open(server.path()).expect("the database");
    for number in 1..=FORMER_PASSWORDS {
        // The oldest of nine before the one in force; nobody knows the others.
        let hash = if number == 1 { hash.as_str() } else { "none" };
        conn.execute("INSERT INTO former_passwords VALUES (1, 1, ?1, ?2)", params![number as i64, hash])
            .expect("written");
    }
    let master = server.master();
    assert_eq!(change(&master, PASSWORD, OLD), 294);
    assert_eq!(change(&master, PASSWORD, NEW), 0);
    assert_eq!(change(&master, NEW, OLD), 0, "by now ten others were in force after it");
    assert_eq!(change(&master, OLD, PASSWORD), 294);
    assert_eq!(change(&master, OLD, NEW), 294);
}
