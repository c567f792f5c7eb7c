//! Backups that the server makes by itself.

use std::collections::BTreeSet;
use std::fs;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::peopled;
use crate::refusals::{REFUSED, USAGE, refuse};
use crate::support::{Installation, Running, dump, exchange, feed, request, wait_until};

/// An installation with a folder for backups.
fn with_folder() -> Installation {
    let here = peopled();
    fs::create_dir(here.path("kept")).expect("made");
    here
}

fn serve(here: &Installation, options: &str) -> Running {
    Running::start(&mut here.command(&format!("serve --listen 127.0.0.1:0 --rate-limit off {options}")))
}

/// The names in the folder.
fn kept(here: &Installation) -> BTreeSet<String> {
    let entries = fs::read_dir(here.path("kept")).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("a name")).collect()
}

/// Finished backups, each with its key file.
fn backups(here: &Installation) -> BTreeSet<String> {
    let names = kept(here);
    let is_whole = |name: &&String| name.ends_with(".db") && names.contains(&format!("{name}.key"));
    names.iter().filter(|name| name.starts_with("muster-2")).filter(is_whole).cloned().collect()
}

/// What a backup is called that was made so long ago.
fn name(hours_ago: i64) -> String {
    (Timestamp::now() - SignedDuration::from_hours(hours_ago)).strftime("muster-%Y%m%dT%H%M%SZ.db").to_string()
}

/// Puts a backup there that was made so long ago; its name.
fn put_backup(here: &Installation, hours_ago: i64) -> String {
    let name = name(hours_ago);
    here.put(&format!("kept/{name}"), "an older one").put(&format!("kept/{name}.key"), "its key");
    name
}

/// What the server's metrics tell.
fn counted(server: &Running, name: &str) -> f64 {
    let told = exchange(server.address, &request("GET /metrics", &[], b"")).body;
    let value = told.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.parse().ok());
    value.unwrap_or_else(|| panic!("no {name} in {told}"))
}

#[test]
fn one_is_made_each_time_and_only_so_many_of_its_own_are_kept() {
    let here = with_folder();
    let others = ["letter.txt", "muster.db", "muster-20261123.db", "other-20200101T000000Z.db"];
    for other in others {
        here.put(&format!("kept/{other}"), "somebody's");
    }
    let old = put_backup(&here, 48);
    here.put("kept/muster-20200101T000000Z.db.part", "what a crash left");
    let server = serve(&here, "--backup-dir kept --backup-every 1s --backup-keep 2");
    let mut seen = BTreeSet::new();
    wait_until("three backups", || {
        seen.extend(backups(&here));
        seen.len() >= 4
    });
    let ended = server.stop();
    assert!(ended.stderr.contains("made the backup muster-2"), "{ended:?}");
    assert!(!seen.contains("muster-20200101T000000Z.db") && !backups(&here).contains(&old), "{seen:?}");
    let left = backups(&here);
    assert_eq!(left, seen.into_iter().rev().take(2).collect(), "the newest two");
    let own = left.iter().flat_map(|name| [name.clone(), format!("{name}.key")]);
    assert_eq!(kept(&here), own.chain(others.map(str::to_owned)).collect());
    for name in &left {
        here.json(&format!("restore kept/{name} --database restored.db --replace --keep-sessions"));
        assert!(dump(&here.path("restored.db")) == here.contents(), "{name}");
    }
}

#[test]
fn the_first_is_made_at_once_unless_there_is_one_that_is_new_enough() {
    for (hours_ago, is_due) in [(None, true), (Some(7), true), (Some(5), false), (Some(-24), true)] {
        let here = with_folder();
        let there: BTreeSet<_> = hours_ago.map(|hours| put_backup(&here, hours)).into_iter().collect();
        let server = serve(&here, "--backup-dir kept");
        if is_due {
            wait_until("the first backup", || backups(&here).len() > there.len());
        }
        server.stop();
        assert_eq!(backups(&here).len(), there.len() + usize::from(is_due), "{hours_ago:?}");
        assert!(backups(&here).is_superset(&there), "none is too many yet");
    }
}

#[test]
fn the_environment_can_ask_for_them() {
    let here = with_folder();
    let mut command = here.command("serve --listen 127.0.0.1:0");
    let settings = [("MUSTER_BACKUP_DIR", "kept"), ("MUSTER_BACKUP_EVERY", "1s"), ("MUSTER_BACKUP_KEEP", "1")];
    let server = Running::start(command.envs(settings));
    let mut seen = BTreeSet::new();
    wait_until("two backups", || {
        seen.extend(backups(&here));
        seen.len() >= 2
    });
    server.stop();
    assert_eq!(backups(&here).len(), 1);
}

#[test]
fn a_backup_that_fails_is_told_and_counted_and_tried_again_and_stops_nothing() {
    let here = with_folder();
    let server = serve(&here, "--backup-dir kept --backup-every 1s");
    wait_until("the first backup", || !backups(&here).is_empty());
    fs::rename(here.path("kept"), here.path("unmounted")).expect("renamed");
    let seen = fs::read_dir(here.path("unmounted")).expect("a folder").count();
    for round in 0..20 {
        let title = format!("Group {round}");
        server.client(&here.api_key).must("tracker/group/create", json!({"title": title, "color": "123456"}));
    }
    wait_until("a backup that fails", || server.log().contains("no backup was made: "));
    wait_until("a failure", || counted(&server, "muster_failed_backups_total") > 0.0);
    let newest = counted(&server, "muster_last_backup_timestamp_seconds");
    fs::rename(here.path("unmounted"), here.path("kept")).expect("renamed");
    wait_until("one more backup", || kept(&here).len() > seen);
    wait_until("its moment", || counted(&server, "muster_last_backup_timestamp_seconds") > newest);
    let ended = server.stop();
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

// shows: BACKUPS_KEPT, SHORTEST_BACKUP_INTERVAL, LONGEST_BACKUP_INTERVAL
#[test]
fn a_plan_that_cannot_be_is_refused() {
    let here = with_folder();
    let every = "--backup-every <TIME>: give a time from 1s to 366d, such as 30m, 6h or 1d";
    let keep = "--backup-keep <N>: ";
    refuse(
        &here,
        &[
            ("serve --backup-dir nowhere", "", REFUSED, "nowhere is no folder; make it, or name another"),
            ("serve --backup-dir fleet.csv", "", REFUSED, "fleet.csv is no folder"),
            ("serve --backup-dir /proc", "", REFUSED, "cannot write to /proc: "),
            ("serve --backup-dir kept --backup-every 0s", "", REFUSED, every),
            ("serve --backup-dir kept --backup-every 6", "", REFUSED, every),
            ("serve --backup-dir kept --backup-every 6w", "", REFUSED, every),
            ("serve --backup-dir kept --backup-every -6h", "", USAGE, "-6"),
            ("serve --backup-dir kept --backup-every 367d", "", REFUSED, every),
            ("serve --backup-dir kept --backup-every 4294967295d", "", REFUSED, every),
            ("serve --backup-dir kept --backup-every +6h", "", REFUSED, every),
            ("serve --backup-dir kept --backup-keep 0", "", REFUSED, keep),
            ("serve --backup-dir kept --backup-keep 10001", "", REFUSED, keep),
        ],
    );
    feed(here.command("serve").env("MUSTER_BACKUP_EVERY", "often"), b"").refused(REFUSED, every);
}
