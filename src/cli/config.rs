//! `muster config show`: every setting, and where it comes from.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches};
use serde::Serialize;
use toml::Value;

use super::Desk;
use super::trouble::Outcome;
use crate::config::{Configured, ServeSettings, Source, is_secret, settings};

#[derive(clap::Subcommand)]
pub(super) enum ConfigCommand {
    /// Show every setting as `serve` would have it, and where it comes from
    Show(Box<Show>),
}

#[derive(clap::Args)]
pub(super) struct Show {
    #[command(flatten)]
    settings: ServeSettings,
}

/// A setting as it stands.
#[derive(Serialize)]
struct Shown {
    name: String,
    value: Option<Value>,
    from: &'static str,
}

/// What stands for a secret.
const MASK: &str = "***";

impl ConfigCommand {
    pub(super) fn run(self, desk: &Desk, configured: &Configured, matches: &ArgMatches) -> Outcome {
        let Self::Show(_) = self;
        let shown: Vec<_> =
            settings().iter().map(|setting| Shown::of(setting, configured, innermost(matches))).collect();
        desk.print.either(&shown, || {
            let file = configured.path.as_ref().map_or("no file".to_owned(), |path| path.display().to_string());
            let lines: Vec<_> = shown.iter().map(Shown::line).collect();
            format!("# flags > environment > {file} > defaults\n{}", lines.join("\n"))
        })
    }
}

/// The matches of the command itself, below those of the commands that it is part of.
fn innermost(matches: &ArgMatches) -> &ArgMatches {
    matches.subcommand().map_or(matches, |(_, matches)| innermost(matches))
}

impl Shown {
    fn of(setting: &Arg, configured: &Configured, matches: &ArgMatches) -> Self {
        let name = setting.get_id().as_str();
        let text = matches.get_raw(name).and_then(|mut values| values.next()).map(|value| value.to_string_lossy());
        let value = text.map(|text| match text.parse::<i64>() {
            _ if is_secret(setting) => MASK.into(),
            Ok(number) => number.into(),
            Err(_) => text.parse::<bool>().map_or_else(|_| (*text).into(), Value::from),
        });
        let from = match (matches.value_source(name), configured.source(name)) {
            (Some(ValueSource::CommandLine), _) => "flag",
            (Some(ValueSource::EnvVariable), _) => "environment",
            (_, Some(Source::File)) => "file",
            (_, Some(Source::SecretFile)) => "a file of its own",
            _ => "default",
        };
        Self { name: name.to_owned(), value, from }
    }

    /// As the file has it, so that it can be pasted there.
    fn line(&self) -> String {
        match &self.value {
            Some(value) => format!("{} = {value} # {}", self.name, self.from),
            None => format!("# {} is not set", self.name),
        }
    }
}
