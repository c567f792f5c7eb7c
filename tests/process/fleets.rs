//! Fleets go in from files, all or nothing, and come out again.

use std::fmt::Write as _;
use std::fs;

use serde_json::{Value, json};

use crate::commands::FLEET;
use crate::support::{Installation, OWNER};

const MESSY: &[u8] = include_bytes!("../data/fleet-messy.csv");

/// Imports these rows under the usual headings.
fn import(here: &Installation, rows: &str) -> Value {
    here.put("rows.csv", format!("label,device_id,model,phone,group,color\n{rows}"));
    here.json(&format!("tracker import rows.csv --owner {OWNER}"))
}

/// The faults that an import of this file names, as line, column and reason.
#[track_caller]
fn faults(here: &Installation, file: &str) -> Vec<(u64, String, String)> {
    let before = here.contents();
    let ran = here.run(&format!("tracker import {file} --owner {OWNER} --json")).failed(1, "nothing was imported: ");
    let object = ran.object();
    assert_eq!(object.keys().collect::<Vec<_>>(), ["errors"]);
    assert!(here.contents() == before, "something was written");
    let text = |fault: &Value, key: &str| fault[key].as_str().expect("a text").to_owned();
    let fault = |fault: &Value| (fault["line"].as_u64().expect("a line"), text(fault, "column"), text(fault, "error"));
    object["errors"].as_array().expect("a list").iter().map(fault).collect()
}

fn groups(here: &Installation) -> Vec<(String, String, u64)> {
    let listed = here.json(&format!("group list --owner {OWNER}"));
    let text = |group: &Value, key: &str| group[key].as_str().expect("a text").to_owned();
    let group =
        |group: &Value| (text(group, "title"), text(group, "color"), group["trackers"].as_u64().expect("a count"));
    listed["groups"].as_array().expect("a list").iter().map(group).collect()
}

fn trackers(here: &Installation) -> Vec<Value> {
    here.json(&format!("tracker list --owner {OWNER}"))["trackers"].as_array().expect("a list").clone()
}

fn export(here: &Installation, file: &str) -> String {
    here.json(&format!("tracker export {file} --owner {OWNER}"));
    fs::read_to_string(here.path(file)).expect("an export")
}

#[test]
fn a_fleet_of_a_thousand_is_imported_with_its_groups() {
    let here = Installation::new();
    here.put("fleet.csv", FLEET);
    let imported = here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    assert_eq!(imported, json!({"imported": 1000, "groups_created": 10}));

    // Everything in the file is there, in its order.
    let mut rows = csv::Reader::from_reader(FLEET);
    let (listed, groups) = (trackers(&here), here.json(&format!("group list --owner {OWNER}")));
    let title = |id: &Value| {
        let group = groups["groups"].as_array().expect("a list").iter().find(|group| group["id"] == *id);
        group.map_or(("", ""), |group| {
            (group["title"].as_str().expect("a title"), group["color"].as_str().expect("a colour"))
        })
    };
    assert_eq!(listed.len(), 1000);
    for (row, tracker) in rows.records().zip(&listed) {
        let row = row.expect("a row");
        let text = |key: &str| tracker[key].as_str().unwrap_or_default();
        let (group, color) = title(&tracker["group_id"]);
        assert_eq!(row, [text("label"), text("device_id"), text("model"), text("phone"), group, color][..]);
    }
    here.run("check").done();

    let again = faults(&here, "fleet.csv");
    assert_eq!(again.len(), 1000, "every device is registered already");
    assert!(again.iter().all(|(_, column, _)| column == "device_id"), "{:?}", again[0]);
}

