//! Which line a row of a file begins on, whatever the line ends are and however many blank lines stand between.

use std::collections::VecDeque;
use std::io::{self, Read};

use crate::limits::FLEET_ROW_BYTES;

/// A reader that remembers where lines end, from the row that is being read on.
pub(super) struct Lines<R> {
    inner: R,
    /// How many bytes were handed out.
    read: u64,
    /// The line ends after the present row's beginning: where each begins, and where the next line does.
    ends: VecDeque<(u64, u64)>,
    /// How many line ends came before them.
    passed: u64,
    /// Where the present row begins.
    row: u64,
    after_return: bool,
}

impl<R> Lines<R> {
    pub(super) fn new(inner: R) -> Self {
        Self { inner, read: 0, ends: VecDeque::new(), passed: 0, row: 0, after_return: false }
    }

    /// The line, counted from 1, that the row at this byte or after the blank lines there begins on.
    pub(super) fn line_of_row(&mut self, at: u64) -> u64 {
        self.row = at;
        while let Some((begin, end)) = self.ends.pop_front_if(|(begin, _)| *begin <= self.row) {
            debug_assert!(begin < end);
            self.row = self.row.max(end);
            self.passed += 1;
        }
        self.line()
    }

    /// The line that the present row begins on.
    pub(super) fn line(&self) -> u64 {
        self.passed + 1
    }

    fn note(&mut self, byte: u8) {
        let after = self.read + 1;
        match (byte, self.ends.back_mut()) {
            (b'\n', Some(end)) if self.after_return => end.1 = after,
            // The `\r` before it was passed already, as a row may end between the two.
            (b'\n', None) if self.after_return => {}
            (b'\n' | b'\r', _) => self.ends.push_back((self.read, after)),
            _ => {}
        }
        self.after_return = byte == b'\r';
        self.read = after;
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read - self.row > FLEET_ROW_BYTES {
            let line = self.line();
            return Err(io::Error::other(format!(
                "a row after line {line} does not end; look there for a quote that is opened and not closed"
            )));
        }
        let count = self.inner.read(buffer)?;
        buffer[..count].iter().for_each(|byte| self.note(*byte));
        Ok(count)
    }
}
