//! What the stories are told with: a folder with a database, the program run in it, and callers of its server.

#[path = "../../support/dump.rs"]
mod dump;
mod http;
mod powerless;
#[path = "../../support/raw.rs"]
#[expect(dead_code, reason = "the stories of the API need more of it")]
mod raw;
mod running;
#[path = "../../support/waiting.rs"]
mod waiting;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Map, Value};
use tempfile::TempDir;

pub use dump::dump;
pub use http::{Answer, Client};
pub use raw::{RawAnswer, connect, exchange, read_answer, request};
pub use running::{Ended, Running};
pub use waiting::{DEADLINE, wait_until};

/// The owner that every installation begins with.
pub const OWNER: &str = "ada@fleet.example";
pub const PASSWORD: &str = "correct horse battery";

/// A configuration file with nothing in it.
pub const NO_SETTINGS: &str = "/dev/null";

/// A folder with a database, in which the program runs as on a machine of its own.
pub struct Installation {
    folder: TempDir,
    /// The first owner's API key.
    pub api_key: String,
}

impl Installation {
    /// A folder without a database.
    pub fn bare() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), api_key: String::new() }
    }

    /// A folder after `muster init`.
    pub fn new() -> Self {
        let mut here = Self::bare();
        let made = here.run_with(&format!("init --login {OWNER} --password-stdin --json"), PASSWORD).done().object();
        here.api_key = made["api_key"].as_str().expect("a key").to_owned();
        here
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    pub fn database(&self) -> PathBuf {
        self.path("muster.db")
    }

    /// Puts a file in the folder.
    pub fn put(&self, name: &str, contents: impl AsRef<[u8]>) -> &Self {
        fs::write(self.path(name), contents).expect("written");
        self
    }

    /// The names of the files in the folder.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<_> = entries.map(|name| name.into_string().expect("a name")).collect();
        names.sort();
        names
    }

    /// The program with these arguments, in this folder; its database is `muster.db`, as by default.
    pub fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
        command.current_dir(self.folder()).args(words(line)).stdin(Stdio::null());
        // The caller's own settings are not the stories'.
        for (name, _) in std::env::vars_os() {
            if name == "RUST_LOG" || name.to_string_lossy().starts_with("MUSTER_") {
                command.env_remove(name);
            }
        }
        // Nor are those of the machine, which are read where no file is nearer.
        if !self.path("muster.toml").exists() {
            command.env("MUSTER_CONFIG", NO_SETTINGS);
        }
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, line: &str) -> Ran {
        self.run_with(line, "")
    }

    /// Runs a command that reads this from its standard input.
    pub fn run_with(&self, line: &str, input: impl AsRef<[u8]>) -> Ran {
        feed(&mut self.command(line), input.as_ref())
    }

    /// Runs a command with `--json`, which must succeed; its object.
    #[track_caller]
    pub fn json(&self, line: &str) -> Value {
        self.json_with(line, "")
    }

    /// [`Installation::json`], for a command that reads this from its standard input.
    #[track_caller]
    pub fn json_with(&self, line: &str, input: &str) -> Value {
        Value::Object(self.run_with(&format!("{line} --json"), input).done().object())
    }

    /// A session hash for that login.
    #[track_caller]
    pub fn session(&self, login: &str) -> String {
        self.json(&format!("session create --login {login}"))["hash"].as_str().expect("a hash").to_owned()
    }

    /// Serves the database, as often a second as anybody likes.
    pub fn serve(&self) -> Running {
        Running::start(&mut self.command("serve --listen 127.0.0.1:0 --rate-limit off"))
    }

    /// Every row of every table as text, to compare before and after.
    pub fn contents(&self) -> String {
        dump(&self.database())
    }
}

/// A command's words, as a shell would part them: by spaces, except within single quotes.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('\'').enumerate();
    parts
        .flat_map(|(place, part)| match place % 2 {
            0 => part.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            _ => vec![part.to_owned()],
        })
        .collect()
}

/// Runs a command to its end with this on its standard input.
pub fn feed(command: &mut Command, input: &[u8]) -> Ran {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("started");
    // A command that is refused before it reads leaves the pipe broken, which is its right.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let output = child.wait_with_output().expect("ended");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Ran {
        command: format!("{:?}", command.get_args().collect::<Vec<_>>()),
        code: output.status.code().unwrap_or_else(|| panic!("{command:?}: {output:?}")),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// What a command came to.
#[derive(Debug, Clone)]
pub struct Ran {
    #[expect(dead_code, reason = "for whoever reads why an assertion failed")]
    command: String,
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// It succeeded, and had no complaint.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{self:?}");
        self
    }

    /// It failed: with that code, and one sentence on stderr that has these words in it.
    #[track_caller]
    pub fn failed(self, code: i32, with: &str) -> Self {
        assert_eq!(self.code, code, "{self:?}");
        assert!(self.stderr.contains(with), "not {with:?} in {self:?}");
        if code == 2 {
            // What clap says: the sentence, and then how to get help.
            assert!(self.stderr.starts_with("error: "), "{self:?}");
        } else {
            let last = self.stderr.lines().last().unwrap_or_default();
            assert!(last.starts_with("muster: ") && self.stderr.ends_with('\n'), "{self:?}");
        }
        self
    }

    /// [`Ran::failed`], with nothing on stdout and nothing else on stderr.
    #[track_caller]
    pub fn refused(self, code: i32, with: &str) -> Self {
        assert_eq!(self.stdout, "", "{self:?}");
        assert!(code == 2 || self.stderr.lines().count() == 1, "{self:?}");
        self.failed(code, with)
    }

    /// The one JSON object on stdout.
    #[track_caller]
    pub fn object(&self) -> Map<String, Value> {
        assert_eq!(self.stdout.lines().count(), 1, "one line: {self:?}");
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}
