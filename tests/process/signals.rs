//! A server that is told to stop answers what it has begun, and leaves everything in order.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use rusqlite::Connection;
use rustix::process::Signal;
use serde_json::json;

use crate::support::{
    Ended, Installation, OWNER, RawAnswer, Running, connect, exchange, read_answer, request, wait_until,
};

/// The groups that are to be made.
const TITLES: [&str; 4] = ["A", "B", "C", "D"];

/// A request to make a group, of which the server has the head and asks for the body.
struct Begun {
    stream: TcpStream,
    body: String,
}

impl Begun {
    fn at(address: SocketAddr, hash: &str, title: &str) -> Self {
        let mut stream = connect(address);
        let body = format!(r#"{{"hash": "{hash}", "title": "{title}", "color": "FF6DDC"}}"#);
        let length = body.len();
        let head = format!(
            "POST /tracker/group/create HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("sent");
        const GO_ON: &str = "HTTP/1.1 100 Continue\r\n\r\n";
        let mut asked = [0; GO_ON.len()];
        stream.read_exact(&mut asked).expect("to be asked for the body");
        assert_eq!(String::from_utf8_lossy(&asked), GO_ON);
        Self { stream, body }
    }

    fn send_body(&mut self) {
        self.stream.write_all(self.body.as_bytes()).expect("sent");
    }

    fn answer(self) -> RawAnswer {
        read_answer(self.stream)
    }
}

#[track_caller]
fn assert_answered(begun: Begun) {
    let reply = begun.answer();
    assert_eq!((reply.status, &reply.json()["success"]), (200, &true.into()), "{reply:?}");
}

/// Waits until the server says that it is stopping: to those who ask anew, for it still lets people in.
fn wait_until_stopping(address: SocketAddr) {
    wait_until("it stops", || {
        let reply = exchange(address, &request("GET /readyz", &[], b""));
        let is_stopping = reply.body.contains("stopping");
        if is_stopping {
            let why = json!({"ready": false, "reason": "the server is stopping"});
            assert_eq!((reply.status, reply.json()), (503, why));
        }
        is_stopping
    });
}

/// What a server must leave behind.
#[track_caller]
fn assert_in_order(here: &Installation, ended: &Ended, titles: &[&str]) {
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(0), ""), "{ended:?}");
    let log = fs::metadata(here.path("muster.db-wal")).map_or(0, |file| file.len());
    assert_eq!(log, 0, "the write-ahead log was folded into the database");
    let groups = here.json(&format!("group list --owner {OWNER}"));
    let mut listed: Vec<_> =
        groups["groups"].as_array().expect("a list").iter().filter_map(|g| g["title"].as_str()).collect();
    listed.sort_unstable();
    assert_eq!(listed, titles);
    here.run("check").done();
}

/// How a server is told to stop: by what keeps it running, by Ctrl-C, and by Ctrl-\.
const TOLD: [Signal; 3] = [Signal::TERM, Signal::INT, Signal::QUIT];

#[test]
fn requests_whose_body_is_still_on_its_way_are_answered() {
    for signal in TOLD {
        let here = Installation::new();
        let server = here.serve();
        let address = server.address;
        let mut begun = TITLES.map(|title| Begun::at(address, &here.api_key, title));
        server.signal(signal);
        wait_until_stopping(address);
        begun.iter_mut().for_each(Begun::send_body);
        begun.into_iter().for_each(assert_answered);
        assert_in_order(&here, &server.ended(), &TITLES);
    }
}

#[test]
fn requests_that_wait_for_the_database_are_answered() {
    for signal in TOLD {
        let here = Installation::new();
        let server = here.serve();
        let address = server.address;
        // As another process would hold it, such as an import.
        let conn = Connection::open(here.database()).expect("the database");
        conn.execute_batch("BEGIN IMMEDIATE").expect("the write lock");
        let mut begun = TITLES.map(|title| Begun::at(address, &here.api_key, title));
        begun.iter_mut().for_each(Begun::send_body);
        server.signal(signal);
        wait_until_stopping(address);
        conn.execute_batch("ROLLBACK").expect("given back");
        drop(conn);
        begun.into_iter().for_each(assert_answered);
        assert_in_order(&here, &server.ended(), &TITLES);
    }
}

