//! A backup brought back.
//!
//! Until the one rename that puts the backup's copy in its place, the old database stands there; what was there is linked
//! to another name before, so that it is never without one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::draft::{Draft, companions, sync_folder};
use super::names::MOMENT;
use super::{BackupError, at};
use crate::files::{itself, with_ending};
use crate::seal::{KeyFileError, Keyring};
use crate::store::backup::{self, Contents, Stop};
use crate::store::{CopyError, OpenError, put_away};

/// What a draft of a restored database ends with.
const DRAFT: &str = ".restoring";

/// What is to be brought back, and where to.
#[derive(Debug, Clone, Copy)]
pub struct Restoring<'a> {
    /// The backup.
    pub backup: &'a Path,
    /// The database that it is to be.
    pub database: &'a Path,
    /// Whether it may take the place of one that is there.
    pub replace: bool,
    /// Whether sessions and tokens of that time are to be good again.
    pub keep_sessions: bool,
    /// The present moment.
    pub now: Timestamp,
}

/// A backup that was brought back.
#[derive(Debug, Clone)]
pub struct Restored {
    /// How much is in it.
    pub contents: Contents,
    /// Where the database is now that was there before.
    pub put_away: Option<PathBuf>,
    /// Whether the key file opens the API keys in it, so that they can be shown.
    pub keys_open: bool,
}

/// Brings a backup back.
///
/// # Errors
/// When it is none or not whole, when something is there and may not be replaced or is in use, or the file system refuses.
/// Then what was there is there still.
pub fn restore(order: &Restoring<'_>) -> Result<Restored, BackupError> {
    check_is_alone(order.backup)?;
    let target = Target::of(order)?;
    let key = target.key_for(order.backup)?;
    let mut draft = Draft::of(&target.database, DRAFT)?;
    let keyring = draft.write_key(&key.bytes)?;
    copy_file(order.backup, draft.empty_database()?)?;
    backup::upgrade(draft.database()).map_err(CopyError::from)?;
    let never = Stop::default();
    let contents = backup::inspect(draft.database(), &never).map_err(|error| match error {
        // Of the backup, for the draft is its copy and will not be there any more.
        CopyError::Broken { problem, .. } => CopyError::Broken { path: order.backup.to_owned(), problem },
        error => error,
    })?;
    let keys = backup::sealed(draft.database(), &keyring)?;
    if key.is_borrowed && keys.open == 0 && keys.shut > 0 {
        return Err(BackupError::OtherKey(target.key));
    }
    if !order.keep_sessions {
        put_away::end_sessions(draft.database(), order.now)?;
    }
    draft.sync()?;
    let put_away = target.put_away(order.now)?;
    match &put_away {
        None => draft.put_in_place(&target.database, &target.key)?,
        Some(_) => draft.replace(&target.database, &target.key)?,
    }
    Ok(Restored { contents, put_away: put_away.map(|old| old.path), keys_open: keys.shut == 0 })
}

/// Makes sure that the file is a backup at first sight, and needs no other file.
fn check_is_alone(backup: &Path) -> Result<(), BackupError> {
    // SQLite would not tell why it cannot.
    File::open(backup).map_err(at(backup))?;
    // A log without anything in it is what a reader leaves.
    if let Some(log) =
        companions(backup).into_iter().take(2).find(|log| log.metadata().is_ok_and(|file| file.len() > 0))
    {
        return Err(BackupError::NotAlone(log));
    }
    backup::recognise(backup).map_err(|error| match error {
        OpenError::NotOurs(path) => BackupError::NoBackup(path),
        error => CopyError::from(error).into(),
    })
}

fn copy_file(from: &Path, to: &Path) -> Result<(), BackupError> {
    let mut from_file = File::open(from).map_err(at(from))?;
    let mut to_file = File::options().write(true).open(to).map_err(at(to))?;
    io::copy(&mut from_file, &mut to_file).map(drop).map_err(at(to))
}

