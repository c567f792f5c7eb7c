//! Key files: the right one is found, a wrong one refused, and API keys whose key file is lost can be replaced.

use std::fs;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::peopled;
use crate::demo::say;
use crate::refusals::{DATABASE, REFUSED, USAGE, refuse};
use crate::support::{Client, Installation, OWNER, PASSWORD, Running};

#[test]
fn the_key_file_is_the_backups_or_the_one_that_is_there_but_not_another() {
    let here = peopled();
    here.json("backup kept.db");
    let (key, kept) = (fs::read(here.path("kept.db.key")).expect("read"), here.path("kept.db.key"));
    let before = here.contents();
    for (file, content) in [("muster.db.key", vec![7; 32]), ("muster.db.key", vec![]), ("kept.db.key", vec![7; 32])] {
        here.put(file, content);
        here.run("restore kept.db --replace").refused(REFUSED, "muster.db.key is not the key file of this backup");
        here.put(file, &key);
    }
    fs::remove_file(&kept).expect("kept apart");
    here.run("restore kept.db --database new.db").refused(REFUSED, "there is no kept.db.key: bring back the key file");
    here.put("kept.db.key", "short");
    let malformed = "new.db.restoring.key is not a Muster key file";
    here.run("restore kept.db --database new.db").refused(DATABASE, malformed);
    assert!(here.contents() == before);

    here.put("kept.db.key", [7; 32]);
    assert_eq!(here.json("restore kept.db --database other.db")["keys_open"], false);
    let said = here.run("restore kept.db --database another.db").done().stdout;
    assert!(
        said.contains("its key file does not open the API keys: they go on working, but cannot be shown"),
        "{said}"
    );
    fs::remove_file(&kept).expect("kept apart");
    assert_eq!(here.json("restore kept.db --replace")["keys_open"], true, "with the one that is there");
    fs::remove_file(here.path("muster.db.key")).expect("lost");
    here.put("kept.db.key", key);
    here.json("restore kept.db --replace");
    here.json(&format!("key list --login {OWNER}"));
}

#[test]
fn the_key_file_of_another_installation_is_not_taken_for_a_backup_that_has_none() {
    let (here, there) = (peopled(), Installation::new());
    here.json("backup kept.db");
    let backup = fs::read(here.path("kept.db")).expect("read");
    there.put("kept.db", &backup);
    let (before, files) = (there.contents(), there.files());
    there.run("restore kept.db --replace").refused(REFUSED, "muster.db.key is not the key file of this backup");
    assert!(there.contents() == before);
    assert_eq!(there.files(), files);

    there.put("kept.db.key", fs::read(there.path("muster.db.key")).expect("read"));
    assert_eq!(there.json("restore kept.db --replace")["keys_open"], false, "if that is wanted, it is laid beside it");
}

#[test]
fn the_key_file_that_is_there_does_for_a_backup_without_keys() {
    let (here, there) = (Installation::new(), Installation::new());
    here.json(&format!("key revoke {}", here.api_key));
    here.json("backup kept.db");
    there.put("kept.db", fs::read(here.path("kept.db")).expect("read"));
    assert_eq!(there.json("restore kept.db --replace")["keys_open"], true);
}

/// The owner by a session.
fn owner(server: &Running) -> Client {
    let auth = json!({"login": OWNER, "password": PASSWORD});
    let hash = server.client("").must("user/auth", auth)["hash"].as_str().expect("a hash").to_owned();
    server.client(&hash)
}

/// What the lists say of each key: the key, if it can be shown, and its title.
fn told<const N: usize>(list: &Value, fields: [&str; N]) -> Vec<[Value; N]> {
    let keys = list.as_array().expect("a list");
    keys.iter().map(|key| fields.map(|field| key[field].clone())).collect()
}

/// Loses the key file, so that the backup can only be restored with another; what a person is told.
fn restore_without_its_key_file(here: &Installation, option: &str) -> String {
    here.json("backup kept.db");
    fs::remove_file(here.path("muster.db.key")).expect("lost");
    here.put("kept.db.key", [7; 32]);
    here.run(&format!("restore kept.db --replace{option}")).done().stdout
}

