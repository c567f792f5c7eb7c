//! What stands between a browser and its server, and makes of it a server that is slow, or away, or not at the root.

use std::io::{BufRead as _, BufReader, Write as _, copy};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::spawn;

use crate::support::DEADLINE;

/// A proxy; its threads end with the test's process.
pub struct Between {
    pub address: SocketAddr,
    way: Arc<Way>,
}

struct Way {
    server: SocketAddr,
    /// What stands before each path here, and not at the server.
    prefix: &'static str,
    is_away: AtomicBool,
    holds: Mutex<Vec<Hold>>,
}

/// The proxy's end of an answer that is held back.
struct Hold {
    action: &'static str,
    come: Sender<()>,
    let_go: Receiver<()>,
}

/// The story's end of it: the browser gets the answer when this is dropped, and not before.
pub struct Held {
    come: Receiver<()>,
    _let_go: Sender<()>,
}

impl Held {
    /// Waits until the server has done what it was asked and has answered.
    #[track_caller]
    pub fn has_come(&self) {
        self.come.recv_timeout(DEADLINE).expect("an answer to hold back");
    }
}

impl Between {
    pub fn new(server: SocketAddr) -> Self {
        Self::with_prefix(server, "")
    }

    /// One that has the server not at its root: it knows nothing but this prefix, and takes it away.
    pub fn with_prefix(server: SocketAddr, prefix: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("its address");
        let way = Arc::new(Way { server, prefix, is_away: AtomicBool::new(false), holds: Mutex::default() });
        let of_thread = Arc::clone(&way);
        spawn(move || {
            for client in listener.incoming() {
                let (client, way) = (client.expect("a connection"), Arc::clone(&of_thread));
                // A browser opens connections that it then does not use.
                spawn(move || way.forward(&client).unwrap_or_default());
            }
        });
        Self { address, way }
    }

    /// Holds the next answer to this action back.
    pub fn hold(&self, action: &'static str) -> Held {
        let ((come, has_come), (let_go, until_let_go)) = (channel(), channel());
        self.way.holds.lock().expect("whole").push(Hold { action, come, let_go: until_let_go });
        Held { come: has_come, _let_go: let_go }
    }

    /// Whether the server is away, as far as the browser can tell: every connection then ends without an answer.
    pub fn be_away(&self, is_away: bool) {
        self.way.is_away.store(is_away, Ordering::SeqCst);
    }
}

impl Way {
    /// Carries one request: after it the server closes the connection, because it is told to.
    fn forward(&self, client: &TcpStream) -> std::io::Result<()> {
        let mut request = BufReader::new(client);
        let mut line = String::new();
        request.read_line(&mut line)?;
        if self.is_away.load(Ordering::SeqCst) {
            return Ok(());
        }
        if !line.contains(self.prefix) {
            return write!(&mut &*client, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
        let line = line.replacen(self.prefix, "", 1);
        let hold = self.hold_of(&line);
        let mut upstream = TcpStream::connect(self.server)?;
        write!(upstream, "{line}Connection: close\r\n")?;
        send_headers(&mut request, &mut upstream)?;
        let (back, to_client) = (upstream.try_clone()?, client.try_clone()?);
        let answering = spawn(move || answer(back, to_client, hold));
        // It ends when the answer has been sent, for then the client's side is shut.
        copy(&mut request, &mut upstream)?;
        answering.join().expect("copied")
    }

    fn hold_of(&self, request_line: &str) -> Option<Hold> {
        let path = request_line.split(' ').nth(1)?.trim_start_matches('/');
        let mut holds = self.holds.lock().expect("whole");
        let place = holds.iter().position(|hold| hold.action == path)?;
        Some(holds.remove(place))
    }
}

fn send_headers(request: &mut BufReader<&TcpStream>, upstream: &mut TcpStream) -> std::io::Result<()> {
    loop {
        let mut header = String::new();
        request.read_line(&mut header)?;
        if !header.starts_with("Connection:") {
            upstream.write_all(header.as_bytes())?;
        }
        if header.trim().is_empty() {
            return Ok(());
        }
    }
}

fn answer(back: TcpStream, mut to_client: TcpStream, hold: Option<Hold>) -> std::io::Result<()> {
    let mut back = BufReader::new(back);
    back.fill_buf()?;
    if let Some(hold) = hold {
        // A story that has ended wants neither.
        let _ = hold.come.send(());
        let _ = hold.let_go.recv();
    }
    copy(&mut back, &mut to_client)?;
    to_client.shutdown(Shutdown::Both)
}
