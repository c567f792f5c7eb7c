//! The proxies of `deploy/`, run for real before a demo: what is asked comes through, and no log of theirs has a secret.
//! They need Caddy, nginx and curl, so `cargo test` alone passes them over; `tests/run` runs them.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::demo::demo;
use crate::support::{Installation, feed, wait_until};
use crate::tls::certify;

const HASH: &str = "a6aa75587e5c59c32d347da438505fc3";

/// What curl says of an answer: the body, and on the last line the status.
const CURL: [&str; 8] =
    ["--silent", "--insecure", "--max-time", "60", "--noproxy", "*", "--write-out", "\n%{http_code}"];

/// A running proxy, and where it is.
struct Proxy {
    base: String,
    child: Child,
}

impl Proxy {
    /// Starts it with its output in `output.log`, and waits until it takes connections.
    fn start(here: &Installation, command: &mut Command, scheme: &str, address: SocketAddr) -> Self {
        let output = File::create(here.path("output.log")).expect("a file");
        let errors = output.try_clone().expect("the same file");
        let child = command.stdin(Stdio::null()).stdout(output).stderr(errors).spawn().expect("started");
        let mut proxy = Self { base: format!("{scheme}://{address}"), child };
        wait_until("it takes connections", || {
            let gone = proxy.child.try_wait().expect("a child").is_some();
            assert!(!gone, "it takes none: {:?}", fs::read_to_string(here.path("output.log")));
            TcpStream::connect(address).is_ok()
        });
        proxy
    }

    /// Status and body of what is answered to this request.
    fn ask(&self, path: &str, arguments: &[&str]) -> (u16, String) {
        let mut curl = Command::new("curl");
        curl.args(CURL).args(arguments).arg(format!("{}{path}", self.base));
        let answer = feed(&mut curl, b"").stdout;
        let (body, status) = answer.rsplit_once('\n').expect("a status");
        (status.parse().expect("a status"), body.to_owned())
    }
}

impl Drop for Proxy {
    /// Asks it to stop: nginx killed on the spot would leave its workers behind.
    fn drop(&mut self) {
        if kill_process(Pid::from_child(&self.child), Signal::TERM).is_ok() {
            let _ = self.child.wait();
        }
    }
}

/// A port that nobody has, most likely not even in a moment.
fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port")
}

/// A sample of `deploy/`, with these pieces of it replaced.
#[track_caller]
fn sample(name: &str, replaced: &[(&str, &str)]) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy").join(name);
    let text = fs::read_to_string(path).expect("a sample");
    replaced.iter().fold(text, |text, (piece, by)| {
        assert_eq!(text.matches(piece).count(), 1, "{piece} in {name}");
        text.replace(piece, by)
    })
}

fn caddy(here: &Installation, upstream: SocketAddr) -> Proxy {
    let address = free_address();
    let (site, log) = (format!("http://{address}"), here.path("muster.log"));
    let replaced = [
        ("\nmuster.example.org", &*format!("\n{site}")),
        ("127.0.0.1:8080", &upstream.to_string()),
        ("/var/log/caddy/muster.log", &log.display().to_string()),
    ];
    here.put("Caddyfile", sample("Caddyfile", &replaced));
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(here.path("Caddyfile"));
    command.env("CADDY_ADMIN", format!("unix/{}", here.path("admin").display()));
    for folder in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"] {
        command.env(folder, here.folder());
    }
    Proxy::start(here, &mut command, "http", address)
}

fn nginx(here: &Installation, upstream: SocketAddr) -> Proxy {
    certify(here);
    let address = free_address();
    let path = |name: &str| here.path(name).display().to_string();
    let replaced = [
        ("listen 443 ssl", &*format!("listen {address} ssl")),
        ("server 127.0.0.1:8080", &format!("server {upstream}")),
        ("/etc/ssl/certs/muster.pem", &path("cert.pem")),
        ("/etc/ssl/private/muster.key", &path("key.pem")),
        ("/var/log/nginx/muster.log", &path("muster.log")),
        ("/var/log/nginx/muster.error.log", &path("muster.error.log")),
    ];
    here.put("muster.conf", sample("nginx.conf", &replaced));
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(|of| format!("{of}_temp_path temp; "));
    // What Debian's own nginx.conf says, as far as it matters here.
    let main = format!("daemon off; pid pid; events {{}} http {{ {} include muster.conf; }}", temporary.concat());
    here.put("main.conf", main);
    let mut command = Command::new("nginx");
    command.arg("-p").arg(here.folder()).arg("-c").arg(here.path("main.conf")).args(["-e", "early.log"]);
    Proxy::start(here, &mut command, "https", address)
}

