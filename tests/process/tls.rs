//! TLS by the server itself, with certificates that are read again on SIGHUP.

use std::io::{Read as _, Write as _};
use std::net::SocketAddr;
use std::sync::Arc;

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustix::process::Signal;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::{Installation, RawAnswer, Running, connect, read_answer, request, wait_until};

/// Writes a new certificate, `cert.pem`, and its key, `key.pem`, into the folder.
pub fn certify(here: &Installation) -> CertificateDer<'static> {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["muster.test".to_owned()]).expect("a certificate");
    here.put("cert.pem", cert.pem()).put("key.pem", signing_key.serialize_pem());
    cert.into()
}

/// Serves with that certificate.
pub fn serve(here: &Installation) -> Running {
    let flags = "serve --listen 127.0.0.1:0 --tls-cert cert.pem --tls-key key.pem";
    Running::start(&mut here.command(flags))
}

/// Asks over TLS, as somebody who trusts this certificate; `None` if the server shows another.
fn ask(address: SocketAddr, trusted: &CertificateDer<'static>, path: &str) -> Option<RawAnswer> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone()).expect("a root");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    let config = Arc::new(config.with_root_certificates(roots).with_no_client_auth());
    let connection = ClientConnection::new(config, "muster.test".try_into().expect("a name")).expect("a connection");
    let mut tls = StreamOwned::new(connection, connect(address));
    tls.write_all(&request(&format!("GET {path}"), &[], b"")).ok()?;
    Some(read_answer(tls))
}

#[test]
fn the_server_speaks_tls_and_nothing_else_there() {
    let here = Installation::new();
    let certificate = certify(&here);
    let server = serve(&here);
    let list = format!("/tracker/group/list?hash={}", here.api_key);
    let reply = ask(server.address, &certificate, &list).expect("it is trusted");
    assert_eq!((reply.status, reply.body.as_str()), (200, r#"{"success":true,"list":[]}"#));
    let mut plain = connect(server.address);
    plain.write_all(format!("GET {list} HTTP/1.1\r\nHost: x\r\n\r\n").as_bytes()).expect("sent");
    let mut answer = Vec::new();
    let _ = plain.read_to_end(&mut answer);
    assert!(!answer.starts_with(b"HTTP/"), "{answer:?}");
    assert_eq!(server.stop().code, Some(0));
}

#[test]
fn a_new_certificate_is_read_on_sighup_and_a_bad_one_is_not() {
    let here = Installation::new();
    let old = certify(&here);
    let server = serve(&here);
    here.put("cert.pem", "no certificate");
    server.signal(Signal::HUP);
    // Whether the signal has come through yet or not, the old one is shown.
    assert_eq!(ask(server.address, &old, "/livez").expect("the old one").status, 200);
    let new = certify(&here);
    // The signal before may be heeded late and take this one for both, or not; so it is sent until it is seen.
    wait_until("the new certificate is shown", || {
        server.signal(Signal::HUP);
        ask(server.address, &new, "/livez").is_some()
    });
    assert!(ask(server.address, &old, "/livez").is_none());
    let ended = server.stop();
    assert!(ended.stderr.contains("the certificates have been read again"), "{ended:?}");
}
