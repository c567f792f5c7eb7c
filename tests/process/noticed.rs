//! What the server keeps is never told once something else is true: whatever commands beside it change, and whatever the
//! disk refuses.

use std::net::SocketAddr;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::support::{Client, Installation, OWNER, PASSWORD, Running};

const OK: (u16, i64) = (200, 0);
const ENDED: (u16, i64) = (400, 4);
const BLOCKED: (u16, i64) = (403, 275);

const SUB_USER: &str = "sue@fleet.example";

/// Ends the others' asking, even if by a panic.
struct Done<'d>(&'d AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Some credentials, by which others ask all the time, so that all answers are kept that can be.
struct Asked {
    address: SocketAddr,
    hashes: Mutex<Vec<String>>,
}

impl Asked {
    fn while_they_ask(&self, story: impl FnOnce()) {
        let done = AtomicBool::new(false);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    while !done.load(Ordering::SeqCst) {
                        let hashes = self.hashes.lock().expect("the hashes").clone();
                        hashes.iter().for_each(|hash| {
                            self.answers(hash);
                        });
                    }
                });
            }
            let _done = Done(&done);
            story();
        });
    }

    /// What this credential is answered now; from here on the others ask by it, too.
    fn knocks(&self, hash: &str) -> (u16, i64) {
        let mut hashes = self.hashes.lock().expect("the hashes");
        if !hashes.iter().any(|known| known == hash) {
            hashes.push(hash.to_owned());
        }
        drop(hashes);
        self.answers(hash)
    }

    /// What the questions are answered, which is all the same.
    fn answers(&self, hash: &str) -> (u16, i64) {
        let client = Client::new(self.address, hash);
        let questions = ["tracker/group/list", "user/get_info", "user/settings/read", "tag/list"];
        questions.map(|action| client.call(action, json!({})).brief())[questions.len() - 1]
    }
}

fn titles(client: &Client) -> Vec<Value> {
    let list = client.must("tracker/group/list", json!({}));
    list["list"].as_array().expect("a list").iter().map(|group| group["title"].clone()).collect()
}

#[test]
fn what_a_command_has_changed_is_told_as_soon_as_it_is_answered() {
    let here = Installation::new();
    here.json_with(&format!("subuser add --owner {OWNER} --login {SUB_USER} --password-stdin"), PASSWORD);
    let server = here.serve();
    let asked = Asked { address: server.address, hashes: Mutex::default() };
    asked.while_they_ask(|| {
        for round in 0..3 {
            here.put("one.csv", format!("label,device_id,group\nVan {round},V-{round},Depot {round}\n"));
            here.json(&format!("tracker import one.csv --owner {OWNER}"));
            let [owner, sub_user] = [OWNER, SUB_USER].map(|login| here.session(login));
            for hash in [&owner, &sub_user, &here.api_key] {
                assert_eq!(titles(&server.client(hash)).last(), Some(&json!(format!("Depot {round}"))));
                assert_eq!(asked.knocks(hash), OK);
            }
            here.json_with(&format!("user password {OWNER} --password-stdin"), PASSWORD);
            assert_eq!([&owner, &sub_user, &here.api_key].map(|hash| asked.knocks(hash)), [ENDED, OK, OK]);
            here.json(&format!("user disable {OWNER}"));
            assert_eq!([&sub_user, &here.api_key].map(|hash| asked.knocks(hash)), [BLOCKED; 2]);
            here.json(&format!("user enable {OWNER}"));
            assert_eq!([&sub_user, &here.api_key].map(|hash| asked.knocks(hash)), [OK; 2]);
            here.json(&format!("user disable {SUB_USER}"));
            assert_eq!([&sub_user, &here.api_key].map(|hash| asked.knocks(hash)), [ENDED, OK]);
            here.json(&format!("user enable {SUB_USER}"));
            let key = here.json(&format!("key create --login {OWNER} --title Other"))["key"].clone();
            let key = key.as_str().expect("a key");
            assert_eq!(asked.knocks(key), OK);
            here.json(&format!("key revoke {key}"));
            assert_eq!(asked.knocks(key), ENDED);
        }
    });
}

#[test]
fn the_log_tells_of_every_answer_whose_it_was() {
    let here = Installation::new();
    let server = here.serve();
    let client = server.client(&here.api_key);
    assert!((0..50).all(|_| client.knocks() == OK));
    let log = server.stop().stderr;
    let lines: Vec<_> = log.lines().filter(|line| line.contains("action=tracker/group/list")).collect();
    assert_eq!(lines.len(), 50, "{log}");
    assert!(lines.iter().all(|line| line.contains("code=0 account=1 ")), "{log}");
}

/// A server whose files may grow to a mebibyte and no further. Whoever would write more gets an error, and no signal.
pub fn serve_in_little_room(here: &Installation) -> Running {
    let serve = here.command("serve --listen 127.0.0.1:0 --rate-limit off");
    let mut shell = Command::new("sh");
    shell.current_dir(here.folder()).args(["-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\""]);
    Running::start(shell.arg(serve.get_program()).args(serve.get_args()))
}

#[test]
fn what_the_disk_has_refused_is_told_to_nobody() {
    let here = Installation::new();
    let server = serve_in_little_room(&here);
    let (client, other) = (server.client(&here.api_key), server.client(&here.session(OWNER)));
    let (mut made, mut refused) = (Vec::new(), 0);
    for number in 0..1_000 {
        let title = json!(format!("Depot {number}"));
        let answer = client.call("tracker/group/create", json!({"title": title, "color": "1E96DC"}));
        if answer.status == 200 {
            made.push(title);
        } else {
            assert_eq!(answer.brief(), (500, 1), "{answer:?}");
            refused += 1;
        }
        assert_eq!([&client, &other].map(titles), [made.clone(), made.clone()]);
        if refused == 5 {
            break;
        }
    }
    assert_eq!(refused, 5, "a mebibyte is not room for so many: {}", made.len());
    let listed = here.json(&format!("group list --owner {OWNER}"));
    let listed: Vec<_> =
        listed["groups"].as_array().expect("a list").iter().map(|group| group["title"].clone()).collect();
    assert_eq!(listed, made);
}