#[test]
fn a_messy_file_is_refused_with_all_its_faults_and_its_good_rows_are_imported() {
    let here = Installation::new();
    here.put("messy.csv", MESSY);
    let expected = [
        (15, "label", "must not be empty"),
        (16, "label", "Size must be between 1 and 60"),
        (17, "device_id", "must not be empty"),
        (18, "device_id", "stands on an earlier line or is registered already; each device can be there once"),
        (19, "color", r#"must match "^#?[0-9a-fA-F]{6}$""#),
        (20, "color", "this group has the colour FF6DDC already; give one colour, or leave it empty"),
        (21, "phone", "must be 1 to 15 digits, with or without a leading +"),
        (22, "label", "must contain only printable characters"),
        (23, "group", "Size must be between 1 and 60"),
    ];
    let found = faults(&here, "messy.csv");
    let found: Vec<_> = found.iter().map(|(line, column, error)| (*line, column.as_str(), error.as_str())).collect();
    assert_eq!(found, expected);

    let told = here
        .run(&format!("tracker import messy.csv --owner {OWNER}"))
        .failed(1, "faulty rows to mend in the file first: 9");
    let lines: Vec<_> =
        expected.iter().map(|(line, column, error)| format!("line {line}, {column}: {error}")).collect();
    assert_eq!(
        (told.stdout.as_str(), told.stderr.lines().take(9).collect::<Vec<_>>()),
        ("", lines.iter().map(String::as_str).collect())
    );

    let first_14_lines = MESSY.split_inclusive(|byte| *byte == b'\n').take(14).flatten().copied().collect::<Vec<_>>();
    here.put("good.csv", first_14_lines);
    let imported = here.json(&format!("tracker import good.csv --owner {OWNER}"));
    assert_eq!(imported, json!({"imported": 13, "groups_created": 7}));
    let listed = trackers(&here);
    assert_eq!(listed[0]["label"], "Car 0001 Wiesbaden 🚚, \"spare\"");
    assert_eq!(listed[3]["phone"], "15555558477", "without its +");
    assert_eq!(listed[12]["label"], "Trimmed label");
    assert!(groups(&here).contains(&("Main office".to_owned(), "FF6DDC".to_owned(), 1)), "{:?}", groups(&here));
}

/// Ids are taken many at a time while it is imported; what is left of them is given back.
#[test]
fn the_ids_of_one_import_after_another_have_no_gaps() {
    let here = Installation::new();
    let rows = |name: &str, count: usize| {
        (0..count).fold(String::new(), |rows, number| rows + &format!("{name} {number},{name}{number},,,,\n"))
    };
    for (name, count) in [("A", 3), ("B", 1_001), ("C", 1)] {
        import(&here, &rows(name, count));
    }
    here.json(&format!("tracker add --owner {OWNER} --label Last --device-id L1"));
    let listed: Vec<_> = trackers(&here).iter().filter_map(|tracker| tracker["id"].as_i64()).collect();
    assert_eq!(listed, (1..=1_006).collect::<Vec<_>>());
}

#[test]
fn a_rehearsal_writes_nothing() {
    let here = Installation::new();
    here.put("fleet.csv", FLEET).put("messy.csv", MESSY);
    let before = here.contents();
    let rehearse =
        |file: &str, option: &str| here.run(&format!("tracker import {file} --owner {OWNER} --dry-run {option}"));
    assert_eq!(rehearse("fleet.csv", "--json").done().stdout, "{\"imported\":1000,\"groups_created\":10}\n");
    assert!(rehearse("fleet.csv", "").done().stdout.starts_with("no fault found in 1000 trackers"));
    let refused = rehearse("messy.csv", "--json").failed(1, "nothing was imported").object();
    assert_eq!(refused["errors"].as_array().map(Vec::len), Some(9));
    assert!(here.contents() == before);
}

#[test]
fn what_is_exported_can_be_imported_elsewhere() {
    let (here, there) = (Installation::new(), Installation::new());
    here.put("fleet.csv", FLEET);
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    here.json(&format!("tracker add --owner {OWNER} --label 'a \"b\", c; d' --device-id X-1 --model 'm, n'"));
    here.json(&format!("tracker add --owner {OWNER} --label '#=+-@' --device-id X-2 --group Employees"));
    let exported = export(&here, "out.csv");
    assert_eq!(exported.lines().next(), Some("label,device_id,model,phone,group,color"));

    there.put("in.csv", &exported);
    let imported = there.json(&format!("tracker import in.csv --owner {OWNER}"));
    assert_eq!(imported, json!({"imported": 1002, "groups_created": 10}));
    assert!(export(&there, "out.csv") == exported, "the second export differs from the first");
    assert_eq!(groups(&there), groups(&here));
}

#[test]
fn an_export_overwrites_nothing() {
    let here = Installation::new();
    here.put("out.csv", "mine");
    here.run(&format!("tracker export out.csv --owner {OWNER}"))
        .refused(1, "out.csv exists already; name another file");
    here.run(&format!("tracker export nowhere/out.csv --owner {OWNER}")).refused(1, "cannot make nowhere/out.csv");
    assert_eq!(fs::read(here.path("out.csv")).expect("read"), b"mine");
    assert_eq!(export(&here, "none.csv"), "label,device_id,model,phone,group,color\n");
}

#[test]
fn twenty_thousand_rows_are_imported_and_exported() {
    let here = Installation::new();
    let mut file = "label,device_id,model,phone,group,color\n".to_owned();
    for row in 0..20_000 {
        let group = row % 50;
        let _ = writeln!(file, "Vehicle {row},DEV-{row:06},telfmb920,1555{row:07},Depot {group},{:06X}", group * 5_000);
    }
    here.put("big.csv", &file);
    let imported = here.json(&format!("tracker import big.csv --owner {OWNER}"));
    assert_eq!(imported, json!({"imported": 20_000, "groups_created": 50}));
    assert!(groups(&here).iter().all(|(_, _, members)| *members == 400), "{:?}", groups(&here));
    assert!(export(&here, "out.csv") == file, "the export differs from the import");
    here.run("check").done();

    // One faulty row among them, and none is written.
    let there = Installation::new();
    there.put("big.csv", file + "Vehicle 0 again,DEV-000000,,,,\n");
    let (line, column, _) = faults(&there, "big.csv").remove(0);
    assert_eq!((line, column.as_str()), (20_002, "device_id"));
}

#[test]
fn a_group_takes_its_colour_from_the_first_row_that_tells_it() {
    let here = Installation::new();
    import(
        &here,
        "Van 1,V1,,,Late,\nVan 2,V2,,,Late,00ff00\nVan 3,V3,,,Late,\nVan 4,V4,,,Late,#00FF00\nVan 5,V5,,,Never,\n",
    );
    let group = |title: &str, color: &str, members| (title.to_owned(), color.to_owned(), members);
    assert_eq!(groups(&here), [group("Late", "00FF00", 4), group("Never", "1E96DC", 1)]);
}

#[test]
fn a_group_that_is_there_already_is_used_and_keeps_its_colour() {
    let here = Installation::new();
    import(&here, "Van 1,V1,,,Main office,FF6DDC\n");
    let imported =
        import(&here, "Van 2,V2,,,Main office,\nVan 3,V3,,,Main office,ff6ddc\nVan 4,V4,,,main office,000000\n");
    assert_eq!(imported, json!({"imported": 3, "groups_created": 1}), "titles differ by case");
    let group = |title: &str, color: &str, members| (title.to_owned(), color.to_owned(), members);
    assert_eq!(groups(&here), [group("Main office", "FF6DDC", 3), group("main office", "000000", 1)]);
    here.put("other.csv", "label,device_id,group,color\nVan 5,V5,Main office,00FF00\n");
    assert_eq!(faults(&here, "other.csv")[0].1, "color");
}

#[test]
fn another_owners_groups_and_devices_are_another_owners() {
    let here = Installation::new();
    here.json_with("user add --login otto@quarry.example --password-stdin", crate::support::PASSWORD);
    here.put("otto.csv", "label,device_id,group,color\nDigger,D1,Main office,E69A00\n");
    here.json("tracker import otto.csv --owner otto@quarry.example");
    let imported = import(&here, "Van 1,V1,,,Main office,FF6DDC\n");
    assert_eq!(imported, json!({"imported": 1, "groups_created": 1}), "a group of the same title, but her own");
    here.put("his.csv", "label,device_id\nDigger,D1\n");
    assert_eq!(faults(&here, "his.csv")[0].1, "device_id", "a device is unique over the whole server");
}

#[test]
fn what_is_no_fleet_is_refused() {
    let here = Installation::new();
    here.put("empty.csv", "")
        .put("blank.csv", "\n\n")
        .put("prose.txt", "Dear Ada,\n")
        .put("no-id.csv", "label,phone\n");
    here.put("twice.csv", "label,imei,device_id\n")
        .put("no-label.csv", "imei\n")
        .put("zip.csv", b"PK\x03\x04\xff\xfe\0\n");
    let before = here.contents();
    for (file, with) in [
        ("not-there.csv", "cannot read not-there.csv: No such file"),
        (".", "cannot read .: Is a directory"),
        ("empty.csv", "headings: none of them means label; add it"),
        ("blank.csv", "headings: none of them means label; add it"),
        ("prose.txt", "headings: none of them means label; add it"),
        ("no-label.csv", "headings: none of them means label; add it"),
        ("no-id.csv", "headings: none of them means device_id; add it"),
        ("twice.csv", "headings: two of them mean device_id; rename one"),
        ("zip.csv", "headings: are not UTF-8; save the file as UTF-8"),
    ] {
        for option in ["", "--json", "--dry-run"] {
            let ran = here.run(&format!("tracker import {file} --owner {OWNER} {option}"));
            // What is wrong in the file is named as any fault is: with --json in the object on stdout.
            assert_eq!(ran.code, 1, "{ran:?}");
            assert!(ran.stderr.contains(with) || ran.stdout.contains(with.trim_start_matches("headings: ")), "{ran:?}");
        }
    }
    assert!(here.contents() == before);
}

#[test]
fn headings_alone_are_an_empty_fleet() {
    let here = Installation::new();
    for file in ["label,device_id", "label,device_id\n", "\u{feff}Name;IMEI\r\n", "label,device_id\n\n\n"] {
        here.put("headings.csv", file);
        let imported = here.json(&format!("tracker import headings.csv --owner {OWNER}"));
        assert_eq!(imported, json!({"imported": 0, "groups_created": 0}), "{file:?}");
    }
}

#[test]
fn columns_of_no_meaning_are_passed_over_with_a_word() {
    let here = Installation::new();
    here.put("more.csv", "Name,Notes,IMEI\nVan 1,rusty,V1\n");
    let ran = here.run(&format!("tracker import more.csv --owner {OWNER} --json"));
    assert_eq!((ran.code, ran.object()["imported"].as_i64()), (0, Some(1)), "{ran:?}");
    assert!(ran.stderr.contains("\"Notes\"") && ran.stderr.lines().count() == 1, "{ran:?}");
}

// shows: IMPORT_ERRORS
#[test]
fn of_very_many_faults_the_first_thousand_are_named() {
    let here = Installation::new();
    here.put("bad.csv", "label,device_id\n".to_owned() + &"Van,not_an_id\n".repeat(1_500));
    let found = faults(&here, "bad.csv");
    assert_eq!((found.len(), found[0].0, found[999].0), (1_000, 2, 1_001));
}

#[test]
fn an_import_keeps_to_the_number_of_groups_that_an_account_may_have() {
    let here = Installation::new();
    here.put("groups.csv", "label,device_id,group\nA,A,1\nB,B,2\nC,C,3\nD,D,2\nE,E,4\n");
    let import = |most: &str| {
        let mut command = here.command(&format!("tracker import groups.csv --owner {OWNER} --json"));
        crate::support::feed(command.env("MUSTER_GROUPS_PER_ACCOUNT", most), b"")
    };
    let refused = import("2").failed(1, "first: 2").object();
    let lines: Vec<_> =
        refused["errors"].as_array().expect("a list").iter().map(|fault| fault["line"].as_u64()).collect();
    assert_eq!(lines, [Some(4), Some(6)]);
    assert!(groups(&here).is_empty());
    import("4").done();
}
