//! Where an answer of any length is written before any of it is sent.

use std::fs::File;
use std::io::{self, Seek as _, Write};
use std::path::Path;

use super::{Body, Long};
use crate::limits;
use crate::turns::Turn;

/// A short answer stays in memory; a longer one goes to a file that has no name, so that nobody else can open it and
/// nothing is left of it, however the answer ends. So neither a long list nor a slow reader costs memory or keeps a
/// transaction open; and what fails halfway is an ordinary failure, for nothing has been sent.
pub(super) struct Spool<'f> {
    folder: &'f Path,
    file: Option<File>,
    /// What is not in the file yet.
    held: Vec<u8>,
}

impl<'f> Spool<'f> {
    /// An empty one, whose file would be in this folder.
    pub(super) fn in_folder(folder: &'f Path) -> Self {
        Self { folder, file: None, held: Vec::new() }
    }

    /// What was written, as a body. The turn goes on with a long one, and ends with the writing of a short one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub(super) fn into_body(mut self, turn: Option<Turn>) -> io::Result<Body> {
        if self.file.is_some() {
            self.spill()?;
        }
        match self.file {
            None => Ok(self.held.into()),
            Some(mut file) => {
                let length = file.stream_position()?;
                file.rewind()?;
                Ok(Body::Long(Long::new(file, length, turn)))
            }
        }
    }

    /// Moves what is held to the file, which is made if there is none yet.
    fn spill(&mut self) -> io::Result<()> {
        let mut file = self.file.take().map_or_else(|| tempfile::tempfile_in(self.folder), Ok)?;
        file.write_all(&self.held)?;
        self.held.clear();
        self.file = Some(file);
        Ok(())
    }
}

impl Write for Spool<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    /// JSON comes in crumbs of a few bytes, so this is the one that counts.
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.held.len() + bytes.len() > limits::ANSWER_IN_MEMORY {
            self.spill()?;
        }
        self.held.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    fn body(length: usize) -> (Body, Vec<u8>) {
        let written: Vec<_> = (0..length).map(|place| b'a' + (place % 26) as u8).collect();
        let folder = tempfile::tempdir().expect("a folder");
        let mut spool = Spool::in_folder(folder.path());
        for crumb in written.chunks(7) {
            spool.write_all(crumb).expect("written");
        }
        let body = spool.into_body(None).expect("a body");
        assert_eq!(folder.path().read_dir().expect("readable").count(), 0, "a file, if there is one, has no name");
        (body, written)
    }

    // shows: ANSWER_IN_MEMORY
    #[test]
    fn a_short_answer_stays_in_memory() {
        for length in [0, 1, limits::ANSWER_IN_MEMORY] {
            let (body, written) = body(length);
            assert_eq!(body.short().expect("short"), &written);
            assert_eq!(body.is_empty(), length == 0);
        }
    }

    // shows: ANSWER_IN_MEMORY
    #[test]
    fn a_long_answer_is_read_back_from_its_beginning() {
        for length in [limits::ANSWER_IN_MEMORY + 1, 3 * limits::ANSWER_IN_MEMORY + 5] {
            let (body, written) = body(length);
            assert!(body.short().is_none() && !body.is_empty());
            let mut read = Vec::new();
            if let Body::Long(mut long) = body {
                assert_eq!(long.length(), length as u64);
                long.read_to_end(&mut read).expect("read");
            }
            assert!(read == written);
        }
    }

    #[test]
    fn what_cannot_be_kept_is_an_error() {
        let mut spool = Spool::in_folder(Path::new("/nowhere/at/all"));
        spool.write_all(&vec![b'x'; limits::ANSWER_IN_MEMORY]).expect("short so far");
        assert!(spool.write_all(b"x").is_err());
    }
}
