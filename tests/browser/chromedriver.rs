//! Debian's `chromedriver`: one for each story, and with it ends all that it has started.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use ureq::Agent;

use crate::support::DEADLINE;

/// What it says when it can be spoken to.
const READY: &str = "started successfully on port ";

/// A running driver, killed at the end of the story.
pub struct Chromedriver {
    pub url: String,
    child: Child,
    /// Kept open, because a driver that cannot write ends.
    _stdout: BufReader<ChildStdout>,
    agent: Agent,
}

/// How often it is started before the story gives up.
const TRIES: usize = 5;

impl Chromedriver {
    /// Starts one on a free port. It takes a port of IPv4 that is free and wants the same of IPv6, and ends if somebody else
    /// has that.
    pub fn start() -> Self {
        (0..TRIES).find_map(|_| Self::try_to_start()).expect("a chromedriver that does not end at once")
    }

    fn try_to_start() -> Option<Self> {
        let mut command = Command::new("chromedriver");
        let mut child = command.arg("--port=0").stdout(Stdio::piped()).spawn().expect("chromedriver");
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let mut line = String::new();
        let port = loop {
            line.clear();
            if stdout.read_line(&mut line).expect("read") == 0 {
                child.wait().expect("ended");
                return None;
            }
            if let Some((_, port)) = line.split_once(READY) {
                break port.trim().trim_end_matches('.').to_owned();
            }
        };
        let agent = Agent::config_builder().timeout_global(Some(DEADLINE)).build().into();
        Some(Self { url: format!("http://127.0.0.1:{port}"), child, _stdout: stdout, agent })
    }

    /// Sends a command that is Chromium's own and not WebDriver's.
    #[track_caller]
    pub fn command(&self, session: &str, path: &str, body: &Value) -> Value {
        let url = format!("{}/session/{session}/{path}", self.url);
        let mut response = self.agent.post(url).send_json(body).unwrap_or_else(|error| panic!("{path}: {error}"));
        response.body_mut().read_json::<Value>().expect("JSON")["value"].take()
    }

    /// Speaks to the browser's developer tools.
    #[track_caller]
    pub fn develop(&self, session: &str, command: &str, params: &Value) -> Value {
        self.command(session, "goog/cdp/execute", &json!({"cmd": command, "params": params}))
    }

    /// Ends the browser. The driver alone would leave it behind.
    pub fn end_session(&self, session: &str) {
        // A browser that has crashed is gone already, which the story itself has told.
        let _ = self.agent.delete(format!("{}/session/{session}", self.url)).call();
    }
}

impl Drop for Chromedriver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
