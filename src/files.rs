//! Names of files beside others, and the folders that they stand in.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// The same name with more at its end.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        // The parent of a bare name is empty.
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
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
