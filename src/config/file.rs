//! The configuration file: TOML with a key for each setting, named as its flag with underscores.
//!
//! What the file says takes the place of the defaults that the flags were built with. So it is read by the same parsers,
//! and flags and environment go before it, without another list of settings.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::num::{IntErrorKind, ParseIntError};
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use clap::error::ContextKind;
use clap::{Arg, ArgAction, Args as _, Command};
use toml::{Table, Value};

use super::{ServeSettings, Settings};
use crate::files::advice;

/// Read if no other is named, and it is in the folder where the program runs.
const HERE: &str = "muster.toml";

/// Read if that is not there either: where the service has its settings, so that commands have the same ones.
const OF_THE_SYSTEM: &str = "/etc/muster/muster.toml";

/// What is no setting of an installation but of one command.
const NO_SETTINGS: [&str; 2] = ["config", "json"];

/// Why the file, or a file that a setting is to come from, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("cannot read {}: {source}{}", .path.display(), advice(.source, ", or name another file with --config"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// It is no TOML.
    #[error("{}: {why}", .path.display())]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Why, with the place.
        why: String,
    },
    /// A key is no setting's.
    #[error("{}: there is no setting {key}; see: muster config show", .path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
    },
    /// A value is none of the setting's.
    #[error("{}: {key}: {why}", .path.display())]
    BadValue {
        /// The file.
        path: PathBuf,
        /// The key.
        key: String,
        /// Why.
        why: String,
    },
    /// What the file of a secret holds is none, or cannot be read.
    #[error("{variable}: {why}")]
    BadSecret {
        /// What names the file.
        variable: String,
        /// Why.
        why: String,
    },
    /// A secret is given twice.
    #[error("{0} and {0}_FILE are both set; leave one out")]
    Twice(String),
}

/// What was read, by setting.
#[derive(Debug, Default)]
pub struct Configured {
    /// The file, if there is one.
    pub path: Option<PathBuf>,
    values: BTreeMap<String, Given>,
}

#[derive(Debug)]
struct Given {
    text: String,
    from: Source,
}

/// Where a value that is no flag's and no variable's comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The configuration file.
    File,
    /// A file that holds this secret alone.
    SecretFile,
}

impl Configured {
    /// Reads the file that is named, or else the one that is there by default, and the files of secrets that the
    /// environment names.
    ///
    /// # Errors
    /// When a file cannot be read, has an unknown key, or a value that its setting refuses.
    pub fn read(named: Option<&Path>) -> Result<Self, ConfigError> {
        let mut configured = Self::default();
        if let Some(path) = named.or_else(|| by_default(Path::new(HERE), Path::new(OF_THE_SYSTEM))) {
            let text = fs::read_to_string(path);
            let text = text.map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
            configured.take_all(path, &text)?;
            configured.path = Some(path.to_owned());
        }
        for setting in settings().iter().filter(|setting| is_secret(setting)) {
            configured.take_secret_of_environment(setting)?;
        }
        Ok(configured)
    }

    /// The command, with what was read in the place of its defaults.
    pub fn apply(&self, command: Command) -> Command {
        let put = |command: Command| command.mut_args(|setting| self.put(setting));
        put(command)
            .mut_subcommand("serve", put)
            .mut_subcommand("health", put)
            .mut_subcommand("config", |config| config.mut_subcommand("show", put))
    }

    fn put(&self, setting: Arg) -> Arg {
        match self.values.get(setting.get_id().as_str()) {
            Some(given) => {
                let hidden = is_secret(&setting);
                setting.default_value(given.text.clone()).hide_default_value(hidden)
            }
            None => setting,
        }
    }

    /// Where the value of a setting comes from if no flag and no variable gives it.
    pub fn source(&self, setting: &str) -> Option<Source> {
        self.values.get(setting).map(|given| given.from)
    }

