//! Databases with many accounts, each with a session, groups and trackers. They are made once and kept; their names tell
//! what they were made from.

use std::fs::File;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use rusqlite::{Connection, Transaction};
use sha2::{Digest as _, Sha256};

use crate::process::NO_SETTINGS;
use crate::trouble::Result;

/// What a database is made from: the schema, and this file.
const SOURCES: [&str; 2] = [include_str!("../../schema.sql"), include_str!("seed.rs")];

/// The first of all ids: so they have ten digits each, and all lists of as many groups are as long.
const FIRST: i64 = 1_000_000_001;

/// Accounts that are alike.
#[derive(Debug, Clone, Copy, Hash)]
pub struct Shape {
    /// How many accounts.
    pub accounts: i64,
    /// How many groups each has.
    pub groups: i64,
    /// How many trackers each has.
    pub trackers: i64,
    /// The first account; the others follow.
    pub first_account: i64,
    /// The first account's first group; the others follow.
    pub first_group: i64,
    /// The first account's first tracker; the others follow.
    pub first_tracker: i64,
}

impl Shape {
    /// The hash of the session of the account at that place.
    pub fn hash(&self, place: i64) -> String {
        format!("{:032x}", self.first_account + place)
    }

    /// The same without the first so many accounts.
    pub fn from(&self, place: i64) -> Self {
        Self {
            accounts: self.accounts - place,
            first_account: self.first_account + place,
            first_group: self.group(place, 0),
            first_tracker: self.tracker(place, 0),
            ..*self
        }
    }

    /// One of the account's groups.
    pub fn group(&self, place: i64, index: i64) -> i64 {
        self.first_group + place * self.groups + index
    }

    /// One of the account's trackers.
    pub fn tracker(&self, place: i64, index: i64) -> i64 {
        self.first_tracker + place * self.trackers + index
    }
}

/// A database of some shapes.
pub struct Seed {
    /// Its accounts, by shape.
    pub shapes: Vec<Shape>,
    /// Where it stands.
    pub path: PathBuf,
}

impl Seed {
    /// Makes the database, unless it is there: `shapes` are accounts, groups and trackers.
    pub fn of(name: &str, shapes: &[(i64, i64, i64)], folder: &Path) -> Result<Self> {
        let shapes = place(shapes);
        let mut hasher = DefaultHasher::new();
        (SOURCES, &shapes).hash(&mut hasher);
        let path = folder.join(format!("{name}-{:016x}.db", hasher.finish()));
        let seed = Self { shapes, path };
        if !seed.path.exists() {
            eprintln!("making the database {}", seed.path.display());
            // One that was made from something older is of no use any more.
            remove_all(folder, &format!("{name}-"))?;
            seed.make()?;
        }
        Ok(seed)
    }

    /// Reads all of it once, so that no server finds less of it in memory than the next.
    pub fn page_in(&self) -> Result<()> {
        std::io::copy(&mut File::open(&self.path)?, &mut std::io::sink())?;
        Ok(())
    }

    /// A copy that may be written to.
    pub fn copy(&self, to: &Path) -> Result<Self> {
        remove(to);
        for end in ["", ".key"] {
            let copied =
                Command::new("cp").arg("--reflink=auto").arg(with(&self.path, end)).arg(with(to, end)).status()?;
            if !copied.success() {
                return Err(format!("cannot copy {}; is the disk full?", self.path.display()).into());
            }
            // What has still to be written would be in the way of the commits that are timed.
            File::open(with(to, end))?.sync_all()?;
        }
        Ok(Self { shapes: self.shapes.clone(), path: to.to_owned() })
    }

    /// Makes it under another name, so that what stands under its own is whole.
    fn make(&self) -> Result<()> {
        let draft = with(&self.path, ".draft");
        remove(&draft);
        init(&draft)?;
        self.fill(&draft)?;
        File::open(&draft)?.sync_all()?;
        std::fs::rename(with(&draft, ".key"), with(&self.path, ".key"))?;
        Ok(std::fs::rename(&draft, &self.path)?)
    }

