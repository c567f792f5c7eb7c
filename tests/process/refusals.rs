//! What the command line will not do, and how it says so: one sentence, an exit code, and nothing changed.

#[cfg(target_os = "linux")]
use std::fs::File;
use std::net::TcpListener;

use crate::support::{Installation, OWNER, PASSWORD};

/// The exit codes.
pub const REFUSED: i32 = 1;
pub const USAGE: i32 = 2;
pub const DATABASE: i32 = 3;

/// An installation with a sub-user, a disabled owner, two groups and three trackers.
fn peopled() -> Installation {
    let here = Installation::new();
    here.json_with(&format!("subuser add --owner {OWNER} --login sue@fleet.example --password-stdin"), PASSWORD);
    here.json_with("user add --login dora@gone.example --password-stdin", PASSWORD);
    here.json("user disable dora@gone.example");
    here.put("fleet.csv", "label,imei,group\nVan 1,VAN-1,Main office\nVan 2,VAN-2,Night shift\nVan 3,VAN-3,\n");
    here.json(&format!("tracker import fleet.csv --owner {OWNER}"));
    here
}

/// Runs each command for a program and for a person; each is refused, and none changes a thing.
pub fn refuse(here: &Installation, cases: &[(&str, &str, i32, &str)]) {
    let (before, files) = (here.contents(), here.files());
    for (command, input, code, with) in cases {
        for option in ["", "--json"] {
            here.run_with(&format!("{command} {option}"), input).refused(*code, with);
            assert!(here.contents() == before, "{command:?} changed the database");
            assert_eq!(here.files(), files, "{command:?} left a file behind");
        }
    }
}

// shows: PASSWORD_LINE_BYTES
#[test]
fn a_password_has_up_to_40_printable_characters_and_an_owners_12_at_least() {
    let here = peopled();
    for (command, size, short) in [
        ("user add --login new@fleet.example --password-stdin", "between 12 and 40", "eleven char"),
        ("user password ada@fleet.example --password-stdin", "between 12 and 40", "eleven char"),
        ("user password sue@fleet.example --password-stdin", "between 1 and 40", ""),
        ("subuser add --owner ada@fleet.example --login new@fleet.example --password-stdin", "between 1 and 40", ""),
    ] {
        let (long, longer) = ("p".repeat(41), "é".repeat(5_000));
        refuse(
            &here,
            &[
                (command, "", REFUSED, "the password on standard input: Size must be"),
                (command, "\n", REFUSED, size),
                (command, "\n after an empty line", REFUSED, size),
                (command, short, REFUSED, size),
                (command, &long, REFUSED, size),
                (command, &longer, REFUSED, size),
                (command, "a bell rings \u{7}", REFUSED, "must contain only printable characters"),
                (command, "tabulator\there", REFUSED, "printable"),
                (command, "private use \u{e000}", REFUSED, "printable"),
                (command, "the end is nul\0", REFUSED, "printable"),
                (command, "             ", REFUSED, "blank"),
            ],
        );
        let unasked = command.replace(" --password-stdin", "");
        let advice = "there is no terminal to ask for the password on: give it with --password-stdin";
        here.run_with(&unasked, PASSWORD).refused(USAGE, advice);
        let before = here.contents();
        here.run_with(command, b"latin-1: \xe9\n").refused(REFUSED, "the password on standard input");
        assert!(here.contents() == before);
    }
    let longest = format!("{}\r\n", "é".repeat(40));
    for good in [&*longest, "twelve chars"] {
        here.json_with("user password ada@fleet.example --password-stdin", good);
    }
    here.json_with("user password sue@fleet.example --password-stdin", "s");
}

