//! A database and its key file under other names, until both are whole.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::{BackupError, at, taken};
use crate::files::{self, FileId, with_ending};
use crate::seal::Keyring;

/// The two files, which are removed if they do not get their final names. Only their owner can read them.
pub struct Draft {
    database: TempPath,
    /// What SQLite may leave beside it.
    _companions: [TempPath; 3],
    key: TempPath,
    /// Locked, so that nobody else writes a draft of that name. SQLite never opens this file, so no lock of its is in the way.
    key_file: File,
}

impl Draft {
    /// A draft of the database at `path`, which is neither there yet nor its key. One that a crash left there is removed.
    ///
    /// # Errors
    /// When another program writes one, or the file system refuses.
    pub fn of(path: &Path, ending: &str) -> Result<Self, BackupError> {
        let database = with_ending(path, ending);
        let key = Keyring::path_beside(&database);
        if key.symlink_metadata().is_ok_and(|there| !there.is_file()) {
            // Through a link the key would get into somebody else's file.
            return Err(at(&key)(io::ErrorKind::AlreadyExists.into()));
        }
        let key_file = new_key_file(&key)?;
        let [log, journal, index] = companions(&database);
        for left in [&database, &log, &journal, &index] {
            // It is there only after a crash.
            let _ = fs::remove_file(left);
        }
        let temporary = |path: PathBuf| TempPath::try_from_path(&path).map_err(at(&path));
        let _companions = [temporary(log)?, temporary(journal)?, temporary(index)?];
        Ok(Self { database: temporary(database)?, _companions, key: temporary(key)?, key_file })
    }

    /// Where the database is to be made.
    pub fn database(&self) -> &Path {
        &self.database
    }

    /// The database's file, made empty, for a copy to be written to.
    pub(super) fn empty_database(&self) -> Result<&Path, BackupError> {
        open(OpenOptions::new().create_new(true), &self.database).map_err(at(&self.database))?;
        Ok(&self.database)
    }

    /// Writes the key file, durably, and makes sure that it is one.
    ///
    /// # Errors
    /// When it is none, or the file system refuses.
    pub fn write_key(&mut self, key: &[u8]) -> Result<Keyring, BackupError> {
        self.key_file.write_all(key).and_then(|()| self.key_file.sync_all()).map_err(at(&self.key))?;
        Ok(Keyring::open(&self.key)?)
    }

    /// Makes sure that the database is on the disk.
    ///
    /// # Errors
    /// When the file system refuses.
    pub fn sync(&self) -> Result<(), BackupError> {
        File::open(&self.database).and_then(|file| file.sync_all()).map_err(at(&self.database))
    }

    /// Gives both their final names, where neither may be taken; but the same key may be there already. The database
    /// comes last: where it is, the key is too.
    ///
    /// # Errors
    /// When a name is taken, or the file system refuses; then neither has its name.
    pub fn put_in_place(self, path: &Path, key_path: &Path) -> Result<(), BackupError> {
        let key_is_new = place_key(self.key, key_path)?;
        self.database.persist_noclobber(path).map_err(|refused| {
            if key_is_new {
                let _ = fs::remove_file(key_path);
            }
            unplaced(path, refused.error)
        })?;
        sync_folder(path)
    }

    /// Gives the database its final name in the place of what has that name, at one moment, and the key its own if there is
    /// none.
    pub(super) fn replace(self, path: &Path, key_path: &Path) -> Result<(), BackupError> {
        if !key_path.exists() {
            place_key(self.key, key_path)?;
            sync_folder(key_path)?;
        }
        self.database.persist(path).map_err(|refused| at(path)(refused.error))?;
        sync_folder(path)
    }
}

/// Whether the key file was not there before.
fn place_key(key: TempPath, path: &Path) -> Result<bool, BackupError> {
    if fs::read(path).is_ok_and(|there| fs::read(&key).is_ok_and(|ours| ours == there)) {
        return Ok(false);
    }
    key.persist_noclobber(path).map(|()| true).map_err(|refused| unplaced(path, refused.error))
}

fn unplaced(path: &Path, error: io::Error) -> BackupError {
    if error.kind() == io::ErrorKind::AlreadyExists { taken(path) } else { at(path)(error) }
}

/// Opens a file for its owner only.
fn open(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options.open(path)
}

/// An empty key file, locked. One that is left of a crash makes room for it and is not written: it may be anybody's, and open
/// for other eyes too.
fn new_key_file(path: &Path) -> Result<File, BackupError> {
    let new = || open(OpenOptions::new().create_new(true), path);
    let file = match new() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let left = open(&mut OpenOptions::new(), path).map_err(at(path))?;
            lock(&left, path)?;
            fs::remove_file(path).and_then(|()| new())
        }
        made => made,
    };
    let file = file.map_err(|source| match source.kind() {
        // Whatever it is called: nobody knows of drafts.
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
            if !path.exists() =>
        {
            BackupError::Folder { folder: files::folder_of(path).to_owned(), source }
        }
        _ => at(path)(source),
    })?;
    lock(&file, path)?;
    Ok(file)
}

fn lock(file: &File, path: &Path) -> Result<(), BackupError> {
    let under_way = || BackupError::UnderWay(path.to_owned());
    // Elsewhere a locked file cannot be read.
    match if cfg!(unix) { file.try_lock() } else { Ok(()) } {
        // Whoever had it locked may have given it another name, or removed it, between the opening and the locking.
        Ok(()) if is_at(file, path) => Ok(()),
        Ok(()) | Err(TryLockError::WouldBlock) => Err(under_way()),
        Err(TryLockError::Error(error)) => {
            log::warn!("cannot make sure that nobody else writes this file: {error}");
            Ok(())
        }
    }
}

fn is_at(file: &File, path: &Path) -> bool {
    file.metadata().is_ok_and(|open| FileId::of(path).is_ok_and(|named| named == FileId::from(&open)))
}

/// [`files::sync_folder`], with the folder named in its error.
pub(super) fn sync_folder(file: &Path) -> Result<(), BackupError> {
    files::sync_folder(file).map_err(at(files::folder_of(file)))
}

/// The files that SQLite may have beside a database.
pub(super) fn companions(database: &Path) -> [PathBuf; 3] {
    ["-wal", "-journal", "-shm"].map(|ending| with_ending(database, ending))
}
