//! Secrets go nowhere: neither into the log, however much of it is asked for, nor into a refusal, the audit log, or any file
//! beside the database.

mod places;

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::SocketAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::demo::say;
use crate::support::{Installation, OWNER, Ran, Running, connect, feed};

const PASSWORD: &str = "canary-Kanarienvogel-7";
const NEW_PASSWORD: &str = "canary-Zeisig-8";
const SUB_USERS_PASSWORD: &str = "canary-Stieglitz-9";
const CHOSEN_PASSWORD: &str = "canary-Girlitz-10";
const SECOND_SUB_USERS_PASSWORD: &str = "canary-Gimpel-11";

/// Hashes that nobody has; a client may send what is another server's, or was its own once.
const UNKNOWN: &str = "0c0ffee0cafe0bad0babe0feed0f00d1";
const MALFORMED: &str = "0c0ffee0cafe0bad0babe0feed0f00dxyz";

/// Sends a request, and then no more; whatever comes back.
fn send(address: SocketAddr, request: &str) -> Vec<u8> {
    let mut stream = connect(address);
    // The server may hang up on nonsense before it has it all.
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer
}

/// Secrets as they might stand somewhere: as text in any case, and a hash also as the bytes that its digits mean.
struct Canaries {
    texts: Vec<String>,
    hashes: Vec<[u8; 16]>,
}

impl Canaries {
    fn new(secrets: &[impl AsRef<str>]) -> Self {
        let mut texts: Vec<_> = secrets.iter().map(|secret| secret.as_ref().to_lowercase()).collect();
        let is_hash = |text: &&String| text.len() == 32;
        let numbers = texts.iter().filter(is_hash).filter_map(|text| u128::from_str_radix(text, 16).ok());
        let hashes: Vec<_> = numbers.map(u128::to_be_bytes).collect();
        // As Rust writes bytes down for those who look for bugs.
        texts.extend(hashes.iter().map(|hash| format!("{hash:?}")));
        Self { texts, hashes }
    }

    /// The line in which one of them is.
    fn heard_in(&self, haystack: &[u8]) -> Option<String> {
        let text = String::from_utf8_lossy(haystack).to_ascii_lowercase();
        if let Some(secret) = self.texts.iter().find(|secret| text.contains(secret.as_str())) {
            return text.lines().find(|line| line.contains(secret)).map(str::to_owned);
        }
        let mut may_begin = [false; 256];
        self.hashes.iter().for_each(|hash| may_begin[usize::from(hash[0])] = true);
        let mut places = (0..haystack.len()).filter(|place| may_begin[usize::from(haystack[*place])]);
        let place = places.find(|place| self.hashes.iter().any(|hash| haystack[*place..].starts_with(hash)))?;
        Some(format!("as bytes, at {place}"))
    }

    #[track_caller]
    fn assert_silent(&self, place: &str, haystack: &[u8]) {
        assert_eq!(self.heard_in(haystack), None, "in {place}");
    }

    /// All files in the installation's folder; the key file too, for it holds no key that anybody is given.
    fn assert_silent_files(&self, here: &Installation) -> Vec<String> {
        let files = here.files();
        for file in &files {
            self.assert_silent(file, &fs::read(here.path(file)).expect("read"));
        }
        files
    }
}

/// Runs a command with all the log that there is; its object, and what it said on stderr.
fn traced(here: &Installation, line: &str, input: &str) -> Ran {
    let mut command = here.command(&format!("{line} --json"));
    let ran = feed(command.env("RUST_LOG", "trace"), input.as_bytes());
    assert_eq!(ran.code, 0, "{ran:?}");
    ran
}

