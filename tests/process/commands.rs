//! Every command does what it is for: what it prints for a program, and for a person.

use std::io::Read as _;
use std::process::Stdio;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Installation, OWNER, PASSWORD, Ran};

pub const FLEET: &[u8] = include_bytes!("../data/fleet.csv");

/// A day at the command line: every command that works on a database, what it reads from standard input, and the keys of
/// the object that `--json` prints. `{key}` stands for the API key or the
/// application's key that was made last.
pub const DAY: [(&str, &str, &[&str]); 30] = [
    (
        "user add --login otto@quarry.example --password-stdin --time-zone Europe/Berlin --locale de_DE",
        PASSWORD,
        &["user_id"],
    ),
    ("user list", "", &["users"]),
    ("user disable otto@quarry.example", "", &["user_id"]),
    ("user enable otto@quarry.example", "", &["user_id"]),
    ("user unlock otto@quarry.example", "", &["user_id"]),
    ("account name --owner otto@quarry.example 'Quarry Ltd'", "", &["account_name"]),
    ("user password otto@quarry.example --password-stdin", "another password", &["user_id"]),
    (
        "subuser add --owner ada@fleet.example --login sue@fleet.example --password-stdin --rights reports,tag_update",
        PASSWORD,
        &["subuser_id"],
    ),
    ("subuser list --owner ada@fleet.example", "", &["subusers"]),
    ("session create --login sue@fleet.example", "", &["hash"]),
    ("key create --login ada@fleet.example --title 'A dashboard'", "", &["key"]),
    ("key list --login ada@fleet.example", "", &["keys"]),
    ("key revoke {key}", "", &["revoked"]),
    ("key revoke --login ada@fleet.example --title init", "", &["count", "revoked"]),
    ("app add --title 'A dashboard'", "", &["key", "secret"]),
    ("app list", "", &["applications"]),
    ("app revoke {key}", "", &["revoked"]),
    ("tracker import fleet.csv --owner ada@fleet.example --dry-run", "", &["groups_created", "imported"]),
    ("tracker import fleet.csv --owner ada@fleet.example", "", &["groups_created", "imported"]),
    (
        "tracker add --owner ada@fleet.example --label 'Van 1' --device-id VAN-1 --group 'Main office'",
        "",
        &["tracker_id"],
    ),
    ("tracker list --owner ada@fleet.example", "", &["trackers"]),
    ("subuser bind --login sue@fleet.example --trackers 1,2", "", &["bound"]),
    ("tracker block 1", "", &["blocked", "tracker_id"]),
    ("tracker unblock 1", "", &["blocked", "tracker_id"]),
    ("tracker identify 1 --kind imsi 311480000000001", "", &["kind", "tracker_id", "value"]),
    ("tracker remove 1", "", &["tracker_id"]),
    ("tracker export out.csv --owner ada@fleet.example", "", &["exported"]),
    ("group list --owner ada@fleet.example", "", &["groups"]),
    ("check", "", &["ok", "problems"]),
    ("backup kept.db", "", &["backup", "bytes", "groups", "key", "seconds", "sessions", "trackers", "users"]),
];

/// Lives through the day, with `option` on every command, and shows each command's outcome.
fn live(option: &str, mut show: impl FnMut(&Ran, &[&str])) {
    let here = Installation::new();
    here.put("fleet.csv", FLEET);
    let mut key = String::new();
    for (command, input, keys) in DAY {
        let ran = here.run_with(&format!("{} {option}", command.replace("{key}", &key)), input).done();
        if command.starts_with("key create") || command.starts_with("app add") {
            let is_key = |word: &&str| word.len() == 32 && word.chars().all(|c| c.is_ascii_hexdigit());
            key = ran.stdout.split(['"', ' ', '\n']).find(is_key).expect("a key").to_owned();
        }
        show(&ran, keys);
    }
}

#[test]
fn each_command_prints_one_object_for_a_program() {
    live("--json", |ran, keys| {
        let object = ran.object();
        let mut there: Vec<_> = object.keys().map(String::as_str).collect();
        there.sort_unstable();
        assert_eq!(there, keys, "{ran:?}");
    });
}

#[test]
fn each_command_prints_words_for_a_person() {
    live("", |ran, _| {
        assert!(!ran.stdout.trim().is_empty() && !ran.stdout.starts_with('{'), "{ran:?}");
    });
}

