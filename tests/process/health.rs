//! `muster health`: what a container engine makes of a server, by nothing but the exit code.

use std::io::{self, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::proxies::certify;
use crate::support::{DEADLINE, Installation, Ran};

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
    // Bound, so that nobody else gets the port, and closed at once.
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port();
    here.run(&format!("health --listen 127.0.0.1:{port}")).refused(1, &format!("no answer from 127.0.0.1:{port}: "));
    here.run("health --listen nowhere").refused(1, "give an IP address and a port");
}

/// Answers requests by TLS, and others as the library does.
fn serve_by_tls(listener: &TcpListener, config: &Arc<ServerConfig>) -> io::Result<()> {
    let (stream, _) = listener.accept()?;
    let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(config)).expect("settings"), stream);
    let mut request = [0; 64];
    let asked = stream.read(&mut request)?;
    assert!(request[..asked].starts_with(b"GET /readyz "), "{request:?}");
    stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\n\r\nthe disk is full\n")?;
    stream.conn.send_close_notify();
    stream.flush()
}

#[test]
#[ignore = "needs openssl, which tests/run installs"]
fn a_server_that_speaks_tls_is_asked_by_it_whatever_its_certificate() {
    let here = Installation::bare();
    certify(&here);
    let certificate = CertificateDer::from_pem_file(here.path("cert.pem")).expect("a certificate");
    let key = PrivateKeyDer::from_pem_file(here.path("key.pem")).expect("its key");
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate], key));
    let config = Arc::new(config.expect("settings"));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let serving = std::thread::spawn(move || [(); 2].map(|()| serve_by_tls(&listener, &config).is_ok()));
    here.run(&format!("health --listen 127.0.0.1:{port}")).refused(1, "not ready (503): the disk is full");
    assert_eq!(serving.join().expect("served"), [false, true], "first without TLS, then by it");
}
