//! The command line: one command a file.

mod account;
mod application;
mod backup;
mod check;
mod completions;
mod config;
mod demo;
mod group;
mod health;
mod init;
mod key;
mod man;
mod openapi;
mod password;
mod print;
mod restore;
mod serve;
mod session;
mod subuser;
mod tracker;
mod trouble;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgMatches, CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::access::Operator;
use crate::clock::SystemClock;
use crate::config::{Configured, Settings};
use crate::domain::Login;
use crate::error::Code;
use crate::files::itself;
use crate::limits::Limits;
use crate::logging;
use crate::ops::users::{self, User};
use crate::seal::Keyring;
use crate::store::{self, Process, Store};

use print::Printer;
use trouble::{Outcome, Trouble};

/// Keeps GPS trackers in groups and speaks the APIs of Navixy, Plaspy and Verizon ThingSpace.
#[derive(Parser)]
#[command(name = "muster", version, max_term_width = 100)]
struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve sample data from a throwaway database
    Demo(demo::Demo),
    /// Make a database with its first owner
    Init(init::Init),
    /// Serve the database
    Serve(serve::Serve),
    /// Owners
    #[command(subcommand)]
    User(user::UserCommand),
    /// Accounts of owners
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// Sub-users of an owner
    #[command(subcommand)]
    Subuser(subuser::SubuserCommand),
    /// Sessions
    #[command(subcommand)]
    Session(session::SessionCommand),
    /// API keys
    #[command(subcommand)]
    Key(key::KeyCommand),
    /// Applications that ThingSpace's clients show
    #[command(subcommand)]
    App(application::AppCommand),
    /// Trackers
    #[command(subcommand)]
    Tracker(tracker::TrackerCommand),
    /// Tracker groups
    #[command(subcommand)]
    Group(group::GroupCommand),
    /// Check that the database is whole
    Check(check::Check),
    /// Settings
    #[command(subcommand)]
    Config(config::ConfigCommand),
    /// Copy the database and its key file, while it is served or not
    Backup(backup::Backup),
    /// Make a backup the database
    Restore(restore::Restore),
    /// Ask the server on this machine whether it is ready
    Health(health::Health),
    /// Print what a shell needs to complete the commands
    Completions(completions::Completions),
    /// Print the manual page
    Man(man::Manual),
    /// Print what a vendor's API takes and answers, as an OpenAPI document
    Openapi(openapi::Openapi),
}

/// The commands that work with no installation, and so with no configuration file.
const WITHOUT_SETTINGS: [&str; 4] = ["demo", "completions", "man", "openapi"];

/// The program's commands with all that they take.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs the command that the arguments name.
pub fn run() -> ExitCode {
    // Once to know which file to read, and once more with what stands there.
    let outcome = parse(Cli::command()).and_then(|(Cli { settings, .. }, matches)| {
        let configured = match matches.subcommand_name() {
            Some(name) if WITHOUT_SETTINGS.contains(&name) => Configured::default(),
            _ => Configured::read(settings.config.as_deref())?,
        };
        let (cli, matches) = parse(configured.apply(Cli::command()))?;
        carry_out(cli, &configured, &matches)
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => trouble.report(),
    }
}

/// Parses the arguments. Wrong usage, or a wish for help, ends the program here.
fn parse(program: clap::Command) -> Outcome<(Cli, ArgMatches)> {
    let matches = without_idle_options(program).try_get_matches();
    let parsed = matches.and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches)));
    parsed.map_err(|error| if is_bad_value(&error) { Trouble::of_argument(&error) } else { error.exit() })
}

/// The program whose commands without settings do not show those in their help.
fn without_idle_options(mut program: clap::Command) -> clap::Command {
    // Only now the commands have the options of every command.
    program.build();
    let hide = |option: Arg| {
        let is_of_all = option.is_global_set();
        option.hide(is_of_all)
    };
    WITHOUT_SETTINGS
        .into_iter()
        .fold(program, |program, name| program.mut_subcommand(name, |command| command.mut_args(hide)))
}

