//! The manual page and the completions: every command is in them, and the programs that read them have no complaint.

use std::process::Command;

use crate::support::{Installation, feed};

/// Every command, as it is called; read off the help, which a shell or a manual page knows nothing of.
fn commands(here: &Installation, called: &str) -> Vec<String> {
    let help = here.run(&format!("{called} --help")).done().stdout;
    let Some((_, listed)) = help.split_once("\nCommands:\n") else { return vec![called.trim().to_owned()] };
    let names = listed.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").flat_map(|name| commands(here, &format!("{called} {name}"))).collect()
}

#[test]
fn the_manual_page_has_every_command_and_every_setting() {
    let here = Installation::bare();
    let page = here.run("man").done().stdout;
    let commands = commands(&here, "");
    assert!(commands.len() > 30, "{commands:?}");
    for command in commands {
        assert!(page.contains(&format!("\n.SS \"{command}\"\n")), "{command}");
        let help = here.run(&format!("{command} --help")).done().stdout;
        for option in help.split_whitespace().filter(|word| word.starts_with("--")) {
            let option = option.trim_end_matches(|char: char| !char.is_ascii_alphabetic()).replace('-', "\\-");
            assert!(page.contains(&format!("{option}\\fR")), "{command} {option}");
        }
        let what = help.lines().next().unwrap_or_default().split('\'').next().unwrap_or_default();
        assert!(page.contains(&what.replace('-', "\\-")), "{command}: {what}");
    }
    for told in [
        "MUSTER_DATABASE",
        "MUSTER_LISTEN",
        "Days that records of the audit log are kept",
        "\n.SH \"FILES\"\n",
        "/etc/muster/muster.toml",
        "muster.db.key",
        "MUSTER_METRICS_TOKEN_FILE",
    ] {
        assert!(page.contains(told), "{told}");
    }
}

#[test]
fn help_has_a_commands_own_options_first_and_of_others_only_what_it_heeds() {
    let here = Installation::bare();
    let parts = |command: &str| {
        let help = here.run(&format!("{command} --help")).done().stdout;
        let (own, of_all) = help.split_once("\nOptions of every command:\n").unwrap_or((&help, ""));
        (own.to_owned(), of_all.to_owned())
    };
    for (command, option) in [("restore", "--keep-sessions"), ("serve", "--tls-key"), ("tracker import", "--dry-run")] {
        let (own, of_all) = parts(command);
        assert!(own.contains(option) && !own.contains("--database"), "{command}: {own}");
        assert!(of_all.contains("--database") && !of_all.contains(option), "{command}: {of_all}");
    }
    for command in ["demo", "completions", "man", "openapi"] {
        let (own, of_all) = parts(command);
        assert!(of_all.is_empty() && !own.contains("--database"), "{command}: {own}");
    }
}

#[test]
fn shells_get_completions_and_others_are_told_which() {
    let here = Installation::bare();
    for (shell, start) in [("bash", "_muster()"), ("zsh", "#compdef muster"), ("fish", "# Print an optspec")] {
        let script = here.run(&format!("completions {shell}")).done().stdout;
        assert!(script.starts_with(start), "{shell}");
        assert!(script.contains("subuser") && script.contains("audit-keep-days"), "{shell}");
    }
    here.run("completions ksh").refused(1, "must be one of bash, elvish, fish, powershell, zsh");
}

#[test]
#[ignore = "needs groff and zsh, which tests/run installs"]
fn a_formatter_and_the_shells_accept_them() {
    let here = Installation::bare();
    let reads = |program: &str, arguments: &[&str], what: &str| {
        let text = here.run(what).done().stdout;
        feed(Command::new(program).args(arguments), text.as_bytes()).done().stdout
    };
    let page = reads("groff", &["-man", "-ww", "-Tutf8", "-P-cbou"], "man");
    assert!(page.contains("tracker import") && page.contains("EXIT STATUS"), "{page}");
    reads("bash", &["-n"], "completions bash");
    reads("zsh", &["-n"], "completions zsh");
    let completed = format!(
        "{}\nCOMP_WORDS=(muster tracker im) COMP_CWORD=2; _muster muster im tracker; echo \"${{COMPREPLY[@]}}\"",
        here.run("completions bash").done().stdout
    );
    assert_eq!(feed(&mut Command::new("bash"), completed.as_bytes()).done().stdout, "import\n");
}
