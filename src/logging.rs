//! The log: which lines there are, and their way out.
//!
//! There is a line for each request, and a system call for each line would cost more than the rest of a short answer. So
//! lines are gathered in memory and written by a thread of their own, some milliseconds later and many at a time. A log
//! that nobody reads holds its writers up, as it would without that; only a killed process loses its last lines.

use std::cell::Cell;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use env_logger::{Builder, Env};
use jiff::Timestamp;
use log::kv::{self, Key, Value, VisitSource, VisitValue};
use log::{Level, Metadata, Record};
use serde_json::Value as Json;

use crate::limits::LOG_BYTES;

/// The HTTP library logs what it could not read as errors; anybody can send that, as often as they like.
const DEFAULT_FILTER: &str = "info,actix_http=off,actix_server=warn";

/// How long lines are gathered once there is one.
const GATHERED: Duration = Duration::from_millis(5);

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Format {
    /// For people: `[2026-11-23T04:00:00Z INFO  muster::access] request=5f3a9c1e-42 action=tracker/list code=0`.
    #[default]
    Text,
    /// For programs: an object a line, with `time`, `level`, `target`, the fields, and `message` if there is one.
    Json,
}

/// Whether lines are objects.
static AS_JSON: AtomicBool = AtomicBool::new(false);

/// Writes lines in this format from now on.
pub fn write_as(format: Format) {
    AS_JSON.store(format == Format::Json, Ordering::Relaxed);
}

/// The running log. What is logged before it is dropped is written.
pub struct Log {
    lines: Arc<Lines>,
    writer: Option<JoinHandle<()>>,
}

impl Log {
    /// Logs to stderr what `RUST_LOG` says, or else what is worth knowing.
    pub fn start() -> Self {
        let log = Self::to(io::stderr());
        let wanted = Builder::from_env(Env::default().default_filter_or(DEFAULT_FILTER)).build();
        log::set_max_level(wanted.filter());
        let logger = Logger { wanted, lines: Arc::clone(&log.lines) };
        if log::set_boxed_logger(Box::new(logger)).is_err() {
            log::warn!("somebody else logs already");
        }
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

/// Writes lines that look like env_logger's, which says which are wanted: it would write them itself, but through a lock
/// more, and ready to indent and to colour.
struct Logger {
    wanted: env_logger::Logger,
    lines: Arc<Lines>,
}

impl log::Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.wanted.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if self.wanted.matches(record) {
            // Taken and put back: what is logged may itself log.
            let mut draft = DRAFT.try_with(Cell::take).unwrap_or_default();
            draft.write(Timestamp::now(), record, AS_JSON.load(Ordering::Relaxed));
            self.lines.put(draft.line.as_bytes());
            let _ = DRAFT.try_with(|kept| kept.set(draft));
        }
    }

    fn flush(&self) {}
}

thread_local! {
    static DRAFT: Cell<Draft> = const { Cell::new(Draft { second: 0, moment: String::new(), line: String::new() }) };
}

/// A line being written, in memory that the thread's next one uses again.
#[derive(Default)]
struct Draft {
    /// The second that `moment` shows; lines of one second show it alike.
    second: i64,
    moment: String,
    line: String,
}

impl Draft {
    fn write(&mut self, now: Timestamp, record: &Record<'_>, as_json: bool) {
        if self.second != now.as_second() {
            self.second = now.as_second();
            self.moment = format!("{now:.0}");
        }
        self.line.clear();
        // A text takes whatever is written to it, and every field is of a kind that can be.
        let _ = if as_json { self.write_object(record) } else { self.write_text(record) };
    }

    fn write_text(&mut self, record: &Record<'_>) -> Result<(), kv::Error> {
        let level = level(record.level());
        self.line.extend(["[", &self.moment, " ", level, " ", record.target(), "]"]);
        record.key_values().visit(&mut Fields { line: &mut self.line, as_json: false })?;
        match record.args().as_str() {
            Some("") => writeln!(self.line)?,
            _ => writeln!(self.line, " {}", record.args())?,
        }
        Ok(())
    }

    fn write_object(&mut self, record: &Record<'_>) -> Result<(), kv::Error> {
        self.line.extend(["{\"time\":\"", &self.moment, "\",\"level\":\"", record.level().as_str(), "\",\"target\":"]);
        write!(self.line, "{}", Json::from(record.target()))?;
        record.key_values().visit(&mut Fields { line: &mut self.line, as_json: true })?;
        match record.args().as_str() {
            Some("") => {}
            _ => write!(self.line, ",\"message\":{}", Json::from(record.args().to_string()))?,
        }
        self.line.push_str("}\n");
        Ok(())
    }
}

