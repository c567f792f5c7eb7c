//! The console asks its own server and nobody else, breaks none of its own policy, and works wherever a proxy puts it.

use std::io::{BufRead as _, BufReader, Write as _, copy};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::thread::spawn;

use serde_json::Value;

use crate::browser::{Browser, WIDE};
use crate::servers::{ADA, demo};

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn no_request_leaves_the_server_and_the_browser_has_no_complaint() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.press("New group");
    browser.fill("Title", "<img src=//example.com/x onerror=alert(1)>");
    browser.press("Teal");
    browser.press("Create");
    browser.sees("Created <img src=//example.com/x onerror=alert(1)>.");
    for view in ["Sub-users", "API keys", "Audit log", "Trackers"] {
        browser.view(view);
        browser.until("return !document.querySelector('main').innerText.includes('Loading…')");
    }

    let home = format!("http://{}/", server.running.address);
    let requested: Vec<String> = browser.notes("performance").iter().filter_map(request).collect();
    assert!(requested.len() > 30, "all that the page asked for: {requested:?}");
    let elsewhere: Vec<_> =
        requested.iter().filter(|url| !url.starts_with(&home) && !url.starts_with("data:")).collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    // Violations of the policy, scripts that fail and files that are missing all stand there.
    assert_eq!(browser.notes("browser"), [Value::Null; 0]);
}

/// The address that the note says was asked for, if it says that.
fn request(note: &Value) -> Option<String> {
    let message: Value = serde_json::from_str(note["message"].as_str()?).ok()?;
    let sent = &message["message"];
    (sent["method"] == "Network.requestWillBeSent")
        .then(|| sent["params"]["request"]["url"].as_str().map(str::to_owned))?
}

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn the_policy_lets_no_other_script_run() {
    let server = demo();
    let browser = Browser::logged_in(&server.running, WIDE, ADA);
    browser.run(
        "const script = document.createElement('script');
         script.textContent = 'window.intruder = true';
         document.body.append(script);",
    );
    assert_eq!(browser.run("return window.intruder === undefined"), true);
    let complaints = browser.notes("browser");
    assert!(complaints.iter().any(|note| note.to_string().contains("script-src 'self'")), "{complaints:?}");
}

/// Where the proxy has the server: not at its root.
const PREFIX: &str = "/fleet/office";

#[test]
#[ignore = "needs Chromium, which tests/run installs"]
fn it_works_behind_a_proxy_that_puts_a_prefix_before_it() {
    let server = demo();
    let proxy = proxy(server.running.address);
    let browser = Browser::at(&format!("http://{proxy}{PREFIX}/console"), WIDE);
    browser.log_in(ADA.0, ADA.1);
    browser.press("Delete Main office");
    browser.press("Delete group");
    browser.sees("Deleted Main office.");
    assert_eq!(browser.address(), format!("http://{proxy}{PREFIX}/console/"));
    assert_eq!(server.group("Main office"), None);
}

/// A proxy that takes the prefix away, and knows nothing but the prefix; it ends with the test's process.
fn proxy(server: SocketAddr) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    spawn(move || {
        for client in listener.incoming() {
            let client = client.expect("a connection");
            // A browser opens connections that it then does not use.
            spawn(move || forward(&client, server).unwrap_or_default());
        }
    });
    address
}

/// Carries one request: after it the server closes the connection, because it is told to.
fn forward(client: &TcpStream, server: SocketAddr) -> std::io::Result<()> {
    let mut request = BufReader::new(client);
    let mut line = String::new();
    request.read_line(&mut line)?;
    if !line.contains(PREFIX) {
        return write!(&mut &*client, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    let mut upstream = TcpStream::connect(server)?;
    write!(upstream, "{}Connection: close\r\n", line.replacen(PREFIX, "", 1))?;
    loop {
        let mut header = String::new();
        request.read_line(&mut header)?;
        if !header.starts_with("Connection:") {
            upstream.write_all(header.as_bytes())?;
        }
        if header.trim().is_empty() {
            break;
        }
    }
    let mut back = upstream.try_clone()?;
    let mut to_client = client.try_clone()?;
    let answering = spawn(move || {
        let copied = copy(&mut back, &mut to_client);
        to_client.shutdown(std::net::Shutdown::Both)?;
        copied
    });
    // It ends when the answer has been sent, for then the client's side is shut.
    copy(&mut request, &mut upstream)?;
    answering.join().expect("copied").map(drop)
}
