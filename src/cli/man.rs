//! `muster man`: the manual page of the whole program, made of what `--help` says.

use std::io::{self, Write};

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;

use super::trouble::{Outcome, Trouble};
use super::{Cli, print};

#[derive(clap::Args)]
pub(super) struct Manual {}

/// What the exit codes mean.
const EXITS: [(&str, &str); 4] = [
    ("0", "done"),
    ("1", "refused, as a value that makes no sense is; nothing has changed"),
    ("2", "wrong usage: an argument that is unknown or missing"),
    ("3", "the database failed, or cannot be opened"),
];

/// The files that there are, beside those that arguments name.
const FILES: [(&str, &str); 4] = [
    ("muster.toml", "the configuration in the working directory, if no other is named"),
    ("/etc/muster/muster.toml", "the configuration if that is not there; the service has it, too"),
    ("muster.db", "the database, if no other is named"),
    (
        "muster.db.key",
        "beside any database, the key that opens its API keys and tokens; back up both, and keep them apart",
    ),
];

/// What the environment says beside what the options do.
const ENVIRONMENT: [(&str, &str); 2] = [
    (
        "MUSTER_METRICS_TOKEN_FILE",
        "a file that holds the token, in the place of MUSTER_METRICS_TOKEN; in the configuration metrics_token_file",
    ),
    ("RUST_LOG", "what is logged, as in warn, or info,muster::access=off for no line for each request"),
];

impl Manual {
    pub(super) fn run(self) -> Outcome {
        let page = String::from_utf8(page(Cli::command())?).map_err(|error| Trouble::refused(error.to_string()))?;
        Ok(print::line(page.trim_end())?)
    }
}

fn page(program: Command) -> io::Result<Vec<u8>> {
    let mut program = program.disable_help_subcommand(true).mut_args(|arg| arg.hide_short_help(false));
    program.build();
    let mut page = Vec::new();
    // The library leaves an empty date out, and what follows would stand in its place.
    writeln!(page, ".TH MUSTER 1 \"\" \"muster {}\" \"User Commands\"", env!("CARGO_PKG_VERSION"))?;
    let man = Man::new(program.clone());
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_options_section(&mut page)?;
    writeln!(page, ".SH COMMANDS")?;
    describe_commands(&program, &mut page)?;
    for (heading, items) in [("FILES", &FILES[..]), ("ENVIRONMENT", &ENVIRONMENT), ("EXIT STATUS", &EXITS)] {
        list(heading, items, &mut page)?;
    }
    Ok(page)
}

fn describe_commands(parent: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    for command in parent.get_subcommands() {
        if command.has_subcommands() {
            describe_commands(command, page)?;
        } else {
            describe(command, page)?;
        }
    }
    Ok(())
}

/// A command under its name: what it does, how it is called, and the options that are its own.
fn describe(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    let name = name.strip_prefix("muster ").unwrap_or(name);
    writeln!(page, ".SS \"{name}\"")?;
    let man = Man::new(command.clone().mut_args(|arg| {
        let of_all = arg.is_global_set() || arg.get_id() == "help";
        arg.hide_short_help(false).hide(of_all)
    }));
    page.extend(body(|out| man.render_description_section(out))?);
    writeln!(page, ".PP")?;
    page.extend(body(|out| man.render_synopsis_section(out))?);
    page.extend(body(|out| man.render_options_section(out))?);
    Ok(())
}

/// A section without its heading, nor what stands before that.
fn body(render: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Vec<u8>> {
    let mut section = Vec::new();
    render(&mut section)?;
    let lines = section.split_inclusive(|byte| *byte == b'\n');
    Ok(lines.skip_while(|line| !line.starts_with(b".SH")).skip(1).flatten().copied().collect())
}

/// A section of names, each with what it means.
fn list(heading: &str, items: &[(&str, &str)], page: &mut Vec<u8>) -> io::Result<()> {
    writeln!(page, ".SH \"{heading}\"")?;
    items.iter().try_for_each(|(name, meaning)| writeln!(page, ".TP\n.B {name}\n{meaning}"))
}