#[test]
fn init_makes_a_database_a_key_file_and_an_owner_who_can_begin() {
    let here = Installation::bare();
    let made = here.json_with("init --login Ada@Fleet.Example --password-stdin --locale de", PASSWORD);
    let key = made["api_key"].as_str().expect("a key");
    assert_eq!(made, json!({"user_id": 1, "login": OWNER, "api_key": key}));
    assert_eq!(here.files(), ["muster.db", "muster.db.key"]);
    for file in here.files() {
        let mode = std::os::unix::fs::PermissionsExt::mode(
            &std::fs::metadata(here.path(&file)).expect("a file").permissions(),
        );
        assert_eq!(mode & 0o777, 0o600, "{file} is for its owner only");
    }
    let users = here.json("user list");
    assert_eq!(
        without_dates(&users["users"]),
        json!([{"user_id": 1, "login": OWNER, "time_zone": "UTC", "locale": "de", "disabled": false}])
    );
    assert_eq!(here.serve().client(key).knocks(), (200, 0));
}

#[test]
fn init_tells_a_person_what_it_made() {
    let here = Installation::bare();
    let said = here.run_with(&format!("init --login {OWNER} --password-stdin"), PASSWORD).done().stdout;
    for part in ["muster.db", "muster.db.key", OWNER, "API key "] {
        assert!(said.contains(part), "no {part} in {said}");
    }
}

#[test]
fn the_database_is_named_by_flag_by_environment_or_by_default() {
    let here = Installation::bare();
    let init = |option: &str, variable: &str| {
        let mut command = here.command(&format!("init --login {OWNER} --password-stdin {option}"));
        if !variable.is_empty() {
            command.env("MUSTER_DATABASE", variable);
        }
        crate::support::feed(&mut command, PASSWORD.as_bytes()).done();
    };
    init("--database by-flag.db", "by-nothing.db");
    init("", "by-environment.db");
    init("", "");
    let databases = here.files().into_iter().filter(|file| file.ends_with(".db")).collect::<Vec<_>>();
    assert_eq!(databases, ["by-environment.db", "by-flag.db", "muster.db"]);
    here.run("--database by-flag.db user list").done();
    here.run("user list --database by-flag.db").done();
}

#[test]
fn owners_are_added_listed_disabled_and_enabled() {
    let here = Installation::new();
    let added = here.json_with(
        "user add --login otto@quarry.example --password-stdin --time-zone europe/berlin --locale de_DE",
        PASSWORD,
    );
    let id = added["user_id"].as_i64().expect("an id");
    let otto = |disabled: bool| json!({"user_id": id, "login": "otto@quarry.example", "time_zone": "Europe/Berlin", "locale": "de_DE", "disabled": disabled});
    for (command, disabled) in
        [("list", false), ("disable otto@quarry.example", true), ("enable otto@quarry.example", false)]
    {
        here.json(&format!("user {command}"));
        assert_eq!(without_dates(&here.json("user list")["users"])[1], otto(disabled), "{command}");
    }
}

#[test]
fn sub_users_are_listed_with_their_rights_and_beside_no_other_owner() {
    let here = Installation::new();
    here.json_with("user add --login otto@quarry.example --password-stdin", PASSWORD);
    for (login, rights) in [("sue", "--rights reports,tracker_update"), ("tom", "--rights reports"), ("ulf", "")] {
        let command = format!("subuser add --owner {OWNER} --login {login}@fleet.example --password-stdin {rights}");
        here.json_with(&command, PASSWORD);
    }
    here.json("user disable tom@fleet.example");
    let listed = here.json(&format!("subuser list --owner {OWNER}"));
    assert_eq!(
        without_dates(&listed["subusers"]),
        json!([
            {"subuser_id": 3, "login": "sue@fleet.example", "rights": ["tracker_update", "reports"], "disabled": false},
            {"subuser_id": 4, "login": "tom@fleet.example", "rights": ["reports"], "disabled": true},
            {"subuser_id": 5, "login": "ulf@fleet.example", "rights": [], "disabled": false},
        ])
    );
    assert_eq!(here.json("subuser list --owner otto@quarry.example"), json!({"subusers": []}));
    assert_eq!(here.json("user list")["users"].as_array().map(Vec::len), Some(2), "owners only");
}

#[test]
fn keys_are_shown_again_until_they_are_revoked() {
    let here = Installation::new();
    let key = here.json(&format!("key create --login {OWNER} --title 'A dashboard'"))["key"].clone();
    let keys = |here: &Installation| without_dates(&here.json(&format!("key list --login {OWNER}"))["keys"]);
    let first = json!({"key": here.api_key, "title": "init"});
    assert_eq!(keys(&here), json!([first, {"key": key, "title": "A dashboard"}]));
    let upper = key.as_str().expect("a key").to_uppercase();
    assert_eq!(here.json(&format!("key revoke {upper}")), json!({"revoked": true}), "in whatever case it is written");
    assert_eq!(keys(&here), json!([first]));
}