/// Writes the fields of a line, one after another.
struct Fields<'l> {
    line: &'l mut String,
    as_json: bool,
}

impl<'kvs> VisitSource<'kvs> for Fields<'_> {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), kv::Error> {
        if self.as_json {
            self.line.extend([",\"", key.as_str(), "\":"]);
        } else {
            self.line.extend([" ", key.as_str(), "="]);
        }
        value.visit(self)
    }
}

impl VisitValue<'_> for Fields<'_> {
    fn visit_any(&mut self, value: Value<'_>) -> Result<(), kv::Error> {
        self.visit_str(&value.to_string())
    }

    fn visit_u64(&mut self, value: u64) -> Result<(), kv::Error> {
        self.line.push_str(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_i64(&mut self, value: i64) -> Result<(), kv::Error> {
        self.line.push_str(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_str(&mut self, value: &str) -> Result<(), kv::Error> {
        if self.as_json {
            write!(self.line, "{}", Json::from(value))?;
        } else {
            self.line.push_str(value);
        }
        Ok(())
    }
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
        let full = |state: &mut State| state.waiting.len() > LOG_BYTES && !state.ended;
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
            log.lines.put(line(number).as_bytes());
        }
        drop(log);
        let all: Vec<u8> = out.iter().flatten().collect();
        assert_eq!(String::from_utf8(all).expect("text"), (0..10_000).map(line).collect::<String>());
    }

    #[test]
    fn a_line_says_when_how_bad_where_and_what() {
        let mut draft = Draft::default();
        let mut line = |moment: &str, level: Level, message: &str| {
            let moment = moment.parse().expect("a moment");
            draft.write(
                moment,
                &Record::builder().level(level).target("muster").args(format_args!("{message}")).build(),
                false,
            );
            draft.line.clone()
        };
        let info = "[2026-09-21T14:13:20Z INFO  muster] one\n";
        assert_eq!(line("2026-09-21T14:13:20Z", Level::Info, "one"), info);
        assert_eq!(line("2026-09-21T14:13:20.9Z", Level::Info, "one"), info, "the same second");
        let error = "[2026-09-21T14:13:21Z ERROR muster] two\n";
        assert_eq!(line("2026-09-21T14:13:21Z", Level::Error, "two"), error);
    }

    // shows: LOG_BYTES
    #[test]
    fn a_log_that_nobody_reads_holds_its_writers_up() {
        let (written, out) = channel();
        let (go, wait) = channel();
        let log = Log::to(Slow(written, wait));
        let pen = Arc::clone(&log.lines);
        let big = vec![b'x'; LOG_BYTES + 1];
        // The first may be taken at once, and the second waits to be; so the third has no room before something is read.
        let writing = thread::spawn(move || (0..3).for_each(|_| pen.put(&big)));
        for _ in 0..3 {
            go.send(()).expect("read on");
        }
        writing.join().expect("written");
        drop(go);
        drop(log);
        assert_eq!(out.iter().map(|bytes| bytes.len()).sum::<usize>(), 3 * (LOG_BYTES + 1));
    }

    fn line(as_json: bool, record: &Record<'_>) -> String {
        let mut draft = Draft::default();
        draft.write(Timestamp::from_second(1_790_000_000).expect("a moment"), record, as_json);
        draft.line
    }

    #[test]
    fn a_line_has_its_fields_in_either_form() {
        let fields = [("request", Value::from("1-2")), ("code", Value::from(7)), ("odd", Value::from("a\"b\n"))];
        let mut record = Record::builder();
        record.level(Level::Info).target("muster::access").key_values(&fields);
        let silent = record.args(format_args!("")).build();
        assert_eq!(line(false, &silent), "[2026-09-21T14:13:20Z INFO  muster::access] request=1-2 code=7 odd=a\"b\n\n");
        assert_eq!(
            line(true, &silent),
            "{\"time\":\"2026-09-21T14:13:20Z\",\"level\":\"INFO\",\"target\":\"muster::access\",\"request\":\"1-2\",\
             \"code\":7,\"odd\":\"a\\\"b\\n\"}\n"
        );
    }

    #[test]
    fn a_line_has_its_message_in_either_form() {
        let say = |as_json| {
            let mut record = Record::builder();
            line(as_json, &record.level(Level::Warn).target("muster").args(format_args!("it is {}", "\"so\"")).build())
        };
        assert_eq!(say(false), "[2026-09-21T14:13:20Z WARN  muster] it is \"so\"\n");
        assert_eq!(
            say(true),
            "{\"time\":\"2026-09-21T14:13:20Z\",\"level\":\"WARN\",\"target\":\"muster\",\"message\":\"it is \\\"so\\\"\"}\n"
        );
    }
}