/// Everything by which the server is told secrets and gives some out: the hash of a session that is still open, and all that
/// it gave out.
fn live(server: &Running) -> (String, Vec<String>) {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let log_in = |login: &str, password: &str| {
        text(&server.client("").must("user/auth", json!({"login": login, "password": password}))["hash"])
    };
    let hash = log_in(OWNER, NEW_PASSWORD);
    let owner = server.client(&hash);
    owner.must("user/password/set", json!({"old_password": NEW_PASSWORD, "new_password": CHOSEN_PASSWORD}));
    let second = log_in(OWNER, CHOSEN_PASSWORD);
    owner.must("user/session/renew", json!({}));

    let user = json!({
        "login": "tom@fleet.example", "first_name": "Tom", "last_name": "Second", "legal_type": "individual",
        "phone": "491761234567",
    });
    let register = json!({"user": user, "password": SECOND_SUB_USERS_PASSWORD});
    let sub_user = json!({"subuser_id": owner.must("subuser/register", register)["id"]});
    let of_sub_user = text(&owner.must("subuser/session/create", sub_user.clone())["hash"]);
    let its_own = log_in("tom@fleet.example", SECOND_SUB_USERS_PASSWORD);
    owner.must("subuser/delete", sub_user);

    let keys = ["First", "Second"].map(|title| {
        let made = owner.must("api/key/create", json!({"title": title}));
        text(&made["value"]["hash"])
    });
    owner.must("api/key/list", json!({}));
    owner.must("api/key/delete", json!({"key": keys[0]}));
    server.client(&second).must("user/logout", json!({}));
    let [revoked, key] = keys;
    (hash.clone(), vec![hash, second, of_sub_user, its_own, revoked, key])
}

/// Everything by which the server is told and gives out the secrets of its other dialects: all that it gave out.
fn live_in_other_dialects(server: &Running, api_key: &str, application: &Value) -> Vec<String> {
    const JSON: &str = "Content-Type: application/json";
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let exchange = json!({"userName": OWNER, "apiKey": api_key}).to_string();
    let mut secrets =
        vec![text(&application["secret"]), text(&say(server, "POST /api/Auth/Token", JSON, &exchange)["token"])];

    let pair = format!("{}:{}", text(&application["key"]), text(&application["secret"]));
    let basic =
        format!("Authorization: Basic {}\r\nContent-Type: application/x-www-form-urlencoded", STANDARD.encode(pair));
    let grant = "grant_type=client_credentials";
    let bearer = || text(&say(server, "POST /api/ts/v1/oauth2/token", &basic, grant)["access_token"]);
    let revoked = bearer();
    let body = format!("{grant}&token={revoked}");
    let head = format!("POST /api/ts/v1/oauth2/revoke HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{basic}\r\n");
    send(server.address, &format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()));
    let bearer = bearer();
    assert_ne!(bearer, revoked);

    let login = json!({"username": OWNER, "password": CHOSEN_PASSWORD}).to_string();
    for ends in [true, false] {
        let head = format!("Authorization: Bearer {bearer}\r\n{JSON}");
        let session = text(&say(server, "POST /session/login", &head, &login)["sessionToken"]);
        if ends {
            say(server, "POST /session/logout", &format!("VZ-M2M-Token: {session}"), "");
        }
        secrets.extend([session.replace('-', ""), session]);
    }
    secrets.extend([revoked, bearer]);
    secrets
}

/// Sends a secret in all these places. Whatever is refused, the refusal does not repeat it.
fn send_all(address: SocketAddr, secret: &str, requests: &[String]) {
    let canary = Canaries::new(&[secret]);
    for request in requests {
        let answer = send(address, request);
        if !answer.starts_with(b"HTTP/1.1 200 ") {
            canary.assert_silent("a refusal", &answer);
        }
    }
}

