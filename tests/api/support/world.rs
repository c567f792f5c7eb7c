//! The small world that every test server starts with, written straight into its tables: two accounts, one of a disabled
//! owner, sub-users with every right and with none, sessions and keys of every state.

use std::path::Path;
use std::sync::LazyLock;

use muster::domain::{Right, SecretHash};
use muster::seal::Keyring;
use rusqlite::{Connection, params};

use super::{TestClock, dump};

/// The first owner's session.
pub const MASTER: &str = "a6aa75587e5c59c32d347da438505fc3";
/// A second session of the first owner.
pub const MASTER_AGAIN: &str = "a6aa75587e5c59c32d347da438505fc4";
/// The first owner's API key.
pub const API_KEY: &str = "0a000000000000000000000000000001";
/// A session of the first owner's sub-user without rights.
pub const SUB_USER: &str = "0b000000000000000000000000000001";
/// A session of the first owner that has expired.
pub const EXPIRED: &str = "0c000000000000000000000000000001";
/// A session of a disabled sub-user of the first owner.
pub const DISABLED: &str = "0d000000000000000000000000000001";
/// A session of the second owner.
pub const STRANGER: &str = "0e000000000000000000000000000001";
/// The API key of the second owner.
pub const STRANGERS_KEY: &str = "0e000000000000000000000000000002";
/// The API key of a disabled owner.
pub const KEY_OF_DISABLED: &str = "0f000000000000000000000000000001";
/// An API key of the first owner's sub-user, which is good for nothing but to be exchanged for a token.
pub const KEY_OF_SUB_USER: &str = "0f000000000000000000000000000003";
/// A session of a sub-user of the disabled owner.
pub const SUB_USER_OF_DISABLED: &str = "0f000000000000000000000000000002";
/// A hash that nobody has.
pub const UNKNOWN: &str = "ffffffffffffffffffffffffffffffff";

/// A session of the first owner's sub-user who holds exactly that right.
pub fn holder_of(right: Right) -> String {
    format!("1b{:030}", right as usize)
}

/// Everybody's password.
pub const PASSWORD: &str = "Demo-Fleet-2026!";

static PASSWORD_HASH: LazyLock<String> =
    LazyLock::new(|| muster::phc::hash(&PASSWORD.parse().expect("a password")).expect("hashed"));

/// How long the world's sessions live.
pub const LIFETIME: i64 = 30 * 24 * 3600;

/// The first owner's groups and trackers. `BLOCKED` is blocked; `CLONE` shows the source of the first of `TRACKERS`.
pub const GROUP: i32 = 167;
pub const OTHER_GROUP: i32 = 168;
pub const TRACKERS: [i32; 3] = [991_999, 999_199, 999_919];
pub const BLOCKED: i32 = 999_950;
pub const CLONE: i32 = 999_960;

/// The second owner's group and tracker, its sub-user, who is in its security group and sees its tracker, and its tag, which
/// is on the tracker.
pub const FOREIGN_GROUP: i32 = 500;
pub const FOREIGN_TRACKER: i32 = 600;
pub const FOREIGN_SUB_USER: i32 = 7;
pub const FOREIGN_SECURITY_GROUP: i32 = 700;
pub const FOREIGN_TAG: i32 = 800;

/// Ids that nobody has.
pub const NO_GROUP: i32 = 404_404;
pub const NO_TRACKER: i32 = 404_405;

/// The first owner.
pub const OWNER_ID: i32 = 1;
/// The second owner.
pub const STRANGER_ID: i32 = 2;
const DISABLED_OWNER_ID: i32 = 3;
/// The sub-user whose session is [`SUB_USER`].
pub const SUB_USER_ID: i32 = 4;
/// The first security group of the first owner and the one sub-user in it, each of the same id; others follow, one for each
/// right.
pub const FIRST_HOLDER_ID: i32 = 100;