    fn fill(&self, path: &Path) -> Result<()> {
        let mut conn = Connection::open(path)?;
        conn.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -1000000;",
        )?;
        let tx = conn.transaction()?;
        for shape in &self.shapes {
            insert(&tx, shape)?;
        }
        let last = |end: fn(&Shape) -> i64| self.shapes.last().map_or(FIRST, end);
        let next = [
            ("user", last(|shape| shape.first_account + shape.accounts)),
            ("tracker_group", last(|shape| shape.group(shape.accounts, 0))),
            ("tracker", last(|shape| shape.tracker(shape.accounts, 0))),
            ("source", last(|shape| shape.tracker(shape.accounts, 0))),
        ];
        for (entity, next) in next {
            tx.execute("UPDATE id_counters SET next_id = ?2 WHERE entity = ?1", (entity, next))?;
        }
        tx.commit()?;
        Ok(conn.execute_batch("PRAGMA journal_mode = WAL;")?)
    }
}

/// Where the ids of each shape begin.
fn place(shapes: &[(i64, i64, i64)]) -> Vec<Shape> {
    let (mut first_account, mut first_group, mut first_tracker) = (FIRST, FIRST, FIRST);
    let placed = shapes.iter().map(|&(accounts, groups, trackers)| {
        let shape = Shape { accounts, groups, trackers, first_account, first_group, first_tracker };
        first_account += accounts;
        first_group += accounts * groups;
        first_tracker += accounts * trackers;
        shape
    });
    placed.collect()
}

/// An empty database, as its operator makes one.
fn init(path: &Path) -> Result<()> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_muster"))
        .args(["init", "--login", "first@example.org", "--password-stdin", "--database"])
        .arg(path)
        .env("MUSTER_CONFIG", NO_SETTINGS)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()?;
    child.stdin.take().ok_or("no pipe to muster init")?.write_all(b"Correct-Horse-1\n")?;
    if child.wait()?.success() { Ok(()) } else { Err("muster init failed".into()) }
}

fn insert(tx: &Transaction<'_>, shape: &Shape) -> Result<()> {
    let now = jiff::Timestamp::now().as_second();
    let mut user = tx.prepare(
        "INSERT INTO users (account_id, id, login, password_hash, time_zone, locale, created_at, modified_at)
         VALUES (?1, ?1, 'user' || ?1 || '@example.org', '-', 'Europe/Vienna', 'en_US', ?2, ?2)",
    )?;
    let mut session = tx.prepare(
        "INSERT INTO sessions (digest, account_id, user_id, created_at, expires_at, last_used_at)
         VALUES (?1, ?2, ?2, ?3, ?3 + 3000000000, ?3)",
    )?;
    let mut group = tx.prepare(
        "INSERT INTO tracker_groups (account_id, id, title, color, created_at, modified_at)
         VALUES (?1, ?2, ?3, 'FF6DDC', ?4, ?4)",
    )?;
    let mut source = tx.prepare(
        "INSERT INTO sources (account_id, id, device_id, model, created_at) VALUES (?1, ?2, ?2, 'bench_tracker', ?3)",
    )?;
    let mut tracker = tx.prepare(
        "INSERT INTO trackers (account_id, id, label, group_id, source_account_id, source_id, created_at)
         VALUES (?1, ?2, ?3, ?4, ?1, ?2, ?5)",
    )?;
    let titles: Vec<_> = (1..=shape.groups).map(|index| format!("Delivery vans {index:02}")).collect();
    for place in 0..shape.accounts {
        let account = shape.first_account + place;
        user.execute((account, now))?;
        let digest: [u8; 32] = Sha256::digest(u128::from(account.cast_unsigned()).to_be_bytes()).into();
        session.execute((digest, account, now))?;
        for (index, title) in (0..).zip(&titles) {
            group.execute((account, shape.group(place, index), title, now))?;
        }
        for index in 0..shape.trackers {
            let id = shape.tracker(place, index);
            source.execute((account, id, now))?;
            tracker.execute((account, id, format!("Van {index:06}"), shape.group(place, 0), now))?;
        }
    }
    Ok(())
}

/// A file that stands beside the database.
fn with(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name.into()
}

/// Removes the files whose names begin so.
pub fn remove_all(folder: &Path, prefix: &str) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Removes a database and all that stands beside it. Nothing may be there at all.
fn remove(path: &Path) {
    for end in ["", "-wal", "-shm", ".key"] {
        let _ = std::fs::remove_file(with(path, end));
    }
}
