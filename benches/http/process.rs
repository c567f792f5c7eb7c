//! Servers as processes of their own, and what the system tells of them.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::listening::ANNOUNCEMENT;
use crate::trouble::{Result, Trouble};

/// Which server.
#[derive(Debug, Clone)]
pub enum Design {
    /// The same bytes from memory: those in this file.
    Bare(PathBuf),
    /// A pool, `web::block`, a transaction a request.
    Textbook,
    /// Muster as it is shipped, only that it does not limit the rate.
    Muster,
    /// The same, but that it keeps no answers.
    Forgetful,
}

/// A server that is running. It is killed when dropped.
pub struct Server {
    child: Child,
    /// Kept open, so that the server may go on writing.
    _stdout: BufReader<ChildStdout>,
    /// Where it is: `http://127.0.0.1:...`.
    pub base: String,
}

impl Server {
    /// Starts one on the database, and waits until it listens. What it logs goes to a file in `folder`, as a service
    /// manager would keep it.
    pub fn start(design: &Design, database: &Path, folder: &Path) -> Result<Self> {
        let mut command = match design {
            Design::Bare(answer) => of_this_program("serve-bare", answer)?,
            Design::Textbook => of_this_program("serve-textbook", database)?,
            Design::Muster => muster(database),
            Design::Forgetful => {
                let mut command = muster(database);
                command.env("MUSTER_KEEP_MIB", "0");
                command
            }
        };
        let log = File::create(folder.join("server.log"))?;
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(log).spawn()?;
        let mut stdout = BufReader::new(child.stdout.take().ok_or("no pipe from the server")?);
        let mut line = String::new();
        stdout.read_line(&mut line)?;
        match line.trim_end().strip_prefix(ANNOUNCEMENT) {
            Some(address) => Ok(Self { base: format!("http://{address}"), child, _stdout: stdout }),
            None => {
                kill(&mut child);
                Err(format!("the server did not start; see {}/server.log", folder.display()).into())
            }
        }
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Seconds of processor time that it has taken.
    pub fn cpu(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name, in brackets, may hold anything; after it come numbers.
        let numbers = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace().skip(11).take(2));
        let ticks = numbers.into_iter().flatten().map(str::parse::<f64>).sum::<std::result::Result<f64, _>>()?;
        Ok(ticks / rustix::param::clock_ticks_per_second() as f64)
    }

    /// Bytes of memory that are its own: neither shared nor a file's.
    pub fn memory(&self) -> Result<u64> {
        memory(self.child.id())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        kill(&mut self.child);
    }
}

/// Bytes of anonymous memory of a process.
fn memory(process: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kib = line.and_then(|rest| rest.trim().strip_suffix(" kB"));
    let kib: u64 = kib.ok_or_else(|| Trouble::from("/proc tells no RssAnon; this needs Linux"))?.parse()?;
    Ok(kib * 1024)
}

/// Watches how much anonymous memory a process has.
pub struct Peak {
    over: Arc<AtomicBool>,
    watching: JoinHandle<u64>,
}

impl Peak {
    /// Looks every millisecond from now on.
    pub fn of(process: u32) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let heeded = Arc::clone(&over);
        let watching = thread::spawn(move || {
            let mut peak = 0;
            while !heeded.load(Ordering::Relaxed) {
                // Of a process that has ended nothing is told any more.
                peak = peak.max(memory(process).unwrap_or(0));
                thread::sleep(Duration::from_millis(1));
            }
            peak
        });
        Self { over, watching }
    }

    /// The most that there was at a time, in bytes.
    pub fn end(self) -> Result<u64> {
        self.over.store(true, Ordering::Relaxed);
        self.watching.join().map_err(|_| "the watcher panicked".into())
    }
}

/// A configuration file with nothing in it: the machine's own settings are not to be measured.
pub const NO_SETTINGS: &str = "/dev/null";

fn muster(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_muster"));
    command.args(["serve", "--rate-limit", "off", "--listen", "127.0.0.1:0", "--database"]).arg(database);
    command.env("MUSTER_CONFIG", NO_SETTINGS);
    command
}

fn of_this_program(part: &str, file: &Path) -> Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(part).arg(file);
    Ok(command)
}

/// At once: all that is durable is on disk, and readers' notes would only change the file.
fn kill(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
