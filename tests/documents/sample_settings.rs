//! `deploy/muster.toml`, made from the settings that there are: each with what it does and its default, and all but the
//! database comments. That one is where the service has it, so that commands find it wherever they are run.

use clap::{Arg, ArgAction};
use muster::config::settings;

use crate::{compare_or_write, text};

const FILE: &str = "deploy/muster.toml";

const HEAD: &str = "\
# The settings of Muster, for the service and for every command that names no other file.
# Each but the first is shown with its default: take the mark before it away to set another.
# Flags and the environment overrule what stands here. `muster serve --help` says more.
";

/// The folder of the service.
const DATABASE: &str = "/var/lib/muster/muster.db";

fn file() -> String {
    settings().iter().fold(HEAD.to_owned(), |file, setting| file + "\n" + &described(setting))
}

fn described(setting: &Arg) -> String {
    let help = setting.get_help().map(ToString::to_string).unwrap_or_default();
    let listed: Vec<_> = setting.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let listed = match listed.is_empty() || !setting.get_action().takes_values() {
        true => String::new(),
        false => format!(": {}", listed.join(", ")),
    };
    let key = setting.get_long().expect("every setting has a flag").replace('-', "_");
    match &*key {
        "database" => format!("# {help}\n{key} = {DATABASE:?}\n"),
        _ => format!("# {help}{listed}\n#{key} = {}\n", value(setting)),
    }
}

/// The default, or the name of a value where there is none.
fn value(setting: &Arg) -> String {
    let default = setting.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    match (default, setting.get_action()) {
        (_, ArgAction::SetTrue) => "false".to_owned(),
        (Some(number), _) if number.parse::<u64>().is_ok() => number,
        (Some(text), _) => format!("{text:?}"),
        (None, _) => format!("{:?}", setting.get_value_names().map(|names| names.join(" ")).unwrap_or_default()),
    }
}

#[test]
fn the_sample_of_a_configuration_has_every_setting_with_its_default() {
    compare_or_write(FILE, &file());
}

#[test]
fn the_sample_sets_nothing_but_the_database_which_is_the_units() {
    let table: toml::Table = file().parse().expect("TOML");
    assert_eq!(table.keys().collect::<Vec<_>>(), ["database"]);
    assert!(text("deploy/muster.service").contains(&format!("ConditionPathExists={DATABASE}\n")));
}

#[test]
fn without_its_marks_the_sample_is_good_toml() {
    let bare: String =
        file().lines().map(|line| line.strip_prefix('#').unwrap_or(line)).fold(String::new(), |all, line| {
            if line.starts_with(' ') || line.is_empty() { all } else { all + line + "\n" }
        });
    let table: toml::Table = bare.parse().expect("TOML");
    assert_eq!(table["database"].as_str(), Some(DATABASE));
    assert_eq!(table["rate_limit"].as_integer(), Some(50));
    assert_eq!(table["require_bearer"].as_bool(), Some(false));
}