#[test]
fn no_secret_is_in_the_log_in_a_refusal_or_beside_the_database() {
    let here = Installation::bare();
    let mut said = String::new();
    let mut run = |line: &str, input: &str, key: &str| {
        let ran = traced(&here, line, input);
        said.push_str(&ran.stderr);
        Value::Object(ran.object())[key].as_str().unwrap_or_default().to_owned()
    };
    let api_key = run(&format!("init --login {OWNER} --password-stdin"), PASSWORD, "api_key");
    let second_key = run(&format!("key create --login {OWNER} --title Second"), "", "key");
    run(&format!("subuser add --owner {OWNER} --login sue@fleet.example --password-stdin"), SUB_USERS_PASSWORD, "");
    run(&format!("user password {OWNER} --password-stdin"), NEW_PASSWORD, "");
    let session = run(&format!("session create --login {OWNER}"), "", "hash");
    let sub_users = run("session create --login sue@fleet.example", "", "hash");
    run(&format!("key list --login {OWNER}"), "", "");
    run(&format!("key revoke {second_key}"), "", "");
    let added = traced(&here, "app add --title Tests", "");
    said.push_str(&added.stderr);

    let mut command = here.command("serve --listen 127.0.0.1:0 --rate-limit off");
    let server = Running::start(command.env("RUST_LOG", "trace"));
    let (caller, mut secrets) = live(&server);
    secrets.extend(live_in_other_dialects(&server, &api_key, &added.object().into()));
    secrets.extend([api_key, second_key, session.to_uppercase(), session, sub_users]);
    // One wrong character does not make a hash public.
    let others =
        [PASSWORD, NEW_PASSWORD, SUB_USERS_PASSWORD, CHOSEN_PASSWORD, SECOND_SUB_USERS_PASSWORD, UNKNOWN, MALFORMED];
    secrets.extend(others.map(str::to_owned));
    let canaries = Canaries::new(&secrets);
    canaries.assert_silent("the commands' log", said.as_bytes());

    // All at once, for the server takes its time with those who guess.
    std::thread::scope(|scope| {
        for secret in &secrets {
            scope.spawn(|| send_all(server.address, secret, &places::of_a_hash(secret)));
        }
        for secret in [&caller, CHOSEN_PASSWORD, UNKNOWN, MALFORMED] {
            let requests = [places::of_a_caller(&caller, secret), places::of_a_login(OWNER, secret)].concat();
            scope.spawn(move || send_all(server.address, secret, &requests));
        }
    });
    let client = server.client(&caller);
    client.must("tracker/group/create", json!({"title": "Still here", "color": "000000"}));
    let span = json!({"from": "2000-01-01 00:00:00", "to": "2100-01-01 00:00:00", "limit": 10_000, "offset": 0});
    let told = client.must("user/audit/log/list", span).to_string();
    assert!(told.contains("password_set") && told.contains("Still here"), "{told}");
    canaries.assert_silent("the audit log", told.as_bytes());
    let metrics = send(server.address, "GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert!(metrics.starts_with(b"HTTP/1.1 200 "));
    canaries.assert_silent("the metrics", &metrics);
    traced(&here, &format!("user disable {OWNER}"), "");
    assert_eq!(client.knocks(), (400, 4));

    let files = canaries.assert_silent_files(&here);
    assert!(files.contains(&"muster.db-wal".to_owned()), "{files:?}");
    let ended = server.stop();
    for target in ["TRACE", "muster::access", "muster::login"] {
        assert!(ended.stderr.contains(target), "there was a log of {target} to look at");
    }
    canaries.assert_silent("the server's log", ended.stderr.as_bytes());
    canaries.assert_silent("the server's stdout", ended.stdout.as_bytes());
    canaries.assert_silent_files(&here);
}

#[test]
fn a_canary_is_heard_wherever_it_sings() {
    let canaries = Canaries::new(&[PASSWORD, UNKNOWN]);
    let upper = format!("log:\nkey={}", UNKNOWN.to_uppercase());
    let bytes = u128::from_str_radix(UNKNOWN, 16).expect("a hash").to_be_bytes();
    assert_eq!(canaries.heard_in(upper.as_bytes()), Some(format!("key={UNKNOWN}")));
    assert!(canaries.heard_in(&[b"..", &bytes[..], b".."].concat()).is_some());
    assert!(canaries.heard_in(format!("SecretHash({bytes:?})").as_bytes()).is_some());
    assert!(canaries.heard_in(b"password=canary-Kanarienvogel-7;").is_some());
    for nothing in [&upper.as_bytes()[..39], &bytes[..15], b""] {
        assert_eq!(canaries.heard_in(nothing), None);
    }
}
