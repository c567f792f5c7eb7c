//! `docs/configure.md`: its table of settings is the program's own list.

use muster::config::{is_secret, settings};

use crate::{compare_or_write, text};

const DOCUMENT: &str = "docs/configure.md";
const BEGIN: &str = "<!-- settings -->\n";
const END: &str = "<!-- /settings -->\n";

fn table() -> String {
    let mut table = "| flag | default | what it is |\n|---|---|---|\n".to_owned();
    for setting in settings() {
        let flag = setting.get_long().expect("a flag");
        let default = setting.get_default_values().iter().map(|value| value.to_string_lossy()).collect::<String>();
        let default = if default.is_empty() || is_secret(&setting) { String::new() } else { format!("`{default}`") };
        let help = setting.get_help().expect("a help").to_string();
        let is_switch = !setting.get_action().takes_values();
        let values = if is_switch { Vec::new() } else { setting.get_possible_values() };
        let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
        let among =
            if values.is_empty() || help.contains('`') { String::new() } else { format!(": {}", values.join(", ")) };
        let all = if setting.is_global_set() { " (every command)" } else { "" };
        table.push_str(&format!("| `--{flag}` | {default} | {help}{among}{all} |\n"));
    }
    table
}

#[test]
fn the_table_of_settings_is_what_the_program_takes() {
    let document = text(DOCUMENT);
    let (before, rest) = document.split_once(BEGIN).expect(BEGIN);
    let (_, after) = rest.split_once(END).expect(END);
    let fresh = format!("{before}{BEGIN}\n{}\n{END}{after}", table());
    compare_or_write(DOCUMENT, &fresh);
}
