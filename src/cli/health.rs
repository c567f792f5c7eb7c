//! `muster health`: asks the server on this machine whether it is ready. For container engines, which have no other
//! program to ask with where there is nothing but Muster.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::json;

use super::Desk;
use super::trouble::{Outcome, Trouble};
use crate::config;
use crate::limits;
use crate::server::unverified;

#[derive(clap::Args)]
pub(super) struct Health {
    /// Where the server listens; if on all addresses, loopback is asked
    #[arg(long, env = "MUSTER_LISTEN", default_value = config::LISTEN, value_name = "IP:PORT", value_parser = config::address)]
    listen: SocketAddr,
}

impl Health {
    pub(super) fn run(self, desk: &Desk) -> Outcome {
        let address = reachable(self.listen);
        let reply = ask(address, limits::HEALTH_PATIENCE)
            .map_err(|error| Trouble::refused(format!("no answer from {address}: {error}")))?;
        match Reply::read(&reply) {
            Some(Reply { status: 200, .. }) => desk.print.either(&json!({"ready": true}), || "ready".to_owned()),
            Some(Reply { status, body }) => Err(Trouble::refused(format!("not ready ({status}): {}", body.trim()))),
            None => Err(Trouble::refused(format!("what answers at {address} speaks no HTTP"))),
        }
    }
}

/// Where a server that listens there is reached from the same machine.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listen.port())
}

/// What is answered, as far as it is of interest. Who speaks TLS complains about anything else, and is asked again by it.
fn ask(address: SocketAddr, patience: Duration) -> io::Result<String> {
    let reply = converse(connect(address, patience)?, address)?;
    let reply = if unverified::is_complaint(&reply) {
        converse(unverified::over(connect(address, patience)?, address)?, address)?
    } else {
        reply
    };
    Ok(String::from_utf8_lossy(&reply).into_owned())
}

fn connect(address: SocketAddr, patience: Duration) -> io::Result<TcpStream> {
    let stream = TcpStream::connect_timeout(&address, patience)?;
    stream.set_read_timeout(Some(patience))?;
    stream.set_write_timeout(Some(patience))?;
    Ok(stream)
}

/// Asks, and reads to the end: HTTP 1.0 has no connections that stay.
fn converse(mut stream: impl Read + Write, address: SocketAddr) -> io::Result<Vec<u8>> {
    stream.write_all(format!("GET /readyz HTTP/1.0\r\nHost: {address}\r\n\r\n").as_bytes())?;
    let mut reply = Vec::new();
    match stream.take(limits::HEALTH_REPLY_BYTES).read_to_end(&mut reply) {
        // An end that TLS has not announced; and who complains of the first bytes need not wait for the last.
        Err(error) if matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset) => Ok(reply),
        read => read.map(|_| reply),
    }
}

struct Reply<'r> {
    status: u16,
    body: &'r str,
}

impl<'r> Reply<'r> {
    fn read(text: &'r str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.strip_prefix("HTTP/1.")?.split(' ').nth(1)?.parse().ok()?;
        Some(Self { status, body })
    }
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_server_on_all_addresses_is_asked_over_loopback() {
        for (listen, asked) in [
            ("0.0.0.0:8080", "127.0.0.1:8080"),
            ("[::]:8080", "[::1]:8080"),
            ("192.0.2.1:80", "192.0.2.1:80"),
            ("[::1]:80", "[::1]:80"),
        ] {
            assert_eq!(reachable(listen.parse().expect("an address")).to_string(), asked, "{listen}");
        }
    }

    // shows: HEALTH_PATIENCE
    #[test]
    fn a_server_that_says_nothing_is_waited_for_so_long() {
        // The system lets callers in, and nobody ever looks after them.
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let (address, patience) = (listener.local_addr().expect("an address"), Duration::from_millis(50));
        let began = Instant::now();
        let failure = ask(address, patience).expect_err("no answer");
        assert!(matches!(failure.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{failure}");
        assert!(began.elapsed() >= patience);
    }

    /// A server that answers with so many bytes, whatever it is asked.
    struct Talker(io::Take<io::Repeat>);

    impl Read for Talker {
        fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
            self.0.read(bytes)
        }
    }

    impl Write for Talker {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    // shows: HEALTH_REPLY_BYTES
    #[test]
    fn of_an_answer_so_much_is_read_and_no_more() {
        let most = limits::HEALTH_REPLY_BYTES;
        for (said, read) in [(most - 1, most - 1), (most, most), (most + 1, most), (u64::MAX, most)] {
            let talker = Talker(io::repeat(b'x').take(said));
            let reply = converse(talker, SocketAddr::from(([127, 0, 0, 1], 80))).expect("an answer");
            assert_eq!(reply.len() as u64, read, "of {said}");
        }
    }
}
