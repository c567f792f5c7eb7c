//! Names of files beside others, the folders that they stand in, and what a file is apart from its name.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// The same name with more at its end.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The file itself, if its name is a link: what is beside it is there once, whatever else it is called.
pub fn itself(path: &Path) -> PathBuf {
    let real = if path.is_symlink() { path.canonicalize().ok() } else { None };
    real.unwrap_or_else(|| path.to_owned())
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        // The parent of a bare name is empty.
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What tells a file from all others, whatever their names, as long as it is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId {
    #[cfg(unix)]
    device: u64,
    #[cfg(unix)]
    number: u64,
}

impl From<&Metadata> for FileId {
    #[cfg(unix)]
    fn from(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;

        Self { device: metadata.dev(), number: metadata.ino() }
    }

    /// Elsewhere nobody takes a file away that is open.
    #[cfg(not(unix))]
    fn from(_metadata: &Metadata) -> Self {
        Self {}
    }
}

impl FileId {
    /// That of the file which has this name.
    ///
    /// # Errors
    /// When there is none, or the file system refuses.
    pub fn of(path: &Path) -> io::Result<Self> {
        Ok(Self::from(&path.metadata()?))
    }
}

/// Whether others than the file's owner may read it.
#[cfg(unix)]
pub fn others_may_read(path: &Path) -> bool {
    path.metadata().is_ok_and(|file| std::os::unix::fs::MetadataExt::mode(&file) & 0o044 != 0)
}

/// Elsewhere its folder says who may.
#[cfg(not(unix))]
pub fn others_may_read(_path: &Path) -> bool {
    false
}

/// What to do about an error of the file system, to be said behind it: of a missing permission the system does not tell
/// that there is a user who has it.
pub fn advice(error: &io::Error, or: &'static str) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => format!("; run this as the server's user{or}"),
        _ => String::new(),
    }
}

/// Makes sure that names in the file's folder are on the disk.
///
/// # Errors
/// When the file system refuses.
pub fn sync_folder(file: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened, and names are written at once.
    if cfg!(unix) { File::open(folder_of(file))?.sync_all() } else { Ok(()) }
}
