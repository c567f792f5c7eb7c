//! The program while it runs: what it prints is kept, and it ends with the story.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex};

use rustix::process::{Pid, Signal, kill_process};

use super::{Client, DEADLINE};

/// A running server, killed at the end of the story.
pub struct Running {
    pub address: SocketAddr,
    child: Child,
    /// The lines of its stdout; the channel closes when it has closed stdout and stderr.
    lines: Receiver<String>,
    stderr: Arc<Mutex<Vec<u8>>>,
}

/// What a server came to.
#[derive(Debug)]
pub struct Ended {
    /// `None` if a signal ended it.
    pub code: Option<i32>,
    /// What was on stdout and not taken as a line before.
    pub stdout: String,
    pub stderr: String,
}

impl Running {
    /// Starts a server, and waits for the line that tells its address.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        let (sender, lines) = channel();
        let stderr = keep_stderr(&mut child, sender.clone());
        send_stdout(&mut child, sender);
        let mut running = Self { address: ([0; 4], 0).into(), child, lines, stderr };
        let first = running.line();
        let address = first
            .strip_prefix("listening on http")
            .and_then(|url| url.trim_start_matches('s').strip_prefix("://"))
            .and_then(|address| address.parse().ok());
        running.address = address.unwrap_or_else(|| panic!("the first line: {first:?}"));
        running
    }

    /// The next line of its stdout.
    pub fn line(&mut self) -> String {
        match self.lines.recv_timeout(DEADLINE) {
            Ok(line) => line,
            Err(RecvTimeoutError::Timeout) => panic!("no line in time"),
            Err(RecvTimeoutError::Disconnected) => panic!("it ended: {:?}", self.collect()),
        }
    }

    /// What it has said on stderr so far, as it would stand in a file, whatever it is.
    pub fn log(&self) -> String {
        String::from_utf8_lossy(&self.stderr.lock().expect("its stderr")).into_owned()
    }

    /// A caller with that hash.
    pub fn client(&self, hash: &str) -> Client {
        Client::new(self.address, hash)
    }

    /// The memory that it has to itself, and that no file stands behind.
    #[cfg(target_os = "linux")]
    pub fn anonymous_kib(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).expect("its status");
        let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("its memory");
        line.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).expect("signalled");
    }

    /// Waits until it ends.
    pub fn ended(mut self) -> Ended {
        self.collect()
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(self) -> Ended {
        self.signal(Signal::TERM);
        self.ended()
    }

    /// Kills it on the spot (`kill -9`): it gets no chance to do anything more.
    pub fn kill(self) -> Ended {
        self.signal(Signal::KILL);
        self.ended()
    }

    fn collect(&mut self) -> Ended {
        let mut stdout = String::new();
        loop {
            match self.lines.recv_timeout(DEADLINE) {
                Ok(line) => stdout.push_str(&(line + "\n")),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("it does not end"),
            }
        }
        let code = self.child.wait().expect("ended").code();
        Ended { code, stdout, stderr: self.log() }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Of one that has ended already there is nothing left to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps what it says on stderr; `open` is dropped when it says no more.
fn keep_stderr(child: &mut Child, open: Sender<String>) -> Arc<Mutex<Vec<u8>>> {
    let mut stderr = BufReader::new(child.stderr.take().expect("a pipe"));
    let said = Arc::<Mutex<Vec<u8>>>::default();
    let keeping = Arc::clone(&said);
    std::thread::spawn(move || {
        let mut line = Vec::new();
        while stderr.read_until(b'\n', &mut line).expect("read") > 0 {
            keeping.lock().expect("its stderr").append(&mut line);
        }
        drop(open);
    });
    said
}

fn send_stdout(child: &mut Child, lines: Sender<String>) {
    let stdout = BufReader::new(child.stdout.take().expect("a pipe"));
    std::thread::spawn(move || {
        for line in stdout.lines() {
            // A story that has heard enough lets the rest go by.
            let _ = lines.send(line.expect("UTF-8"));
        }
    });
}
