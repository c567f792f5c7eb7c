//! One backup.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::draft::Draft;
use super::{BackupError, at};
use crate::seal::Keyring;
use crate::store::backup::{self, Contents, CopyError, Stop};

/// What a draft of a backup ends with.
pub(super) const DRAFT: &str = ".part";

/// A backup that was made.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    /// How much is in it.
    pub contents: Contents,
    /// Bytes of the copy of the database.
    pub bytes: u64,
    /// How long it took.
    pub took: Duration,
}

/// Copies the database, which may be in use, to `target`, and its key file beside it.
///
/// # Errors
/// When there is a file of that name, one of the two cannot be read or written, the copy is not what it should be, or it is
/// stopped. Then nothing is left of it.
pub fn take(database: &Path, target: &Path, stop: &Stop) -> Result<Taken, BackupError> {
    let began = Instant::now();
    if target.symlink_metadata().is_ok() {
        let path = target.to_owned();
        return Err(BackupError::Exists { path, advice: "name another file, or move this one away" });
    }
    let key_path = Keyring::path_beside(database);
    // Of a database that is not there, the key file is not worth speaking of.
    crate::store::Store::recognise(database).map_err(CopyError::from)?;
    Keyring::open(&key_path)?;
    let mut draft = Draft::of(target, DRAFT)?;
    draft.write_key(&fs::read(&key_path).map_err(at(&key_path))?)?;
    let contents = backup::copy(database, draft.database(), stop)?;
    draft.sync()?;
    let copied = backup::inspect(draft.database(), stop)?;
    if copied != contents {
        let problem = format!("it holds {copied:?}, and the database {contents:?}");
        return Err(CopyError::Broken { path: target.to_owned(), problem }.into());
    }
    let bytes = fs::metadata(draft.database()).map_err(at(target))?.len();
    draft.put_in_place(target, &Keyring::path_beside(target))?;
    Ok(Taken { contents, bytes, took: began.elapsed() })
}