/// Fills an empty database.
pub fn populate(path: &Path, keyring: &Keyring) {
    let mut conn = Connection::open(path).expect("the database");
    conn.execute_batch("PRAGMA foreign_keys = ON; PRAGMA synchronous = OFF;").expect("set");
    let tx = conn.transaction().expect("a transaction");
    World { conn: &tx, keyring }.build();
    tx.commit().expect("committed");
}

struct World<'c> {
    conn: &'c Connection,
    keyring: &'c Keyring,
}

impl World<'_> {
    fn build(&self) {
        self.user(OWNER_ID, OWNER_ID, "ada@fleet.example", false, None);
        self.user(STRANGER_ID, STRANGER_ID, "otto@quarry.example", false, None);
        self.user(DISABLED_OWNER_ID, DISABLED_OWNER_ID, "dora@gone.example", true, None);
        self.user(OWNER_ID, SUB_USER_ID, "sue@fleet.example", false, None);
        self.user(OWNER_ID, 5, "dis@fleet.example", true, None);
        self.user(DISABLED_OWNER_ID, 6, "sub@gone.example", false, None);
        for (place, right) in Right::ALL.iter().enumerate() {
            let id = FIRST_HOLDER_ID + i32::try_from(place).expect("few");
            self.run("INSERT INTO security_groups VALUES (?1, ?2, ?3, NULL)", params![OWNER_ID, id, right.name()]);
            self.run("INSERT INTO security_group_rights VALUES (?1, ?2, ?3)", params![OWNER_ID, id, right.name()]);
            self.user(OWNER_ID, id, &format!("{}@fleet.example", right.name()), false, Some(id));
            self.session(&holder_of(*right), OWNER_ID, id, LIFETIME);
        }
        self.session(MASTER, OWNER_ID, OWNER_ID, LIFETIME);
        self.session(MASTER_AGAIN, OWNER_ID, OWNER_ID, LIFETIME);
        self.session(SUB_USER, OWNER_ID, SUB_USER_ID, LIFETIME);
        self.session(EXPIRED, OWNER_ID, OWNER_ID, 0);
        self.session(DISABLED, OWNER_ID, 5, LIFETIME);
        self.session(STRANGER, STRANGER_ID, STRANGER_ID, LIFETIME);
        self.session(SUB_USER_OF_DISABLED, DISABLED_OWNER_ID, 6, LIFETIME);
        self.key(API_KEY, OWNER_ID, OWNER_ID);
        self.key(STRANGERS_KEY, STRANGER_ID, STRANGER_ID);
        self.key(KEY_OF_DISABLED, DISABLED_OWNER_ID, DISABLED_OWNER_ID);
        self.key(KEY_OF_SUB_USER, OWNER_ID, SUB_USER_ID);

        self.group(OWNER_ID, GROUP, "Main office", "FF6DDC");
        self.group(OWNER_ID, OTHER_GROUP, "Employees", "1E96DC");
        self.group(STRANGER_ID, FOREIGN_GROUP, "Quarry", "E69A00");
        for id in TRACKERS {
            self.tracker(OWNER_ID, id, false);
        }
        self.tracker(OWNER_ID, BLOCKED, true);
        self.tracker(STRANGER_ID, FOREIGN_TRACKER, false);
        self.run(
            "INSERT INTO trackers SELECT account_id, ?2, 'Clone', NULL, source_account_id, source_id, TRUE, created_at
             FROM trackers WHERE id = ?1",
            params![TRACKERS[0], CLONE],
        );
        self.run("INSERT INTO bound_trackers VALUES (?1, ?2, ?3)", params![OWNER_ID, SUB_USER_ID, TRACKERS[0]]);
        self.strangers_things();
        self.run("UPDATE id_counters SET next_id = 1000000", params![]);
    }

    fn strangers_things(&self) {
        const GROUP: i32 = FOREIGN_SECURITY_GROUP;
        self.run("INSERT INTO security_groups VALUES (?1, ?2, 'Drivers', NULL)", params![STRANGER_ID, GROUP]);
        self.user(STRANGER_ID, FOREIGN_SUB_USER, "kim@quarry.example", false, Some(GROUP));
        self.run(
            "INSERT INTO bound_trackers VALUES (?1, ?2, ?3)",
            params![STRANGER_ID, FOREIGN_SUB_USER, FOREIGN_TRACKER],
        );
        self.run(
            "INSERT INTO tags VALUES (?1, ?2, 'Heavy', 'E69A00', ?3)",
            params![STRANGER_ID, FOREIGN_TAG, TestClock::BEGIN],
        );
        self.run("INSERT INTO tag_bindings VALUES (?1, ?2, 1, ?3)", params![STRANGER_ID, FOREIGN_TRACKER, FOREIGN_TAG]);
    }

    fn user(&self, account: i32, id: i32, login: &str, disabled: bool, security_group: Option<i32>) {
        self.run(
            "INSERT INTO users VALUES (?1, ?2, ?3, ?4, 'Europe/Berlin', 'en_US', TRUE, ?5, ?6, NULL, NULL, ?7, ?7, NULL)",
            params![account, id, login, *PASSWORD_HASH, disabled, security_group, TestClock::BEGIN],
        );
    }

    fn session(&self, hash: &str, account: i32, user: i32, lives: i64) {
        self.run(
            "INSERT INTO sessions VALUES (?1, ?2, ?3, ?4, ?5, ?4)",
            params![digest(hash), account, user, TestClock::BEGIN, TestClock::BEGIN + lives],
        );
    }

    fn key(&self, key: &str, account: i32, user: i32) {
        let hash = key.parse::<SecretHash>().expect("a key");
        let sealed = self.keyring.seal(&hash, &account.to_be_bytes(), &mut rand::rngs::SysRng).expect("sealed");
        self.run(
            "INSERT INTO api_keys VALUES (?1, ?2, ?3, ?3, 'test', ?4, ?5)",
            params![digest(key), account, user, sealed, TestClock::BEGIN],
        );
    }

    fn group(&self, account: i32, id: i32, title: &str, color: &str) {
        self.run(
            "INSERT INTO tracker_groups VALUES (?1, ?2, ?3, ?4, NULL, ?5, ?5)",
            params![account, id, title, color, TestClock::BEGIN],
        );
    }

    fn tracker(&self, account: i32, id: i32, blocked: bool) {
        self.run(
            "INSERT INTO sources VALUES (?1, ?2, ?3, 'telfmb920', '15555550100', ?4, ?5)",
            params![account, id, format!("D{id}"), blocked, TestClock::BEGIN],
        );
        self.run(
            "INSERT INTO trackers VALUES (?1, ?2, ?3, NULL, ?1, ?2, FALSE, ?4)",
            params![account, id, format!("Tracker {id}"), TestClock::BEGIN],
        );
    }

    fn run(&self, sql: &str, params: impl rusqlite::Params) {
        self.conn.execute(sql, params).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
}

pub fn digest(hash: &str) -> Vec<u8> {
    hash.parse::<SecretHash>().expect("a hash").digest().as_bytes().to_vec()
}

/// The dump, without the tables of those names.
pub fn dump_without(path: &Path, tables: &[&str]) -> String {
    let of_them = |line: &&str| !tables.iter().any(|table| line.starts_with(&format!("{table}:")));
    dump(path).lines().filter(of_them).map(|line| format!("{line}\n")).collect()
}

/// What must hold in every database at every moment.
pub fn assert_invariants(path: &Path) {
    let conn = Connection::open(path).expect("the database");
    let broken: i64 = conn
        .query_row(
            "SELECT count(*) FROM trackers t WHERE group_id IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM tracker_groups g WHERE g.account_id = t.account_id AND g.id = t.group_id)",
            (),
            |row| row.get(0),
        )
        .expect("counted");
    assert_eq!(broken, 0, "trackers in groups that are not there");
    let check: String = conn.query_row("PRAGMA integrity_check", (), |row| row.get(0)).expect("checked");
    assert_eq!(check, "ok");
}