    fn take_all(&mut self, path: &Path, text: &str) -> Result<(), ConfigError> {
        let not_toml = |why: toml::de::Error| ConfigError::NotToml { path: path.to_owned(), why: place_of(&why, text) };
        let settings = settings();
        let of_key = |key: &str| settings.iter().find(|setting| setting.get_id() == key);
        for (key, value) in text.parse::<Table>().map_err(not_toml)? {
            let in_file = || of_key(key.strip_suffix("_file")?).filter(|setting| is_secret(setting));
            let bad = |why: String| ConfigError::BadValue { path: path.to_owned(), key: key.clone(), why };
            if of_key(&key).or_else(in_file).is_some_and(|setting| self.source(setting.get_id().as_str()).is_some()) {
                return Err(bad("is given in two ways; leave one out".to_owned()));
            }
            if let Some(setting) = of_key(&key) {
                let text =
                    text_of(&value).ok_or_else(|| bad("must be a text, a number, true, false or a list".to_owned()))?;
                self.take(setting, text, Source::File).map_err(bad)?;
            } else if let Some(setting) = in_file() {
                let file = value.as_str().ok_or_else(|| bad("must be the path of a file".to_owned()))?;
                let secret = read_secret(Path::new(file)).map_err(bad)?;
                self.take(setting, secret, Source::SecretFile).map_err(bad)?;
            } else {
                return Err(ConfigError::Unknown { path: path.to_owned(), key });
            }
        }
        Ok(())
    }

    fn take_secret_of_environment(&mut self, setting: &Arg) -> Result<(), ConfigError> {
        let Some(variable) = setting.get_env().and_then(|variable| variable.to_str()) else { return Ok(()) };
        let in_file = format!("{variable}_FILE");
        let Some(path) = env::var_os(&in_file).map(PathBuf::from) else { return Ok(()) };
        if env::var_os(variable).is_some() {
            return Err(ConfigError::Twice(variable.to_owned()));
        }
        let taken = read_secret(&path).and_then(|secret| self.take(setting, secret, Source::SecretFile));
        taken.map_err(|why| ConfigError::BadSecret { variable: in_file, why })
    }

    /// Takes a value that the setting's own parser takes.
    fn take(&mut self, setting: &Arg, text: String, from: Source) -> Result<(), String> {
        let long = setting.get_long().unwrap_or_default();
        if matches!(setting.get_action(), ArgAction::SetTrue) {
            // A flag without a value takes none at the command line either.
            text.parse::<bool>().map_err(|_| "must be true or false".to_owned())?;
        } else {
            let command = Command::new("muster").no_binary_name(true).arg(setting.clone());
            command.try_get_matches_from([format!("--{long}={text}")]).map_err(|error| why(&error))?;
        }
        self.values.insert(setting.get_id().to_string(), Given { text, from });
        Ok(())
    }
}

/// Every setting, as the commands have it.
pub fn settings() -> Vec<Arg> {
    let all = ServeSettings::augment_args(Settings::augment_args(Command::new("muster")));
    all.get_arguments().filter(|setting| !NO_SETTINGS.contains(&setting.get_id().as_str())).cloned().collect()
}

/// Whether nobody is to see its value.
pub fn is_secret(setting: &Arg) -> bool {
    setting.is_hide_env_values_set()
}

/// Why an argument's type refused its value; never the value.
pub fn why(error: &clap::Error) -> String {
    let digits = error.source().and_then(|source| source.downcast_ref::<ParseIntError>()).map(ParseIntError::kind);
    if matches!(digits, Some(IntErrorKind::InvalidDigit | IntErrorKind::Empty)) {
        return "give a whole number".to_owned();
    }
    let listed = || error.get(ContextKind::ValidValue).map(|values| format!("must be one of {values}"));
    error.source().map(ToString::to_string).or_else(listed).unwrap_or_default()
}

/// The first of the two that is there. One of the system's that may not even be looked for counts as there, and is then
/// refused: whoever may not read the settings is not to go on without them. But a user whose commands are run by another,
/// as by `runuser`, may well be in a folder that it may not look into.
fn by_default<'p>(here: &'p Path, of_the_system: &'p Path) -> Option<&'p Path> {
    if here.exists() {
        return Some(here);
    }
    (!matches!(of_the_system.try_exists(), Ok(false))).then_some(of_the_system)
}

/// A secret that has a file of its own, which editors end with a line break.
fn read_secret(path: &Path) -> Result<String, String> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}{}", path.display(), advice(&error, "")))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// A value as it is written at the command line: a list has commas.
fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Integer(number) => Some(number.to_string()),
        Value::Boolean(is_so) => Some(is_so.to_string()),
        Value::Array(list) => list.iter().map(text_of).collect::<Option<Vec<_>>>().map(|texts| texts.join(",")),
        Value::Float(_) | Value::Datetime(_) | Value::Table(_) => None,
    }
}

