//! `muster health`: what a container engine makes of a server, by nothing but the exit code.

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use serde_json::json;

use crate::support::{DEADLINE, Installation, Ran};
use crate::tls::{self, certify};

/// What `muster health` comes to where this is answered, and what it asks.
fn asked(answer: &'static str) -> (Ran, String) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let answering = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a caller");
        stream.set_read_timeout(Some(DEADLINE)).expect("set");
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            stream.read_exact(&mut byte).expect("a request");
            request.extend(byte);
        }
        stream.write_all(answer.as_bytes()).expect("answered");
        String::from_utf8(request).expect("text")
    });
    let here = Installation::bare();
    // As a server is told that listens for callers from outside.
    let ran = here.run(&format!("health --listen 0.0.0.0:{port}"));
    (ran, answering.join().expect("asked"))
}

#[test]
fn a_server_that_is_ready_is_healthy() {
    let (ran, request) = asked("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nready\n");
    assert_eq!(ran.done().stdout, "ready\n");
    assert!(request.starts_with("GET /readyz HTTP/1.0\r\n"), "{request}");
}

#[test]
fn any_other_answer_is_told_and_is_not() {
    for (answer, told) in [
        ("HTTP/1.1 503 Service Unavailable\r\n\r\nthe server is stopping\n", "not ready (503): the server is stopping"),
        ("HTTP/1.1 404 Not Found\r\n\r\n", "not ready (404): "),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", "speaks no HTTP"),
        ("", "speaks no HTTP"),
    ] {
        asked(answer).0.refused(1, told);
    }
}

#[test]
fn a_server_that_is_not_there_is_not() {
    let here = Installation::bare();
    // One end of a connection: nobody listens there, and nobody else gets the port as long as it lives.
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let taken = TcpStream::connect(listener.local_addr().expect("an address")).expect("connected");
    let port = taken.local_addr().expect("an address").port();
    here.run(&format!("health --listen 127.0.0.1:{port}")).refused(1, &format!("no answer from 127.0.0.1:{port}: "));
    here.run("health --listen nowhere").refused(1, "give an IP address and a port");
}

#[test]
fn a_real_server_is_healthy_with_tls_and_without_wherever_its_settings_put_it() {
    let here = Installation::new();
    let server = here.serve();
    let asked = json!({"ready": true});
    assert_eq!(here.json(&format!("health --listen {}", server.address)), asked);
    here.put("muster.toml", format!("listen = \"{}\"", server.address));
    assert_eq!(here.json("health"), asked);
    server.stop();
    here.run("health").refused(1, "no answer from ");
    certify(&here);
    // Nobody vouches for its certificate, which is for a name that loopback has not.
    let server = tls::serve(&here);
    assert_eq!(here.json(&format!("health --listen {}", server.address)), asked);
    assert_eq!(server.stop().code, Some(0));
}