/// Every file below a folder that has this text.
fn files_with(folder: &Path, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_with(&path, text));
        } else if fs::read(&path).is_ok_and(|bytes| bytes.windows(text.len()).any(|part| part == text.as_bytes())) {
            found.push(path.display().to_string());
        }
    }
    found
}

#[track_caller]
fn lets_all_through_and_tells_no_secret(start: fn(&Installation, SocketAddr) -> Proxy) {
    let (here, behind) = (Installation::bare(), Installation::bare());
    let demo = demo(&behind);
    let proxy = start(&here, demo.address);
    let link = format!("/tracker/group/list?hash={HASH}");
    let header = format!("Authorization: NVX {HASH}");
    let referer = format!("Referer: http://127.0.0.1/{link}");
    let token = format!("VZ-M2M-Token: {HASH}");
    for (path, arguments) in [
        (&*link, &["--header", &referer, "--header", &token] as &[&str]),
        ("/tracker/group/list", &["--header", &header]),
        ("/tracker/group/list", &["--data", &format!("hash={HASH}")]),
    ] {
        let (status, body) = proxy.ask(path, arguments);
        let groups: Value = serde_json::from_str(&body).expect("JSON");
        assert_eq!((status, groups["list"].as_array().map(Vec::len)), (200, Some(3)), "{path}: {body}");
    }
    here.put("large", vec![b' '; 20 * 1024 * 1024 + 1]);
    let large = format!("@{}", here.path("large").display());
    assert_eq!(proxy.ask(&link, &["--data-binary", &large]).0, 412);
    assert_eq!(proxy.ask("/metrics", &[]).0, 404, "they are for whoever runs the server");
    demo.stop();
    assert_eq!(proxy.ask(&link, &[]).0, 502, "nobody is there");
    drop(proxy);

    let log = fs::read_to_string(here.path("muster.log")).expect("the log");
    let told = log.lines().filter(|line| line.contains("/tracker/group/list")).count();
    assert!(told == 5 && log.contains("502"), "{log}");
    assert_eq!(files_with(here.folder(), HASH), [""; 0]);
}

/// A server that answers one request with its own head.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        let (stream, _) = listener.accept().expect("a caller");
        let lines = BufReader::new(&stream).lines().map(|line| line.expect("a line"));
        let head: String = lines.take_while(|line| !line.is_empty()).map(|line| line + "\n").collect();
        write!(&stream, "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{head}", head.len()).expect("sent");
    });
    address
}

#[track_caller]
fn tells_who_asks_whatever_the_caller_says(start: fn(&Installation, SocketAddr) -> Proxy) {
    let here = Installation::bare();
    let proxy = start(&here, echo());
    let forged = ["--header", "X-Forwarded-For: 203.0.113.9", "--header", "X-Request-Id: another's"];
    let (status, head) = proxy.ask("/", &forged);
    let told: Vec<_> = head.lines().filter(|line| line.to_lowercase().starts_with("x-forwarded-for:")).collect();
    assert_eq!((status, told), (200, vec!["X-Forwarded-For: 127.0.0.1"]), "{head}");
    assert!(head.to_lowercase().contains("x-request-id: ") && !head.contains("another's"), "{head}");
}

#[test]
#[ignore = "needs Caddy, nginx and curl, which tests/run installs"]
fn proxies_tell_who_asks_whatever_the_caller_says() {
    tells_who_asks_whatever_the_caller_says(caddy);
    tells_who_asks_whatever_the_caller_says(nginx);
}

#[test]
#[ignore = "needs Caddy and curl, which tests/run installs"]
fn caddy_lets_all_through_and_tells_no_secret() {
    lets_all_through_and_tells_no_secret(caddy);
}

#[test]
#[ignore = "needs nginx and curl, which tests/run installs"]
fn nginx_lets_all_through_and_tells_no_secret() {
    lets_all_through_and_tells_no_secret(nginx);
}
