//! Where a database is: its files, and whether they are still those that were opened.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{FileId, folder_of, with_ending};
use crate::metrics::Bytes;

/// Where a database was opened.
pub(super) struct Place {
    path: PathBuf,
    file: Option<FileId>,
}

impl Place {
    pub(super) fn of(path: &Path) -> Self {
        Self { path: path.to_owned(), file: FileId::of(path).ok() }
    }

    pub(super) fn folder(&self) -> &Path {
        folder_of(&self.path)
    }

    /// Whether the name still leads to the file that was opened.
    pub(super) fn has_it_still(&self) -> bool {
        FileId::of(&self.path).ok() == self.file
    }

    /// How large the files are; one that is not there has no bytes.
    pub(super) fn bytes(&self) -> Bytes {
        let of = |path: &Path| fs::metadata(path).map_or(0, |file| file.len());
        Bytes { database: of(&self.path), log: of(&with_ending(&self.path, "-wal")) }
    }
}
