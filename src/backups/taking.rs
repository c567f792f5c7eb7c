//! One backup.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use super::draft::Draft;
use super::{BackupError, at, taken};
use crate::files::itself;
use crate::seal::Keyring;
use crate::store::backup::{self, Contents, Stop};
use crate::store::{CopyError, Store};

/// What a draft of a backup ends with.
pub(super) const DRAFT: &str = ".part";

/// A backup that was made.
#[derive(Debug, Clone, Copy)]
pub struct Made {
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
pub fn take(database: &Path, target: &Path, stop: &Stop) -> Result<Made, BackupError> {
    let began = Instant::now();
    if target.symlink_metadata().is_ok() {
        return Err(taken(target));
    }
    let key_path = Keyring::path_beside(&itself(database));
    // Of a database that is not there, the key file is not worth speaking of.
    Store::recognise(database).map_err(CopyError::from)?;
    Keyring::open(&key_path)?;
    let mut draft = Draft::of(target, DRAFT)?;
    draft.write_key(&fs::read(&key_path).map_err(at(&key_path))?)?;
    let contents = backup::copy(database, draft.empty_database()?, stop)?;
    draft.sync()?;
    let copied = backup::inspect(draft.database(), stop)?;
    if copied != contents {
        let problem = format!("it holds {copied:?}, and the database {contents:?}");
        return Err(CopyError::Broken { path: target.to_owned(), problem }.into());
    }
    let bytes = fs::metadata(draft.database()).map_err(at(target))?.len();
    draft.put_in_place(target, &Keyring::path_beside(target))?;
    Ok(Made { contents, bytes, took: began.elapsed() })
}

#[cfg(test)]
mod tests {
    use rand::rngs::SysRng;

    use super::*;
    use crate::clock::SystemClock;
    use crate::limits::Limits;
    use crate::store::{Process, Settings};

    #[test]
    fn a_backup_that_is_stopped_leaves_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let database = folder.path().join("muster.db");
        let keyring = Keyring::create(&Keyring::path_beside(&database), &mut SysRng).expect("a key file");
        let (clock, limits) = (Box::new(SystemClock), Limits::default());
        let settings = Settings { clock, limits, keyring: Some(keyring), process: Process::Server };
        let _serving = Store::create(&database, 1, settings).expect("a database");
        let files = || fs::read_dir(folder.path()).expect("a folder").count();
        let (before, stop, target) = (files(), Stop::default(), folder.path().join("kept.db"));
        stop.stop();
        let stopped = take(&database, &target, &stop);
        assert!(matches!(stopped, Err(BackupError::Copy(CopyError::Stopped))), "{stopped:?}");
        assert_eq!(files(), before);
        assert!(take(&database, &target, &Stop::default()).is_ok());
    }
}
