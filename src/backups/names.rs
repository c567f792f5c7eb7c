//! What scheduled backups are called, and which of them are kept.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::draft::companions;
use super::taking::DRAFT;
use crate::files::with_ending;
use crate::seal::Keyring;

/// The moment in a name: in UTC, and in an order that names sort in.
pub(super) const MOMENT: &str = "%Y%m%dT%H%M%SZ";

/// The scheduled backups of one database in one folder, such as `muster-20261123T040000Z.db` of `muster.db`. Files of any
/// other name are somebody else's.
pub(super) struct Names {
    folder: PathBuf,
    /// The database's name without `.db`.
    stem: String,
}

impl Names {
    pub(super) fn new(folder: PathBuf, database: &Path) -> Self {
        let stem = database.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Self { folder, stem }
    }

    /// Where the backup of that moment goes.
    pub(super) fn at(&self, moment: Timestamp) -> PathBuf {
        self.folder.join(format!("{}-{}.db", self.stem, moment.strftime(MOMENT)))
    }

    /// The moments of the backups that are there, the oldest first.
    pub(super) fn there(&self) -> io::Result<Vec<Timestamp>> {
        let mut moments = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            moments.extend(name.to_str().and_then(|name| self.moment(name, "")));
        }
        moments.sort_unstable();
        Ok(moments)
    }

    /// The moment in a backup's name, with that at its end.
    fn moment(&self, name: &str, ending: &str) -> Option<Timestamp> {
        let text = name.strip_prefix(&self.stem)?.strip_prefix('-')?.strip_suffix(ending)?.strip_suffix(".db")?;
        let moment = DateTime::strptime(MOMENT, text).ok()?.to_zoned(TimeZone::UTC).ok()?.timestamp();
        // The same moment can be written otherwise, but not by us.
        (moment.strftime(MOMENT).to_string() == text).then_some(moment)
    }

    /// Removes all but so many of the newest, and never `made`, whatever moment it says. Those of a moment after it go first:
    /// they were made while the clock was ahead, and would stay the newest for ever.
    pub(super) fn prune(&self, made: Timestamp, keep: usize) -> io::Result<()> {
        let mut others = self.there()?;
        others.retain(|moment| *moment != made);
        others.sort_by_key(|moment| (*moment < made, *moment));
        let surplus = others.len().saturating_sub(keep.saturating_sub(1));
        for moment in others.into_iter().take(surplus) {
            remove(&self.at(moment))?;
        }
        Ok(())
    }

    /// Removes what a crash has left of a backup: its draft. A key without its copy stays: somebody may keep the two apart.
    pub(super) fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            let left =
                |ending: &str| name.to_str().and_then(|name| self.moment(name, ending)).map(|moment| self.at(moment));
            if let Some(backup) = left(&format!("{DRAFT}.key")).or_else(|| left(DRAFT)) {
                let draft = with_ending(&backup, DRAFT);
                for companion in companions(&draft) {
                    let _ = fs::remove_file(companion);
                }
                remove(&draft)?;
            }
        }
        Ok(())
    }
}

/// Removes the two files. The key goes first: a copy that is left alone is found again the next time.
fn remove(backup: &Path) -> io::Result<()> {
    for file in [&Keyring::path_beside(backup), backup] {
        match fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOMENTS: [&str; 4] =
        ["2026-11-22T22:00:00Z", "2026-11-23T04:00:00Z", "2026-11-23T10:00:00Z", "2026-11-23T16:00:00Z"];

    /// What is not the schedule's, however like it looks.
    const OTHERS: [&str; 12] = [
        "muster.db",
        "muster.db.key",
        "muster-2026.db",
        "muster-20261123T0400Z.db",
        "muster-20261123T040000Z.db.gz",
        "muster-20261123T040000Z.sql",
        "muster-20261123T040000.db",
        "muster-20261323T040000Z.db",
        "muster-+2026123T040000Z.db",
        "other-20261123T040000Z.db",
        "my-muster-20261123T040000Z.db",
        "muster-20261123T040000Z-copy.db",
    ];

    fn moment(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn folder() -> (tempfile::TempDir, Names) {
        let folder = tempfile::tempdir().expect("a folder");
        let names = Names::new(folder.path().to_owned(), Path::new("/var/lib/muster/muster.db"));
        OTHERS.into_iter().for_each(|other| fs::write(folder.path().join(other), "").expect("written"));
        for text in MOMENTS {
            let backup = names.at(moment(text));
            fs::write(Keyring::path_beside(&backup), "").expect("written");
            fs::write(backup, "").expect("written");
        }
        (folder, names)
    }

    fn files(folder: &tempfile::TempDir) -> Vec<String> {
        let entries = fs::read_dir(folder.path()).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect();
        names.sort();
        names
    }

    #[test]
    fn a_name_tells_its_moment_in_utc() {
        let (_folder, names) = folder();
        assert_eq!(names.at(moment(MOMENTS[1])).file_name(), Some("muster-20261123T040000Z.db".as_ref()));
        assert_eq!(names.there().expect("a folder"), MOMENTS.map(moment));
    }

    #[test]
    fn so_many_of_the_newest_are_kept_and_nothing_else_is_touched() {
        for (keep, made, left) in [
            (9, 3, &[0, 1, 2, 3][..]),
            (4, 3, &[0, 1, 2, 3]),
            (2, 3, &[2, 3]),
            (1, 3, &[3]),
            (1, 0, &[0]),
            (2, 0, &[0, 3]),
            (2, 2, &[1, 2]),
            (3, 1, &[0, 1, 3]),
        ] {
            let (folder, names) = folder();
            names.prune(moment(MOMENTS[made]), keep).expect("pruned");
            let kept: Vec<_> = left.iter().map(|place: &usize| moment(MOMENTS[*place])).collect();
            assert_eq!(names.there().expect("a folder"), kept, "{keep} kept after {made}");
            assert_eq!(files(&folder).len(), OTHERS.len() + 2 * kept.len(), "{:?}", files(&folder));
        }
    }

    #[test]
    fn what_a_crash_left_is_swept_away() {
        let (folder, names) = folder();
        let before = files(&folder);
        let draft = "muster-20261123T180000Z.db.part";
        for left in [draft, &format!("{draft}.key"), &format!("{draft}-wal"), &format!("{draft}-shm")] {
            fs::write(folder.path().join(left), "").expect("written");
        }
        let others = ["muster-20261123T190000Z.db.key", "other-20261123T180000Z.db.part"];
        others.iter().for_each(|other| fs::write(folder.path().join(other), "").expect("written"));
        names.sweep().expect("swept");
        let mut expected = before;
        expected.extend(others.map(str::to_owned));
        expected.sort();
        assert_eq!(files(&folder), expected);
    }
}
