//! Secrets go nowhere: neither into the log, however much of it is asked for, nor into any file beside the database.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use serde_json::json;

use crate::support::{DEADLINE, Installation, OWNER, Ran, Running, feed};

const PASSWORD: &str = "canary-Kanarienvogel-7";
const NEW_PASSWORD: &str = "canary-Zeisig-8";
const SUB_USERS_PASSWORD: &str = "canary-Stieglitz-9";

/// Hashes that nobody has; a client may send what is another server's, or was its own once.
const UNKNOWN: &str = "0c0ffee0cafe0bad0babe0feed0f00d1";
const MALFORMED: &str = "0c0ffee0cafe0bad0babe0feed0f00dxyz";

/// A word in every place where a client might put a hash, rightly or wrongly.
fn requests(hash: &str) -> Vec<String> {
    let get =
        |target: &str, heads: &str| format!("GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{heads}\r\n");
    let post = |target: &str, kind: &str, body: &str| {
        let head = format!("POST {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: {kind}\r\n");
        format!("{head}Content-Length: {}\r\n\r\n{body}", body.len())
    };
    let mut requests = Vec::new();
    for name in
        ["hash", "HASH", "key", "api_key", "session", "session_key", "token", "password", "color", "id", "trackers"]
    {
        for action in ["list", "create", "update", "delete", "assign", "nothing"] {
            let target = format!("/v2/tracker/group/{action}");
            requests.push(get(&format!("{target}?{name}={hash}"), ""));
            requests.push(post(&target, "application/json", &format!(r#"{{"{name}": "{hash}"}}"#)));
            requests.push(post(&target, "application/x-www-form-urlencoded", &format!("{name}={hash}&title=")));
        }
    }
    let list = "/tracker/group/list";
    for header in [
        format!("Authorization: NVX {hash}"),
        format!("Authorization: Bearer {hash}"),
        format!("Authorization: {hash}"),
        format!("Cookie: session_key={hash}"),
        format!("Referer: http://console.example/?hash={hash}"),
        format!("X-Hash: {hash}"),
        format!("{hash}: yes"),
        format!("Accept-Encoding: gzip, {hash}"),
        format!("Origin: http://{hash}.example"),
    ] {
        requests.push(get(list, &format!("{header}\r\n")));
    }
    for method in ["HEAD", "OPTIONS", "PUT", "TRACE", hash] {
        requests.push(format!("{method} {list}?hash={hash} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    }
    requests.extend([
        get(&format!("/{hash}"), ""),
        get(&format!("{list}/{hash}"), ""),
        get(&format!("/{hash}/tracker/group/list?hash={hash}#{hash}"), ""),
        get(&format!("{list}?{hash}"), ""),
        get(&format!("{list}?{hash}={hash}&hash={hash}&hash[]={hash}"), ""),
        get(&format!("{list}?hash=%{hash}"), ""),
        get(&format!("{list}?hash=\"{hash}\""), ""),
        get(&format!("{list}?hash=<{hash}>\u{e9}"), ""),
        post(list, "application/json", &format!(r#"{{"hash": "{hash}", "#)),
        post(list, "application/json", &format!(r#"{{"hash": ["{hash}"], "{hash}": {{"{hash}": 1}}}}"#)),
        post(list, "application/json", &format!(r#""{hash}""#)),
        post(list, "text/plain", hash),
        post(list, &format!("text/{hash}"), &format!("hash={hash}")),
        post(
            list,
            "multipart/form-data; boundary=x",
            &format!("--x\r\nContent-Disposition: form-data; name=hash\r\n\r\n{hash}\r\n--x--"),
        ),
        post(
            &format!("/tracker/group/assign?hash={hash}"),
            "application/json",
            &format!(r#"{{"id": 0, "trackers": ["{hash}"]}}"#),
        ),
        post(
            &format!("/tracker/group/update?hash={hash}"),
            "application/json",
            r#"{"id": 1, "title": 7, "color": "red"}"#,
        ),
        // What breaks off, or never was HTTP.
        format!("POST {list} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{{\"hash\": \"{hash}\""),
        format!("POST {list} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n{hash}\r\n"),
        format!("GET {list}?hash={hash}"),
        format!("{hash}\r\n\r\n"),
        format!("GET {list} HTTP/1.1\r\nHost: x\r\n{hash}\r\n\r\n"),
    ]);
    requests
}

/// Sends a request, and then no more; waits for the end of whatever comes back.
fn send(address: SocketAddr, request: &str) {
    let mut stream = TcpStream::connect(address).expect("connected");
    stream.set_read_timeout(Some(DEADLINE)).expect("set");
    // The server may hang up on nonsense before it has it all.
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let _ = stream.read_to_end(&mut Vec::new());
}

/// A secret as it might stand somewhere: as text in any case, and a hash also as the bytes that its digits mean.
struct Canary {
    text: String,
    bytes: Vec<u8>,
}

impl Canary {
    fn new(text: &str) -> Self {
        let pairs = (0..text.len() / 2).map(|place| text.get(2 * place..2 * place + 2));
        let bytes: Option<Vec<u8>> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect();
        Self { text: text.to_lowercase(), bytes: bytes.filter(|bytes| bytes.len() == 16).unwrap_or_default() }
    }

    fn sings_in(&self, haystack: &[u8]) -> bool {
        let text = String::from_utf8_lossy(haystack).to_ascii_lowercase();
        let (first, length) = (self.bytes.first(), self.bytes.len());
        let starts = haystack.iter().enumerate().filter(|(_, byte)| Some(*byte) == first);
        let mut found = starts.map(|(place, _)| haystack.get(place..place + length));
        text.contains(&self.text) || found.any(|window| window == Some(&self.bytes))
    }
}

#[track_caller]
fn assert_silent(canaries: &[Canary], place: &str, haystack: &[u8]) {
    for canary in canaries {
        if canary.sings_in(haystack) {
            let text = String::from_utf8_lossy(haystack);
            let line = text.lines().find(|line| line.to_lowercase().contains(&canary.text));
            panic!("{:?} is in {place}: {:?}", canary.text, line.unwrap_or("as bytes"));
        }
    }
}

/// All files in the installation's folder; the key file too, for it holds no key that anybody is given.
fn assert_silent_files(canaries: &[Canary], here: &Installation) -> Vec<String> {
    let files = here.files();
    for file in &files {
        assert_silent(canaries, file, &fs::read(here.path(file)).expect("read"));
    }
    files
}

/// Runs a command with all the log that there is; its object, and what it said on stderr.
fn traced(here: &Installation, line: &str, input: &str) -> Ran {
    let mut command = here.command(&format!("{line} --json"));
    let ran = feed(command.env("RUST_LOG", "trace"), input.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    ran
}

#[test]
fn no_secret_is_in_the_log_or_beside_the_database() {
    let here = Installation::bare();
    let mut said = String::new();
    let mut run = |line: &str, input: &str, key: &str| {
        let ran = traced(&here, line, input);
        said.push_str(&ran.stderr);
        serde_json::Value::Object(ran.object())[key].as_str().unwrap_or_default().to_owned()
    };
    let api_key = run(&format!("init --login {OWNER} --password-stdin"), PASSWORD, "api_key");
    let second_key = run(&format!("key create --login {OWNER} --title Second"), "", "key");
    run(&format!("subuser add --owner {OWNER} --login sue@fleet.example --password-stdin"), SUB_USERS_PASSWORD, "");
    run(&format!("user password {OWNER} --password-stdin"), NEW_PASSWORD, "");
    let session = run(&format!("session create --login {OWNER}"), "", "hash");
    let sub_users = run("session create --login sue@fleet.example", "", "hash");
    run(&format!("key list --login {OWNER}"), "", "");
    run(&format!("key revoke {second_key}"), "", "");

    let secrets = [&api_key, &second_key, &session, &sub_users, UNKNOWN, PASSWORD, NEW_PASSWORD, SUB_USERS_PASSWORD];
    let mut canaries: Vec<_> = secrets.iter().map(|secret| Canary::new(secret)).collect();
    // One wrong character does not make a hash public.
    canaries.push(Canary::new(MALFORMED));
    assert_silent(&canaries, "the commands' log", said.as_bytes());

    let mut command = here.command("serve --listen 127.0.0.1:0 --rate-limit off");
    let server = Running::start(command.env("RUST_LOG", "trace"));
    let upper = session.to_uppercase();
    for hash in secrets.into_iter().chain([MALFORMED, &upper]) {
        for request in requests(hash) {
            send(server.address, &request);
        }
    }
    server.client(&session).must("tracker/group/create", json!({"title": "Still here", "color": "000000"}));
    traced(&here, &format!("user disable {OWNER}"), "");
    assert_eq!(server.client(&session).knocks(), (400, 4));

    let files = assert_silent_files(&canaries, &here);
    assert!(files.contains(&"muster.db-wal".to_owned()), "{files:?}");
    let ended = server.stop();
    assert!(ended.stderr.contains("TRACE") && ended.stderr.contains("muster::access"), "there was a log to look at");
    assert_silent(&canaries, "the server's log", ended.stderr.as_bytes());
    assert_silent(&canaries, "the server's stdout", ended.stdout.as_bytes());
    assert_silent_files(&canaries, &here);
}

#[test]
fn a_canary_is_heard_wherever_it_sings() {
    let canary = Canary::new(UNKNOWN);
    let upper = format!("log: {}", UNKNOWN.to_uppercase());
    let bytes = [b"..".as_slice(), &canary.bytes, b".."].concat();
    assert_eq!(canary.bytes.len(), 16);
    assert!(canary.sings_in(upper.as_bytes()) && canary.sings_in(&bytes));
    assert!(!canary.sings_in(&upper.as_bytes()[..36]) && !canary.sings_in(b""));
    assert!(Canary::new(PASSWORD).sings_in(b"password=canary-Kanarienvogel-7;"));
}