#[test]
fn owners_and_sub_users_are_added_with_care() {
    let long = format!("user add --login {}@fleet.example --password-stdin", "a".repeat(250));
    refuse(
        &peopled(),
        &[
            ("user add --login ada --password-stdin", PASSWORD, REFUSED, "must be a well-formed email address"),
            ("user add --login '' --password-stdin", PASSWORD, REFUSED, "Size must be between 1 and 254"),
            ("user add --login 'a b@c.example' --password-stdin", PASSWORD, REFUSED, "email address"),
            ("user add --login 'a@b@c.example' --password-stdin", PASSWORD, REFUSED, "email address"),
            (&long, PASSWORD, REFUSED, "Size must be between 1 and 254"),
            ("user add --login new@fleet.example", PASSWORD, USAGE, "--password-stdin"),
            ("user add --password-stdin", PASSWORD, USAGE, "--login <EMAIL>"),
            ("user add --login ada@fleet.example --password-stdin", PASSWORD, REFUSED, "ada@fleet.example is in use"),
            ("user add --login ADA@fleet.example --password-stdin", PASSWORD, REFUSED, "ada@fleet.example is in use"),
            ("user add --login sue@fleet.example --password-stdin", PASSWORD, REFUSED, "choose another"),
            (
                "user add --login new@fleet.example --password-stdin --time-zone Mars/Olympus",
                PASSWORD,
                REFUSED,
                "must be an IANA time zone, such as Europe/Berlin",
            ),
            (
                "user add --login new@fleet.example --password-stdin --locale english",
                PASSWORD,
                REFUSED,
                "must be a locale, such as en_US",
            ),
            (
                "subuser add --owner ada@fleet.example --login ada@fleet.example --password-stdin",
                PASSWORD,
                REFUSED,
                "ada@fleet.example is in use",
            ),
            (
                "subuser add --owner ada@fleet.example --login new@fleet.example --password-stdin --rights reports,admin",
                PASSWORD,
                REFUSED,
                "Should be one of [tracker_update,",
            ),
            (
                "subuser add --owner sue@fleet.example --login new@fleet.example --password-stdin",
                PASSWORD,
                REFUSED,
                "sue@fleet.example is a sub-user; name the owner",
            ),
            (
                "subuser add --owner nobody@fleet.example --login new@fleet.example --password-stdin",
                PASSWORD,
                REFUSED,
                "there is no owner nobody@fleet.example; see: muster user list",
            ),
        ],
    );
}

#[test]
fn commands_want_a_user_or_an_owner_that_there_is() {
    let nobody = "there is no user nobody@fleet.example; see: muster user list";
    let no_owner = "there is no owner nobody@fleet.example; see: muster user list";
    let sub_user = "sue@fleet.example is a sub-user; name the owner";
    let mut cases = vec![
        ("user disable nobody@fleet.example", "", REFUSED, nobody),
        ("user enable nobody@fleet.example", "", REFUSED, nobody),
        ("user password nobody@fleet.example --password-stdin", PASSWORD, REFUSED, nobody),
        ("session create --login nobody@fleet.example", "", REFUSED, nobody),
        ("user unlock nobody@fleet.example", "", REFUSED, nobody),
        ("key create --title More --login nobody@fleet.example", "", REFUSED, nobody),
        ("key list --login nobody@fleet.example", "", REFUSED, nobody),
        (
            "session create --login dora@gone.example",
            "",
            REFUSED,
            "is disabled; see: muster user enable dora@gone.example",
        ),
        ("user disable", "", USAGE, "<LOGIN>"),
    ];
    let commands = [
        "subuser list --owner {}",
        "tracker import fleet.csv --owner {}",
        "tracker import fleet.csv --dry-run --owner {}",
        "tracker add --label Van --device-id VAN-9 --owner {}",
        "tracker list --owner {}",
        "tracker export out.csv --owner {}",
        "group list --owner {}",
    ];
    let of_nobody = commands.map(|command| command.replace("{}", "nobody@fleet.example"));
    let of_sub_user = commands.map(|command| command.replace("{}", "sue@fleet.example"));
    cases.extend(of_nobody.iter().map(|command| (command.as_str(), "", REFUSED, no_owner)));
    cases.extend(of_sub_user.iter().map(|command| (command.as_str(), "", REFUSED, sub_user)));
    refuse(&peopled(), &cases);
}