/// What is wrong and in which line, without the line itself: a secret may stand there.
fn place_of(error: &toml::de::Error, text: &str) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    format!("line {}: {}", before.matches('\n').count() + 1, error.message())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn take(text: &str) -> Result<Configured, String> {
        let mut configured = Configured::default();
        let taken = configured.take_all(Path::new("muster.toml"), text).map_err(|error| error.to_string());
        taken.map(|()| configured)
    }

    #[test]
    fn every_setting_has_a_variable_and_a_flag_of_one_name() {
        for setting in settings() {
            let id = setting.get_id().as_str();
            assert_eq!(setting.get_long(), Some(&*id.replace('_', "-")), "{id}");
            let variable = format!("MUSTER_{}", id.to_uppercase());
            assert_eq!(setting.get_env().and_then(|name| name.to_str()), Some(&*variable), "{id}");
        }
    }

    #[test]
    fn what_is_called_a_secret_is_kept_as_one() {
        let settings = settings();
        let called = |setting: &&Arg| {
            let last = setting.get_id().as_str().rsplit('_').next();
            last.is_some_and(|word| ["token", "secret", "password"].contains(&word))
        };
        let secrets: Vec<_> = settings.iter().filter(called).collect();
        assert!(!secrets.is_empty());
        for setting in secrets {
            assert!(is_secret(setting), "{} would be shown; give it `hide_env_values`", setting.get_id());
        }
    }

    #[test]
    fn the_file_is_refused_with_the_key_and_the_reason() {
        for (text, sentence) in [
            ("session_days = 0", "muster.toml: session_days: 0 is not in 1..=3650"),
            ("session_days = \"many\"", "muster.toml: session_days: give a whole number"),
            ("session-days = 5", "muster.toml: there is no setting session-days; see: muster config show"),
            ("json = true", "muster.toml: there is no setting json; see: muster config show"),
            ("[serve]\nlisten = \"x\"", "muster.toml: there is no setting serve; see: muster config show"),
            (
                "listen = 8080",
                "muster.toml: listen: give an IP address and a port, such as 127.0.0.1:8080 or [::1]:8080",
            ),
            ("session_days = 1.5", "muster.toml: session_days: must be a text, a number, true, false or a list"),
            ("require_bearer = \"yes\"", "muster.toml: require_bearer: must be true or false"),
            ("get_mutations = \"no\"", "muster.toml: get_mutations: must be one of allow, deny"),
            (
                "metrics_token = \"0123456789abcdef\"\nmetrics_token_file = \"x\"",
                "muster.toml: metrics_token_file: is given in two ways; leave one out",
            ),
            (
                "metrics_token_file = \"/nowhere/token\"",
                "muster.toml: metrics_token_file: cannot read /nowhere/token: No such file or directory (os error 2)",
            ),
            ("listen_file = \"x\"", "muster.toml: there is no setting listen_file; see: muster config show"),
        ] {
            assert_eq!(take(text).err().as_deref(), Some(sentence), "{text}");
        }
    }

    #[test]
    fn the_nearer_of_two_files_is_read_and_none_is_needed() {
        let folder = tempfile::tempdir().expect("a folder");
        let [here, of_the_system] = ["here", "system"].map(|name| folder.path().join(name));
        assert_eq!(by_default(&here, &of_the_system), None);
        fs::write(&of_the_system, "").expect("written");
        assert_eq!(by_default(&here, &of_the_system), Some(&*of_the_system));
        fs::write(&here, "").expect("written");
        assert_eq!(by_default(&here, &of_the_system), Some(&*here));
        // Where nothing can be looked for, as below a file: nearby that is nothing, in the system it cannot be passed over.
        let nowhere = here.join("muster.toml");
        assert_eq!(by_default(&nowhere, &of_the_system), Some(&*of_the_system));
        assert_eq!(by_default(&nowhere, &nowhere), Some(&*nowhere));
    }

    #[test]
    fn what_is_no_toml_is_told_by_its_line_and_not_shown() {
        let error = take("session_days = 5\nmetrics_token = \"abc").expect_err("no end");
        assert!(error.starts_with("muster.toml: line 2: ") && !error.contains("abc"), "{error}");
    }

    #[test]
    fn lists_may_be_written_as_lists() {
        let configured = take("trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\nrequire_bearer = true").expect("good");
        assert_eq!(configured.values["trusted_proxies"].text, "10.0.0.0/8,::1");
        assert_eq!(configured.source("require_bearer"), Some(Source::File));
        assert_eq!(configured.source("listen"), None);
    }
}
