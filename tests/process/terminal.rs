//! At a terminal a password is asked for, twice, and nobody sees it.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Instant;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, tcgetattr};
use serde_json::json;

use crate::support::{DEADLINE, Installation, OWNER};

const PASSWORD: &str = "a password for Ada";
const TYPO: &str = "a password for Asa";

/// A command that runs at a terminal of its own, and what is typed and seen there.
struct Terminal {
    child: Child,
    keyboard: File,
    /// The command's side, for a look at how it is set.
    line: File,
    seen: Receiver<String>,
    screen: String,
}

impl Terminal {
    fn run(here: &Installation, command: &str) -> Self {
        let keyboard = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&keyboard).and_then(|()| unlockpt(&keyboard)).expect("ours");
        let name = ptsname(&keyboard, Vec::new()).expect("a name").into_string().expect("UTF-8");
        let line = OpenOptions::new().read(true).write(true).open(name).expect("opened");
        let end = || Stdio::from(line.try_clone().expect("an end"));
        let child = here.command(command).stdin(end()).stdout(end()).stderr(end()).spawn().expect("started");
        let keyboard = File::from(keyboard);
        let mut screen = keyboard.try_clone().expect("its screen");
        let (send, seen) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 1024];
            while let Ok(count @ 1..) = screen.read(&mut bytes) {
                if send.send(String::from_utf8_lossy(&bytes[..count]).into_owned()).is_err() {
                    return;
                }
            }
        });
        Self { child, keyboard, line, seen, screen: String::new() }
    }

    /// Waits until these words are to be seen.
    #[track_caller]
    fn sees(&mut self, words: &str) {
        while !self.screen.contains(words) {
            match self.seen.recv_timeout(DEADLINE) {
                Ok(more) => self.screen.push_str(&more),
                Err(error) => panic!("{error}: no {words:?} in {:?}", self.screen),
            }
        }
    }

    /// Types a line when these words have asked for it: what is typed before the terminal hides it is thrown away.
    #[track_caller]
    fn answer(&mut self, question: &str, text: &str) {
        self.sees(question);
        let asked = Instant::now();
        while self.shows_what_is_typed() {
            assert!(asked.elapsed() < DEADLINE, "{question:?} does not hide the answer");
            thread::yield_now();
        }
        self.keyboard.write_all(format!("{text}\n").as_bytes()).expect("typed");
    }

    fn shows_what_is_typed(&self) -> bool {
        tcgetattr(&self.line).expect("its modes").local_modes.contains(LocalModes::ECHO)
    }

    /// Types a password when it is asked for, and again.
    #[track_caller]
    fn give(&mut self, first: &str, second: &str) {
        self.answer(" characters, not shown: ", first);
        self.answer("The same again: ", second);
    }

    /// The exit code of the command that says these words last. Nothing that was typed is to be seen, but what is typed
    /// from now on is.
    #[track_caller]
    fn ends_with(mut self, words: &str) -> i32 {
        self.sees(words);
        let code = self.child.wait().expect("ended").code().expect("a code");
        assert!(self.shows_what_is_typed());
        for secret in [PASSWORD, TYPO, "too short"] {
            assert!(!self.screen.contains(secret), "{:?}", self.screen);
        }
        code
    }
}

#[test]
fn init_asks_for_the_owners_password_twice_without_showing_it() {
    let here = Installation::bare();
    let mut terminal = Terminal::run(&here, &format!("init --login {OWNER}"));
    terminal.sees("Password of ada@fleet.example, 12 to 40 characters, not shown: ");
    terminal.give(PASSWORD, PASSWORD);
    assert_eq!(terminal.ends_with("keep it secret."), 0);
    let server = here.serve();
    server.client("").must("user/auth", json!({"login": OWNER, "password": PASSWORD}));
}

#[test]
fn whoever_takes_a_password_asks_for_it() {
    let here = Installation::new();
    for (command, done) in [
        ("user add --login otto@quarry.example", "owner otto@quarry.example ("),
        ("subuser add --owner ada@fleet.example --login sue@fleet.example", "sub-user sue@fleet.example ("),
        ("user password sue@fleet.example", "password set; sessions ended"),
    ] {
        let mut terminal = Terminal::run(&here, command);
        terminal.give(PASSWORD, PASSWORD);
        assert_eq!(terminal.ends_with(done), 0, "{command}");
    }
    let server = here.serve();
    for login in ["otto@quarry.example", "sue@fleet.example"] {
        server.client("").must("user/auth", json!({"login": login, "password": PASSWORD}));
    }
}

#[test]
fn a_password_that_is_mistyped_or_too_short_changes_nothing() {
    let here = Installation::bare();
    let init = format!("init --login {OWNER}");
    let mut terminal = Terminal::run(&here, &init);
    terminal.give(PASSWORD, TYPO);
    assert_eq!(terminal.ends_with("muster: the two passwords differ; nothing was changed"), 1);
    for short in ["too short", ""] {
        let mut terminal = Terminal::run(&here, &init);
        terminal.answer("not shown: ", short);
        assert_eq!(terminal.ends_with("muster: the password: Size must be between 12 and 40"), 1);
    }
    assert_eq!(here.files(), [""; 0]);
}