#[test]
fn trackers_are_added_with_care_and_found_by_id() {
    let long = format!("tracker add --owner {OWNER} --label Van --device-id {}", "9".repeat(65));
    let long_label = format!("tracker add --owner {OWNER} --device-id VAN-9 --label {}", "x".repeat(61));
    let device_id = r#"must match "^[0-9a-zA-Z\-]{1,64}$""#;
    let mut cases = vec![
        ("tracker add --owner ada@fleet.example --label Van --device-id VAN_9", "", REFUSED, device_id),
        ("tracker add --owner ada@fleet.example --label Van --device-id ''", "", REFUSED, device_id),
        (&*long, "", REFUSED, device_id),
        ("tracker add --owner ada@fleet.example --label Van", "", USAGE, "--device-id"),
        (&*long_label, "", REFUSED, "Size must be between 1 and 60"),
        ("tracker add --owner ada@fleet.example --label 'Van\u{7}' --device-id VAN-9", "", REFUSED, "printable"),
        ("tracker add --owner ada@fleet.example --label '  ' --device-id VAN-9", "", REFUSED, "must not be blank"),
        (
            "tracker add --owner ada@fleet.example --label Van --device-id VAN-9 --phone 555-CALL",
            "",
            REFUSED,
            "must be 1 to 15 digits, with or without a leading +",
        ),
        (
            "tracker add --owner ada@fleet.example --label Van --device-id VAN-1",
            "",
            REFUSED,
            "the device id VAN-1 is registered already",
        ),
        (
            "tracker add --owner dora@gone.example --label Van --device-id VAN-1",
            "",
            REFUSED,
            "the device id VAN-1 is registered already",
        ),
        (
            "tracker add --owner ada@fleet.example --label Van --device-id VAN-9 --group Nowhere",
            "",
            REFUSED,
            "ada@fleet.example has no group \"Nowhere\"; see: muster group list --owner ada@fleet.example",
        ),
        (
            "tracker add --owner dora@gone.example --label Van --device-id VAN-9 --group 'Main office'",
            "",
            REFUSED,
            "dora@gone.example has no group",
        ),
    ];
    let commands = ["remove", "block", "unblock"].map(|command| {
        let id = |id: &str| format!("tracker {command} {id}");
        [id("404"), id("0"), id("VAN-1"), id("2147483648")]
    });
    for [unknown, zero, word, huge] in &commands {
        cases.push((unknown, "", REFUSED, "there is no tracker 404; see: muster tracker list --owner EMAIL"));
        cases.push((zero, "", REFUSED, "must be greater than or equal to 1"));
        cases.push((word, "", REFUSED, "give the tracker's id, a number"));
        cases.push((huge, "", REFUSED, "give the tracker's id, a number"));
    }
    refuse(&peopled(), &cases);
}

#[test]
fn only_a_sub_user_is_bound_and_only_to_its_owners_trackers() {
    let here = peopled();
    here.json("user enable dora@gone.example");
    here.json("tracker add --owner dora@gone.example --label Lorry --device-id LORRY-1");
    let lacks = "the sub-user's owner lacks one of these trackers; see: muster tracker list --owner EMAIL";
    refuse(
        &here,
        &[
            ("subuser bind --login sue@fleet.example --trackers 1,404", "", REFUSED, lacks),
            ("subuser bind --login sue@fleet.example --trackers 1,4", "", REFUSED, lacks),
            ("subuser bind --login sue@fleet.example --trackers VAN-1", "", REFUSED, "give the tracker's id, a number"),
            ("subuser bind --login ada@fleet.example --trackers 1", "", REFUSED, "is an owner, who sees all trackers"),
            ("subuser bind --login nobody@fleet.example --trackers 1", "", REFUSED, "there is no user nobody"),
            ("subuser bind --login sue@fleet.example", "", USAGE, "--trackers"),
        ],
    );
}