#[test]
fn connections_that_are_kept_for_later_do_not_hold_it_up() {
    let here = Installation::new();
    let server = here.serve();
    let address = server.address;
    let idle = server.client(&here.api_key);
    assert_eq!(idle.knocks(), (200, 0));
    let never_used = TcpStream::connect(address).expect("connected");
    assert_in_order(&here, &server.stop(), &[]);
    drop((idle, never_used));
}

// shows: drain
#[test]
fn requests_that_never_end_do_not_hold_it_up_for_ever() {
    let wait_for_the_end = |signal: Signal| {
        let here = Installation::new();
        let server = Running::start(&mut here.command("serve --listen 127.0.0.1:0 --drain-seconds 1"));
        let address = server.address;
        let no_body = Begun::at(address, &here.api_key, "Never");
        let mut half_a_head = TcpStream::connect(address).expect("connected");
        half_a_head.write_all(b"POST /tracker/gro").expect("sent");
        server.signal(signal);
        assert_in_order(&here, &server.ended(), &[]);
        drop((no_body, half_a_head));
    };
    // All at once, for each takes its time.
    std::thread::scope(|scope| TOLD.map(|signal| scope.spawn(move || wait_for_the_end(signal))).map(drop));
}

#[test]
fn a_signal_right_after_the_first_line_is_heeded() {
    let here = Installation::new();
    for signal in TOLD {
        let server = here.serve();
        server.signal(signal);
        assert_in_order(&here, &server.ended(), &[]);
    }
}

#[test]
fn whoever_asks_while_it_stops_is_answered_and_told_to_go() {
    let here = Installation::new();
    let server = here.serve();
    let address = server.address;
    let mut begun = Begun::at(address, &here.api_key, "A");
    server.signal(Signal::TERM);
    wait_until_stopping(address);
    let late = format!("GET /tracker/group/list?hash={} HTTP/1.1\r\nHost: x\r\n\r\n", here.api_key);
    // It ends although the request does not ask for that.
    assert_eq!(exchange(address, late.as_bytes()).status, 200);
    begun.send_body();
    assert_answered(begun);
    assert_in_order(&here, &server.ended(), &["A"]);
}

#[test]
fn a_second_signal_ends_it_at_once() {
    for second in TOLD {
        let here = Installation::new();
        let server = here.serve();
        let begun = Begun::at(server.address, &here.api_key, "Never");
        server.signal(Signal::TERM);
        wait_until_stopping(server.address);
        server.signal(second);
        let ended = server.ended();
        assert_eq!(ended.code, Some(1), "{ended:?}");
        assert!(ended.stderr.contains("muster: stopped at once"), "{ended:?}");
        drop(begun);
        here.run("check").done();
    }
}

#[test]
fn a_second_signal_does_so_even_while_the_database_closes() {
    let here = Installation::new();
    let session = here.session(OWNER);
    let server = here.serve();
    let address = server.address;
    // The server is to note when it closes when the session was used last, and has to wait for another process.
    assert_eq!(server.client(&session).knocks(), (200, 0));
    let conn = Connection::open(here.database()).expect("the database");
    conn.execute_batch("BEGIN IMMEDIATE").expect("the write lock");
    server.signal(Signal::TERM);
    wait_until("it listens no more", || TcpStream::connect(address).is_err());
    server.signal(Signal::TERM);
    let ended = server.ended();
    assert_eq!(ended.code, Some(1), "{ended:?}");
    assert!(ended.stderr.contains("muster: stopped at once"), "{ended:?}");
    drop(conn);
    here.run("check").done();
}

#[test]
fn a_hangup_does_not_end_a_service_but_ends_the_demo_with_its_terminal() {
    let here = Installation::new();
    let server = here.serve();
    server.signal(Signal::HUP);
    wait_until("it heeds the signal", || server.log().contains("there are no certificates to read again"));
    assert_eq!(server.client(&here.api_key).knocks(), (200, 0));
    assert_eq!(server.stop().code, Some(0));
    let demo = Running::start(&mut here.command("demo --listen 127.0.0.1:0"));
    demo.signal(Signal::HUP);
    assert_eq!(demo.ended().code, None);
}
