//! The log: which lines there are, and their way out.
//!
//! There is a line for each request, and a system call for each line would cost more than the rest of a short answer. So
//! lines are gathered in memory and written by a thread of their own, some milliseconds later and many at a time. A log
//! that nobody reads holds its writers up, as it would without that; only a killed process loses its last lines.

use std::cell::RefCell;
use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use env_logger::fmt::Formatter;
use env_logger::{Builder, Env, Target};
use jiff::Timestamp;
use log::{Level, Record};

/// The HTTP library logs what it could not read as errors; anybody can send that, as often as they like.
const DEFAULT_FILTER: &str = "info,actix_http=off,actix_server=warn";

/// How long lines are gathered once there is one.
const GATHERED: Duration = Duration::from_millis(5);

/// Bytes that may wait to be written.
const MOST: usize = 1 << 20;

/// The running log. What is logged before it is dropped is written.
pub struct Log {
    lines: Arc<Lines>,
    writer: Option<JoinHandle<()>>,
}

impl Log {
    /// Logs to stderr what `RUST_LOG` says, or else what is worth knowing.
    pub fn start() -> Self {
        let log = Self::to(io::stderr());
        let pen = Pen(Arc::clone(&log.lines));
        let filter = Env::default().default_filter_or(DEFAULT_FILTER);
        Builder::from_env(filter).target(Target::Pipe(Box::new(pen))).format(write_line).init();
        log
    }

    fn to(mut sink: impl Write + Send + 'static) -> Self {
        let lines = Arc::new(Lines::default());
        let gathered = Arc::clone(&lines);
        let writer = thread::spawn(move || {
            while let Some(batch) = gathered.take() {
                // There is nobody to tell that stderr is closed.
                let _ = sink.write_all(&batch).and_then(|()| sink.flush());
            }
        });
        Self { lines, writer: Some(writer) }
    }
}

/// Writes a line as the logger itself would, which takes longer: it is ready to indent and to colour.
fn write_line(line: &mut Formatter, record: &Record<'_>) -> io::Result<()> {
    MOMENT.with_borrow_mut(|moment| {
        moment.set(Timestamp::now());
        for part in ["[", &moment.text, " ", level(record.level()), " ", record.target(), "] "] {
            line.write_all(part.as_bytes())?;
        }
        writeln!(line, "{}", record.args())
    })
}

/// A level's name, as wide as the longest.
fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warn => "WARN ",
        Level::Info => "INFO ",
        Level::Debug => "DEBUG",
        Level::Trace => "TRACE",
    }
}

thread_local! {
    static MOMENT: RefCell<Moment> = const { RefCell::new(Moment { second: i64::MIN, text: String::new() }) };
}

/// A moment as lines show it, which is the same for all lines of a second.
struct Moment {
    second: i64,
    text: String,
}

impl Moment {
    fn set(&mut self, now: Timestamp) {
        if self.second != now.as_second() {
            self.second = now.as_second();
            self.text = format!("{now:.0}");
        }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.lines.state().ended = true;
        self.lines.filled.notify_one();
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

/// Lines on their way.
#[derive(Default)]
struct Lines {
    state: Mutex<State>,
    filled: Condvar,
    emptied: Condvar,
}

#[derive(Default)]
struct State {
    waiting: Vec<u8>,
    ended: bool,
}

impl Lines {
    fn put(&self, line: &[u8]) {
        let full = |state: &mut State| state.waiting.len() > MOST && !state.ended;
        let state = self.emptied.wait_while(self.state(), full);
        let mut state = state.unwrap_or_else(PoisonError::into_inner);
        state.waiting.extend_from_slice(line);
        if state.waiting.len() == line.len() {
            self.filled.notify_one();
        }
    }

    /// The lines that have been gathered; `None` at the end.
    fn take(&self) -> Option<Vec<u8>> {
        let nothing = |state: &mut State| state.waiting.is_empty() && !state.ended;
        let mut state = self.filled.wait_while(self.state(), nothing).unwrap_or_else(PoisonError::into_inner);
        if !state.ended {
            drop(state);
            thread::sleep(GATHERED);
            state = self.state();
        }
        let batch = mem::take(&mut state.waiting);
        self.emptied.notify_all();
        (!batch.is_empty()).then_some(batch)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the logger writes with: a line at a time.
struct Pen(Arc<Lines>);

impl Write for Pen {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.0.put(line);
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// Hands over what is written, once somebody takes it.
    struct Slow(Sender<Vec<u8>>, Receiver<()>);

    impl Write for Slow {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let _ = self.1.recv();
            let _ = self.0.send(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_are_written_in_order_and_none_is_lost_at_the_end() {
        let (written, out) = channel();
        let (go, wait) = channel();
        drop(go);
        let log = Log::to(Slow(written, wait));
        let line = |number: i32| format!("line {number}\n");
        for number in 0..10_000 {
            Pen(Arc::clone(&log.lines)).write_all(line(number).as_bytes()).expect("written");
        }
        drop(log);
        let all: Vec<u8> = out.iter().flatten().collect();
        assert_eq!(String::from_utf8(all).expect("text"), (0..10_000).map(line).collect::<String>());
    }

    #[test]
    fn a_log_that_nobody_reads_holds_its_writers_up() {
        let (written, out) = channel();
        let (go, wait) = channel();
        let log = Log::to(Slow(written, wait));
        let pen = Arc::clone(&log.lines);
        let big = vec![b'x'; MOST + 1];
        // The first may be taken at once, and the second waits to be; so the third has no room before something is read.
        let writing = thread::spawn(move || (0..3).for_each(|_| pen.put(&big)));
        for _ in 0..3 {
            go.send(()).expect("read on");
        }
        writing.join().expect("written");
        drop(go);
        drop(log);
        assert_eq!(out.iter().map(|bytes| bytes.len()).sum::<usize>(), 3 * (MOST + 1));
    }
}
