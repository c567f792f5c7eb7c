//! The body of an answer.

use std::fs::File;
use std::io::{self, Read};

use bytes::Bytes;

use crate::turns::Turn;

/// JSON, or nothing.
pub enum Body {
    /// One that stands in memory, and costs nothing to clone.
    Short(Bytes),
    /// One that would take too much of it.
    Long(Long),
}

impl Body {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.short().is_some_and(Bytes::is_empty)
    }

    /// The bytes, if they stand in memory.
    pub fn short(&self) -> Option<&Bytes> {
        match self {
            Self::Short(bytes) => Some(bytes),
            Self::Long(_) => None,
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Short(bytes.into())
    }
}

/// A body in a file that has no name and ends with it, to be read once from its beginning.
pub struct Long {
    file: File,
    length: u64,
    /// It goes on until the answer has been sent, so that nobody fills the disk with answers that nobody takes.
    _turn: Option<Turn>,
}

impl Long {
    pub(super) fn new(file: File, length: u64, turn: Option<Turn>) -> Self {
        Self { file, length, _turn: turn }
    }

    /// Its bytes.
    pub fn length(&self) -> u64 {
        self.length
    }
}

impl Read for Long {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.file.read(buffer)
    }
}