fn carry_out(Cli { settings, command }: Cli, configured: &Configured, matches: &ArgMatches) -> Outcome {
    logging::write_as(settings.log_format);
    let desk = Desk { print: Printer { json: settings.json }, settings, operator: Operator::at_the_command_line() };
    match command {
        Command::Demo(command) => command.run(&desk),
        Command::Init(command) => command.run(&desk),
        Command::Serve(command) => command.run(&desk),
        Command::User(command) => command.run(&desk),
        Command::Account(command) => command.run(&desk),
        Command::Subuser(command) => command.run(&desk),
        Command::Session(command) => command.run(&desk),
        Command::Key(command) => command.run(&desk),
        Command::App(command) => command.run(&desk),
        Command::Tracker(command) => command.run(&desk),
        Command::Group(command) => command.run(&desk),
        Command::Check(command) => command.run(&desk),
        Command::Config(command) => command.run(&desk, configured, matches),
        Command::Backup(command) => command.run(&desk),
        Command::Restore(command) => command.run(&desk),
        Command::Health(command) => command.run(&desk),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
        Command::Openapi(command) => command.run(),
    }
}

/// Whether the usage was good, but for a value that its type refuses: that is bad input, as in any file, and exits as that
/// does. An option without any value is wrong usage.
fn is_bad_value(error: &clap::Error) -> bool {
    let given =
        || matches!(error.get(ContextKind::InvalidValue), Some(ContextValue::String(value)) if !value.is_empty());
    match error.kind() {
        ErrorKind::ValueValidation => true,
        ErrorKind::InvalidValue => given(),
        _ => false,
    }
}

/// What a command works with.
struct Desk {
    settings: Settings,
    print: Printer,
    operator: Operator,
}

impl Desk {
    /// The database, for a command that uses it alone and touches no API keys.
    fn open(&self) -> Outcome<Store> {
        Ok(Store::open(&self.settings.database, 1, Self::store_settings(self.settings.limits(), None))?)
    }

    /// The database with its key file.
    fn open_with_keys(&self) -> Outcome<Store> {
        let settings = Self::store_settings(self.settings.limits(), Some(self.keyring()?));
        Ok(Store::open(&self.settings.database, 1, settings)?)
    }

    /// The key file of the database, which must be there: of one that is not, the key file is not worth speaking of.
    fn keyring(&self) -> Outcome<Keyring> {
        Store::recognise(&self.settings.database)?;
        Ok(Keyring::open(&self.key_path())?)
    }

    /// Where it lies.
    fn key_path(&self) -> PathBuf {
        Keyring::path_beside(&itself(&self.settings.database))
    }

    fn store_settings(limits: Limits, keyring: Option<Keyring>) -> store::Settings {
        store::Settings { clock: Box::new(SystemClock), limits, keyring, process: Process::Command }
    }

    fn server_settings(limits: Limits, keyring: Keyring) -> store::Settings {
        store::Settings { process: Process::Server, ..Self::store_settings(limits, Some(keyring)) }
    }

    /// The user with that login.
    fn user(&self, store: &Store, login: &Login) -> Outcome<User> {
        store.read(|tx| users::find(tx, self.operator, login)).map_err(|failure| match failure.code {
            Code::NotFoundInDatabase => Trouble::refused(format!("there is no user {login}; see: muster user list")),
            _ => failure.into(),
        })
    }

    /// The owner with that login.
    fn owner(&self, store: &Store, login: &Login) -> Outcome<User> {
        store.read(|tx| users::find_owner(tx, self.operator, login)).map_err(|failure| match failure.code {
            Code::NotFoundInDatabase => Trouble::refused(format!("there is no owner {login}; see: muster user list")),
            Code::OperationNotPermitted => Trouble::refused(format!("{login} is a sub-user; name the owner")),
            _ => failure.into(),
        })
    }
}