#[test]
fn an_owner_has_20_api_keys_and_no_more() {
    let here = Installation::new();
    let create = format!("key create --login {OWNER} --title More");
    for _ in 1..20 {
        here.json(&create);
    }
    let unknown = format!("key revoke {}", "0".repeat(32));
    let long = format!("key create --login {OWNER} --title {}", "x".repeat(256));
    refuse(
        &here,
        &[
            (&create, "", REFUSED, "has 20 API keys, which is the most; revoke one with: muster key revoke KEY"),
            (&unknown, "", REFUSED, "there is no such API key; see: muster key list --login EMAIL"),
            ("key revoke a6aa", "", REFUSED, "must be 32 hexadecimal digits"),
            (&long, "", REFUSED, "Size must be between 1 and 255"),
            ("key create --login ada@fleet.example --title ''", "", REFUSED, "Size must be between 1 and 255"),
        ],
    );
    here.json(&format!("key revoke {}", here.api_key));
    here.json(&create);
}

#[test]
fn settings_that_make_no_sense_are_refused() {
    refuse(
        &Installation::new(),
        &[
            ("serve --listen nowhere", "", REFUSED, "--listen <IP:PORT>: give an IP address and a port"),
            ("serve --listen 127.0.0.1:99999", "", REFUSED, "--listen <IP:PORT>: give an IP address and a port"),
            ("serve --rate-limit fast", "", REFUSED, "--rate-limit <N|off>: give a number, or off"),
            ("serve --request-deadline 0", "", REFUSED, "--request-deadline <SECONDS>: 0 is not in 1..=3600"),
            ("serve --token-hours 0", "", REFUSED, "--token-hours <N>: 0 is not in 1..=8760"),
            ("serve --lock-minutes 10081", "", REFUSED, "--lock-minutes <N>: 10081 is not in 1..=10080"),
            ("serve --group-page 2001", "", REFUSED, "--group-page <N>: 2001 is not in 1..=2000"),
            ("check --session-days 0", "", REFUSED, "--session-days <N>: 0 is not in 1..=3650"),
            ("check --session-days thirty", "", REFUSED, "--session-days <N>: give a whole number\n"),
            ("serve --body-limit 20M", "", REFUSED, "--body-limit <BYTES>: give a whole number\n"),
            ("serve --drain-seconds 30s", "", REFUSED, "--drain-seconds <SECONDS>: give a whole number\n"),
            ("serve --get-mutations perhaps", "", REFUSED, "must be one of allow, deny"),
        ],
    );
}

#[test]
fn a_port_that_is_taken_is_named() {
    let here = Installation::new();
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("bound");
    let cannot = format!("cannot listen on {address}: Address already in use");
    here.run(&format!("serve --listen {address}")).refused(REFUSED, &cannot);
    here.run(&format!("demo --listen {address}")).refused(REFUSED, &cannot);
}

/// What is bound already is not to blame.
#[test]
#[cfg(target_os = "linux")]
fn an_answer_that_cannot_be_printed_is_told_as_that() {
    let here = Installation::new();
    for command in ["user list", "serve --listen 127.0.0.1:0", "demo --listen 127.0.0.1:0"] {
        let full = File::options().write(true).open("/dev/full").expect("a full device");
        let ran = here.command(command).stdout(full).output().expect("ended");
        let said = String::from_utf8(ran.stderr).expect("UTF-8");
        let last = said.lines().last().unwrap_or_default();
        assert_eq!(ran.status.code(), Some(REFUSED), "{command}: {said}");
        assert!(
            last.starts_with("muster: cannot write to standard output: No space left on device"),
            "{command}: {said}"
        );
    }
}
