//! `kill -9` while a backup is made or brought back: what has its final name is whole, and the next try succeeds.

use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::support::{DEADLINE, Installation, OWNER};

const ROUNDS: usize = 12;

/// An installation whose database takes some milliseconds to copy.
fn fleet() -> Installation {
    let here = Installation::new();
    let rows: String = (0..4_000).map(|row| format!("Van {row},V-{row},Depot {}\n", row % 20)).collect();
    here.put("big.csv", format!("label,device_id,group\n{rows}"));
    here.json(&format!("tracker import big.csv --owner {OWNER}"));
    here
}

/// Kills the command once that file is there, at a random moment of what it does then.
fn kill_after(here: &Installation, line: &str, file: &Path) {
    let mut child = here.command(line).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("started");
    let is_over = |child: &mut Child| child.try_wait().expect("looked").is_some();
    let began = Instant::now();
    while !file.exists() && !is_over(&mut child) {
        assert!(began.elapsed() < DEADLINE, "nothing comes of {line:?}");
        std::hint::spin_loop();
    }
    let more = Duration::from_micros(RandomState::new().hash_one(()) % 40_000);
    let began = Instant::now();
    while began.elapsed() < more && !is_over(&mut child) {
        std::hint::spin_loop();
    }
    let _ = child.kill();
    child.wait().expect("ended");
}

#[test]
fn a_backup_that_is_killed_leaves_nothing_that_looks_like_one() {
    let here = fleet();
    let before = here.contents();
    for round in 0..ROUNDS {
        kill_after(&here, "backup kept.db", &here.path("kept.db.part"));
        if here.path("kept.db").exists() {
            assert!(here.path("kept.db.key").exists(), "round {round}: a copy without its key");
        } else {
            here.json("backup kept.db");
        }
        here.json("restore kept.db --database restored.db --keep-sessions");
        assert!(crate::support::dump(&here.path("restored.db")) == before, "round {round}");
        for file in ["kept.db", "kept.db.key", "restored.db", "restored.db.key"] {
            fs::remove_file(here.path(file)).expect("removed");
        }
    }
    here.run("check").done();
    assert!(here.contents() == before);
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_database_or_the_new_one() {
    let here = fleet();
    let then = here.contents();
    here.json("backup kept.db");
    here.json(&format!("tracker add --owner {OWNER} --label New --device-id N1"));
    let now = here.contents();
    let old = fs::read(here.database()).expect("read");
    for round in 0..ROUNDS {
        here.put("muster.db", &old);
        kill_after(&here, "restore kept.db --replace --keep-sessions", &here.path("muster.db.restoring"));
        here.run("check").done();
        let found = here.contents();
        assert!(found == now || found == then, "round {round}: neither the one nor the other");
        here.json("restore kept.db --replace --keep-sessions");
        assert!(here.contents() == then, "round {round}");
        let away = |name: &String| name.starts_with("muster.db.replaced-");
        let (away, rest): (Vec<_>, Vec<_>) = here.files().into_iter().partition(away);
        assert_eq!(rest, ["big.csv", "kept.db", "kept.db.key", "muster.db", "muster.db.key"], "round {round}");
        away.iter().for_each(|file| fs::remove_file(here.path(file)).expect("removed"));
    }
}
