//! Requests and answers as bytes, for what no client library would send or show.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

use serde_json::Value;

use super::DEADLINE;

/// An answer as it came.
#[derive(Debug)]
pub struct RawAnswer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl RawAnswer {
    /// What these bytes say.
    #[track_caller]
    pub fn read(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.unwrap_or_else(|| panic!("no status: {head:?}"));
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find_map(|(key, value)| key.eq_ignore_ascii_case(name).then(|| value.trim()))
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The error's code, or 0 for a success.
    #[track_caller]
    pub fn code(&self) -> u64 {
        self.json()["status"]["code"].as_u64().unwrap_or(0)
    }
}

/// Sends these bytes over a connection of their own, and reads until the server closes it: so they should ask for that,
/// or be so wrong that it does.
#[track_caller]
pub fn exchange(address: SocketAddr, request: &[u8]) -> RawAnswer {
    let mut stream = connect(address);
    stream.write_all(request).expect("sent");
    read_answer(stream)
}

pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("connected");
    stream.set_read_timeout(Some(DEADLINE)).expect("set");
    stream.set_write_timeout(Some(DEADLINE)).expect("set");
    stream
}

/// Reads until the server closes the connection.
#[track_caller]
pub fn read_answer(mut stream: impl Read) -> RawAnswer {
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer, then the end");
    RawAnswer::read(&bytes)
}

/// A request with these lines after the first, which ends the connection.
pub fn request(first: &str, headers: &[&str], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("{first} HTTP/1.1\r\nHost: muster\r\nConnection: close\r\n").into_bytes();
    for header in headers {
        bytes.extend_from_slice(header.as_bytes());
        bytes.extend_from_slice(b"\r\n");
    }
    if !body.is_empty() {
        bytes.extend_from_slice(format!("Content-Length: {}\r\n", body.len()).as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}