#[test]
fn keys_that_do_not_open_go_on_working_are_listed_and_revoked_by_their_title() {
    let here = Installation::new();
    let robot = format!("key create --login {OWNER} --title Robot");
    let robots: Vec<_> = (0..2).map(|_| here.json(&robot)["key"].as_str().expect("a key").to_owned()).collect();
    let said = restore_without_its_key_file(&here, "");
    assert!(said.ends_with("cannot be shown; make new ones, and revoke these by their titles\n"), "{said}");

    let list = || here.json(&format!("key list --login {OWNER}"))["keys"].clone();
    let shut = |title: &str| [Value::Null, json!(title)];
    assert_eq!(told(&list(), ["key", "title"]), ["init", "Robot", "Robot"].map(shut));
    assert!(list()[0]["created"].is_string(), "with its date");
    let text = here.run(&format!("key list --login {OWNER}")).done().stdout;
    assert_eq!(text.matches("(does not open)").count(), 3, "{text}");

    let server = here.serve();
    let owner = owner(&server);
    let new = owner.must("api/key/create", json!({"title": "New"}))["value"]["hash"].clone();
    let answered = owner.must("api/key/list", json!({}))["list"].clone();
    let known = [shut("init"), shut("Robot"), shut("Robot"), [new, json!("New")]];
    assert_eq!(told(&answered, ["hash", "title"]), known);
    assert!(answered[0]["create_date"].is_string());
    for robot in &robots {
        assert_eq!(server.client(robot).knocks(), (200, 0));
    }

    let revoke = format!("key revoke --login {OWNER} --title Robot");
    assert_eq!(here.json(&revoke), json!({"revoked": true, "count": 2}));
    for robot in &robots {
        assert_eq!(server.client(robot).knocks(), (400, 4));
    }
    assert_eq!(here.run(&format!("key revoke --login {OWNER} --title init")).done().stdout, "revoked 1\n");
    assert_eq!(told(&list(), ["title"]), [[json!("New")]]);
}

#[test]
fn an_application_whose_token_does_not_open_gets_another() {
    let here = Installation::new();
    let application = here.json("app add --title Tests");
    let [key, secret] = ["key", "secret"].map(|part| application[part].as_str().expect("text"));
    let basic = STANDARD.encode(format!("{key}:{secret}"));
    let header = format!("Authorization: Basic {basic}\r\nContent-Type: application/x-www-form-urlencoded");
    let token = || {
        let server = here.serve();
        let request = "POST /api/ts/v1/oauth2/token";
        let token = say(&server, request, &header, "grant_type=client_credentials")["access_token"].clone();
        server.stop();
        token
    };
    let first = token();
    assert_eq!(token(), first, "as long as it lives");
    restore_without_its_key_file(&here, " --keep-sessions");
    let second = token();
    assert_ne!(second, first);
    assert_eq!(token(), second);
}

#[test]
fn keys_are_revoked_by_their_title_only_if_there_are_such() {
    let here = peopled();
    let unknown = "ada@fleet.example has no API key of this title; see: muster key list --login ada@fleet.example";
    refuse(
        &here,
        &[
            ("key revoke --login ada@fleet.example --title Robot", "", REFUSED, unknown),
            ("key revoke --login ada@fleet.example --title INIT", "", REFUSED, unknown),
            ("key revoke --login sue@fleet.example --title init", "", REFUSED, "sue@fleet.example has no API key"),
            ("key revoke --login nobody@fleet.example --title init", "", REFUSED, "there is no user"),
            ("key revoke --login ada@fleet.example", "", USAGE, "--title <TITLE>"),
            ("key revoke --title init", "", USAGE, "--login <EMAIL>"),
            ("key revoke", "", USAGE, "name either the <KEY>, or its user and title by --login and --title"),
            ("key revoke a6aa --login ada@fleet.example --title init", "", USAGE, "name either the <KEY>"),
        ],
    );
    here.json("key revoke --login ada@fleet.example --title init");
}