/// Where the backup is to stand, and what stands there.
struct Target {
    /// The file itself, if its name is a link.
    database: PathBuf,
    key: PathBuf,
    /// Whether there is a database, or what one left.
    is_taken: bool,
    /// No server can be started meanwhile.
    _reserved: Option<File>,
}

/// The key file that the backup is to have.
struct Key {
    bytes: Vec<u8>,
    /// None lay beside the backup, so it is that of the database whose place the backup takes.
    is_borrowed: bool,
}

/// A database that was there, held until another has its name.
struct PutAway {
    path: PathBuf,
    _alone: Option<put_away::Alone>,
}

impl Target {
    fn of(order: &Restoring<'_>) -> Result<Self, BackupError> {
        let database = fs::canonicalize(order.database).unwrap_or_else(|_| order.database.to_owned());
        let key = Keyring::path_beside(&itself(order.database));
        let reserved = match Keyring::reserve(&key) {
            Err(KeyFileError::Missing(_)) => None,
            reserved => Some(reserved?),
        };
        let mut there = [database.clone()].into_iter().chain(companions(&database));
        let taken = there.find(|file| file.symlink_metadata().is_ok());
        if let Some(path) = &taken {
            if !order.replace {
                let advice = "name another file with --database, or replace it with --replace, which keeps it under another name";
                return Err(BackupError::Exists { path: path.clone(), advice });
            }
            check_is_ours(&database)?;
        }
        Ok(Self { database, key, is_taken: taken.is_some(), _reserved: reserved })
    }

    /// The key that the backup is to have here: the one beside it, which must be the one that is here, if there are both.
    fn key_for(&self, backup: &Path) -> Result<Key, BackupError> {
        let beside = Keyring::path_beside(backup);
        let [kept, here] = [&beside, &self.key].map(|path| match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            read => read.map(Some).map_err(at(path)),
        });
        match (kept?, here?) {
            (Some(kept), Some(here)) if kept != here => Err(BackupError::OtherKey(self.key.clone())),
            (Some(bytes), _) => Ok(Key { bytes, is_borrowed: false }),
            (None, Some(bytes)) => Ok(Key { bytes, is_borrowed: true }),
            (None, None) => Err(BackupError::NoKey(beside)),
        }
    }

    /// Gives what is there another name beside the one that it has; `None` if nothing is there.
    fn put_away(&self, now: Timestamp) -> Result<Option<PutAway>, BackupError> {
        if !self.is_taken {
            return Ok(None);
        }
        let alone = if self.database.exists() { put_away::take(&self.database)? } else { None };
        let path = free_name(&self.database, now);
        if self.database.exists() {
            fs::hard_link(&self.database, &path).map_err(at(&path))?;
        }
        if self.key.exists() {
            let key = Keyring::path_beside(&path);
            fs::copy(&self.key, &key).map_err(at(&key))?;
        }
        // Of a database that SQLite could take nothing is left but the one file.
        for (companion, away) in companions(&self.database).into_iter().zip(companions(&path)) {
            if companion.exists() {
                fs::rename(&companion, &away).map_err(at(&companion))?;
            }
        }
        sync_folder(&path)?;
        Ok(Some(PutAway { path, _alone: alone }))
    }
}

/// Makes sure that what is to be replaced is no other program's. It may be broken, or of another version.
fn check_is_ours(database: &Path) -> Result<(), BackupError> {
    match backup::recognise(database) {
        Err(error @ OpenError::NotOurs(_)) if database.exists() => Err(CopyError::from(error).into()),
        _ => Ok(()),
    }
}

/// A name beside the database's, with the moment in it, that no file has yet.
fn free_name(database: &Path, now: Timestamp) -> PathBuf {
    let first = with_ending(database, &format!(".replaced-{}", now.strftime(MOMENT)));
    let is_free = |path: &PathBuf| path.symlink_metadata().is_err();
    let more = (2_u32..).map(|number| with_ending(&first, &format!("-{number}"))).find(is_free);
    Some(first.clone()).filter(is_free).or(more).unwrap_or(first)
}