#[test]
fn a_tracker_is_added_blocked_unblocked_and_removed() {
    let here = Installation::new();
    here.put("one.csv", "label,imei,group,color\nMinibus,BUS-1,Main office,FF6DDC\n");
    here.json(&format!("tracker import one.csv --owner {OWNER}"));
    let add = format!("tracker add --owner {OWNER} --label 'Van 1' --device-id VAN-1");
    let id =
        here.json(&format!("{add} --model telfmb920 --phone +15555550100 --group 'Main office'"))["tracker_id"].clone();
    let van = |blocked: bool| {
        json!({
            "id": id, "label": "Van 1", "device_id": "VAN-1", "model": "telfmb920", "phone": "15555550100",
            "group_id": 1, "blocked": blocked,
        })
    };
    let minibus = json!({
        "id": 1, "label": "Minibus", "device_id": "BUS-1", "model": "unknown", "phone": null, "group_id": 1,
        "blocked": false,
    });
    let list = || here.json(&format!("tracker list --owner {OWNER}"));
    let groups = || here.json(&format!("group list --owner {OWNER}"))["groups"].clone();
    let group_of = |members: u32| json!([{"id": 1, "title": "Main office", "color": "FF6DDC", "trackers": members}]);

    assert_eq!(list(), json!({"trackers": [minibus, van(false)]}));
    assert_eq!(groups(), group_of(2));
    assert_eq!(here.json(&format!("tracker block {id}")), json!({"tracker_id": id, "blocked": true}));
    assert_eq!(list()["trackers"][1], van(true));
    here.json(&format!("tracker block {id}"));
    assert_eq!(here.json(&format!("tracker unblock {id}")), json!({"tracker_id": id, "blocked": false}));
    assert_eq!(list()["trackers"][1], van(false));
    here.json(&format!("tracker remove {id}"));
    assert_eq!((list(), groups()), (json!({"trackers": [minibus]}), group_of(1)));

    here.json(&add);
    assert_eq!(list()["trackers"][1]["group_id"], 0, "a removed device can come back, and stands in no group");
}

#[test]
fn what_is_empty_is_listed_as_an_empty_list() {
    let here = Installation::new();
    for (command, key) in [("subuser list", "subusers"), ("tracker list", "trackers"), ("group list", "groups")] {
        assert_eq!(here.json(&format!("{command} --owner {OWNER}")), json!({ key: [] }));
    }
}

#[test]
fn check_names_what_is_wrong() {
    let here = Installation::new();
    assert_eq!(here.json("check"), json!({"ok": true, "problems": []}));
    here.json(&format!("tracker add --owner {OWNER} --label Van --device-id VAN-1"));
    let conn = Connection::open(here.database()).expect("the database");
    conn.execute_batch("PRAGMA foreign_keys = OFF; UPDATE trackers SET group_id = 404").expect("broken");
    drop(conn);
    let found = here.run("check --json").failed(3, "restore the database from your backup").object();
    assert_eq!(found["ok"], false);
    let problems = found["problems"].to_string();
    assert!(problems.contains("tracker 1 is in a group that its account does not have"), "{problems}");
    assert!(here.run("check").failed(3, "backup").stdout.contains("tracker 1 "));
}

#[test]
fn help_and_version_are_no_failures_and_no_command_is_one() {
    let here = Installation::bare();
    for (line, part) in [("--help", "Usage: muster"), ("tracker import --help", "--dry-run"), ("--version", "muster ")]
    {
        let ran = here.run(line).done();
        assert!(ran.stdout.contains(part), "{ran:?}");
    }
    for line in ["", "tracker", "tracker fly", "user add", "serve --listen", "check --fast", "check now"] {
        let ran = here.run(line);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran:?}");
        assert!(ran.stderr.contains("Usage: ") || ran.stderr.contains("--help"), "{ran:?}");
    }
    assert_eq!(here.files(), [""; 0]);
}

#[test]
fn a_command_that_has_ended_has_put_its_log_away() {
    // In several folders at once: a machine with more to do than it can is where one thread may overtake another.
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let here = Installation::new();
                for round in 0..30 {
                    here.json("user list");
                    // A log left behind holds what a copy of the database alone would lack.
                    assert_eq!(here.files(), ["muster.db", "muster.db.key"], "round {round}");
                }
            });
        }
    });
}

#[test]
fn a_reader_who_has_seen_enough_is_no_failure() {
    let here = Installation::new();
    here.put("fleet.csv", FLEET);
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    for option in ["", "--json"] {
        let mut command = here.command(&format!("tracker list --owner {OWNER} {option}"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().expect("a pipe").read_to_string(&mut said).expect("read");
        assert_eq!((child.wait().expect("ended").code(), said.as_str()), (Some(0), ""));
    }
}

/// The objects of a list without their `created`, which must be a date.
fn without_dates(list: &Value) -> Value {
    let mut list = list.clone();
    for object in list.as_array_mut().expect("a list") {
        let created = object.as_object_mut().expect("an object").remove("created").expect("a date");
        created.as_str().and_then(|date| date.parse::<jiff::Timestamp>().ok()).expect("a moment");
    }
    list
}
